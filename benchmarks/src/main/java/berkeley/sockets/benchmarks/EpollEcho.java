/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.SysEpoll.EPOLLIN;
import static berkeley.sockets.c.SysEpoll.EPOLL_CTL_ADD;
import static berkeley.sockets.c.SysEpoll.epoll_create1;
import static berkeley.sockets.c.SysEpoll.epoll_ctl;
import static berkeley.sockets.c.SysEpoll.epoll_events;
import static berkeley.sockets.c.SysEpoll.epoll_wait;
import static berkeley.sockets.c.SysSocket.recv;
import static berkeley.sockets.c.SysSocket.send;

import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.Socket;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An event loop that echoes 64 B messages of many connections. All clients send, then the server
 * answers them all, then the clients receive; only the server's part is charged.
 */
final class EpollEcho extends Workload {
  private static final byte[] CONTENT = pattern(64);
  private static final int EVENTS = 64; // asked for in one epoll_wait

  private final int connections;

  EpollEcho(int connections) {
    super(
        "epoll-echo-" + connections,
        "TCP, an event loop echoes 64 B on each of " + connections + " connections; its part only");
    this.connections = connections;
    row("c", Baseline.gap(), this::c);
    row("mirror", this::mirror);
    row("socket", this::socket);
    row("jni", Jni.gap(), this::jni);
    row("nio", () -> nio(false));
    row("nio-consumer", () -> nio(true));
    row("netty", () -> NettyEcho.open(connections, CONTENT));
    gap("java.net", "has no readiness");
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }

  /** Answers that many messages. */
  private interface Server {
    long serve(int messages) throws Throwable;
  }

  private Work work(Clients clients, Server server, AutoCloseable... resources) {
    Stopwatch watch = new Stopwatch();
    Work.Loop loop =
        n -> {
          long bytes = 0;
          for (int left = n; left > 0; left -= clients.count()) {
            int messages = Math.min(left, clients.count());
            clients.send(messages);
            watch.start();
            bytes += server.serve(messages);
            watch.stop();
            clients.receive(messages);
          }
          return bytes;
        };
    return new Work(loop, clients::received, resources).meter(watch);
  }

  /** An epoll instance with all the servers' ends. */
  private static int epoll(Clients clients) {
    int epfd = Descriptors.check(epoll_create1(0));
    MemorySegment event = epoll_events(Arena.ofAuto(), 1);
    SysEpoll.events(event, 0, EPOLLIN);
    for (int fd : clients.servers()) {
      SysEpoll.data(event, 0, fd);
      Descriptors.check(epoll_ctl(epfd, EPOLL_CTL_ADD, fd, event));
    }
    return epfd;
  }

  private Work c() {
    Clients clients = Clients.connected(connections, CONTENT);
    int epfd = epoll(clients);
    MemorySegment buffer = Descriptors.buffer(CONTENT.length);
    return work(
        clients,
        messages -> Baseline.serve(epfd, buffer, messages),
        clients,
        () -> Unistd.close(epfd));
  }

  private Work mirror() {
    Clients clients = Clients.connected(connections, CONTENT);
    int epfd = epoll(clients);
    MemorySegment events = epoll_events(Arena.ofAuto(), EVENTS);
    MemorySegment buffer = Descriptors.buffer(CONTENT.length);
    return work(
        clients,
        messages -> mirror(epfd, events, buffer, messages),
        clients,
        () -> Unistd.close(epfd));
  }

  private static long mirror(int epfd, MemorySegment events, MemorySegment buffer, int messages) {
    long bytes = 0;
    for (int left = messages; left > 0; ) {
      int ready = Descriptors.check(epoll_wait(epfd, events, EVENTS, -1));
      for (int i = 0; i < ready; i++) {
        int fd = (int) SysEpoll.data(events, i);
        long n = Descriptors.moved(recv(fd, buffer, buffer.byteSize(), 0));
        bytes += Descriptors.moved(send(fd, buffer, n, 0));
      }
      left -= ready;
    }
    return bytes;
  }

  private Work socket() throws IOException {
    Clients clients = Clients.connected(connections, CONTENT);
    Poller poller = Poller.open();
    List<Socket> sockets = new ArrayList<>();
    for (int fd : clients.servers()) {
      Socket socket = Socket.adopt(fd);
      sockets.add(socket);
      poller.add(socket, Poller.IN, socket);
    }
    AutoCloseable descriptors =
        () -> {
          poller.close();
          for (Socket socket : sockets) {
            socket.detach(); // the clients close them
          }
        };
    PollerEvents events = new PollerEvents(EVENTS);
    MemorySegment buffer = Descriptors.buffer(CONTENT.length);
    return work(
        clients, messages -> socket(poller, events, buffer, messages), descriptors, clients);
  }

  private static long socket(Poller poller, PollerEvents events, MemorySegment buffer, int messages)
      throws IOException {
    long bytes = 0;
    for (int left = messages; left > 0; ) {
      int ready = poller.await(events);
      for (int i = 0; i < ready; i++) {
        Socket socket = (Socket) events.attachment(i);
        long n = Descriptors.moved(socket.recv(buffer, 0));
        bytes +=
            Descriptors.moved(
                socket.send(n == buffer.byteSize() ? buffer : buffer.asSlice(0, n), 0));
      }
      left -= ready;
    }
    return bytes;
  }

  private Work jni() {
    Clients clients = Clients.connected(connections, CONTENT);
    int epfd = epoll(clients);
    MemorySegment events = epoll_events(Arena.ofAuto(), EVENTS);
    MemorySegment buffer = Descriptors.buffer(CONTENT.length);
    return work(
        clients,
        messages -> jni(epfd, events, buffer, messages),
        clients,
        () -> Unistd.close(epfd));
  }

  private static long jni(int epfd, MemorySegment events, MemorySegment buffer, int messages) {
    long bytes = 0;
    long size = buffer.byteSize();
    for (int left = messages; left > 0; ) {
      int ready = (int) Jni.epoll_wait(epfd, events.address(), EVENTS, -1);
      for (int i = 0; i < ready; i++) {
        int fd = (int) SysEpoll.data(events, i);
        long n = Descriptors.moved(Jni.recv(fd, buffer.address(), size, 0));
        bytes += Descriptors.moved(Jni.send(fd, buffer.address(), n, 0));
      }
      left -= ready;
    }
    return bytes;
  }

  private Work nio(boolean consumer) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    Selector selector = Selector.open();
    Clients clients =
        Clients.connect(
            connections,
            CONTENT,
            ((InetSocketAddress) listener.getLocalAddress()).getPort(),
            () -> {
              SocketChannel channel = listener.accept();
              channel.configureBlocking(false);
              channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
              channel.register(selector, SelectionKey.OP_READ);
            });
    ByteBuffer buffer = ChannelEnd.buffer(new byte[CONTENT.length], true);
    AutoCloseable channels =
        () -> {
          for (SelectionKey key : selector.keys()) {
            key.channel().close();
          }
        };
    return work(
        clients,
        messages ->
            consumer ? consumer(selector, buffer, messages) : keys(selector, buffer, messages),
        clients,
        channels,
        selector,
        listener);
  }

  private static long keys(Selector selector, ByteBuffer buffer, int messages) throws IOException {
    long bytes = 0;
    for (int left = messages; left > 0; ) {
      selector.select();
      Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
      while (keys.hasNext()) {
        bytes += echo(keys.next(), buffer);
        keys.remove();
        left--;
      }
    }
    return bytes;
  }

  private static long consumer(Selector selector, ByteBuffer buffer, int messages)
      throws IOException {
    long[] bytes = {0};
    for (int left = messages; left > 0; ) {
      left -= selector.select(key -> bytes[0] += echo(key, buffer));
    }
    return bytes[0];
  }

  private static long echo(SelectionKey key, ByteBuffer buffer) {
    try {
      SocketChannel channel = (SocketChannel) key.channel();
      Descriptors.moved(channel.read(buffer.clear()));
      return Descriptors.moved(channel.write(buffer.flip()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int miniature() {
    return connections + 3;
  }

  /** Several times each connection: the first time finds another's in the CPU's caches. */
  @Override
  public int leastOperations() {
    return 3 * connections;
  }

  /** Netty takes long to warm up, and would look worse than it is. */
  @Override
  public int patience() {
    return 4;
  }

  @Override
  public long countPerOperation() {
    return CONTENT.length;
  }

  @Override
  public byte[] content() {
    return CONTENT;
  }
}
