/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.races.Race;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Virtual threads that wait for descriptors, and what can come meanwhile; a race may get stuck. */
class CallRacesTest {
  private static final MemorySegment NULL = MemorySegment.NULL;
  private static final int RDWR = sys_socket_h.SHUT_RDWR;

  private static String result(long n) {
    return n == Fds.EBADF ? "EBADF" : n == Fds.EINTR ? "EINTR" : "" + n;
  }

  private static class Pair {
    final int[] fds = Fds.pair(Fds.STREAM);
    final byte[] buffer = new byte[8];
    boolean closed;
    volatile Thread waiter;
    volatile boolean interrupted;

    String recv() {
      return result(Transfer.recv(fds[0], null, buffer, 0, 1, 0));
    }

    String send() {
      return result(Transfer.send(fds[1], null, new byte[] {42}, 0, 1, 0));
    }

    String close() {
      closed = true;
      return result(Descriptors.close(fds[0]));
    }

    String recvUninterrupted() {
      waiter = Thread.currentThread();
      String result = recv();
      boolean status = Thread.currentThread().isInterrupted();
      while (!interrupted) {
        LockSupport.parkNanos(1_000);
      }
      Thread.interrupted();
      return result.equals("EINTR") && !status ? "EINTR, status lost" : result;
    }

    String interrupt() {
      while (waiter == null) {
        LockSupport.parkNanos(1_000);
      }
      waiter.interrupt();
      interrupted = true;
      return "interrupts";
    }

    /** How many bytes nobody has received. */
    Long left() {
      return Math.max(0, Sys.recv(fds[0], Arena.ofAuto().allocate(8), 8, Fds.DONTWAIT));
    }

    void tidy() {
      Fds.close(fds[1]);
      if (!closed) {
        Fds.close(fds[0]);
      }
    }
  }

  private static Race<Pair> race(String name) {
    return Race.of(name, Pair::new).onVirtualThreads().tidy(Pair::tidy);
  }

  @Test
  void recvAndSend() throws Exception {
    race("recv || send")
        .actor(Pair::recv)
        .actor(Pair::send)
        .arbiter(Pair::left)
        .acceptable("received", "1", "1", 0L)
        .run();
  }

  @Test
  void twoRecvAndSend() throws Exception {
    race("recv || recv || send, send")
        .actor(Pair::recv)
        .actor(Pair::recv)
        .actor(s -> s.send() + s.send())
        .arbiter(Pair::left)
        .acceptable("each got one", "1", "1", "11", 0L)
        .run();
  }

  @Test
  void recvAndClose() throws Exception {
    race("recv || close")
        .actor(Pair::recv)
        .actor(Pair::close)
        .acceptable("woken with EBADF", "EBADF", "0")
        .run();
  }

  @Test
  void recvAndShutdown() throws Exception {
    race("recv || shutdown")
        .actor(Pair::recv)
        .actor(s -> Sys.shutdown(s.fds[1], RDWR))
        .acceptable("the end of the stream", "0", 0L)
        .run();
  }

  @Test
  void recvAndSendAndInterrupt() throws Exception {
    race("recv || send || interrupt")
        .actor(Pair::recvUninterrupted)
        .actor(Pair::send)
        .actor(Pair::interrupt)
        .arbiter(Pair::left)
        .acceptable("received first", "1", "1", "interrupts", 0L)
        .acceptable("interrupted: the byte stays", "EINTR", "1", "interrupts", 1L)
        .run();
  }

  /** The peer empties the buffer that was full. */
  @Test
  void sendAndRecv() throws Exception {
    Race.of("send to a full buffer || recv", CallRacesTest::full)
        .onVirtualThreads()
        .tidy(Pair::tidy)
        .actor(s -> result(Transfer.send(s.fds[1], null, new byte[100], 0, 100, 0)))
        .actor(CallRacesTest::drain)
        .acceptable("sent", "100", "drained")
        .run();
  }

  private static Pair full() {
    Pair pair = new Pair();
    Fds.option(pair.fds[1], sys_socket_h.SO_SNDBUF, 1); // as small as it gets
    while (Transfer.send(pair.fds[1], null, new byte[1000], 0, 1000, Fds.DONTWAIT) > 0) {
      // until it is full
    }
    return pair;
  }

  private static String drain(Pair pair) {
    byte[] much = new byte[100_000];
    long n = Transfer.recv(pair.fds[0], null, much, 0, much.length, 0);
    return n > 0 ? "drained" : result(n);
  }

  private static final class Listener extends Pair {
    final int listener = Fds.bound(Fds.STREAM, 8);

    String accept() {
      long fd = Connections.accept(listener, NULL, NULL);
      if (fd < 0) {
        return result(fd);
      }
      Fds.close((int) fd);
      return "accepts";
    }

    String connect() {
      try (Arena arena = Arena.ofConfined()) {
        int client = Fds.ok(Sys.socket(Fds.AF_INET, Fds.STREAM, 0));
        long result = Sys.connect(client, Fds.name(arena, listener), 16);
        Fds.close(client);
        return result == 0 ? "connects" : result(result);
      }
    }

    @Override
    void tidy() {
      super.tidy();
      Fds.close(listener);
    }
  }

  @Test
  void acceptAndAcceptAndConnect() throws Exception {
    Race.of("accept || accept || connect, connect", Listener::new)
        .onVirtualThreads()
        .tidy(Listener::tidy)
        .actor(Listener::accept)
        .actor(Listener::accept)
        .actor(s -> s.connect() + " " + s.connect())
        .acceptable("each got one", "accepts", "accepts", "connects connects")
        .run();
  }
}
