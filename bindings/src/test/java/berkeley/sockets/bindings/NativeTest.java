/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What a program is told where native calls cannot be made. */
class NativeTest {
  @Test
  void withNativeAccessThereIsNoObstacle() {
    assertNull(Native.accessObstacle(Native.class.getModule()));
    Native.check();
  }

  @Test
  void aFunctionThatLibcLacksIsNamed() {
    Error error =
        assertThrows(UnsatisfiedLinkError.class, () -> Native.link("no_such_function", "LLL"));
    assertEquals("no_such_function is not in this system's libc", error.getMessage());
  }
}
