/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import java.util.List;

/** Writes one JSON object; a NaN is null. */
public final class Json {
  private final StringBuilder text = new StringBuilder("{");

  Json member(String name, String value) {
    return raw(name, value == null ? "null" : quote(value));
  }

  Json member(String name, double value) {
    return raw(name, Double.isFinite(value) ? Double.toString(value) : "null");
  }

  Json member(String name, int value) {
    return raw(name, Integer.toString(value));
  }

  Json member(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  Json array(String name, List<String> values) {
    return raw(name, "[\n  " + String.join(",\n  ", values) + "\n]");
  }

  private Json raw(String name, String value) {
    text.append(text.length() == 1 ? "" : ", ").append(quote(name)).append(": ").append(value);
    return this;
  }

  public static String quote(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
