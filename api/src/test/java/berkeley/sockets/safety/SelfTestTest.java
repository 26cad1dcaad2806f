/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the self-test says, and its exit status, in JVMs started in the right and the wrong way. */
@Tag("child")
class SelfTestTest {
  private static final List<String> MAIN =
      List.of(
          "-p", ChildProcess.MODULES, "-m", "berkeley.sockets/berkeley.sockets.selftest.SelfTest");

  private static ChildProcess.Result start(String... flags) throws Exception {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
    command.addAll(ChildProcess.agents());
    command.addAll(List.of(flags));
    command.addAll(MAIN);
    return ChildProcess.run(command);
  }

  @Test
  void itPasses() throws Exception {
    ChildProcess.Result result =
        start("--illegal-native-access=deny", "--enable-native-access=berkeley.sockets.bindings");
    assertEquals(0, result.status(), result.output());
    for (String line :
        List.of(
            "native       enabled",
            "layout       agrees with the kernel",
            "AF_INET      SOCK_STREAM SOCK_DGRAM",
            "control      SO_TIMESTAMPNS IP_PKTINFO IP_TTL IP_TOS",
            "views        opened 2, connected 1, accepted 1, bytes received 1, bytes sent 1",
            "result       all well")) {
      assertTrue(result.output().contains(line), line + " in\n" + result.output());
    }
    assertTrue(result.output().contains("kernel       " + System.getProperty("os.version")));
  }

  @Test
  void deniedNativeAccessIsNamedWithTheFlag() throws Exception {
    ChildProcess.Result result = start("--illegal-native-access=deny");
    assertEquals(2, result.status(), result.output());
    assertTrue(
        result
            .output()
            .contains(
                "native       MISSING: native access is denied;"
                    + " start java with --enable-native-access=berkeley.sockets.bindings"),
        result.output());
  }
}
