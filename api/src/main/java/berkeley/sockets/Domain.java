/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/** A protocol family, the first argument of socket(2). */
public record Domain(int value) {}
