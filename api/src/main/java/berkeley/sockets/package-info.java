/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The object layer: sockets, addresses, options and messages as safe Java types over the same calls
 * as {@link berkeley.sockets.c}, one system call per method.
 *
 * <p>Failures are {@link berkeley.sockets.ErrnoException}s. A call on a non-blocking socket that
 * would have to wait is not a failure: it returns {@link berkeley.sockets.Socket#WOULD_BLOCK}, null
 * or false, as the method says. Zero means what it means in C: end of stream, or an empty datagram.
 */
@NullMarked
package berkeley.sockets;

import org.jspecify.annotations.NullMarked;
