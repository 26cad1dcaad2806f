/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thread that has made calls does not keep the library loaded. */
@Tag("child")
class UnloadingTest {
  @Test
  void theClassLoaderGoes() throws Exception {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ChildProcess.ROOT.resolve("api/target/test-classes").toString(),
            Unloading.class.getName()));
    command.addAll(List.of(ChildProcess.MODULES.split(":")));
    ChildProcess.Result result = ChildProcess.run(command);
    assertEquals("10: 10\n5000: 5000\n100000: 100000\nunloaded", result.output().strip());
  }
}
