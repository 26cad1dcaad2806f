/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Native sockets as classes of the JDK, for code that knows only {@code java.net} and {@code
 * java.nio.channels}: a socket of any family, with any option, where a {@link java.net.Socket}, a
 * {@link javax.net.SocketFactory} or a {@link java.nio.channels.SocketChannel} is asked for.
 *
 * <p>Ways in:
 *
 * <ul>
 *   <li>{@link berkeley.sockets.net.Views}: a view of a socket that is there, and back
 *   <li>{@link berkeley.sockets.net.NativeSocketFactory} and {@link
 *       berkeley.sockets.net.NativeServerSocketFactory}: for libraries that take a factory, or the
 *       name of its class; a {@link berkeley.sockets.net.SocketSpec} says what they make
 *   <li>{@link berkeley.sockets.net.NativeSelectorProvider}: channels and selectors, by a property
 *       for all that a program opens
 *   <li>{@link berkeley.sockets.net.Agent}: for programs that are not changed
 * </ul>
 *
 * <p>Views behave as the JDK's own classes do, to the class of the exception; the {@link
 * berkeley.sockets.ErrnoException} is its cause. Blocking calls park virtual threads and block
 * platform threads. {@link berkeley.sockets.net.Counters} tell what went through views.
 */
@NullMarked
package berkeley.sockets.net;

import org.jspecify.annotations.NullMarked;
