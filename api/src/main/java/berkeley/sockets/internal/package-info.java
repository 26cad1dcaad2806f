/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What both skins share: waiting, checking and scratch memory. Not exported. */
package berkeley.sockets.internal;
