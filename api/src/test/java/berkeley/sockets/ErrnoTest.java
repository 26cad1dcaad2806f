/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Error numbers and the exception; libc's own tables are the judge. */
@Tag("codec")
class ErrnoTest {
  @Test
  void everyNumberHasTheNameThatLibcGivesIt() {
    for (int value = 1; value < 300; value++) {
      long name = Sys.strerrorname_np(value);
      Errno errno = Errno.of(value);
      boolean newer = value > Errno.EHWPOISON.value(); // than the headers that ours are from
      if (name > 0 && !newer) {
        String expected = Native.string(name);
        assertSame(errno, alias(expected), expected);
        if (!expected.equals("EDEADLOCK")) {
          assertEquals(value, errno.value());
          assertEquals(Native.string(Sys.strerror(value)), errno.message());
        }
      } else {
        assertSame(Errno.UNKNOWN, errno);
      }
    }
    assertSame(Errno.UNKNOWN, Errno.of(-5));
    assertSame(Errno.UNKNOWN, Errno.of(Integer.MAX_VALUE));
  }

  /**
   * libc prefers another name than the first of the header for one number; EDEADLOCK has a number
   * of its own on ppc64le, and is EDEADLK all the same.
   */
  private static Errno alias(String name) {
    return switch (name) {
      case "ENOTSUP" -> Errno.ENOTSUP;
      case "EDEADLOCK" -> Errno.EDEADLOCK;
      default -> Errno.valueOf(name);
    };
  }

  @Test
  void canBeSwitchedOn() {
    ErrnoException e = new ErrnoException("connect", 7, SockAddr.parse("[::1]:443"), 111);
    String what =
        switch (e.errno()) {
          case ECONNREFUSED -> "refused";
          case EHOSTUNREACH, ENETUNREACH -> "unreachable";
          default -> "?";
        };
    assertEquals("refused", what);
  }

  @Test
  void theMessageSaysWhatHappenedToWhom() {
    ErrnoException e = new ErrnoException("connect", 7, SockAddr.parse("[::1]:443"), 111);
    assertEquals(
        "connect(fd=7, [::1]:443): ECONNREFUSED (Connection refused);"
            + " nothing listens there, or a firewall rejects it",
        e.getMessage());
    assertEquals("connect", e.call());
    assertEquals(7, e.fd());
    assertEquals(SockAddr.parse("[::1]:443"), e.address());
    assertEquals(111, e.value());
    assertEquals(
        "listen(fd=0): EBADF (Bad file descriptor)",
        new ErrnoException("listen", 0, null, 9).getMessage());
    assertTrue(
        new ErrnoException("socket", -1, null, 24)
            .getMessage()
            .startsWith("socket(): EMFILE (Too many open files)"));
  }

  @Test
  void unknownNumbersAreKept() {
    ErrnoException e = new ErrnoException("recv", 3, null, 524); // ENOTSUPP, the kernel's own
    assertSame(Errno.UNKNOWN, e.errno());
    assertEquals(524, e.value());
    assertEquals("recv(fd=3): errno 524 (Unknown error 524)", e.getMessage());
  }

  @Test
  void aRealOne() {
    ErrnoException e =
        assertThrows(
            ErrnoException.class, () -> Socket.open(Domain.INET, Type.SEQPACKET, Protocol.UDP));
    assertEquals(
        "socket(AF_INET, SOCK_SEQPACKET, IPPROTO_UDP): ESOCKTNOSUPPORT (Socket type not supported)",
        e.getMessage());
    assertNull(e.address());
  }
}
