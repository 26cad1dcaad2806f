/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

/** Whose an implementation is, which a chart shows by colour. */
enum Kind {
  /** C, JNI, and JVMs that do nothing: this project's own baselines. */
  C,
  /** This library. */
  OWN,
  JDK,
  /** Other libraries. */
  PEER;

  static Kind of(String implementation) {
    String first = implementation.split("-", 2)[0];
    return switch (first) {
      case "c", "handle", "jni", "empty", "floor" -> C;
      case "mirror", "socket", "view" -> OWN;
      case "java.net", "nio" -> JDK;
      default -> PEER;
    };
  }
}
