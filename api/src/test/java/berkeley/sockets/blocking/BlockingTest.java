/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.safety.ChildProcess;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call that may wait, under conditions in which waiting went wrong somewhere. */
@Tag("child")
class BlockingTest {
  @TempDir Path directory;

  private void allGoWell(List<String> before, Class<?> program, String... flags) throws Exception {
    List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    all.add("-Djava.io.tmpdir=" + directory);
    all.addAll(Arrays.asList(flags));
    all.add(program.getName());
    List<String> command = ChildProcess.jvm(all.toArray(new String[0]));
    SlowLookUps.hook(command, directory);
    command.addAll(0, before);
    ChildProcess.Result result = ChildProcess.run(command, 300);
    endChildren();
    assertEquals(Rows.good(), result.output().strip());
    assertEquals(0, result.status());
  }

  /** Lets go of those that a program that was killed has left waiting for a FIFO. */
  private void endChildren() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path each : files.toList()) {
        if (Files.readAttributes(each, BasicFileAttributes.class).isOther()) {
          new RandomAccessFile(each.toFile(), "rw").close();
        }
      }
    }
  }

  private static String[] carriers(int n, String... more) {
    String scheduler = "-Djdk.virtualThreadScheduler.";
    List<String> flags = new ArrayList<>(Arrays.asList(more));
    flags.add(scheduler + "parallelism=" + n);
    flags.add(scheduler + "maxPoolSize=" + n);
    return flags.toArray(new String[0]);
  }

  @Test
  void theLastCarrierGoesOn() throws Exception {
    allGoWell(List.of(), Liveness.class, carriers(2));
  }

  @Test
  void oneProcessor() throws Exception {
    List<String> one = List.of();
    if (ChildProcess.installed("taskset")) {
      String allowed = "Cpus_allowed_list:\t";
      String status = Files.readString(Path.of("/proc/self/status"));
      String first = status.substring(status.indexOf(allowed) + allowed.length());
      one = List.of("taskset", "-c", first.split("\\D", 2)[0]);
    }
    allGoWell(one, Liveness.class, carriers(1, "-XX:ActiveProcessorCount=1"));
  }

  @Test
  void withoutWhatOnlyLinuxHas() throws Exception {
    allGoWell(List.of(), Liveness.class, carriers(2, "-Dberkeley.sockets.portable=true"));
  }

  /** {@code -Dblocking.signals=N}: so many for each thread. */
  @Test
  void signals() throws Exception {
    allGoWell(List.of(), Storm.class, property("blocking.signals", 10));
  }

  /** {@code -Dblocking.rounds=N}: so often. */
  @Test
  void twoCopiesAndForeignCode() throws Exception {
    allGoWell(List.of(), Neighbours.class, property("blocking.rounds", 1));
  }

  private static String property(String name, int usual) {
    return "-D" + name + "=" + Integer.getInteger(name, usual);
  }
}
