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
import static java.lang.foreign.MemorySegment.NULL;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.ChannelEndpoint;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.LoadClient;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.benchmarks.endpoints.SocketHeapEndpoint;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import berkeley.sockets.benchmarks.measure.Meter;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server with a blocking virtual thread for each connection, on two carriers; the clients are
 * another process. C serves the same clients from one epoll loop.
 */
public final class VirtualThreads extends SlicedWorkload {
  private static final byte[] CONTENT = Content.pattern(64);

  private final int connections;

  public VirtualThreads(int connections) {
    super(
        "vthreads-" + connections,
        "TCP, 64 B echoed by a virtual thread on each of "
            + connections
            + " connections, 2 carriers; C: one epoll loop");
    this.connections = connections;
    row("c", Baseline.gap() == null ? LoadClient.gap() : Baseline.gap(), this::c);
    row("mirror", LoadClient.gap(), this::mirror);
    row("socket", LoadClient.gap(), this::socket);
    row("java.net", LoadClient.gap(), this::javaNet);
    row("nio", LoadClient.gap(), this::nio);
    gap("jni", "a blocking JNI call pins its carrier: 2 connections would be served");
    gap("netty", "event loops instead of threads: see epoll-echo");
    gapsOfUnixLibraries();
  }

  private Running c() throws Exception {
    int listener = Loopback.listener();
    int epfd = Calls.check(epoll_create1(0));
    MemorySegment event = epoll_events(Arena.ofAuto(), 1);
    MemorySegment buffer = Buffers.allocate(CONTENT.length);
    List<AutoCloseable> opened = new ArrayList<>();
    SysEpoll.events(event, 0, EPOLLIN);
    LoadClient load =
        LoadClient.start(
            Loopback.portOf(listener),
            connections,
            () -> {
              int fd = Calls.check(SysSocket.accept(listener, NULL, NULL));
              opened.add(() -> Unistd.close(fd));
              SysEpoll.data(event, 0, fd);
              Calls.check(epoll_ctl(epfd, EPOLL_CTL_ADD, fd, event));
            });
    opened.add(() -> Unistd.close(epfd));
    opened.add(() -> Unistd.close(listener));
    Running.Loop loop =
        n -> {
          load.request(n);
          long bytes = Baseline.serve(epfd, buffer, n);
          load.await();
          return bytes;
        };
    return new Running(loop, () -> Buffers.bytes(buffer), closeables(load, opened))
        .meter(Meter.PROCESS);
  }

  /** Blocks in a receive, and answers, until the connection ends. */
  private final class Service {
    final AtomicLong bytes = new AtomicLong();
    final List<Thread> threads = new ArrayList<>();
    volatile Endpoint last;

    void start(Endpoint end) {
      last = end;
      threads.add(Thread.ofVirtual().start(() -> serve(end)));
    }

    private void serve(Endpoint end) {
      try (end) {
        for (long n; (n = end.recv()) > 0; ) {
          bytes.addAndGet(n);
          end.send();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    Running running(LoadClient load, AutoCloseable listener) {
      Running.Loop loop =
          n -> {
            long before = bytes.get();
            load.request(n);
            load.await();
            return bytes.get() - before;
          };
      AutoCloseable rest =
          () -> {
            for (Thread thread : threads) {
              thread.join(10_000);
            }
          };
      return new Running(loop, () -> last.content(), load, rest, listener).meter(Meter.PROCESS);
    }
  }

  private Running mirror() throws Exception {
    int listener = Loopback.listener();
    Service service = new Service();
    LoadClient load =
        LoadClient.start(
            Loopback.portOf(listener),
            connections,
            () -> {
              int fd = Calls.check(SysSocket.accept(listener, NULL, NULL));
              service.start(MirrorEndpoint.maker(0).make(fd, new byte[CONTENT.length]));
            });
    return service.running(load, () -> Unistd.close(listener));
  }

  private Running socket() throws Exception {
    Socket listener = Socket.open(Domain.INET, Type.STREAM);
    listener.bind(SockAddr.Inet4.loopback(0));
    listener.listen(Loopback.BACKLOG);
    Service service = new Service();
    LoadClient load =
        LoadClient.start(
            Loopback.portOf(listener.fd()),
            connections,
            () ->
                service.start(
                    new SocketHeapEndpoint(listener.accept(), new byte[CONTENT.length], 0)));
    return service.running(load, listener);
  }

  private Running javaNet() throws Exception {
    ServerSocket listener = new ServerSocket(0, Loopback.BACKLOG, InetAddress.getLoopbackAddress());
    Service service = new Service();
    LoadClient load =
        LoadClient.start(
            listener.getLocalPort(),
            connections,
            () -> {
              java.net.Socket socket = listener.accept();
              service.start(
                  new StreamsEndpoint(
                      socket,
                      socket.getInputStream(),
                      socket.getOutputStream(),
                      new byte[CONTENT.length]));
            });
    return service.running(load, listener);
  }

  private Running nio() throws Exception {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Loopback.BACKLOG);
    Service service = new Service();
    LoadClient load =
        LoadClient.start(
            ((InetSocketAddress) listener.getLocalAddress()).getPort(),
            connections,
            () -> {
              SocketChannel channel = listener.accept();
              service.start(
                  new ChannelEndpoint(channel, Buffers.of(new byte[CONTENT.length], true)));
            });
    return service.running(load, listener);
  }

  private static AutoCloseable[] closeables(AutoCloseable first, List<AutoCloseable> rest) {
    List<AutoCloseable> all = new ArrayList<>(rest);
    all.addFirst(first);
    return all.toArray(AutoCloseable[]::new);
  }

  @Override
  public List<String> jvmArguments() {
    return List.of("-Djdk.virtualThreadScheduler.parallelism=2");
  }

  @Override
  public boolean pinned() {
    return false;
  }

  /** A process has too few descriptors for the largest at once. */
  @Override
  public boolean interleaved() {
    return connections <= 1000;
  }

  @Override
  public int leastOperations() {
    return connections;
  }

  @Override
  public int miniature() {
    return connections + 3;
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
