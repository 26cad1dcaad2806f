/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes lines away from a case as long as it still fails. */
final class Shrinker {
  /** Whether a script still shows the difference. */
  interface Test {
    boolean fails(List<String> script) throws Exception;
  }

  private static final Pattern DEFINITION =
      Pattern.compile("^(?:later \\d+ )?(?:fd )?([a-z]\\d+) = ");
  private static final Pattern USE = Pattern.compile("\\b[a-z]\\d+\\b");

  private Shrinker() {}

  static List<String> shrink(List<String> script, Test test) throws Exception {
    List<String> best = script;
    for (int chunk = best.size() / 2;
        chunk > 0;
        chunk = chunk == 1 && best != script ? 0 : chunk / 2) {
      boolean smaller = true;
      while (smaller) {
        smaller = false;
        for (int from = best.size() - chunk; from >= 1; from -= chunk) {
          List<String> less = new ArrayList<>(best.subList(0, from));
          less.addAll(best.subList(from + chunk, best.size()));
          if (isWhole(less) && test.fails(less)) {
            best = less;
            smaller = true;
          }
        }
      }
      if (chunk == 1) {
        break;
      }
    }
    return best;
  }

  /** Whether all names that are used are defined before, and each thread is joined. */
  static boolean isWhole(List<String> script) {
    Set<String> defined = new HashSet<>();
    boolean pending = false;
    for (String line : script) {
      String rest = line;
      Matcher definition = DEFINITION.matcher(line);
      String name = null;
      if (definition.find()) {
        name = definition.group(1);
        rest = line.substring(definition.end());
      }
      if (!line.startsWith("case ")) {
        Matcher use = USE.matcher(rest.replaceAll("\"[^\"]*\"", ""));
        while (use.find()) {
          if (!defined.contains(use.group())) {
            return false;
          }
        }
      }
      if (name != null) {
        defined.add(name);
      }
      if (line.startsWith("later ") || line.equals("join")) {
        if (pending == line.startsWith("later ")) {
          return false;
        }
        pending = !pending;
      }
    }
    return !pending;
  }
}
