/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A program that tells whether this machine can run the library, and what of it. */
package berkeley.sockets.selftest;
