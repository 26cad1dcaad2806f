/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.time.Instant;

/**
 * {@code struct scm_timestamping}: when a packet passed, as SO_TIMESTAMPING asked for.
 *
 * @param software the kernel's time, or null
 * @param hardware the network adapter's time by its own clock, or null
 */
public record Timestamping(Instant software, Instant hardware) {}
