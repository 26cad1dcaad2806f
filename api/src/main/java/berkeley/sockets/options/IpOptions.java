/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.headers.netinet_in_h;

/**
 * The options of level {@code IPPROTO_IP}; numbers are those of {@code <netinet/in.h>}, the manual
 * is <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>. The {@code MCAST_}
 * options are those of RFC 3678.
 */
public final class IpOptions {

  private static final Codec<IpMreqn> GROUP = new IpMreqn.Struct();
  private static final Codec<IpMreqSource> SOURCE = new IpMreqSource.Struct();
  private static final Codec<GroupReq> ANY_GROUP = new GroupReq.Struct();
  private static final Codec<GroupSourceReq> ANY_SOURCE = new GroupSourceReq.Struct();

  private IpOptions() {}

  private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
    return new SockOpt<>(name, netinet_in_h.IPPROTO_IP, number, codec);
  }

  /** {@code IP_ADD_MEMBERSHIP}: joins a multicast group; write only. */
  public static final SockOpt<IpMreqn> IP_ADD_MEMBERSHIP =
      row("IP_ADD_MEMBERSHIP", netinet_in_h.IP_ADD_MEMBERSHIP, GROUP);

  /** {@code IP_ADD_SOURCE_MEMBERSHIP}: joins a multicast group for one sender; write only. */
  public static final SockOpt<IpMreqSource> IP_ADD_SOURCE_MEMBERSHIP =
      row("IP_ADD_SOURCE_MEMBERSHIP", netinet_in_h.IP_ADD_SOURCE_MEMBERSHIP, SOURCE);

  /**
   * {@code IP_BIND_ADDRESS_NO_PORT}: whether bind(2) to port 0 leaves the choice of a port to
   * connect(2).
   */
  public static final SockOpt<Boolean> IP_BIND_ADDRESS_NO_PORT =
      row("IP_BIND_ADDRESS_NO_PORT", netinet_in_h.IP_BIND_ADDRESS_NO_PORT, Codec.BOOL);

  /** {@code IP_BLOCK_SOURCE}: stops what one sender sends to a joined group; write only. */
  public static final SockOpt<IpMreqSource> IP_BLOCK_SOURCE =
      row("IP_BLOCK_SOURCE", netinet_in_h.IP_BLOCK_SOURCE, SOURCE);

  /** {@code IP_CHECKSUM}: whether messages carry the packet's checksum. */
  public static final SockOpt<Boolean> IP_CHECKSUM =
      row("IP_CHECKSUM", netinet_in_h.IP_CHECKSUM, Codec.BOOL);

  /** {@code IP_DROP_MEMBERSHIP}: leaves a multicast group; write only. */
  public static final SockOpt<IpMreqn> IP_DROP_MEMBERSHIP =
      row("IP_DROP_MEMBERSHIP", netinet_in_h.IP_DROP_MEMBERSHIP, GROUP);

  /** {@code IP_DROP_SOURCE_MEMBERSHIP}: leaves a multicast group for one sender; write only. */
  public static final SockOpt<IpMreqSource> IP_DROP_SOURCE_MEMBERSHIP =
      row("IP_DROP_SOURCE_MEMBERSHIP", netinet_in_h.IP_DROP_SOURCE_MEMBERSHIP, SOURCE);

  /** {@code IP_FREEBIND}: whether bind(2) may take an address that this host does not have. */
  public static final SockOpt<Boolean> IP_FREEBIND =
      row("IP_FREEBIND", netinet_in_h.IP_FREEBIND, Codec.BOOL);

  /** {@code IP_HDRINCL}: whether a raw socket's user writes the IP header; raw(7). */
  public static final SockOpt<Boolean> IP_HDRINCL =
      row("IP_HDRINCL", netinet_in_h.IP_HDRINCL, Codec.BOOL);

  /** {@code IP_MINTTL}: the least time-to-live of packets to accept, in hops. */
  public static final SockOpt<Integer> IP_MINTTL =
      row("IP_MINTTL", netinet_in_h.IP_MINTTL, Codec.INT);

  /** {@code IP_MTU}: bytes of the connected path's largest packet; read only. */
  public static final SockOpt<Integer> IP_MTU = row("IP_MTU", netinet_in_h.IP_MTU, Codec.INT);

  /** {@code IP_MTU_DISCOVER}: how to find it: IP_PMTUDISC_ constants. */
  public static final SockOpt<Integer> IP_MTU_DISCOVER =
      row("IP_MTU_DISCOVER", netinet_in_h.IP_MTU_DISCOVER, Codec.INT);

  /** {@code IP_MULTICAST_ALL}: whether to receive from all groups joined on this host. */
  public static final SockOpt<Boolean> IP_MULTICAST_ALL =
      row("IP_MULTICAST_ALL", netinet_in_h.IP_MULTICAST_ALL, Codec.BOOL);

  /** {@code IP_MULTICAST_IF}: an address of the interface for outgoing multicast, without port. */
  public static final SockOpt<SockAddr.Inet4> IP_MULTICAST_IF =
      row("IP_MULTICAST_IF", netinet_in_h.IP_MULTICAST_IF, new InAddr());

  /**
   * {@code IP_MULTICAST_IF}: the interface for outgoing multicast, by index or address; reading
   * gives its address, in the place of {@code group}.
   */
  public static final SockOpt<IpMreqn> IP_MULTICAST_IF_MREQN =
      row("IP_MULTICAST_IF", netinet_in_h.IP_MULTICAST_IF, GROUP);

  /** {@code IP_MULTICAST_LOOP}: whether this host's members hear what is sent to a group. */
  public static final SockOpt<Boolean> IP_MULTICAST_LOOP =
      row("IP_MULTICAST_LOOP", netinet_in_h.IP_MULTICAST_LOOP, Codec.BOOL);

  /** {@code IP_MULTICAST_TTL}: time-to-live of outgoing multicast, in hops. */
  public static final SockOpt<Integer> IP_MULTICAST_TTL =
      row("IP_MULTICAST_TTL", netinet_in_h.IP_MULTICAST_TTL, Codec.INT);

  /** {@code IP_NODEFRAG}: whether a raw socket's packets are left in fragments by netfilter. */
  public static final SockOpt<Boolean> IP_NODEFRAG =
      row("IP_NODEFRAG", netinet_in_h.IP_NODEFRAG, Codec.BOOL);

  /** {@code IP_OPTIONS}: the IP options of outgoing packets, in wire format, at most 40 bytes. */
  public static final SockOpt<byte[]> IP_OPTIONS =
      row("IP_OPTIONS", netinet_in_h.IP_OPTIONS, Codec.BYTES);

  /** {@code IP_PASSSEC}: whether messages carry the sender's security context. */
  public static final SockOpt<Boolean> IP_PASSSEC =
      row("IP_PASSSEC", netinet_in_h.IP_PASSSEC, Codec.BOOL);

  /**
   * {@code IP_PKTINFO}: whether messages carry {@link ControlMessages#IP_PKTINFO where they came
   * in}.
   */
  public static final SockOpt<Boolean> IP_PKTINFO =
      row("IP_PKTINFO", netinet_in_h.IP_PKTINFO, Codec.BOOL);

  /**
   * {@code IP_RECVERR}: whether errors queue as {@link ControlMessages#IP_RECVERR messages} for
   * MSG_ERRQUEUE.
   */
  public static final SockOpt<Boolean> IP_RECVERR =
      row("IP_RECVERR", netinet_in_h.IP_RECVERR, Codec.BOOL);

  /** {@code IP_RECVFRAGSIZE}: whether messages carry the size of their largest fragment. */
  public static final SockOpt<Boolean> IP_RECVFRAGSIZE =
      row("IP_RECVFRAGSIZE", netinet_in_h.IP_RECVFRAGSIZE, Codec.BOOL);

  /** {@code IP_RECVOPTS}: whether messages carry the packet's IP options. */
  public static final SockOpt<Boolean> IP_RECVOPTS =
      row("IP_RECVOPTS", netinet_in_h.IP_RECVOPTS, Codec.BOOL);

  /**
   * {@code IP_RECVORIGDSTADDR}: whether messages carry their original destination; for transparent
   * proxies.
   */
  public static final SockOpt<Boolean> IP_RECVORIGDSTADDR =
      row("IP_RECVORIGDSTADDR", netinet_in_h.IP_RECVORIGDSTADDR, Codec.BOOL);

  /** {@code IP_RECVTOS}: whether messages carry {@link ControlMessages#IP_TOS}. */
  public static final SockOpt<Boolean> IP_RECVTOS =
      row("IP_RECVTOS", netinet_in_h.IP_RECVTOS, Codec.BOOL);

  /** {@code IP_RECVTTL}: whether messages carry {@link ControlMessages#IP_TTL}. */
  public static final SockOpt<Boolean> IP_RECVTTL =
      row("IP_RECVTTL", netinet_in_h.IP_RECVTTL, Codec.BOOL);

  /** {@code IP_RETOPTS}: whether messages carry the packet's IP options unprocessed. */
  public static final SockOpt<Boolean> IP_RETOPTS =
      row("IP_RETOPTS", netinet_in_h.IP_RETOPTS, Codec.BOOL);

  /**
   * {@code IP_ROUTER_ALERT}: whether a raw socket receives the packets to be forwarded with this
   * option.
   */
  public static final SockOpt<Integer> IP_ROUTER_ALERT =
      row("IP_ROUTER_ALERT", netinet_in_h.IP_ROUTER_ALERT, Codec.INT);

  /**
   * {@code IP_TOS}: type of service of outgoing packets: DSCP in the upper six bits, ECN in the
   * lower two.
   */
  public static final SockOpt<Integer> IP_TOS = row("IP_TOS", netinet_in_h.IP_TOS, Codec.INT);

  /**
   * {@code IP_TRANSPARENT}: whether foreign addresses can be bound; needs CAP_NET_ADMIN or
   * CAP_NET_RAW.
   */
  public static final SockOpt<Boolean> IP_TRANSPARENT =
      row("IP_TRANSPARENT", netinet_in_h.IP_TRANSPARENT, Codec.BOOL);

  /** {@code IP_TTL}: time-to-live of outgoing packets, in hops; -1 for the default. */
  public static final SockOpt<Integer> IP_TTL = row("IP_TTL", netinet_in_h.IP_TTL, Codec.INT);

  /** {@code IP_UNBLOCK_SOURCE}: undoes IP_BLOCK_SOURCE; write only. */
  public static final SockOpt<IpMreqSource> IP_UNBLOCK_SOURCE =
      row("IP_UNBLOCK_SOURCE", netinet_in_h.IP_UNBLOCK_SOURCE, SOURCE);

  /** {@code IP_UNICAST_IF}: the index of the interface for outgoing unicast, 0 for any. */
  public static final SockOpt<Integer> IP_UNICAST_IF =
      row("IP_UNICAST_IF", netinet_in_h.IP_UNICAST_IF, Codec.NETWORK_INT);

  /** {@code MCAST_JOIN_GROUP}: joins a multicast group; write only. */
  public static final SockOpt<GroupReq> MCAST_JOIN_GROUP =
      row("MCAST_JOIN_GROUP", netinet_in_h.MCAST_JOIN_GROUP, ANY_GROUP);

  /** {@code MCAST_LEAVE_GROUP}: leaves a multicast group; write only. */
  public static final SockOpt<GroupReq> MCAST_LEAVE_GROUP =
      row("MCAST_LEAVE_GROUP", netinet_in_h.MCAST_LEAVE_GROUP, ANY_GROUP);

  /** {@code MCAST_BLOCK_SOURCE}: stops what one sender sends to a joined group; write only. */
  public static final SockOpt<GroupSourceReq> MCAST_BLOCK_SOURCE =
      row("MCAST_BLOCK_SOURCE", netinet_in_h.MCAST_BLOCK_SOURCE, ANY_SOURCE);

  /** {@code MCAST_UNBLOCK_SOURCE}: undoes MCAST_BLOCK_SOURCE; write only. */
  public static final SockOpt<GroupSourceReq> MCAST_UNBLOCK_SOURCE =
      row("MCAST_UNBLOCK_SOURCE", netinet_in_h.MCAST_UNBLOCK_SOURCE, ANY_SOURCE);

  /** {@code MCAST_JOIN_SOURCE_GROUP}: joins a multicast group for one sender; write only. */
  public static final SockOpt<GroupSourceReq> MCAST_JOIN_SOURCE_GROUP =
      row("MCAST_JOIN_SOURCE_GROUP", netinet_in_h.MCAST_JOIN_SOURCE_GROUP, ANY_SOURCE);

  /** {@code MCAST_LEAVE_SOURCE_GROUP}: leaves a multicast group for one sender; write only. */
  public static final SockOpt<GroupSourceReq> MCAST_LEAVE_SOURCE_GROUP =
      row("MCAST_LEAVE_SOURCE_GROUP", netinet_in_h.MCAST_LEAVE_SOURCE_GROUP, ANY_SOURCE);
}
