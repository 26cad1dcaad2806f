/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails inside, nothing is leaked, hangs, or stays broken. */
@Tag("child")
class FaultSweepTest {
  @Test
  void eachCallOfEachOperationFailsInEachWay(@TempDir Path directory) throws Exception {
    List<String> command =
        FaultPlan.jvm(directory, "-XX:TieredStopAtLevel=1", FaultSweep.class.getName());
    ChildProcess.Result result = ChildProcess.run(command, 300);
    List<String> expected =
        FaultOperations.all().entrySet().stream()
            .map(Map.Entry::getKey)
            .flatMap(each -> Stream.of("platform " + each, "virtual " + each))
            .map(each -> each + " swept all")
            .toList();
    assertEquals(String.join("\n", expected), result.output().strip());
    assertEquals(0, result.status());
  }
}
