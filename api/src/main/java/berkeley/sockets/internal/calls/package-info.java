/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What each call does, on a platform thread and on a virtual one, with the results of {@code Sys}:
 * a number from 0 on, or errno, negated. One file for each group of calls; a method has the name of
 * the function in C where it makes that one call.
 *
 * <p>Segments that hold addresses and lengths, and what iovecs point to, are native.
 */
package berkeley.sockets.internal.calls;
