/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** {@code #ifdef} in Java. */
class PlatformTest {
  @Test
  void theFlagOfTheTopBitIsNotAbsent() { // EPOLLET is 1u << 31 in C
    assertTrue(Platform.has(SysEpoll.EPOLLET));
    assertTrue(Platform.has(SysSocket.AF_INET));
    assertTrue(Platform.has(-1));
  }

  @Test
  void absentIsNotThere() {
    assertFalse(Platform.has(Platform.ABSENT));
  }

  @Test
  void theKernelKnowsNothingByTheNumberOfAbsent() { // EAFNOSUPPORT, socket(2)
    assertTrue(SysSocket.socket(Platform.ABSENT, SysSocket.SOCK_STREAM, 0) == -1);
    assertTrue(Errno.errno() == Errno.EAFNOSUPPORT);
  }
}
