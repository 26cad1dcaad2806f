/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which class failures have, as java.net's own, and what their messages advise. */
class FailuresTest {
  private interface Body {
    AutoCloseable run() throws Exception;
  }

  private static Exception failure(Body body) {
    try {
      AutoCloseable opened = body.run();
      if (opened != null) {
        opened.close();
      }
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  /** Both fail, and who catches the one's class catches the other. */
  private static void same(Body javaNet, Body own, Errno errno) {
    Exception expected = failure(javaNet);
    Exception actual = failure(own);
    assertNotNull(expected);
    assertNotNull(actual);
    assertInstanceOf(expected.getClass(), actual);
    assertSame(errno, ErrnoException.errnoOf(actual));
  }

  private static int unused() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return gone.getLocalPort();
    }
  }

  @Test
  void classesAreThoseOfJavaNet() throws Exception {
    int refusing = unused();
    same(
        () -> new java.net.Socket("127.0.0.1", refusing),
        () -> Socket.connect("127.0.0.1", refusing),
        Errno.ECONNREFUSED);
    same(
        () -> new java.net.Socket("host.invalid", 1),
        () -> Socket.connect("host.invalid", 1),
        Errno.UNKNOWN);
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      same(() -> new ServerSocket(port), () -> Socket.listen(null, port), Errno.EADDRINUSE);
    }
    InetAddress nobodys = InetAddress.getByName("192.0.2.1");
    same(
        () -> new ServerSocket(0, 1, nobodys),
        () -> Socket.listen("192.0.2.1", 0),
        Errno.EADDRNOTAVAIL);
  }

  @Test
  void aVerbTellsTheErrorAndItsClass() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      ErrnoException e =
          assertThrows(
              ErrnoException.class, () -> socket.connect(SockAddr.Inet4.loopback(unused())));
      IOException java = e.toJava();
      assertSame(ConnectException.class, java.getClass());
      assertSame(e, java.getCause());
      assertEquals(e.getMessage(), java.getMessage());
    }
    try (Socket socket = Socket.open(Domain.INET, Type.DGRAM);
        DatagramSocket javas = new DatagramSocket()) {
      int port = unused();
      javas.connect(new InetSocketAddress("127.0.0.1", port));
      socket.connect(SockAddr.Inet4.loopback(port));
      socket.send(new byte[1]);
      ErrnoException e = assertThrows(ErrnoException.class, () -> socket.recv(new byte[1]));
      assertSame(PortUnreachableException.class, e.toJava().getClass());
    }
  }

  /** Linux's numbers. */
  @Test
  void rows() {
    assertSame(NoRouteToHostException.class, java("connect", 113));
    assertSame(NoRouteToHostException.class, java("connect", 101));
    assertSame(ConnectException.class, java("connect", 110));
    assertSame(BindException.class, java("bind", 13));
    assertSame(InterruptedIOException.class, java("recv", 4));
    for (int other : new int[] {1, 13, 22, 32, 104, 110}) {
      assertSame(ErrnoException.class, java("recv", other));
    }
    assertSame(SocketException.class, ErrnoException.class.getSuperclass());
    assertSame(Errno.UNKNOWN, ErrnoException.errnoOf(new IOException()));
  }

  private static Class<?> java(String call, int errno) {
    return new ErrnoException(call, 3, null, errno).toJava().getClass();
  }

  private static void advises(String text, Body body) {
    Exception e = failure(body);
    assertNotNull(e, text);
    assertTrue(e.getMessage().contains(text), e::toString);
  }

  @Test
  void ofUnixFiles(@TempDir Path directory) throws Exception {
    SockAddr path = SockAddr.Unix.path(directory.resolve("s"));
    SockAddr name = SockAddr.Unix.abstractName(directory.toString());
    try (Socket one = Socket.open(Domain.UNIX, Type.STREAM);
        Socket two = Socket.open(Domain.UNIX, Type.STREAM);
        Socket datagrams = Socket.open(Domain.UNIX, Type.DGRAM)) {
      advises("nobody has bound this path", () -> connect(two, path));
      advises("nobody listens under this name", () -> connect(two, name));
      one.bind(path);
      advises("nobody listens on this file", () -> connect(two, path));
      advises("remove it before bind", () -> bind(two, path));
      advises("is of another type", () -> connect(datagrams, path));
      SockAddr deep = SockAddr.Unix.path(directory.resolve("no/s"));
      advises("directory is not there", () -> bind(two, deep));
    }
    Files.delete(directory.resolve("s"));
    try (Socket one = Socket.open(Domain.UNIX, Type.STREAM);
        Socket two = Socket.open(Domain.UNIX, Type.STREAM)) {
      one.bind(name);
      advises("another socket has this name", () -> bind(two, name));
    }
  }

  private static AutoCloseable connect(Socket socket, SockAddr to) throws IOException {
    socket.connect(to);
    return null;
  }

  private static AutoCloseable bind(Socket socket, SockAddr to) throws IOException {
    socket.bind(to);
    return null;
  }

  @Test
  void ofTheInternet() throws Exception {
    SockAddr.Inet4 four = SockAddr.Inet4.loopback(unused());
    try (Socket six = Socket.open(Domain.INET6, Type.STREAM);
        Socket tcp = Socket.open(Domain.INET, Type.STREAM);
        Socket udp = Socket.open(Domain.INET, Type.DGRAM)) {
      advises("another family", () -> connect(six, four));
      advises("another family", () -> bind(six, four));
      advises("another family", () -> connect(tcp, SockAddr.Inet6.loopback(1)));
      advises("call listen first", tcp::accept);
      advises("another socket has this address", () -> taken());
      advises("no interface of this host", () -> bind(tcp, SockAddr.Inet4.of("192.0.2.1", 0)));
      advises(
          "SO_BROADCAST",
          () -> {
            udp.sendTo(new byte[1], SockAddr.Inet4.of("127.255.255.255", 9));
            return null;
          });
      advises(
          "sendTo says where to",
          () -> {
            udp.send(new byte[1]);
            return null;
          });
      advises("connect or accept comes first", () -> peer(tcp));
      advises("fe80::1%eth0", () -> connect(six, SockAddr.Inet6.of("fe80::1", 80)));
    }
  }

  private static AutoCloseable peer(Socket socket) throws IOException {
    socket.peerAddress();
    return null;
  }

  private static AutoCloseable taken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      return Socket.listen(null, taken.getLocalPort());
    }
  }
}
