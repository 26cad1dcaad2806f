/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import berkeley.sockets.safety.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Who can be at either end of an echo: four implementations of the same two programs. */
enum EchoPeers {
  OBJECTS {
    @Override
    Server server(Kind kind, SockAddr address) throws Exception {
      Socket socket = Socket.open(kind.domain, kind.type);
      socket.bind(address);
      SockAddr bound = socket.localAddress();
      if (!kind.isDatagram()) {
        socket.listen(8);
      }
      return new Server(bound, () -> kind.isDatagram() ? datagrams(socket) : connection(socket));
    }

    private static Void datagrams(Socket socket) throws IOException {
      try (socket;
          Arena arena = Arena.ofConfined()) {
        MemorySegment buffer = arena.allocate(65536);
        SockAddrBuffer from = new SockAddrBuffer();
        long n;
        while ((n = socket.recvFrom(buffer, 0, from)) > 0) {
          assertEquals(n, socket.sendTo(buffer.asSlice(0, n), 0, from));
        }
        return null;
      }
    }

    private static Void connection(Socket listener) throws IOException {
      try (listener;
          Socket socket = listener.accept()) {
        assertEquals(socket.peerAddress().family(), listener.localAddress().family());
        byte[] buffer = new byte[65536];
        int n;
        while ((n = socket.recv(buffer, 0, buffer.length, 0)) > 0) {
          assertEquals(n, socket.sendAll(buffer, 0, n, 0));
        }
        return null;
      }
    }

    @Override
    void client(Kind kind, SockAddr server) throws Exception {
      try (Socket socket = Socket.open(kind.domain, kind.type)) {
        if (kind.isDatagram() && kind.domain.equals(Domain.UNIX)) {
          socket.bind(SockAddr.Unix.UNNAMED); // autobind
        }
        assertTrue(socket.connect(server));
        assertEquals(server, socket.peerAddress());
        ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
        for (int i = 0; i < MESSAGES; i++) {
          assertEquals(SIZE, socket.send(ByteBuffer.wrap(message(i)), 0));
          buffer.clear();
          assertEquals(SIZE, socket.recvFully(buffer, 0));
          assertEquals(ByteBuffer.wrap(message(i)), buffer.flip());
        }
      }
    }
  },

  MIRROR {
    @Override
    Server server(Kind kind, SockAddr address) throws Exception {
      int fd = ok(SysSocket.socket(kind.domain.value(), kind.type.value(), 0));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment memory = arena.allocate(SockAddrBuffer.CAPACITY, 8);
        MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
        ok(SysSocket.bind(fd, memory, address.write(memory)));
        length.set(ValueLayout.JAVA_INT, 0, SockAddrBuffer.CAPACITY);
        ok(SysSocket.getsockname(fd, memory, length));
        if (!kind.isDatagram()) {
          ok(SysSocket.listen(fd, 8));
        }
        SockAddr bound = SockAddr.read(memory, length.get(ValueLayout.JAVA_INT, 0));
        return new Server(bound, () -> kind.isDatagram() ? datagrams(fd) : connection(fd));
      }
    }

    private static Void datagrams(int fd) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment buffer = arena.allocate(65536);
        MemorySegment from = arena.allocate(SockAddrBuffer.CAPACITY, 8);
        MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, SockAddrBuffer.CAPACITY);
        long n;
        while ((n = SysSocket.recvfrom(fd, buffer, 65536, 0, from, length)) > 0) {
          int size = length.get(ValueLayout.JAVA_INT, 0);
          assertEquals(n, SysSocket.sendto(fd, buffer, n, 0, from, size));
          length.set(ValueLayout.JAVA_INT, 0, SockAddrBuffer.CAPACITY);
        }
        ok(n);
      }
      ok(Unistd.close(fd));
      return null;
    }

    private static Void connection(int listener) {
      int fd = ok(SysSocket.accept(listener, MemorySegment.NULL, MemorySegment.NULL));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment buffer = arena.allocate(65536);
        long n;
        while ((n = SysSocket.recv(fd, buffer, 65536, 0)) > 0) {
          assertEquals(n, SysSocket.send(fd, buffer, n, 0));
        }
        ok(n);
      }
      ok(Unistd.close(fd));
      ok(Unistd.close(listener));
      return null;
    }

    @Override
    void client(Kind kind, SockAddr server) {
      int fd = ok(SysSocket.socket(kind.domain.value(), kind.type.value(), 0));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment memory = arena.allocate(SockAddrBuffer.CAPACITY, 8);
        if (kind.isDatagram() && kind.domain.equals(Domain.UNIX)) {
          ok(SysSocket.bind(fd, memory, SockAddr.Unix.UNNAMED.write(memory)));
        }
        ok(SysSocket.connect(fd, memory, server.write(memory)));
        MemorySegment buffer = arena.allocate(SIZE);
        for (int i = 0; i < MESSAGES; i++) {
          assertEquals(
              SIZE,
              SysSocket.send(fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, message(i)), SIZE, 0));
          int flags = kind.type.equals(Type.STREAM) ? SysSocket.MSG_WAITALL : 0;
          assertEquals(SIZE, SysSocket.recv(fd, buffer, SIZE, flags));
          assertArrayEquals(message(i), buffer.toArray(ValueLayout.JAVA_BYTE));
        }
      }
      ok(Unistd.close(fd));
    }

    private static int ok(long n) {
      assertTrue(n >= 0, "failed");
      return (int) n;
    }
  },

  NIO {
    @Override
    boolean can(Kind kind) {
      return !kind.domain.equals(Domain.UNIX) || kind.type.equals(Type.STREAM);
    }

    @Override
    Server server(Kind kind, SockAddr address) throws Exception {
      if (kind.isDatagram()) {
        DatagramChannel channel = DatagramChannel.open(family(kind)).bind(address.toJava());
        return new Server(
            SockAddr.of(channel.getLocalAddress()),
            () -> {
              try (channel) {
                ByteBuffer buffer = ByteBuffer.allocate(65536);
                for (var from = channel.receive(buffer); buffer.position() > 0; ) {
                  channel.send(buffer.flip(), from);
                  from = channel.receive(buffer.clear());
                }
                return null;
              }
            });
      }
      ServerSocketChannel channel = ServerSocketChannel.open(family(kind));
      channel.bind(address.toJava());
      return new Server(
          SockAddr.of(channel.getLocalAddress()),
          () -> {
            try (channel;
                SocketChannel peer = channel.accept()) {
              ByteBuffer buffer = ByteBuffer.allocate(65536);
              while (peer.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                  peer.write(buffer);
                }
                buffer.clear();
              }
              return null;
            }
          });
    }

    @Override
    void client(Kind kind, SockAddr server) throws Exception {
      ByteBuffer buffer = ByteBuffer.allocate(SIZE);
      if (kind.isDatagram()) {
        try (DatagramChannel channel = DatagramChannel.open(family(kind))) {
          channel.connect(server.toJava());
          for (int i = 0; i < MESSAGES; i++) {
            channel.write(ByteBuffer.wrap(message(i)));
            channel.read(buffer.clear());
            assertEquals(ByteBuffer.wrap(message(i)), buffer.flip());
          }
          return;
        }
      }
      try (SocketChannel channel = SocketChannel.open(family(kind))) {
        channel.connect(server.toJava());
        for (int i = 0; i < MESSAGES; i++) {
          channel.write(ByteBuffer.wrap(message(i)));
          buffer.clear();
          while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // the rest
          }
          assertEquals(ByteBuffer.wrap(message(i)), buffer.flip());
        }
      }
    }

    private static StandardProtocolFamily family(Kind kind) {
      return StandardProtocolFamily.valueOf(kind.domain.toString().substring("AF_".length()));
    }
  },

  C {
    @Override
    Server server(Kind kind, SockAddr address) throws Exception {
      Process process = start("server", kind, address);
      BufferedReader output = process.inputReader(UTF_8);
      String line = output.readLine();
      return new Server(
          kind.domain.equals(Domain.UNIX) ? address : port(address, Integer.parseInt(line)),
          () -> end(process, output));
    }

    private static SockAddr port(SockAddr address, int port) {
      return address instanceof SockAddr.Inet4
          ? SockAddr.Inet4.loopback(port)
          : SockAddr.Inet6.loopback(port);
    }

    @Override
    void client(Kind kind, SockAddr server) throws Exception {
      Process process = start("client", kind, server);
      BufferedReader output = process.inputReader(UTF_8);
      assertEquals(MESSAGES * SIZE + " bytes", output.readLine());
      end(process, output);
    }

    private static Process start(String role, Kind kind, SockAddr address) throws IOException {
      Path program = Path.of(System.getProperty("native.directory"), "bin/echo");
      assumeTrue(Files.isExecutable(program), "no C compiler has made " + program);
      String where =
          switch (address) {
            case SockAddr.Inet4 in -> Integer.toString(in.port());
            case SockAddr.Inet6 in -> Integer.toString(in.port());
            default -> address.toString();
          };
      String type = kind.type.toString().substring("SOCK_".length()).toLowerCase();
      String family = kind.domain.toString().substring("AF_".length()).toLowerCase();
      return ChildProcess.start(
          new ProcessBuilder(program.toString(), role, family, type, where)
              .redirectErrorStream(true));
    }

    private static Void end(Process process, BufferedReader output) throws Exception {
      try {
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the C program hangs");
        assertEquals(
            0, process.exitValue(), () -> new BufferedReader(output).lines().toList() + "");
        return null;
      } finally {
        process.destroyForcibly();
      }
    }
  };

  static final int MESSAGES = 100;
  static final int SIZE = 1000;

  /** A family and a type. */
  record Kind(Domain domain, Type type) {
    boolean isDatagram() {
      return type.equals(Type.DGRAM);
    }
  }

  /** A server that runs until its peer has gone, or has sent an empty datagram. */
  static final class Server {
    final SockAddr address;
    private final FutureTask<Void> task;

    Server(SockAddr address, Callable<Void> body) {
      this.address = address;
      task = new FutureTask<>(body);
      Thread.ofPlatform().daemon().name("echo server").start(task);
    }

    void join() throws Exception {
      task.get(20, TimeUnit.SECONDS);
    }
  }

  /** Whether the implementation has such sockets. */
  boolean can(Kind kind) {
    return true;
  }

  abstract Server server(Kind kind, SockAddr address) throws Exception;

  abstract void client(Kind kind, SockAddr server) throws Exception;

  static byte[] message(int i) {
    byte[] message = new byte[SIZE];
    Arrays.fill(message, (byte) i);
    return message;
  }
}
