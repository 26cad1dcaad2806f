/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.owners;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.bindings.CallHook;
import berkeley.sockets.safety.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No call of the library goes to a descriptor of another owner than the caller meant. */
class OwnersTest {
  private static final Pattern PROTOTYPE =
      Pattern.compile(
          "\\{@code [^}(]*?(\\w+)\\([^}]*?(\\bint \\w*fd(in|out|2)?\\b|\\w+fd \\*|fd_set|msghdr)");

  /** {@code -Downers.steps=N}: so many of each thread; {@code -Downers.seed=N}: those again. */
  @Test
  @Tag("child")
  void eachCallIsOnTheOwnersBehalf(@TempDir Path directory) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(CallHook.class.getName()), Owners.class.getName());
    int steps = Integer.getInteger("owners.steps", 400);
    List<String> command =
        ChildProcess.jvm(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dberkeley.sockets.trace=stderr",
            "-Downers.steps=" + steps,
            "-Downers.seed=" + Long.getLong("owners.seed", System.nanoTime()),
            OwnersProgram.class.getName());
    int classes = command.indexOf("-cp") + 1;
    command.set(classes, directory + ":" + command.get(classes));
    ChildProcess.Result result = ChildProcess.run(command, 120 + steps / 10);
    assertEquals("owners kept", result.output().strip());
  }

  /**
   * A function with a descriptor among its arguments has a row, unless it only notes the number.
   */
  @Test
  @Tag("static")
  void theModelKnowsAllFunctions() throws Exception {
    Path sys = Path.of("bindings/src/generated/java/berkeley/sockets/bindings/Sys.java");
    Matcher prototypes = PROTOTYPE.matcher(Files.readString(ChildProcess.ROOT.resolve(sys)));
    Set<String> missing = new TreeSet<>();
    int found = 0;
    while (prototypes.find()) {
      found++;
      missing.add(prototypes.group(1));
    }
    missing.removeAll(DescriptorCalls.all().keySet());
    missing.removeIf(each -> each.startsWith("posix_spawn_file_actions_"));
    assertEquals(Set.of(), missing);
    assertEquals(true, found > DescriptorCalls.all().size() / 2);
  }
}
