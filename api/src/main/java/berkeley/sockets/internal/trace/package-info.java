/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What shows a program's calls: the trace in strace's format. Loaded only when asked for. */
package berkeley.sockets.internal.trace;
