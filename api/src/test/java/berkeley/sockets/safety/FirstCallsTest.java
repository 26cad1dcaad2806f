/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A function that could not be linked for want of stack or memory is linked by the next call. The
 * process numbers are those that the JDK tells, the others those of a file that this process made.
 */
@Tag("child")
class FirstCallsTest {
  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1"})
  void succeedOnceTheyCan(String mode) throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(
            ChildProcess.jvm(mode, "-Xmx20m", "-XX:+UseSerialGC", FirstCalls.class.getName()));
    Path file = Files.createTempFile("owner", "");
    Object user = Files.getAttribute(file, "unix:uid");
    Object group = Files.getAttribute(file, "unix:gid");
    Files.delete(file);
    assertEquals(
        "platform: true true\nvirtual: true true\n"
            + String.join(" ", "" + user, "" + user, "" + group, "" + group)
            + " true",
        result.output().strip());
  }
}
