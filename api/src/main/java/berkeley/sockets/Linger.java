/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * {@code struct linger}: what close(2) does with data not yet sent.
 *
 * @param on whether close lingers; if not, the kernel goes on sending in the background
 * @param seconds how long close waits for the data to be sent; 0 discards it and resets a TCP
 *     connection
 */
public record Linger(boolean on, int seconds) {}
