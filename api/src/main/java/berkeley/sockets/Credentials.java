/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * {@code struct ucred}: who is, or was, on the other side of a UNIX socket.
 *
 * @param pid process id
 * @param uid user id
 * @param gid group id
 */
public record Credentials(int pid, int uid, int gid) {}
