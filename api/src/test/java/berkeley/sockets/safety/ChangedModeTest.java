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
 * A connect makes its socket non-blocking for a moment; an error in that moment changes nothing.
 */
@Tag("child")
class ChangedModeTest {
  @Test
  void isChangedBackWhateverHappens(@TempDir Path directory) throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(FaultPlan.jvm(directory, ChangedMode.class.getName()));
    assertEquals("true 0", result.output().strip());
  }
}
