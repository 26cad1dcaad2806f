/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command api/fuzz. */
final class FuzzProgram {
  private static final String USAGE =
      """
      usage: api/fuzz [--calls N] [--seed S] [--case N] [--skin mirror|object|both]
                      [--threads platform|virtual|both] [--script FILE] [--differences N]
      """;

  private FuzzProgram() {}

  static void main(String[] args) throws Exception {
    Map<String, String> options =
        new TreeMap<>(
            Map.of(
                "--calls",
                "1000000",
                "--seed",
                "",
                "--case",
                "-1",
                "--skin",
                "both",
                "--threads",
                "both",
                "--script",
                "",
                "--differences",
                "5",
                "--print",
                ""));
    for (int i = 0; i < args.length; i += 2) {
      if (!options.containsKey(args[i]) || i + 1 == args.length) {
        System.err.print(USAGE);
        System.exit(2);
      }
      options.put(args[i], args[i + 1]);
    }
    Path root = Path.of(System.getProperty("root.directory", ".")).toAbsolutePath();
    String obstacle = Fuzz.obstacle(root);
    if (obstacle != null) {
      System.err.println("api/fuzz: " + obstacle);
      System.exit(2);
    }
    String seed = options.get("--seed");
    System.exit(
        fuzz(
            root,
            options,
            seed.isEmpty() ? new SecureRandom().nextInt(1 << 30) : Long.parseLong(seed)));
  }

  private static int fuzz(Path root, Map<String, String> options, long seed) throws Exception {
    String skin = options.get("--skin");
    String threads = options.get("--threads");
    long number = Long.parseLong(options.get("--case"));
    List<String> skins = skin.equals("both") ? List.of("mirror", "object") : List.of(skin);
    System.out.println("seed " + seed);
    try (Fuzz fuzz = new Fuzz(root, skins, System.out)) {
      if (!options.get("--script").isEmpty()) {
        fuzz.run(Files.readAllLines(Path.of(options.get("--script"))));
      } else if (number >= 0) {
        List<String> script = new Generator(seed).script(number, threads);
        script.forEach(System.out::println);
        fuzz.run(script);
      } else {
        int most = Integer.parseInt(options.get("--differences"));
        fuzz.run(seed, 0, threads, Integer.parseInt(options.get("--calls")), 1 << 30, most);
      }
      for (Fuzz.Difference difference : fuzz.differences) {
        System.out.println("kept in " + Fuzz.keep(root, difference));
      }
      System.out.println("calls: " + fuzz.calls);
      System.out.println(Files.readString(fuzz.errors()));
      return fuzz.differences.isEmpty() ? 0 : 1;
    }
  }
}
