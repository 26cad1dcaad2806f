/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import org.jspecify.annotations.Nullable;

/**
 * What recvfrom(2) tells besides the data.
 *
 * @param length how many bytes were received; with {@code MSG_TRUNC} among the flags, how many the
 *     datagram had
 * @param source where they came from, null if the protocol does not say
 * @since 0.1.0
 */
public record Received(long length, @Nullable SockAddr source) {}
