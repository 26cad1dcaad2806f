/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls that an older kernel does not have, or that a filter of system calls refuses: what this
 * library adds does without them, and what the caller asked for fails as in C.
 */
@Tag("child")
class OldKernelTest {
  @Test
  void whatIsMissingIsReplacedOrTold(@TempDir Path directory) throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(
            FaultPlan.jvm(
                directory,
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                OldKernel.class.getName()));
    List<String> expected = new ArrayList<>();
    for (String errno : OldKernel.ERRORS) {
      expected.add(errno + " first wait " + errno); // and the next one tries anew
      expected.add(errno + " first wait of a pipe " + errno);
    }
    for (String errno : OldKernel.ERRORS) {
      expected.add(errno + " pipe 300000");
      expected.add(errno + " vectors 300000");
      expected.add(errno + " empty pipe EAGAIN");
      expected.add(errno + " batch " + errno);
      expected.add(errno + " accept " + errno);
      expected.add(errno + " epoll_pwait2 " + errno);
      expected.add(errno + " poller " + errno);
      expected.add(errno + " poller again 0");
    }
    expected.add("recv again 3");
    assertEquals(String.join("\n", expected), result.output().strip());
  }
}
