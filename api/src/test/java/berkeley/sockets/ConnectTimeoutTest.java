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

import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** connect with a limit of time, to listeners whose backlog is full, where connect(2) waits. */
class ConnectTimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<Socket> fillers = new ArrayList<>();
  private Socket full;
  private SockAddr.Inet address;

  @BeforeEach
  void fill() throws IOException {
    full = full(SockAddr.Inet4.loopback(0));
    address = (SockAddr.Inet) full.localAddress();
  }

  @AfterEach
  void close() throws IOException {
    full.close();
    for (Socket each : fillers) {
      each.close();
    }
  }

  private Socket full(SockAddr where) throws IOException {
    Socket listener = Socket.open(where.family(), Type.STREAM);
    listener.bind(where);
    listener.listen(0);
    for (int i = 0; i < 4; i++) {
      Socket filler = Socket.open(where.family(), Type.STREAM.nonBlocking());
      fillers.add(filler);
      filler.connect(listener.localAddress());
    }
    return listener;
  }

  private interface Body {
    void run() throws Exception;
  }

  private static FutureTask<Void> start(boolean virtual, Body body) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              body.run();
              return null;
            });
    (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(task);
    return task;
  }

  private static void on(boolean virtual, Body body) throws Exception {
    start(virtual, body).get(60, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTimePasses(boolean virtual) throws Exception {
    on(
        virtual,
        () -> {
          Socket socket = Socket.open(Domain.INET, Type.STREAM);
          Exception e =
              assertThrows(SocketTimeoutException.class, () -> socket.connect(address, SHORT));
          assertTrue(e.getMessage().contains(address.toString()), e::toString);
          assertTrue(e.getMessage().contains("PT0.2S"), e::toString);
          assertFalse(socket.isOpen());
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTimePassesByName(boolean virtual) throws Exception {
    try (Socket listener = Socket.listen("127.0.0.1", 0)) { // opens what the library keeps open
      int port = ((SockAddr.Inet) listener.localAddress()).port();
      on(virtual, () -> Socket.connect("127.0.0.1", port, LONG).close());
    }
    on(
        virtual,
        () -> {
          List<String> before = sockets();
          for (int i = 0; i < 3; i++) {
            assertThrows(
                SocketTimeoutException.class,
                () -> Socket.connect("127.0.0.1", address.port(), SHORT));
          }
          List<String> after = sockets();
          after.removeAll(before);
          assertEquals(List.of(), after);
        });
  }

  private static List<String> sockets() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : (Iterable<Path>) files::iterator) {
        try {
          String target = Files.readSymbolicLink(each).toString();
          if (target.startsWith("socket:")) {
            all.add(target);
          }
        } catch (IOException e) {
          // closed since: the stream's own
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inTimeTheSocketIsAsAnyOther(boolean virtual) throws Exception {
    on(
        virtual,
        () -> {
          try (Socket listener = Socket.listen("127.0.0.1", 0);
              Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
            socket.connect(listener.localAddress(), LONG);
            assertFalse(socket.isNonBlocking());
            assertEquals(Duration.ZERO, socket.getOption(SocketOptions.SO_SNDTIMEO));
            assertTrue(socket.isConnected());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRefusedSocketIsAsBefore(boolean virtual) throws Exception {
    int port;
    try (Socket gone = Socket.listen("127.0.0.1", 0)) {
      port = ((SockAddr.Inet) gone.localAddress()).port();
    }
    on(
        virtual,
        () -> {
          try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
            ErrnoException e =
                assertThrows(
                    ErrnoException.class,
                    () -> socket.connect(SockAddr.Inet4.loopback(port), LONG));
            assertSame(Errno.ECONNREFUSED, e.errno());
            assertFalse(socket.isNonBlocking());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aUnixListenerIsFull(boolean virtual, @TempDir Path directory) throws Exception {
    SockAddr path = SockAddr.Unix.path(directory.resolve("s"));
    try (Socket listener = full(path)) {
      on(
          virtual,
          () -> {
            Socket socket = Socket.open(Domain.UNIX, Type.STREAM);
            assertThrows(SocketTimeoutException.class, () -> socket.connect(path, SHORT));
            assertFalse(socket.isOpen());
          });
      on(
          virtual,
          () -> {
            try (Socket socket = Socket.open(Domain.UNIX, Type.STREAM)) {
              socket.setSendTimeout(Duration.ofSeconds(7));
              FutureTask<Void> connect = start(virtual, () -> socket.connect(path, LONG));
              listener.accept().close();
              connect.get(60, TimeUnit.SECONDS);
              assertEquals(Duration.ofSeconds(7), socket.getOption(SocketOptions.SO_SNDTIMEO));
            }
          });
    }
  }

  /** The first has half of the time; then the second connects. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNextAddressHasItsPart(boolean virtual) throws Exception {
    List<AddressInfo> found = AddressInfo.resolve(null, "" + address.port());
    assertEquals(2, found.size());
    SockAddr.Inet first = (SockAddr.Inet) found.get(0).address();
    SockAddr.Inet second = (SockAddr.Inet) found.get(1).address();
    try (Socket free = Socket.open(second.family(), Type.STREAM)) {
      free.setOption(SocketOptions.SO_REUSEADDR, true);
      free.bind(second.withPort(0));
      free.listen(8);
      int port = ((SockAddr.Inet) free.localAddress()).port();
      try (Socket blackHole = full(first.withPort(port))) {
        assertTrue(blackHole.isOpen());
        on(
            virtual,
            () -> {
              try (Socket socket = Socket.connect(null, port, Duration.ofSeconds(2))) {
                assertEquals(second.withPort(port), socket.peerAddress());
              }
            });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeEndsIt(boolean virtual) throws Exception {
    Socket socket = Socket.open(Domain.INET, Type.STREAM);
    FutureTask<Void> connect = start(virtual, () -> socket.connect(address, LONG));
    for (int i = 0; i < 10_000 && !socket.toString().contains("connecting"); i++) {
      Thread.sleep(1);
    }
    socket.close();
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> connect.get(60, TimeUnit.SECONDS));
    assertTrue(e.getCause() instanceof AsynchronousCloseException, e::toString);
  }

  @Test
  void anInterruptEndsItOnAVirtualThread() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      FutureTask<Void> connect =
          new FutureTask<>(
              () -> {
                socket.connect(address, LONG);
                return null;
              });
      Thread thread = Thread.ofVirtual().start(connect);
      for (int i = 0; i < 10_000 && !socket.toString().contains("connecting"); i++) {
        Thread.sleep(1);
      }
      thread.interrupt();
      ExecutionException e =
          assertThrows(ExecutionException.class, () -> connect.get(60, TimeUnit.SECONDS));
      assertSame(Errno.EINTR, ErrnoException.errnoOf(e));
      assertTrue(socket.isOpen());
      assertFalse(socket.isNonBlocking());
    }
  }

  @Test
  void aNonBlockingSocketHasNoTimeToWait() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM.nonBlocking())) {
      assertThrows(IllegalBlockingModeException.class, () -> socket.connect(address, LONG));
    }
  }
}
