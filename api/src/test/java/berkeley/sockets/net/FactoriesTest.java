/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Protocol;
import berkeley.sockets.SockAddr;
import berkeley.sockets.options.Ipv6Options;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factories, and what a specification makes of them. */
class FactoriesTest {
  @TempDir Path directory;

  private static void exchange(Socket client, Socket server) throws Exception {
    client.getOutputStream().write(42);
    assertEquals(42, server.getInputStream().read());
  }

  @Test
  void eachMethodConnects() throws Exception {
    SocketFactory factory = new NativeSocketFactory();
    InetAddress local = InetAddress.getByName("127.0.0.1");
    try (ServerSocket listener = new NativeServerSocketFactory().createServerSocket(0, 10, local)) {
      int port = listener.getLocalPort();
      Socket unconnected = factory.createSocket();
      unconnected.connect(new InetSocketAddress(local, port), 5000);
      Socket[] clients = {
        unconnected,
        factory.createSocket("127.0.0.1", port),
        factory.createSocket(local, port),
        factory.createSocket("127.0.0.1", port, local, 0),
        factory.createSocket(local, port, local, 0),
        factory.createSocket((String) null, port)
      };
      for (Socket client : clients) {
        try (client;
            Socket server = listener.accept()) {
          exchange(client, server);
          assertNotNull(Views.nativeSocket(client));
        }
      }
    }
  }

  /** As the JDK's LDAP client finds it: by name, by the method that its superclass has, too. */
  @Test
  void byTheNameOfTheClass() throws Exception {
    for (Class<?> type :
        new Class<?>[] {NativeSocketFactory.class, NativeServerSocketFactory.class}) {
      Object made = Class.forName(type.getName()).getMethod("getDefault").invoke(null);
      assertEquals(type, made.getClass());
      assertEquals(type, type.getConstructor(String.class).newInstance("/run/x").getClass());
      assertEquals(type, type.getConstructor().newInstance().getClass());
    }
  }

  @Test
  void failures() throws Exception {
    SocketFactory factory = new NativeSocketFactory();
    ServerSocketFactory servers = new NativeServerSocketFactory();
    int port;
    try (ServerSocket taken = servers.createServerSocket(0)) {
      port = taken.getLocalPort();
      assertThrows(BindException.class, () -> servers.createServerSocket(port, 5));
    }
    assertThrows(ConnectException.class, () -> factory.createSocket("127.0.0.1", port));
    assertThrows(UnknownHostException.class, () -> factory.createSocket("no.invalid", 80));
  }

  /** The host need not exist: an address stands in its place. */
  @Test
  void anAddressReplacesHostAndPort() throws Exception {
    SockAddr path = SockAddr.Unix.path(directory.resolve("socket"));
    SocketSpec spec = SocketSpec.STREAM.withAddress(path);
    UnixDomainSocketAddress expected = UnixDomainSocketAddress.of(directory.resolve("socket"));
    try (ServerSocket listener = new NativeServerSocketFactory(spec).createServerSocket(80)) {
      assertEquals(expected, listener.getLocalSocketAddress());
      SocketFactory factory = new NativeSocketFactory(directory.resolve("socket").toString());
      Socket late = factory.createSocket();
      late.setTcpNoDelay(true); // as drivers do
      late.setTrafficClass(8);
      late.setOption(StandardSocketOptions.TCP_NODELAY, true);
      late.setOption(StandardSocketOptions.IP_TOS, 8);
      late.setKeepAlive(true);
      late.connect(InetSocketAddress.createUnresolved("db.invalid", 5432), 1000);
      Socket[] clients = {
        late,
        factory.createSocket("db.invalid", 5432),
        factory.createSocket("db.invalid", 5432, null, 0),
        factory.createSocket(InetAddress.getLoopbackAddress(), 5432)
      };
      for (Socket client : clients) {
        try (client;
            Socket server = listener.accept()) {
          assertEquals(expected, client.getRemoteSocketAddress());
          exchange(client, server);
        }
      }
    }
    assertThrows(
        ConnectException.class, () -> new NativeSocketFactory(spec).createSocket("db.invalid", 1));
  }

  /** An option that decides about the connection must be there before it. */
  @Test
  void optionsAreSetBeforeConnectAndBind() throws Exception {
    SocketSpec spec =
        SocketSpec.STREAM
            .withOption(TcpOptions.TCP_MAXSEG, 700)
            .withOption(SocketOptions.SO_PRIORITY, 4);
    try (ServerSocket listener = new NativeServerSocketFactory(spec).createServerSocket(0);
        Socket client = new NativeSocketFactory(spec).createSocket((String) null, port(listener));
        Socket server = listener.accept()) {
      assertEquals(4, Views.nativeSocket(client).getOption(SocketOptions.SO_PRIORITY));
      int segment = Views.nativeSocket(server).getOption(TcpOptions.TCP_MAXSEG);
      assertTrue(segment <= 700, "a segment of " + segment + " bytes");
    }
    assertThrows(
        java.net.SocketException.class,
        () ->
            new NativeSocketFactory(SocketSpec.STREAM.withOption(SocketOptions.SO_TYPE, 1))
                .createSocket()
                .setKeepAlive(true));
  }

  private static int port(ServerSocket listener) {
    return listener.getLocalPort();
  }

  @Test
  void domains() throws Exception {
    SocketSpec four = SocketSpec.STREAM.withDomain(Domain.INET);
    SocketSpec six =
        SocketSpec.STREAM.withDomain(Domain.INET6).withOption(Ipv6Options.IPV6_V6ONLY, true);
    try (ServerSocket listener = new NativeServerSocketFactory(four).createServerSocket(0)) {
      assertTrue(Views.nativeSocket(listener).localAddress() instanceof SockAddr.Inet4);
      try (Socket client = new NativeSocketFactory(four).createSocket("127.0.0.1", port(listener));
          Socket server = listener.accept()) {
        exchange(client, server);
        client.setTrafficClass(0x10);
        assertEquals(0x10, client.getTrafficClass());
      }
      assertThrows(
          java.io.IOException.class,
          () -> new NativeSocketFactory(six).createSocket("127.0.0.1", port(listener)));
    }
  }

  @Test
  void multipathTcp() throws Exception {
    SocketSpec spec = SocketSpec.parse("protocol=MPTCP;SO_PRIORITY=3");
    try {
      spec.open().close();
    } catch (ErrnoException e) {
      abort("no MPTCP here: " + e.getMessage());
    }
    try (ServerSocket listener = new NativeServerSocketFactory(spec).createServerSocket(0);
        Socket client = new NativeSocketFactory(spec).createSocket((String) null, port(listener));
        Socket server = listener.accept()) {
      exchange(client, server);
      assertEquals(
          Protocol.MPTCP.value(), Views.nativeSocket(client).getOption(SocketOptions.SO_PROTOCOL));
    }
  }

  @Test
  void text() {
    assertEquals(
        "SocketSpec(AF_UNIX, SOCK_STREAM, 0, /run/x)", SocketSpec.parse("/run/x").toString());
    assertEquals(
        "SocketSpec(AF_VSOCK, SOCK_STREAM, 0, vsock:2:80, SO_PRIORITY=2)",
        SocketSpec.parse("address=vsock:2:80; SO_PRIORITY=2").toString());
    assertEquals(
        "SocketSpec(AF_INET, SOCK_STREAM, IPPROTO_MPTCP, TCP_NODELAY=true)",
        SocketSpec.parse("domain=2;type=1;protocol=262;TCP_NODELAY=1").toString());
    for (String wrong :
        new String[] {
          "SO_NONE=1", "nonsense", "SO_MARK=x", "SO_LINGER=1", "domain=2;x", "protocol=x"
        }) {
      assertThrows(IllegalArgumentException.class, () -> SocketSpec.parse(wrong), wrong);
    }
    assertFalse(new NativeSocketFactory("").toString().isEmpty());
    assertFalse(new NativeServerSocketFactory("127.0.0.1:0").toString().isEmpty());
  }
}
