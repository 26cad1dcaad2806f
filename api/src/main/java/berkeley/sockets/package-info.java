/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The object layer: sockets, addresses, options and messages as safe Java types over the same calls
 * as {@link berkeley.sockets.c}, one system call per method.
 *
 * <p><b>Failures</b> are {@link berkeley.sockets.ErrnoException}s, which are {@link
 * java.net.SocketException}s. {@code Socket.connect} and {@code Socket.listen} by name, which make
 * several calls, fail as java.net does, with {@link java.net.ConnectException}, {@link
 * java.net.BindException}, {@link java.net.NoRouteToHostException} and {@link
 * java.net.UnknownHostException}; {@link berkeley.sockets.ErrnoException#toJava} translates any
 * other. A limit of time that passes is a {@link java.net.SocketTimeoutException}, or a result.
 *
 * <p><b>Results.</b> A call on a non-blocking socket that would have to wait is not a failure: it
 * returns {@link berkeley.sockets.Socket#WOULD_BLOCK}, which is -1, null or false, as the method
 * says. Zero means what it means in C: end of stream, or an empty datagram; never that a buffer of
 * a stream has no room. With NIO's meaning of 0 and -1, {@code berkeley.sockets.net.Views.channel}
 * makes a {@code ByteChannel}, gathering and scattering, of a socket.
 *
 * <p><b>Null</b> is a result or an argument only where it is {@code @Nullable}; elsewhere it is a
 * NullPointerException that names the parameter.
 */
@NullMarked
package berkeley.sockets;

import org.jspecify.annotations.NullMarked;
