/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How a virtual thread waits without holding its carrier: parked until the descriptor is ready, or
 * while a pool thread makes the call.
 */
package berkeley.sockets.internal.parking;
