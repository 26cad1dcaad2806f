/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The short form of api/fuzz: what it generates, and some of it run. */
class FuzzTest {
  private static final Path ROOT =
      Path.of(System.getProperty("root.directory", ".")).toAbsolutePath();

  @Test
  void bothSkinsAnswerRandomCallsAsC() throws Exception {
    String obstacle = Fuzz.obstacle(ROOT);
    assumeTrue(obstacle == null, obstacle);
    long seed = new SecureRandom().nextInt(1 << 30);
    System.out.println("random calls: seeds 1 and " + seed);
    try (Fuzz fuzz = new Fuzz(ROOT, List.of("mirror", "object"), System.out)) {
      fuzz.run(1, 0, "both", 6_000, 20, 1);
      fuzz.run(seed, 0, "both", 12_000, 20, 1);
      assertTrue(fuzz.answered > 0, "no calls");
      assertEquals(List.of(), fuzz.differences, "api/fuzz --seed " + seed);
    }
  }

  @Test
  void oneSeedIsOneScript() {
    assertEquals(new Generator(5).script(7, "both"), new Generator(5).script(7, "both"));
    assertFalse(new Generator(5).script(7, "both").equals(new Generator(6).script(7, "both")));
  }

  @Test
  void whatIsExcludedIsNeverGenerated() {
    Generator generator = new Generator(3);
    Set<String> words = new HashSet<>();
    for (int i = 0; i < 5000; i++) {
      for (String line : generator.script(i, "both")) {
        words.addAll(Arrays.asList(line.split("[^A-Za-z0-9_]+")));
      }
    }
    Set<String> both = new HashSet<>(Excluded.REASONS.keySet());
    both.retainAll(words);
    assertEquals(Set.of(), both);
    for (ScriptOption option : ScriptOption.ALL) {
      assertTrue(words.contains(option.name().replace("-", "")), option + " is never generated");
    }
  }

  @Test
  void shrinkingKeepsWhatMatters() throws Exception {
    List<String> script = new Generator(3).script(1, "platform");
    List<String> longer = new java.util.ArrayList<>(script);
    longer.add("fd z9 = dup(1)");
    longer.add("write(z9, {bytes[1]}, 1)");
    longer.addAll(script.subList(1, script.size()));
    List<String> less =
        Shrinker.shrink(longer, s -> s.stream().anyMatch(line -> line.startsWith("write(z9")));
    assertEquals(List.of(script.getFirst(), "fd z9 = dup(1)", "write(z9, {bytes[1]}, 1)"), less);
  }
}
