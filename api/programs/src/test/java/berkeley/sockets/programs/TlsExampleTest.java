/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of TLS, as its page tells to run it, with a certificate made here. */
class TlsExampleTest {
  @TempDir Path directory;

  @Test
  void overUnix() throws Exception {
    Path store = Certificate.make(directory);
    Path log = directory.resolve("log");
    Process example =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Path.of(
                            System.getProperty("root.directory"),
                            "api/programs/examples/TlsOverUnix.java")
                        .toString(),
                    directory.resolve("s").toString(),
                    store.toString(),
                    Certificate.PASSWORD,
                    "hello"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = example.waitFor(100, TimeUnit.SECONDS);
      String output = Files.readString(log);
      assertEquals("0", ended ? Integer.toString(example.exitValue()) : "runs", output);
      assertEquals("TLSv1.3 with CN=localhost\nyou said: hello\n", output);
    } finally {
      example.destroyForcibly();
    }
  }
}
