/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysUio.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.internal.parking.Unshared;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Sends from memory that is unmapped as soon as the kernel has the data, as whoever receives them
 * may do, and prints the results.
 */
final class FreedMemory {
  private static final int MUCH = 4 << 20;
  private static final int PAGE = 1 << 16;

  private static Path file;

  private FreedMemory() {}

  public static void main(String[] arguments) throws Exception {
    file = Files.createTempFile("memory", "");
    Files.write(file, new byte[MUCH + PAGE]);
    for (boolean virtual : new boolean[] {false, true}) {
      Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
      FutureTask<Void> task = new FutureTask<>(FreedMemory::run, null);
      builder.start(task);
      task.get(20, TimeUnit.SECONDS);
    }
    Files.delete(file);
    System.exit(0);
  }

  private static void run() {
    System.out.println("sendmsg " + withDescriptor("sendmsg"));
    System.out.println("sendmmsg " + withDescriptor("sendmmsg"));
    System.out.println("writev " + vector());
    if (Thread.currentThread().isVirtual()) {
      System.out.println("in part " + inPart());
    }
  }

  /** Memory that is unmapped after the next call of a function. */
  private static SegmentAllocator memory(String function, long size) {
    Arena arena = Arena.ofShared();
    FaultPlan.AFTER.put(function, arena::close);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return SegmentAllocator.slicingAllocator(
          channel.map(FileChannel.MapMode.PRIVATE, 0, size, arena));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int[] pair(int type) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(8, 4);
      socketpair(AF_UNIX, type, 0, fds);
      return fds.toArray(JAVA_INT);
    }
  }

  private static MemorySegment message(SegmentAllocator memory, MemorySegment data) {
    MemorySegment iov = iovec.allocate(memory);
    iovec.iov_base(iov, data);
    iovec.iov_len(iov, data.byteSize());
    MemorySegment all = memory.allocate(mmsghdr.sizeof(), 8);
    MemorySegment message = all.fill((byte) 0);
    msghdr.msg_iov(message, iov);
    msghdr.msg_iovlen(message, 1);
    return message;
  }

  /** What is sent, and whether the descriptor that was sent is known to be shared. */
  private static String withDescriptor(String function) {
    int[] pair = pair(SOCK_STREAM);
    int sent = socket(AF_INET, SOCK_STREAM, 0);
    SegmentAllocator memory = memory(function, PAGE);
    MemorySegment message = message(memory, memory.allocate(5));
    MemorySegment control = memory.allocate(CMSG_SPACE(4), 8);
    cmsghdr.cmsg_len(control, CMSG_LEN(4));
    cmsghdr.cmsg_level(control, SOL_SOCKET);
    cmsghdr.cmsg_type(control, SCM_RIGHTS);
    control.set(JAVA_INT, CMSG_LEN(0), sent);
    msghdr.msg_control(message, control);
    msghdr.msg_controllen(message, control.byteSize());
    long n =
        function.equals("sendmsg")
            ? sendmsg(pair[0], message, 0)
            : sendmmsg(pair[0], message, 1, 0);
    String result = n + " " + Unshared.contains(sent);
    close(sent);
    close(pair[0]);
    close(pair[1]);
    return result;
  }

  private static long vector() {
    int[] pair = pair(SOCK_STREAM);
    boolean virtual = Thread.currentThread().isVirtual();
    SegmentAllocator memory = memory(virtual ? "pwritev2" : "writev", PAGE);
    MemorySegment data = memory.allocate(7);
    MemorySegment iov = iovec.allocate(memory);
    iovec.iov_base(iov, data);
    iovec.iov_len(iov, 7);
    long n = writev(pair[0], iov, 1);
    close(pair[0]);
    close(pair[1]);
    return n;
  }

  /** Of a blocking send the part that was sent before the memory was gone. */
  private static boolean inPart() {
    int[] pair = pair(SOCK_STREAM);
    SegmentAllocator memory = memory("sendmsg", MUCH + PAGE);
    MemorySegment message = message(memory, memory.allocate(MUCH));
    long n = sendmsg(pair[0], message, 0);
    close(pair[0]);
    close(pair[1]);
    return n > 0 && n < MUCH;
  }
}
