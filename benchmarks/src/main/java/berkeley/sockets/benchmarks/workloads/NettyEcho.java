/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.endpoints.Clients;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.benchmarks.measure.Meter;
import berkeley.sockets.benchmarks.measure.Running;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;

/** Netty's event loop, charged for the loop's thread. */
final class NettyEcho {
  private NettyEcho() {}

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** The CPU time and the allocations of one thread. */
  private record Loop(long thread) implements Meter {
    @Override
    public String clock() {
      return THREAD.clock();
    }

    @Override
    public long nanos() {
      return THREADS.getThreadCpuTime(thread);
    }

    @Override
    public long allocated() {
      return THREADS.getThreadAllocatedBytes(thread);
    }
  }

  /** On Netty's own native transport. */
  static Running epoll(int connections, byte[] content) throws Exception {
    if (!Epoll.isAvailable()) {
      throw new UnsupportedOperationException(
          "no native epoll: " + Epoll.unavailabilityCause().getMessage());
    }
    return open(EpollIoHandler.newFactory(), EpollServerSocketChannel::new, connections, content);
  }

  /** On io_uring, where this kernel lets it. */
  static Running ioUring(int connections, byte[] content) throws Exception {
    if (!IoUring.isAvailable()) {
      throw new UnsupportedOperationException(
          "no io_uring: " + IoUring.unavailabilityCause().getMessage());
    }
    return open(
        IoUringIoHandler.newFactory(), IoUringServerSocketChannel::new, connections, content);
  }

  /** On the JDK's channels, or those of another provider. */
  static Running nio(SelectorProvider provider, int connections, byte[] content) throws Exception {
    return open(
        NioIoHandler.newFactory(provider),
        () -> new NioServerSocketChannel(provider),
        connections,
        content);
  }

  private static Running open(
      IoHandlerFactory handlers,
      ChannelFactory<? extends ServerChannel> listeners,
      int connections,
      byte[] content)
      throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, handlers);
    long thread = group.submit(() -> Thread.currentThread().threadId()).get();
    Channel listener =
        new ServerBootstrap()
            .group(group)
            .channelFactory(listeners)
            .option(ChannelOption.SO_BACKLOG, Loopback.BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new Echo());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sync()
            .channel();
    int port = ((InetSocketAddress) listener.localAddress()).getPort();
    Clients clients = Clients.connect(connections, content, port, () -> {});
    return new Running(
            n -> run(clients, content.length, n),
            clients::received,
            clients,
            () -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync())
        .meter(new Loop(thread));
  }

  private static long run(Clients clients, int size, int n) {
    long bytes = 0;
    for (int left = n; left > 0; left -= clients.count()) {
      int messages = Math.min(left, clients.count());
      clients.send(messages);
      clients.receive(messages);
      bytes += (long) messages * size;
    }
    return bytes;
  }
}
