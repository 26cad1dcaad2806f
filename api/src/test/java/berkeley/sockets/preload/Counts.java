/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What native/src/preload/counts.h wrote, added up over processes. */
final class Counts {
  private static final int NAME = 24;
  private final Map<String, Long> numbers = new TreeMap<>();

  /** Adds the files of a directory. */
  void add(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.toList();
    }
    for (Path file : files) {
      ByteBuffer table = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
      byte[] name = new byte[NAME];
      while (table.remaining() >= NAME + Long.BYTES) {
        table.get(name);
        String text = new String(name, StandardCharsets.UTF_8);
        numbers.merge(text.substring(0, text.indexOf(0)), table.getLong(), Long::sum);
      }
    }
  }

  void add(Counts other) {
    other.numbers.forEach((name, number) -> numbers.merge(name, number, Long::sum));
  }

  long of(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  /** Calls that went through the mirror. */
  long calls() {
    long sum = 0;
    for (Map.Entry<String, Long> e : numbers.entrySet()) {
      sum += e.getKey().startsWith("(") ? 0 : e.getValue();
    }
    return sum;
  }

  /** The functions that were called at all. */
  List<String> names() {
    return numbers.entrySet().stream()
        .filter(e -> !e.getKey().startsWith("(") && e.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
