/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.calls.Fds.DGRAM;
import static berkeley.sockets.internal.calls.Fds.DONTWAIT;
import static berkeley.sockets.internal.calls.Fds.EAGAIN;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heap buffers so long that the kernel gets them in pieces: nobody notices. */
@Timeout(60)
class LongBuffersTest {
  private static final int MUCH = (3 << 20) + 17;
  private static final int MESSAGE = 300_000; // longer than a piece

  private int[] fds = {};

  @AfterEach
  void close() {
    Fds.close(fds);
  }

  private static byte[] bytes(int n) {
    byte[] bytes = new byte[n];
    new Random(n).nextBytes(bytes);
    return bytes;
  }

  private static FutureTask<Long> start(boolean virtual, Callable<Long> call) {
    FutureTask<Long> task = new FutureTask<>(call);
    if (virtual) {
      Thread.ofVirtual().start(task);
    } else {
      Thread.ofPlatform().daemon().start(task);
    }
    return task;
  }

  private static long get(FutureTask<Long> task) throws Exception {
    return task.get(30, TimeUnit.SECONDS);
  }

  /** What comes out of a descriptor, by plain calls with native memory. */
  private static byte[] drain(int fd, int n) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocate(n);
      int done = 0;
      while (done < n) {
        done += Fds.ok(Sys.read(fd, all.asSlice(done), Math.min(100_000, n - done)));
      }
      return all.toArray(ValueLayout.JAVA_BYTE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamTakesAll(boolean virtual) throws Exception {
    fds = Fds.pair(STREAM);
    byte[] sent = bytes(MUCH + 5);
    byte[] expected = Arrays.copyOfRange(sent, 5, MUCH + 5);
    FutureTask<Long> array = start(virtual, () -> Transfer.send(fds[0], null, sent, 5, MUCH, 0));
    assertArrayEquals(expected, drain(fds[1], MUCH));
    assertEquals(MUCH, get(array));
    MemorySegment heap = MemorySegment.ofArray(sent).asSlice(5);
    FutureTask<Long> segment = start(virtual, () -> Transfer.send(fds[0], heap, null, 0, MUCH, 0));
    assertArrayEquals(expected, drain(fds[1], MUCH));
    assertEquals(MUCH, get(segment));
    FutureTask<Long> written = start(virtual, () -> ReadWrite.write(fds[0], null, sent, 5, MUCH));
    assertArrayEquals(expected, drain(fds[1], MUCH));
    assertEquals(MUCH, get(written));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void waitingForAllGetsAll(boolean virtual) throws Exception {
    fds = Fds.pair(STREAM);
    byte[] sent = bytes(MUCH);
    for (boolean segment : new boolean[] {false, true}) {
      byte[] got = new byte[MUCH + 7];
      MemorySegment heap = segment ? MemorySegment.ofArray(got).asSlice(7) : null;
      FutureTask<Long> receiver =
          start(
              virtual,
              () ->
                  Transfer.recv(
                      fds[1], heap, segment ? null : got, 7, MUCH, sys_socket_h.MSG_WAITALL));
      assertEquals(MUCH, Transfer.send(fds[0], null, sent, 0, MUCH, 0));
      assertEquals(MUCH, get(receiver));
      assertArrayEquals(sent, Arrays.copyOfRange(got, 7, MUCH + 7));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamGivesWhatThereIs(boolean virtual) throws Exception {
    fds = Fds.pair(STREAM);
    byte[] got = new byte[MUCH];
    assertEquals(EAGAIN, Transfer.recv(fds[1], null, got, 0, MUCH, DONTWAIT));
    assertEquals(9, Transfer.send(fds[0], null, bytes(9), 0, 9, 0));
    assertEquals(9, get(start(virtual, () -> Transfer.recv(fds[1], null, got, 0, MUCH, 0))));
    long room = Transfer.send(fds[0], null, new byte[MUCH], 0, MUCH, DONTWAIT);
    assertEquals(EAGAIN, Transfer.send(fds[0], null, new byte[MUCH], 0, MUCH, DONTWAIT));
    int peek = sys_socket_h.MSG_PEEK;
    assertEquals(room, get(start(virtual, () -> Transfer.recv(fds[1], null, got, 0, MUCH, peek))));
    assertEquals(room, get(start(virtual, () -> Transfer.recv(fds[1], null, got, 0, MUCH, 0))));
    Sys.shutdown(fds[0], sys_socket_h.SHUT_WR);
    assertEquals(0, get(start(virtual, () -> Transfer.recv(fds[1], null, got, 0, MUCH, 0))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMessageIsOne(boolean virtual) throws Exception {
    fds = Fds.pair(DGRAM);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_INT, 2 * MESSAGE);
      Fds.ok(
          Sys.setsockopt(fds[0], sys_socket_h.SOL_SOCKET, sys_socket_h.SO_SNDBUFFORCE, size, 4) == 0
              ? 0
              : Sys.setsockopt(fds[0], sys_socket_h.SOL_SOCKET, sys_socket_h.SO_SNDBUF, size, 4));
    }
    byte[] sent = bytes(MESSAGE);
    byte[] got = new byte[MUCH];
    for (int flags : new int[] {0, DONTWAIT}) {
      assertEquals(
          MESSAGE, get(start(virtual, () -> Transfer.send(fds[0], null, sent, 0, MESSAGE, flags))));
      assertEquals(
          MESSAGE, get(start(virtual, () -> Transfer.recv(fds[1], null, got, 0, MUCH, flags))));
      assertArrayEquals(sent, Arrays.copyOf(got, MESSAGE));
    }
    FutureTask<Long> waits = start(virtual, () -> Transfer.recv(fds[1], null, got, 0, MUCH, 0));
    Thread.sleep(20);
    assertEquals(MESSAGE, Transfer.send(fds[0], null, sent, 0, MESSAGE, 0));
    assertEquals(MESSAGE, get(waits));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPipeTakesAll(boolean virtual) throws Exception {
    fds = Fds.pipe();
    byte[] sent = bytes(MUCH);
    FutureTask<Long> writer = start(virtual, () -> ReadWrite.write(fds[1], null, sent, 0, MUCH));
    assertArrayEquals(sent, drain(fds[0], MUCH));
    assertEquals(MUCH, get(writer));
    assertEquals(7, ReadWrite.write(fds[1], null, sent, 0, 7));
    assertEquals(
        7, get(start(virtual, () -> ReadWrite.read(fds[0], null, new byte[MUCH], 0, MUCH))));
  }

  @Test
  void aFileIsReadAndWrittenWhole(@TempDir Path directory) throws Exception {
    for (boolean virtual : new boolean[] {false, true}) {
      Path file = directory.resolve("file" + virtual);
      byte[] all = bytes(MUCH);
      int fd = open(file);
      assertEquals(MUCH, get(start(virtual, () -> ReadWrite.write(fd, null, all, 0, MUCH))));
      assertArrayEquals(all, Files.readAllBytes(file));
      Fds.ok(Sys.close(fd));
      int again = open(file);
      byte[] got = new byte[MUCH + 1000];
      assertEquals(
          MUCH, get(start(virtual, () -> ReadWrite.read(again, null, got, 0, got.length))));
      assertArrayEquals(all, Arrays.copyOf(got, MUCH));
      Fds.ok(Sys.close(again));
    }
  }

  private static int open(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      return Fds.ok(
          Sys.open(arena.allocateFrom(file.toString()), fcntl_h.O_RDWR | fcntl_h.O_CREAT, 0600));
    }
  }
}
