/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.Poller;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Fcntl;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.SysUio;
import berkeley.sockets.c.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs where calls are missing, with one carrier: what holds it while it waits never ends, as who
 * is waited for needs it, too. Prints what each operation returns.
 */
final class OldKernel {
  private static final int MUCH = 300_000; // more than a pipe holds

  static final List<String> ERRORS = List.of("EOPNOTSUPP", "ENOSYS", "EPERM");

  private OldKernel() {}

  public static void main(String[] arguments) throws Exception {
    byte[] warm = new byte[8];
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    for (String errno : ERRORS) {
      missing(Errno.class.getField(errno).getInt(null), "eventfd");
      say(errno + " first wait", virtual(() -> (long) pair[0].recv(warm, 0, 8, 0)));
    }
    for (String errno : ERRORS) {
      int value = Errno.class.getField(errno).getInt(null);
      missing(value, "preadv2", "pwritev2");
      say(errno + " pipe", virtual(OldKernel::pipe));
      say(errno + " vectors", virtual(OldKernel::vectors));
      say(errno + " empty pipe", virtual(OldKernel::nonBlockingPipe));
      missing(value, "recvmmsg", "accept4", "epoll_pwait2", "eventfd");
      say(errno + " batch", virtual(OldKernel::batch));
      say(errno + " accept", virtual(OldKernel::accept));
      say(errno + " epoll_pwait2", epoll());
      say(errno + " poller", virtual(OldKernel::poller));
      FaultPlan.MISSING.clear();
      say(errno + " poller again", virtual(OldKernel::poller));
    }
    FutureTask<Long> waits = start(() -> (long) pair[0].recv(warm, 0, 8, 0));
    pair[1].send(warm, 0, 3, 0);
    say("recv again", waits.get(20, TimeUnit.SECONDS));
    System.exit(0);
  }

  private static void missing(int errno, String... functions) {
    FaultPlan.MISSING.clear();
    for (String function : functions) {
      FaultPlan.MISSING.put(function, errno);
    }
  }

  private static void say(String what, long result) {
    System.out.println(what + " " + (result < 0 ? Errno.strerrorname((int) -result) : result));
  }

  private static FutureTask<Long> start(Callable<Long> call) {
    FutureTask<Long> task =
        new FutureTask<>(
            () -> {
              try {
                return call.call();
              } catch (ErrnoException e) {
                return (long) -e.value();
              }
            });
    Thread.startVirtualThread(task);
    return task;
  }

  private static long virtual(Callable<Long> call) throws Exception {
    return start(call).get(20, TimeUnit.SECONDS);
  }

  private static int[] pipeEnds() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(8, 4);
      Unistd.pipe(fds);
      return fds.toArray(ValueLayout.JAVA_INT);
    }
  }

  /** A reader and a writer of more than the pipe holds, each of which has to wait. */
  private static long pipe() throws Exception {
    int[] ends = pipeEnds();
    FutureTask<Long> reader =
        start(
            () -> {
              byte[] some = new byte[10_000];
              long sum = 0;
              for (long n; (n = Unistd.read(ends[0], some, some.length)) > 0; ) {
                sum += n;
              }
              return sum;
            });
    Thread.sleep(20); // the reader waits
    long written = Unistd.write(ends[1], new byte[MUCH], MUCH);
    Unistd.close(ends[1]);
    long read = reader.get(20, TimeUnit.SECONDS);
    Unistd.close(ends[0]);
    return written == read ? read : -1;
  }

  private static long vectors() throws Exception {
    int[] ends = pipeEnds();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment all = arena.allocate(MUCH);
      MemorySegment iov = arena.allocate(16, 8);
      iov.set(ValueLayout.JAVA_LONG, 0, all.address());
      iov.set(ValueLayout.JAVA_LONG, 8, MUCH);
      FutureTask<Long> writer = start(() -> SysUio.writev(ends[1], iov, 1));
      MemorySegment some = arena.allocate(10_000);
      MemorySegment into = arena.allocate(16, 8);
      into.set(ValueLayout.JAVA_LONG, 0, some.address());
      into.set(ValueLayout.JAVA_LONG, 8, some.byteSize());
      long sum = 0;
      while (sum < MUCH) {
        sum += SysUio.readv(ends[0], into, 1);
      }
      long written = writer.get(20, TimeUnit.SECONDS);
      Unistd.close(ends[0]);
      Unistd.close(ends[1]);
      return written == sum ? sum : -1;
    }
  }

  private static long nonBlockingPipe() {
    int[] ends = pipeEnds();
    Fcntl.fcntl(ends[0], Fcntl.F_SETFL, Fcntl.O_NONBLOCK);
    long result = Unistd.read(ends[0], new byte[8], 8);
    long errno = Errno.errno();
    Unistd.close(ends[0]);
    Unistd.close(ends[1]);
    return result < 0 ? -errno : result;
  }

  private static long batch() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    try (Socket a = pair[0];
        Socket b = pair[1];
        MessageBatch batch = Message.builder().data(8).batch(2)) {
      a.send(new byte[1], 0, 1, 0);
      return b.recv(batch, 0);
    }
  }

  private static long accept() throws IOException {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      client.connect(listener.localAddress());
      try (Socket accepted = listener.accept()) {
        return accepted.isOpen() ? 0 : -1;
      }
    }
  }

  private static long epoll() {
    int epoll = SysEpoll.epoll_create1(0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = MemorySegment.NULL;
      MemorySegment zero = arena.allocate(16, 8);
      long result = SysEpoll.epoll_pwait2(epoll, arena.allocate(16, 8), 1, zero, none);
      return result < 0 ? -Errno.errno() : result;
    } finally {
      Unistd.close(epoll);
    }
  }

  private static long poller() throws IOException {
    try (Poller poller = Poller.open()) {
      return poller.toString().isEmpty() ? -1 : 0;
    }
  }
}
