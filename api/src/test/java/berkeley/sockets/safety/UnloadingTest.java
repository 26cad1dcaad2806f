/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that have made calls, and those that serve them, do not keep the library loaded. */
@Tag("child")
class UnloadingTest {
  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void theClassLoaderGoes(String portable) throws Exception {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
    command.addAll(List.of("-Dberkeley.sockets.portable=" + portable));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ChildProcess.ROOT.resolve("api/target/test-classes").toString(),
            Unloading.class.getName()));
    command.addAll(List.of(ChildProcess.MODULES.split(":")));
    ChildProcess.Result result = ChildProcess.run(command);
    assertEquals(
        "10: 10\n5000: 5000\n100000: 100000\nunloaded\nwaited: 3\nwaited: 3\nunloaded",
        result.output().strip());
  }
}
