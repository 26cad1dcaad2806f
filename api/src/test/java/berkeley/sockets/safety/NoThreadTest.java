/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs a thread of the library's fails alone where the system gives none. */
@Tag("child")
class NoThreadTest {
  /** The limit is a user's, and root has none. */
  private static final String[] AS_LIMITED_USER = {
    "setpriv", "--reuid=64321", "--regid=64321", "--clear-groups", "prlimit", "--nproc=80:80"
  };

  @Test
  void callsFailAndRecover(@TempDir Path directory) throws Exception {
    assumeTrue(
        ChildProcess.installed("setpriv") && ChildProcess.installed("prlimit"), "not installed");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> probe = new ArrayList<>(List.of(AS_LIMITED_USER));
    probe.addAll(List.of("test", "-r", ChildProcess.MODULES.split(":")[1]));
    assumeTrue(ChildProcess.run(probe).status() == 0, "no other user can be used here");
    List<String> command = new ArrayList<>(List.of(AS_LIMITED_USER));
    command.addAll(
        ChildProcess.jvm(
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            NoThread.class.getName(),
            directory.toString()));
    ChildProcess.Result result = ChildProcess.run(command);
    assertEquals(
        String.join(
            "\n",
            List.of(
                "recv 1",
                "connect done",
                "no thread is left",
                "OutOfMemoryError", // open(2), by a pool thread
                "OutOfMemoryError", // the first wait, whose thread waits for readiness
                "connect done",
                "leaked 0",
                "ErrnoException", // a directory cannot be sent
                "recv 2",
                "connect done")),
        result.output().strip());
  }
}
