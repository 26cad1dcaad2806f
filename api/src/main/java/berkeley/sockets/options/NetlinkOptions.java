/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.headers.linux_netlink_h;
import berkeley.sockets.bindings.headers.sys_socket_h;

/**
 * The options of level {@code SOL_NETLINK}; numbers are those of {@code <linux/netlink.h>}, the
 * manual is <a href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</a>.
 *
 * @since 0.1.0
 */
public final class NetlinkOptions {

  private NetlinkOptions() {}

  private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
    return new SockOpt<>(name, sys_socket_h.SOL_NETLINK, number, codec);
  }

  /** {@code NETLINK_ADD_MEMBERSHIP}: joins a multicast group, by number; write only. */
  public static final SockOpt<Integer> NETLINK_ADD_MEMBERSHIP =
      row("NETLINK_ADD_MEMBERSHIP", linux_netlink_h.NETLINK_ADD_MEMBERSHIP, Codec.INT);

  /** {@code NETLINK_BROADCAST_ERROR}: whether a broadcast that one listener missed is an error. */
  public static final SockOpt<Boolean> NETLINK_BROADCAST_ERROR =
      row("NETLINK_BROADCAST_ERROR", linux_netlink_h.NETLINK_BROADCAST_ERROR, Codec.BOOL);

  /** {@code NETLINK_CAP_ACK}: whether errors leave out the request's payload. */
  public static final SockOpt<Boolean> NETLINK_CAP_ACK =
      row("NETLINK_CAP_ACK", linux_netlink_h.NETLINK_CAP_ACK, Codec.BOOL);

  /** {@code NETLINK_DROP_MEMBERSHIP}: leaves a multicast group; write only. */
  public static final SockOpt<Integer> NETLINK_DROP_MEMBERSHIP =
      row("NETLINK_DROP_MEMBERSHIP", linux_netlink_h.NETLINK_DROP_MEMBERSHIP, Codec.INT);

  /** {@code NETLINK_EXT_ACK}: whether errors explain themselves in attributes. */
  public static final SockOpt<Boolean> NETLINK_EXT_ACK =
      row("NETLINK_EXT_ACK", linux_netlink_h.NETLINK_EXT_ACK, Codec.BOOL);

  /** {@code NETLINK_GET_STRICT_CHK}: whether dump requests are checked strictly. */
  public static final SockOpt<Boolean> NETLINK_GET_STRICT_CHK =
      row("NETLINK_GET_STRICT_CHK", linux_netlink_h.NETLINK_GET_STRICT_CHK, Codec.BOOL);

  /**
   * {@code NETLINK_LISTEN_ALL_NSID}: whether to hear all network namespaces with an id; needs
   * CAP_NET_BROADCAST; write only.
   */
  public static final SockOpt<Boolean> NETLINK_LISTEN_ALL_NSID =
      row("NETLINK_LISTEN_ALL_NSID", linux_netlink_h.NETLINK_LISTEN_ALL_NSID, Codec.BOOL);

  /** {@code NETLINK_LIST_MEMBERSHIPS}: the groups joined, as a bit set; read only. */
  public static final SockOpt<int[]> NETLINK_LIST_MEMBERSHIPS =
      row("NETLINK_LIST_MEMBERSHIPS", linux_netlink_h.NETLINK_LIST_MEMBERSHIPS, Codec.INTS);

  /** {@code NETLINK_NO_ENOBUFS}: whether lost messages go unreported. */
  public static final SockOpt<Boolean> NETLINK_NO_ENOBUFS =
      row("NETLINK_NO_ENOBUFS", linux_netlink_h.NETLINK_NO_ENOBUFS, Codec.BOOL);

  /** {@code NETLINK_PKTINFO}: whether messages carry {@code struct nl_pktinfo}. */
  public static final SockOpt<Boolean> NETLINK_PKTINFO =
      row("NETLINK_PKTINFO", linux_netlink_h.NETLINK_PKTINFO, Codec.BOOL);
}
