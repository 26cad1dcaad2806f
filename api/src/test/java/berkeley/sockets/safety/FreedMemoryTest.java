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
 * The kernel has taken what a message points to when its data can be received; who has received
 * them may unmap all of it.
 */
@Tag("child")
@Tag("linux")
class FreedMemoryTest {
  @Test
  void whatWasSentIsNotReadAgain(@TempDir Path directory) throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(FaultPlan.jvm(directory, FreedMemory.class.getName()));
    String both = "sendmsg 5 false\nsendmmsg 1 false\nwritev 7\n";
    assertEquals(both + both + "in part true", result.output().strip());
  }
}
