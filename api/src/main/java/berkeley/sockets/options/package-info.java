/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Socket options and control messages: tables of rows, and the records that are their values.
 *
 * <p>One table for each protocol level: {@link berkeley.sockets.options.SocketOptions}, {@link
 * berkeley.sockets.options.IpOptions}, {@link berkeley.sockets.options.Ipv6Options}, {@link
 * berkeley.sockets.options.TcpOptions}, {@link berkeley.sockets.options.UdpOptions}, {@link
 * berkeley.sockets.options.PacketOptions}, {@link berkeley.sockets.options.NetlinkOptions}, {@link
 * berkeley.sockets.options.VsockOptions}; and {@link berkeley.sockets.options.ControlMessages}. A
 * row is an immutable {@link berkeley.sockets.SockOpt} or {@link berkeley.sockets.ControlMessage},
 * with C's name and number and the codec of its value. What has no row is reached with {@link
 * berkeley.sockets.SockOpt#raw} and {@link berkeley.sockets.ControlMessage#raw}.
 */
@NullMarked
package berkeley.sockets.options;

import org.jspecify.annotations.NullMarked;
