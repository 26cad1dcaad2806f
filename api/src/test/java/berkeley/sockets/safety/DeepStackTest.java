/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A close that meets a StackOverflowError can be repeated. */
@Tag("child")
class DeepStackTest {
  @Test
  void nothingStaysOpen() throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(ChildProcess.jvm("-XX:TieredStopAtLevel=1", DeepStack.class.getName()));
    assertEquals(
        "platform overflowed, open 0\nvirtual overflowed, open 0", result.output().strip());
  }
}
