/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A blocking virtual thread for each connection, which echoes whatever a receive brings; its buffer
 * is larger than any request.
 */
abstract class EchoServer implements AutoCloseable {
  static final int SIZE = 4096;

  /** A server of a kind. */
  interface Maker {
    EchoServer make() throws Exception;
  }

  /** One connection. */
  interface Peer extends AutoCloseable {
    /** Receives, and sends what came: so many bytes, or none at the end. */
    long echo() throws IOException;
  }

  final AtomicLong bytes = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  abstract int port() throws IOException;

  abstract Peer next() throws Exception;

  abstract void stop() throws Exception;

  /** Takes a connection, and starts its thread. */
  final void accept() throws Exception {
    Peer peer = next();
    threads.add(Thread.ofVirtual().start(() -> serve(peer)));
  }

  private void serve(Peer peer) {
    try (peer) {
      for (long n; (n = peer.echo()) > 0; ) {
        bytes.addAndGet(n);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** After the clients have closed. */
  @Override
  public final void close() throws Exception {
    stop();
    for (Thread thread : threads) {
      thread.join(10_000);
    }
  }

  static EchoServer mirror() {
    int listener = Loopback.listener();
    return new EchoServer() {
      @Override
      int port() {
        return Loopback.portOf(listener);
      }

      @Override
      Peer next() {
        int fd = Calls.check(SysSocket.accept(listener, MemorySegment.NULL, MemorySegment.NULL));
        return new MirrorPeer(fd, Buffers.allocate(SIZE));
      }

      @Override
      void stop() {
        Unistd.close(listener);
      }
    };
  }

  private record MirrorPeer(int fd, MemorySegment buffer) implements Peer {
    @Override
    public long echo() {
      long n = SysSocket.recv(fd, buffer, SIZE, 0);
      return n <= 0 ? 0 : SysSocket.send(fd, buffer, n, 0);
    }

    @Override
    public void close() {
      Unistd.close(fd);
    }
  }

  static EchoServer socket() throws IOException {
    Socket listener = Socket.open(Domain.INET, Type.STREAM);
    listener.bind(SockAddr.Inet4.loopback(0));
    listener.listen(Loopback.BACKLOG);
    return new EchoServer() {
      @Override
      int port() throws IOException {
        return ((SockAddr.Inet4) listener.localAddress()).port();
      }

      @Override
      Peer next() throws IOException {
        return new SocketPeer(listener.accept(), new byte[SIZE]);
      }

      @Override
      void stop() throws IOException {
        listener.close();
      }
    };
  }

  private record SocketPeer(Socket socket, byte[] buffer) implements Peer {
    @Override
    public long echo() throws IOException {
      int n = socket.recv(buffer, 0, SIZE, 0);
      return n <= 0 ? 0 : socket.send(buffer, 0, n, 0);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  static EchoServer javaNet() throws IOException {
    ServerSocket listener = new ServerSocket(0, Loopback.BACKLOG, InetAddress.getLoopbackAddress());
    return new EchoServer() {
      @Override
      int port() {
        return listener.getLocalPort();
      }

      @Override
      Peer next() throws IOException {
        java.net.Socket socket = listener.accept();
        return new StreamPeer(
            socket, socket.getInputStream(), socket.getOutputStream(), new byte[SIZE]);
      }

      @Override
      void stop() throws IOException {
        listener.close();
      }
    };
  }

  private record StreamPeer(
      java.net.Socket socket, InputStream input, OutputStream output, byte[] buffer)
      implements Peer {
    @Override
    public long echo() throws IOException {
      int n = input.read(buffer);
      if (n > 0) {
        output.write(buffer, 0, n);
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  static EchoServer nio() throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Loopback.BACKLOG);
    return new EchoServer() {
      @Override
      int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
      }

      @Override
      Peer next() throws IOException {
        return new ChannelPeer(listener.accept(), ByteBuffer.allocateDirect(SIZE));
      }

      @Override
      void stop() throws IOException {
        listener.close();
      }
    };
  }

  private record ChannelPeer(SocketChannel channel, ByteBuffer buffer) implements Peer {
    @Override
    public long echo() throws IOException {
      int n = channel.read(buffer.clear());
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
