/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.sys_socket_h;

/**
 * A protocol family, the first argument of socket(2), and an address family, the first field of
 * {@code struct sockaddr}: any number of the platform, with names for those below.
 *
 * @param value the number in C
 * @since 0.1.0
 */
public record Domain(int value) {

  private static final ConstantNames NAMES = new ConstantNames();

  /** {@code AF_INET}: IPv4, ip(7). */
  public static final Domain INET = known(sys_socket_h.AF_INET, "AF_INET");

  /** {@code AF_INET6}: IPv6, ipv6(7). */
  public static final Domain INET6 = known(sys_socket_h.AF_INET6, "AF_INET6");

  /** {@code AF_UNIX}: sockets of one machine, unix(7). */
  public static final Domain UNIX = known(sys_socket_h.AF_UNIX, "AF_UNIX");

  /** {@code AF_UNSPEC}: none. */
  public static final Domain UNSPEC = known(sys_socket_h.AF_UNSPEC, "AF_UNSPEC");

  /** {@code AF_NETLINK}: talk with the kernel, netlink(7). */
  public static final Domain NETLINK = known(sys_socket_h.AF_NETLINK, "AF_NETLINK");

  /** {@code AF_PACKET}: frames of a network interface, packet(7). */
  public static final Domain PACKET = known(sys_socket_h.AF_PACKET, "AF_PACKET");

  /** {@code AF_VSOCK}: between virtual machines and their host, vsock(7). */
  public static final Domain VSOCK = known(sys_socket_h.AF_VSOCK, "AF_VSOCK");

  /** {@code AF_ALG}: cryptography of the kernel. */
  public static final Domain ALG = known(sys_socket_h.AF_ALG, "AF_ALG");

  /** {@code AF_BLUETOOTH}: Bluetooth. */
  public static final Domain BLUETOOTH = known(sys_socket_h.AF_BLUETOOTH, "AF_BLUETOOTH");

  /** {@code AF_CAN}: controller area network. */
  public static final Domain CAN = known(sys_socket_h.AF_CAN, "AF_CAN");

  /** {@code AF_TIPC}: TIPC. */
  public static final Domain TIPC = known(sys_socket_h.AF_TIPC, "AF_TIPC");

  /** {@code AF_XDP}: express data path. */
  public static final Domain XDP = known(sys_socket_h.AF_XDP, "AF_XDP");

  private static Domain known(int value, String name) {
    return new Domain(NAMES.put(value, name));
  }

  /** The name in C, such as {@code AF_INET}, or the number where it has none here. */
  @Override
  public String toString() {
    return NAMES.get(value);
  }
}
