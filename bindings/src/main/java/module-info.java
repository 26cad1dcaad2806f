/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import org.jspecify.annotations.NullMarked;

/**
 * libc's socket calls as Java methods: the only module that uses restricted methods of the Foreign
 * Function and Memory API. Start programs with {@code
 * --enable-native-access=berkeley.sockets.bindings}.
 *
 * <p>{@code berkeley.sockets.bindings.headers} has the constants and structs of each C header, for
 * all platforms; the classes of {@code berkeley.sockets.c} bring them along. {@code
 * berkeley.sockets.bindings.linux} is jextract's output for Linux on x86-64 with glibc, as it is:
 * for whoever wants it, and used by nothing here.
 */
@NullMarked
module berkeley.sockets.bindings {
  requires static org.jspecify;

  exports berkeley.sockets.bindings to
      berkeley.sockets;
  exports berkeley.sockets.bindings.headers;
  exports berkeley.sockets.bindings.linux;

  uses berkeley.sockets.bindings.CallHook;
}
