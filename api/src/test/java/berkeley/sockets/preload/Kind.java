/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

/** Through what a C program's calls reach libc. */
enum Kind {
  LIBC("plain libc"),
  PLATFORM("platform threads"),
  VIRTUAL("virtual threads");

  final String title;

  Kind(String title) {
    this.title = title;
  }
}
