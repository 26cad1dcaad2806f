/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.safety.ChildProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short soak; {@code api/soak} runs long ones. */
@Tag("child")
class SoakTest {
  @Test
  void aShortOneIsGood() throws Exception {
    String nmt = "-XX:NativeMemoryTracking=summary";
    ChildProcess.Result result =
        ChildProcess.run(ChildProcess.jvm("-Xmx256m", nmt, Soak.class.getName(), "1.5", "100"));
    assertEquals(0, result.status(), result.output());
  }
}
