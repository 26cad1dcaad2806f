/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * libc's socket calls as Java methods: the only module that uses restricted methods of the Foreign
 * Function and Memory API. Start programs with {@code
 * --enable-native-access=berkeley.sockets.bindings}.
 *
 * <p>{@code berkeley.sockets.bindings.linux} is jextract's output: raw, unsupported, and public
 * because code ported from C needs the structs.
 */
module berkeley.sockets.bindings {
  exports berkeley.sockets.bindings to
      berkeley.sockets;
  exports berkeley.sockets.bindings.headers;
  exports berkeley.sockets.bindings.linux;

  uses berkeley.sockets.bindings.CallHook;
}
