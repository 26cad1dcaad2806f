/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is collected while open is reported, and nothing else. */
@Tag("child")
class LeaksTest {
  private static String run(int seconds, String... flags) throws Exception {
    List<String> command = ChildProcess.jvm(flags);
    command.addAll(List.of(LeakProgram.class.getName(), "" + seconds));
    ChildProcess.Result result = ChildProcess.run(new ArrayList<>(command));
    assertEquals(0, result.status(), result.output());
    return result.output();
  }

  @Test
  void theForgottenAreReportedAndStayOpen() throws Exception {
    String output = run(40, "-Dberkeley.sockets.leaks=true");
    assertTrue(output.contains("reports 5"), output);
    assertTrue(output.contains("a socket was collected while open"), output);
    assertTrue(output.contains("LeakProgram.forgotten"), output);
    assertTrue(
        output.matches("(?s).*descriptor (\\d+) stays open.*forgotten \\1 open true.*"), output);
    for (String what : List.of("poller", "descriptor")) {
      assertTrue(output.contains("a " + what + " was collected while open; its desc"), output);
    }
    for (String what : List.of("message", "batch of messages")) {
      assertTrue(output.contains("a " + what + " was collected while open; its memory"), output);
    }
    assertTrue(output.contains("refused"), output);
    assertEquals(4, output.split("LeakProgram.forgottenOthers", -1).length - 1, output);
    assertTrue(output.contains("detached open true"), output);
    assertTrue(output.contains("kept open true"), output);
  }

  @Test
  void nothingIsLoadedWithoutTheProperty() throws Exception {
    String output = run(1, "-Xlog:class+load");
    assertTrue(output.contains("reports 0"), output);
    assertTrue(output.contains("berkeley.sockets.Handle "), output);
    assertFalse(output.contains("berkeley.sockets.Leaks"), output);
  }
}
