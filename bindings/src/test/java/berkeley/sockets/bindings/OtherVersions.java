/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the reference platform's headers on this machine say otherwise than the committed facts,
 * because they are of other versions than those in native/facts: see native/generator/Versions.
 */
final class OtherVersions {
  /** Begins such a line of the generator. */
  static final String MARK = "other versions: ";

  private static Set<String> names;

  private OtherVersions() {}

  /** Constants, types and fields (struct.field); empty where the versions are the same. */
  static synchronized Set<String> names() throws Exception {
    if (names == null) {
      String reference = "linux-x86_64-glibc";
      String mark = reference + ": " + MARK;
      names =
          Commands.generator("check-facts", reference)
              .lines()
              .filter(line -> line.startsWith(mark))
              .map(line -> line.substring(mark.length()).replaceFirst("[:,].*", ""))
              .collect(Collectors.toUnmodifiableSet());
    }
    return names;
  }
}
