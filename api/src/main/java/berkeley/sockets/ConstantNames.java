/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Platform;

/** The names in C of small numbers, filled in by the class that declares them. */
final class ConstantNames {
  private final String[] names = new String[512];

  /** Gives a number its name, unless this platform has no such number. */
  int put(int value, String name) {
    if (Platform.has(value)) {
      names[value] = name;
    }
    return value;
  }

  /** The name of a number, or the number. */
  String get(int value) {
    String name = value >= 0 && value < names.length ? names[value] : null;
    return name != null ? name : Integer.toString(value);
  }
}
