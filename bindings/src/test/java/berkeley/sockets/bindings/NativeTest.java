/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a program is told where native calls cannot be made. */
class NativeTest {
  private static final Module MODULE = Native.class.getModule();

  @Test
  void anUnsupportedSystemIsToldWhatIsSupported() {
    for (String os : new String[] {"Windows 11", "Mac OS X", "FreeBSD"}) {
      RuntimeException obstacle = Native.obstacle(os, MODULE);
      assertInstanceOf(UnsupportedOperationException.class, obstacle);
      assertTrue(obstacle.getMessage().contains(os), obstacle.getMessage());
      assertTrue(obstacle.getMessage().contains("supported: Linux"), obstacle.getMessage());
    }
  }

  @Test
  void linuxWithNativeAccessHasNoObstacle() {
    assertNull(Native.obstacle("Linux", MODULE));
    Native.check();
  }

  @Test
  void aFunctionThatLibcLacksIsNamed() {
    Error error =
        assertThrows(UnsatisfiedLinkError.class, () -> Native.link("no_such_function", "LLL"));
    assertEquals("no_such_function is not in this system's libc", error.getMessage());
  }
}
