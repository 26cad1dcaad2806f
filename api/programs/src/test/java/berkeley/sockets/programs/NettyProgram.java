/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Netty as an HTTP server, with its transport over NIO. */
final class NettyProgram {
  private NettyProgram() {}

  private static final class Echo extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      ByteBuf question = request.content().retain();
      FullHttpResponse response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, question);
      HttpUtil.setContentLength(response, question.readableBytes());
      context.writeAndFlush(response);
    }
  }

  public static void main(String[] arguments) throws Exception {
    run(NioIoHandler.newFactory(), NioServerSocketChannel::new);
  }

  static void run(IoHandlerFactory loops, ChannelFactory<ServerChannel> channels) throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, loops);
    try {
      Channel listener =
          new ServerBootstrap()
              .group(group)
              .channelFactory(channels)
              .childHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel
                          .pipeline()
                          .addLast(
                              new HttpServerCodec(), new HttpObjectAggregator(1 << 20), new Echo());
                    }
                  })
              .bind("127.0.0.1", 0)
              .sync()
              .channel();
      HttpLoad.run(
          "http://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort() + "/",
          null);
      listener.close().sync();
    } finally {
      group.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
    }
  }
}
