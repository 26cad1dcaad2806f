/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import org.jspecify.annotations.NullMarked;

/**
 * The Berkeley sockets API, called straight from libc, in two skins that share one engine.
 *
 * <ul>
 *   <li>{@link berkeley.sockets.c}: one class per C header, C's names, arguments and results.
 *   <li>{@link berkeley.sockets}: the same calls behind safe Java types; their options in {@link
 *       berkeley.sockets.options}.
 * </ul>
 *
 * <p>{@link berkeley.sockets.net} shows such sockets as classes of {@code java.net} and {@code
 * java.nio.channels}.
 */
@NullMarked
module berkeley.sockets {
  requires transitive berkeley.sockets.bindings;
  requires static jdk.jfr;
  requires static java.management;
  requires static org.jspecify;

  exports berkeley.sockets;
  exports berkeley.sockets.c;
  exports berkeley.sockets.net;
  exports berkeley.sockets.options;

  provides berkeley.sockets.bindings.CallHook with
      berkeley.sockets.internal.trace.Tracer;
}
