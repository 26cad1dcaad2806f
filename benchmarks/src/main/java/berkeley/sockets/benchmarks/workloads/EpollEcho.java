/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

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
import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.Clients;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.benchmarks.measure.Stopwatch;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.Unistd;
import berkeley.sockets.net.NativeSelectorProvider;
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
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An event loop that echoes 64 B messages of many connections. All clients send, then the server
 * answers them all, then the clients receive; only the server's part is charged.
 */
public final class EpollEcho extends SlicedWorkload {
  private static final byte[] CONTENT = Content.pattern(64);
  private static final int EVENTS = 64; // asked for in one epoll_wait

  private final int connections;

  public EpollEcho(int connections) {
    super(
        "epoll-echo-" + connections,
        "TCP, an event loop echoes 64 B on each of " + connections + " connections; its part only");
    this.connections = connections;
    row("c", Baseline.gap(), this::c);
    row("mirror", () -> descriptors(EpollEcho::mirror));
    row("socket", this::socket);
    row("jni", Jni.gap(), () -> descriptors(EpollEcho::jni));
    row("nio", () -> nio(SelectorProvider.provider(), EpollEcho::keys));
    row("view-nio", () -> nio(NativeSelectorProvider.get(), EpollEcho::keys));
    row("nio-consumer", () -> nio(SelectorProvider.provider(), EpollEcho::consumer));
    row("view-nio-consumer", () -> nio(NativeSelectorProvider.get(), EpollEcho::consumer));
    row("netty", () -> NettyEcho.epoll(connections, CONTENT));
    String many =
        connections <= 100
            ? null
            : "measured with 100 connections: all rows at once would need too many descriptors";
    row("netty-io_uring", many, () -> NettyEcho.ioUring(connections, CONTENT));
    row("netty-nio", many, () -> NettyEcho.nio(SelectorProvider.provider(), connections, CONTENT));
    row(
        "view-netty-nio",
        many,
        () -> NettyEcho.nio(NativeSelectorProvider.get(), connections, CONTENT));
    gap("java.net", "has no readiness");
    gapsOfUnixLibraries();
  }

  /** Answers that many messages. */
  private interface Server {
    long serve(int messages) throws Throwable;
  }

  private Running running(Clients clients, Server server, AutoCloseable... resources) {
    Stopwatch watch = new Stopwatch();
    Running.Loop loop =
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
    return new Running(loop, clients::received, resources).meter(watch);
  }

  /** An epoll instance with all the servers' ends. */
  private static int epoll(Clients clients) {
    int epfd = Calls.check(epoll_create1(0));
    MemorySegment event = epoll_events(Arena.ofAuto(), 1);
    SysEpoll.events(event, 0, EPOLLIN);
    for (int fd : clients.servers()) {
      SysEpoll.data(event, 0, fd);
      Calls.check(epoll_ctl(epfd, EPOLL_CTL_ADD, fd, event));
    }
    return epfd;
  }

  private Running c() {
    Clients clients = Clients.connected(connections, CONTENT);
    int epfd = epoll(clients);
    MemorySegment buffer = Buffers.allocate(CONTENT.length);
    return running(
        clients,
        messages -> Baseline.serve(epfd, buffer, messages),
        clients,
        () -> Unistd.close(epfd));
  }

  /** The loop over epoll_wait, until so many messages are answered. */
  private interface Loop {
    long run(int epfd, MemorySegment events, MemorySegment buffer, int messages);
  }

  private Running descriptors(Loop loop) {
    Clients clients = Clients.connected(connections, CONTENT);
    int epfd = epoll(clients);
    MemorySegment events = epoll_events(Arena.ofAuto(), EVENTS);
    MemorySegment buffer = Buffers.allocate(CONTENT.length);
    return running(
        clients,
        messages -> loop.run(epfd, events, buffer, messages),
        clients,
        () -> Unistd.close(epfd));
  }

  private static long mirror(int epfd, MemorySegment events, MemorySegment buffer, int messages) {
    long bytes = 0;
    for (int left = messages; left > 0; ) {
      int ready = Calls.check(epoll_wait(epfd, events, EVENTS, -1));
      for (int i = 0; i < ready; i++) {
        int fd = (int) SysEpoll.data(events, i);
        long n = Calls.moved(recv(fd, buffer, buffer.byteSize(), 0));
        bytes += Calls.moved(send(fd, buffer, n, 0));
      }
      left -= ready;
    }
    return bytes;
  }

  private Running socket() throws IOException {
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
    MemorySegment buffer = Buffers.allocate(CONTENT.length);
    return running(
        clients, messages -> socket(poller, events, buffer, messages), descriptors, clients);
  }

  private static long socket(Poller poller, PollerEvents events, MemorySegment buffer, int messages)
      throws IOException {
    long bytes = 0;
    for (int left = messages; left > 0; ) {
      int ready = poller.await(events);
      for (int i = 0; i < ready; i++) {
        Socket socket = (Socket) events.attachment(i);
        long n = Calls.moved(socket.recv(buffer, 0));
        bytes +=
            Calls.moved(socket.send(n == buffer.byteSize() ? buffer : buffer.asSlice(0, n), 0));
      }
      left -= ready;
    }
    return bytes;
  }

  private static long jni(int epfd, MemorySegment events, MemorySegment buffer, int messages) {
    long bytes = 0;
    long size = buffer.byteSize();
    for (int left = messages; left > 0; ) {
      int ready = (int) Jni.epoll_wait(epfd, events.address(), EVENTS, -1);
      for (int i = 0; i < ready; i++) {
        int fd = (int) SysEpoll.data(events, i);
        long n = Calls.moved(Jni.recv(fd, buffer.address(), size, 0));
        bytes += Calls.moved(Jni.send(fd, buffer.address(), n, 0));
      }
      left -= ready;
    }
    return bytes;
  }

  /** A way to take the selected keys. */
  private interface Selecting {
    long run(Selector selector, ByteBuffer buffer, int messages) throws IOException;
  }

  private Running nio(SelectorProvider provider, Selecting loop) throws IOException {
    ServerSocketChannel listener = provider.openServerSocketChannel();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Loopback.BACKLOG);
    Selector selector = provider.openSelector();
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
    ByteBuffer buffer = Buffers.of(new byte[CONTENT.length], true);
    AutoCloseable channels =
        () -> {
          for (SelectionKey key : selector.keys()) {
            key.channel().close();
          }
        };
    return running(
        clients,
        messages -> loop.run(selector, buffer, messages),
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
      Calls.moved(channel.read(buffer.clear()));
      return Calls.moved(channel.write(buffer.flip()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean interleaved() {
    return connections <= 1000; // else all of them need more descriptors than most limits allow
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
  public int warmUpFactor() {
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
