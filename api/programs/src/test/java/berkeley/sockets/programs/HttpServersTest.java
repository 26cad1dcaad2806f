/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.net.NativeSelectorProvider;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP servers over NIO, with the JDK's HTTP client in the same JVM. */
class HttpServersTest {
  /** What the client sends, twice over: the server's side is counted as well. */
  private static final long BYTES = 4L * HttpLoad.REQUESTS * HttpLoad.LENGTH;

  @TempDir static Path directory;
  private static Path store;

  @BeforeAll
  static void makeCertificate() throws Exception {
    store = Certificate.make(directory);
  }

  private static void check(Way way, Class<?> program, String... arguments) throws Exception {
    Counted counted = way.run(program, arguments);
    counted.assertConnected(1, BYTES);
    counted.assertAccepted(1);
  }

  @ParameterizedTest
  @MethodSource("berkeley.sockets.programs.Way#ofChannels")
  void jdk(Way way) throws Exception {
    check(way, JdkHttpProgram.class);
  }

  @Test
  void jdkWithTls() throws Exception {
    check(Way.PROPERTY, JdkHttpProgram.class, store.toString());
  }

  @ParameterizedTest
  @MethodSource("berkeley.sockets.programs.Way#ofChannels")
  void jetty(Way way) throws Exception {
    check(way, JettyProgram.class);
  }

  @Test
  void jettyWithTls() throws Exception {
    check(Way.PROPERTY, JettyProgram.class, store.toString());
  }

  @ParameterizedTest
  @MethodSource("berkeley.sockets.programs.Way#ofChannels")
  void tomcat(Way way) throws Exception {
    check(way, TomcatProgram.class);
  }

  @ParameterizedTest
  @MethodSource("berkeley.sockets.programs.Way#ofChannels")
  void netty(Way way) throws Exception {
    check(way, NettyProgram.class);
  }

  @Test
  void nettyOnTheJdk() throws Exception {
    assertEquals(0, Way.JDK.run(NettyProgram.class).opened());
  }

  /** Only the server is native. */
  @Test
  void nettyWithAProvider() throws Exception {
    SelectorProvider provider = NativeSelectorProvider.get();
    Counted before = Counted.now();
    NettyProgram.run(NioIoHandler.newFactory(provider), () -> new NioServerSocketChannel(provider));
    Counted after = Counted.now().since(before);
    after.assertAccepted(1);
    after.assertConnected(0, BYTES / 2);
  }
}
