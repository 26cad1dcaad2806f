/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.Errno;
import org.junit.jupiter.api.Test;

/** The messages of common failures as a set: what failed, on what, why, and what to do. */
class ErrorMessagesTest {
  @Test
  void theAddressIsTaken() throws Exception {
    try (Socket first = Socket.open(Domain.INET, Type.STREAM);
        Socket second = Socket.open(Domain.INET, Type.STREAM)) {
      first.bind(SockAddr.Inet4.loopback(0));
      SockAddr taken = first.localAddress();
      ErrnoException e = assertThrows(ErrnoException.class, () -> second.bind(taken));
      String expected =
          "bind(fd=" + second.fd() + ", " + taken + "): EADDRINUSE (Address already in use); ";
      assertTrue(e.getMessage().startsWith(expected), e.getMessage());
      assertTrue(e.getMessage().contains("ss -lnp") && e.getMessage().contains("SO_REUSEADDR"));
    }
  }

  @Test
  void nobodyListens() throws Exception {
    try (Socket bound = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      bound.bind(SockAddr.Inet4.loopback(0));
      SockAddr silent = bound.localAddress();
      ErrnoException e = assertThrows(ErrnoException.class, () -> client.connect(silent));
      assertEquals(
          "connect(fd="
              + client.fd()
              + ", "
              + silent
              + "): ECONNREFUSED (Connection refused); nothing listens there, or a firewall rejects it",
          e.getMessage());
    }
  }

  @Test
  void thePortIsPrivileged() {
    String step = "CAP_NET_BIND_SERVICE";
    assertTrue(message("bind", SockAddr.Inet4.loopback(80), Errno.EACCES).contains(step));
    assertTrue(message("bind", SockAddr.Inet6.loopback(80), Errno.EACCES).contains(step));
    assertTrue(
        message("bind", SockAddr.Unix.path("/root/s"), Errno.EACCES)
            .endsWith("write permission for its directory"));
    assertTrue(
        message("bind", SockAddr.Inet4.loopback(8080), Errno.EACCES)
            .endsWith("EACCES (Permission denied)"));
  }

  @Test
  void theFamilyIsMissing() throws Exception {
    ErrnoException e =
        assertThrows(ErrnoException.class, () -> Socket.open(new Domain(99), Type.STREAM));
    assertTrue(
        e.getMessage()
            .contains("EAFNOSUPPORT (Address family not supported by protocol); this kernel"),
        e.getMessage());
    try (Socket inet = Socket.open(Domain.INET, Type.STREAM)) {
      e =
          assertThrows(
              ErrnoException.class, () -> inet.connect(SockAddr.Unix.path("/tmp/something")));
      assertTrue(
          e.getMessage().endsWith("the address is of another family than the socket"),
          e.getMessage());
    }
  }

  @Test
  void noDescriptorIsLeft() {
    assertTrue(message("socket", null, Errno.EMFILE).endsWith("see ulimit -n and /proc/self/fd"));
  }

  private static String message(String call, SockAddr address, int errno) {
    return new ErrnoException(call, 7, address, errno).getMessage();
  }
}
