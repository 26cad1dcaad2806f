/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * {@code struct sock_filter}: one instruction of a classic BPF program.
 *
 * @param code what it does: BPF_ constants of {@code <linux/filter.h>}
 * @param jt how many instructions to skip if a comparison holds, 0 to 255
 * @param jf how many to skip if it does not, 0 to 255
 * @param k the operand
 */
public record SockFilter(int code, int jt, int jf, int k) {}
