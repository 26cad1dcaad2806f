/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.AF_INET;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.parking.Unshared;
import berkeley.sockets.threads.Virtual.Running;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * On each of more listeners than there are carriers a virtual thread and a platform thread accept:
 * whoever takes a connection, no carrier waits for the next one.
 */
@Timeout(120)
class ContestedAcceptTest {
  private static final int LISTENERS = 3 * Runtime.getRuntime().availableProcessors();
  private static final int CONNECTIONS = 300;
  private static final MemorySegment NULL = MemorySegment.NULL;

  private final AtomicLong accepted = new AtomicLong();

  private interface Accept {
    long call(int listener);
  }

  private static long accept(int listener) {
    return Connections.accept4(listener, NULL, NULL, sys_socket_h.SOCK_CLOEXEC);
  }

  /** As code that does not use this library; it may meet the moment of another mode. */
  private static long foreignAccept(int listener) {
    long fd;
    do {
      fd = Sys.accept4(listener, NULL, NULL, sys_socket_h.SOCK_CLOEXEC);
    } while (fd == -errno_h.EAGAIN);
    return fd;
  }

  private long acceptAll(int listener, Accept accept) {
    while (true) {
      long fd = accept.call(listener);
      if (fd < 0) {
        return fd;
      }
      accepted.incrementAndGet();
      Fds.close((int) fd);
    }
  }

  private void contest(boolean shared, Accept other) throws InterruptedException {
    int[] listeners = new int[LISTENERS];
    List<Running> virtual = new ArrayList<>();
    List<Thread> platform = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    try (Arena arena = Arena.ofShared()) {
      for (int i = 0; i < LISTENERS; i++) {
        int fd = Fds.ok(Descriptors.socket(AF_INET, STREAM, 0));
        listeners[i] = fd;
        Fds.ok(Sys.bind(fd, Fds.loopback(arena, 0), 16));
        Fds.ok(Sys.listen(fd, CONNECTIONS));
        if (shared) {
          Unshared.share(fd);
        }
        virtual.add(Virtual.start(() -> acceptAll(fd, ContestedAcceptTest::accept)).blocked());
        platform.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      long end = acceptAll(fd, other);
                      synchronized (ends) {
                        ends.add(end);
                      }
                    }));
      }
      for (int i = 0; i < CONNECTIONS; i++) {
        int client = Fds.ok(Sys.socket(AF_INET, STREAM, 0));
        int to = listeners[i % LISTENERS];
        Fds.ok(Sys.connect(client, Fds.name(arena, to), 16));
        Fds.close(client);
        if (i % 10 == 0) {
          assertEquals(7, Virtual.call(() -> 7), "the carriers are held");
        }
      }
      for (int wait = 0; accepted.get() < CONNECTIONS; wait++) {
        assertTrue(wait < 20_000, accepted + " accepted");
        Virtual.pause();
      }
      assertEquals(7, Virtual.call(() -> 7), "the carriers are held");
      for (int i = 0; i < LISTENERS; i++) { // accept(2): EINVAL, "not listening"
        assertEquals(0, Fds.flags(listeners[i]) & fcntl_h.O_NONBLOCK);
        Fds.ok(Sys.shutdown(listeners[i], sys_socket_h.SHUT_RDWR));
        assertEquals(-errno_h.EINVAL, virtual.get(i).result());
        assertTrue(platform.get(i).join(Duration.ofSeconds(20)));
      }
    }
    assertEquals(LISTENERS, ends.stream().filter(end -> end == -errno_h.EINVAL).count(), "" + ends);
    assertEquals(CONNECTIONS, accepted.get());
    Fds.close(listeners);
  }

  @RepeatedTest(10)
  void aListenerOfThisProcess() throws Exception {
    contest(false, ContestedAcceptTest::accept);
  }

  @RepeatedTest(10)
  void aSharedListener() throws Exception {
    contest(true, ContestedAcceptTest::accept);
  }

  /** Native code that has the number takes a connection of which a virtual thread was told. */
  @RepeatedTest(5)
  void aForeignAcceptor() throws Exception {
    contest(false, ContestedAcceptTest::foreignAccept);
  }
}
