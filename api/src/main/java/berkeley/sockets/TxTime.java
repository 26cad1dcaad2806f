/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * {@code struct sock_txtime}: the clock by which SCM_TXTIME tells when to transmit.
 *
 * @param clock a CLOCK_ constant
 * @param flags SOF_TXTIME_ constants
 */
public record TxTime(int clock, int flags) {}
