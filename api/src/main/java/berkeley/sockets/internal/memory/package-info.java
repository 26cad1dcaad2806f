/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Native memory for calls, arithmetic on C's structs, and the checks that a call needs made before
 * it.
 *
 * <p>Which memory to take, so that nothing is allocated in steady state:
 *
 * <ul>
 *   <li>{@link berkeley.sockets.internal.memory.Cells} for an int, a long or a small struct, and
 *       its length.
 *   <li>{@link berkeley.sockets.internal.memory.Scratch} for copies of data, while a call that does
 *       not park the thread lasts.
 *   <li>{@link berkeley.sockets.internal.memory.GatherHeader} for a message of several buffers.
 *   <li>A confined arena where a call is rare or waits anyway.
 * </ul>
 *
 * <p>An address has {@code berkeley.sockets.SockAddrBuffer}.
 */
package berkeley.sockets.internal.memory;
