/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/** The names in C of small numbers, filled in by the class that declares them. */
final class ConstantNames {
  private final String[] names = new String[512];

  /** Gives a number its name. */
  int put(int value, String name) {
    names[value] = name;
    return value;
  }

  /** The name of a number, or the number. */
  String get(int value) {
    String name = value >= 0 && value < names.length ? names[value] : null;
    return name != null ? name : Integer.toString(value);
  }
}
