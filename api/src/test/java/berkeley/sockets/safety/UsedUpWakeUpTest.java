/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wake-up that comes before a thread parks is not lost, whatever else has parked meanwhile. */
@Tag("child")
class UsedUpWakeUpTest {
  @Test
  void theWaitEnds(@TempDir Path directory) throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(FaultPlan.jvm(directory, UsedUpWakeUp.class.getName()));
    assertEquals("at first 3\nwoken early 3", result.output().strip());
  }
}
