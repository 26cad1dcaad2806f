/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Closing from another thread wakes each blocking call on each kind of socket, or is known not to.
 */
class CloseTest {
  private static final List<Arguments> SOCKETS =
      List.of(
          Arguments.of(Domain.INET, Type.STREAM),
          Arguments.of(Domain.INET6, Type.STREAM),
          Arguments.of(Domain.INET, Type.DGRAM),
          Arguments.of(Domain.INET6, Type.DGRAM),
          Arguments.of(Domain.INET, Type.RAW),
          Arguments.of(Domain.INET6, Type.RAW),
          Arguments.of(Domain.UNIX, Type.STREAM),
          Arguments.of(Domain.UNIX, Type.SEQPACKET),
          Arguments.of(Domain.UNIX, Type.DGRAM),
          Arguments.of(Domain.NETLINK, Type.RAW),
          Arguments.of(Domain.PACKET, Type.DGRAM),
          Arguments.of(Domain.VSOCK, Type.STREAM));

  @TempDir Path directory;

  static List<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (Arguments socket : SOCKETS) {
      for (BlockedCalls call : BlockedCalls.values()) {
        Domain domain = (Domain) socket.get()[0];
        Type type = (Type) socket.get()[1];
        if (call.applies(domain, type)) {
          cells.add(Arguments.of(call, domain, type, false));
          cells.add(Arguments.of(call, domain, type, true));
        }
      }
    }
    return cells;
  }

  /** Loads the classes, which takes longer than a call needs to block. */
  @BeforeAll
  static void warmUp() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    pair[0].setNonBlocking(true);
    pair[0].recv(Message.builder().data(10).build(), 0);
    pair[0].recv(Message.builder().data(10).batch(2), 0);
    pair[0].recv(new MemorySegment[] {Arena.ofAuto().allocate(10)}, 0);
    assertThrows(IllegalBlockingModeException.class, pair[0].input()::read);
    pair[0].close();
    pair[1].close();
  }

  @ParameterizedTest(name = "{0} on {1} {2}, virtual thread: {3}")
  @MethodSource("cells")
  void closeWakes(BlockedCalls kind, Domain domain, Type type, boolean virtual) throws Exception {
    BlockedCalls.Blocked blocked = start(kind, domain, type);
    Socket socket = blocked.socket();
    int fd = socket.fd();
    Path link = Path.of("/proc/self/fd/" + fd);
    CompletableFuture<Path> number = new CompletableFuture<>();
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              number.complete(Files.readSymbolicLink(Path.of("/proc/thread-self")));
              blocked.call().run();
              return null;
            });
    Thread thread = virtual ? Thread.ofVirtual().start(task) : start(task);
    awaitBlocked(thread, Path.of("/proc").resolve(number.get()).resolve("stat"), virtual);
    assertFalse(task.isDone(), () -> "not blocked: " + task);
    assertTrue(Files.exists(link));
    Path file = Files.readSymbolicLink(link);
    socket.close();
    assertFalse(socket.isOpen());
    assertThrows(ClosedChannelException.class, socket::localAddress);
    boolean goesOn = kind.waitsForPeer(domain) && isBlocked(task);
    // else the pool thread that makes the call for a virtual one came after the shutdown
    assertTrue(goesOn || virtual || !kind.waitsForPeer(domain));
    if (goesOn) {
      assertEquals(file, Files.readSymbolicLink(link), "open until the call has ended");
      blocked.release().run();
      thread.join(10_000); // with what the peer made of it
      assertTrue(task.isDone());
    } else {
      Exception e = assertThrows(Exception.class, () -> task.get(2, TimeUnit.SECONDS));
      boolean several = kind == BlockedCalls.SEND_FILE || kind == BlockedCalls.WRITE_STREAM;
      assertSame(
          several && e.getCause().getClass() == ClosedChannelException.class
              ? ClosedChannelException.class // a part was sent, then there was another call
              : AsynchronousCloseException.class,
          e.getCause().getClass(),
          () -> "" + e.getCause());
    }
    for (int i = 0; i < 500 && isStill(file, link); i++) {
      Thread.sleep(10);
    }
    assertFalse(isStill(file, link), "the descriptor is closed");
    for (Socket other : blocked.others()) {
      other.close();
    }
  }

  private BlockedCalls.Blocked start(BlockedCalls kind, Domain domain, Type type) throws Exception {
    try {
      return kind.on(domain, type, directory);
    } catch (ErrnoException e) {
      if (e.call().equals("socket") || domain.equals(Domain.VSOCK)) {
        return abort("no such sockets here: " + e.getMessage());
      }
      throw e;
    }
  }

  private static Thread start(FutureTask<Void> task) {
    return Thread.ofPlatform().daemon().start(task);
  }

  /** A virtual thread parks; a platform thread sleeps in the kernel, and for more than a moment. */
  private static void awaitBlocked(Thread thread, Path stat, boolean virtual) throws Exception {
    int sleeping = 0;
    for (int i = 0; i < 5_000 && sleeping < 5; i++) {
      Thread.sleep(1);
      boolean asleep =
          virtual
              ? thread.getState() != Thread.State.RUNNABLE
              : thread.getState() == Thread.State.RUNNABLE
                  && Files.readString(stat).contains(") S ");
      sleeping = asleep ? sleeping + 1 : 0;
    }
  }

  private static boolean isBlocked(FutureTask<Void> task) throws Exception {
    try {
      task.get(30, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return true;
    } catch (ExecutionException e) {
      return false;
    }
    return false;
  }

  private static boolean isStill(Path file, Path link) {
    try {
      return Files.readSymbolicLink(link).equals(file);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void closingTwiceIsClosingOnce() throws Exception {
    Socket socket = Socket.open(Domain.UNIX, Type.STREAM);
    int fd = socket.fd();
    socket.close();
    try (Socket next = Socket.open(Domain.UNIX, Type.STREAM)) {
      assertEquals(fd, next.fd(), "the lowest number is used again");
      socket.close();
      assertEquals(fd, next.fd());
      assertTrue(next.isOpen());
      next.localAddress();
    }
  }

  @Test
  void aClosedSocketRefusesEverything() throws Exception {
    Socket socket = Socket.open(Domain.INET, Type.STREAM);
    socket.close();
    byte[] bytes = new byte[1];
    List<BlockedCalls.Action> calls =
        List.of(
            () -> socket.bind(SockAddr.Inet4.any(0)),
            () -> socket.listen(1),
            socket::accept,
            () -> socket.connect(SockAddr.Inet4.loopback(1)),
            () -> socket.shutdown(Shutdown.BOTH),
            socket::localAddress,
            socket::peerAddress,
            () -> socket.send(bytes, 0, 1, 0),
            () -> socket.recv(bytes, 0, 1, 0),
            () -> socket.sendTo(bytes, 0, 1, 0, SockAddr.Inet4.loopback(1)),
            () -> socket.recvFrom(bytes, 0, 1, 0, new SockAddrBuffer()),
            () -> socket.input().read(),
            () -> socket.output().write(1),
            () -> socket.setNonBlocking(true),
            socket::isNonBlocking,
            () -> socket.getOption(SocketOptions.SO_TYPE),
            () -> socket.use(fd -> fd),
            socket::dup,
            socket::detach);
    for (BlockedCalls.Action call : calls) {
      assertSame(
          ClosedChannelException.class, assertThrows(IOException.class, call::run).getClass());
    }
    assertEquals(-1, socket.fd());
    assertEquals("Socket(closed)", socket.toString());
  }

  @Test
  void closingSomebodyElsesDescriptorIsReported() throws Exception {
    Socket socket = Socket.open(Domain.UNIX, Type.STREAM);
    try (Socket thief = Socket.adopt(socket.fd())) {
      thief.isOpen();
    }
    ErrnoException e = assertThrows(ErrnoException.class, socket::close);
    assertSame(Errno.EBADF, e.errno());
  }
}
