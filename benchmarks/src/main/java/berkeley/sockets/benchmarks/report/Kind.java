/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

/** Whose an implementation is, which a chart shows by colour. */
enum Kind {
  /** C, and JVMs that do nothing: what the others are measured against. */
  C,
  /** This library. */
  OWN,
  JDK,
  /** Other libraries, and JNI. */
  PEER;

  static Kind of(String implementation) {
    String first = implementation.split("-", 2)[0];
    return switch (first) {
      case "c", "handle", "empty", "floor" -> C;
      case "mirror", "socket", "view" -> OWN;
      case "java.net", "nio" -> JDK;
      default -> PEER;
    };
  }
}
