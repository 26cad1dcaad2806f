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

/**
 * A connection that was there when poll(2) was asked may be gone when accept(2) is called. Then
 * accept parks as well.
 */
@Tag("child")
class TakenConnectionTest {
  @Test
  void noCarrierWaitsForTheNextOne(@TempDir Path directory) throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(
            FaultPlan.jvm(
                directory,
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                TakenConnection.class.getName()));
    assertEquals(
        "foreign accept: others run true, accepted true\n"
            + "shutdown and listen: others run true, accepted true",
        result.output().strip());
  }
}
