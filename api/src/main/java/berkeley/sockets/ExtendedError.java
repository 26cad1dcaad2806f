/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * {@code struct sock_extended_err}: one entry of a socket's error queue; see ip(7), IP_RECVERR.
 *
 * @param errno the error number (ee_errno), 0 for a notification
 * @param origin where it comes from: an SO_EE_ORIGIN_ constant (ee_origin)
 * @param type the type of the ICMP message (ee_type)
 * @param code the code of the ICMP message (ee_code); for zero copy, 1 if the kernel copied
 * @param info more, by origin (ee_info): a discovered MTU; the first completed zero-copy send
 * @param data more, by origin (ee_data): the last completed zero-copy send; the id of a time stamp
 * @param offender who reported it (SO_EE_OFFENDER), or null if nobody but this host did
 */
public record ExtendedError(
    int errno, int origin, int type, int code, int info, int data, SockAddr offender) {}
