/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What has been used once goes on working after it was called with too little stack. */
@Tag("child")
class DeepUseTest {
  @Test
  void nothingIsBrokenForEver() throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(ChildProcess.jvm("-XX:TieredStopAtLevel=1", DeepUse.class.getName()));
    StringBuilder expected = new StringBuilder();
    for (String kind : new String[] {"platform", "virtual"}) {
      for (String use : new String[] {"wait", "accept", "poll", "message", "look up"}) {
        expected.append(use + ", " + kind + ": true true true\n");
      }
    }
    assertEquals(expected.toString(), result.output());
  }
}
