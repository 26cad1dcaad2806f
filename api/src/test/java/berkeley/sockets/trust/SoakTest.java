/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A short soak; {@code api/soak} runs long ones. */
class SoakTest {
  @Test
  void aShortOneIsGood() throws Exception {
    Child.Result result = Child.run(Child.jvm("-Xmx256m", Soak.class.getName(), "1.5", "100"));
    assertEquals(0, result.status(), result.output());
  }
}
