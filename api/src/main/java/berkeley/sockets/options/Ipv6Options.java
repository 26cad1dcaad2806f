/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.headers.netinet_in_h;

/**
 * The options of level {@code IPPROTO_IPV6}; numbers are those of {@code <netinet/in.h>}, the
 * manual is <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a> with RFC 3493
 * and RFC 3542. The {@code MCAST_} options are those of RFC 3678.
 *
 * @since 0.1.0
 */
public final class Ipv6Options {

  private static final Codec<Ipv6Mreq> GROUP = new Ipv6Mreq.Struct();
  private static final Codec<GroupReq> ANY_GROUP = new GroupReq.Struct();
  private static final Codec<GroupSourceReq> ANY_SOURCE = new GroupSourceReq.Struct();

  private Ipv6Options() {}

  private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
    return new SockOpt<>(name, netinet_in_h.IPPROTO_IPV6, number, codec);
  }

  /**
   * {@code IPV6_ADD_MEMBERSHIP}: joins a multicast group; write only. Also named IPV6_JOIN_GROUP.
   */
  public static final SockOpt<Ipv6Mreq> IPV6_ADD_MEMBERSHIP =
      row("IPV6_ADD_MEMBERSHIP", netinet_in_h.IPV6_ADD_MEMBERSHIP, GROUP);

  /**
   * {@code IPV6_ADDRFORM}: turns a connected socket with a mapped IPv4 address into one of AF_INET;
   * write AF_INET.
   */
  public static final SockOpt<Integer> IPV6_ADDRFORM =
      row("IPV6_ADDRFORM", netinet_in_h.IPV6_ADDRFORM, Codec.INT);

  /**
   * {@code IPV6_ADDR_PREFERENCES}: which source addresses to prefer: IPV6_PREFER_SRC_ flags of RFC
   * 5014.
   */
  public static final SockOpt<Integer> IPV6_ADDR_PREFERENCES =
      row("IPV6_ADDR_PREFERENCES", netinet_in_h.IPV6_ADDR_PREFERENCES, Codec.INT);

  /** {@code IPV6_AUTOFLOWLABEL}: whether the kernel chooses flow labels. */
  public static final SockOpt<Boolean> IPV6_AUTOFLOWLABEL =
      row("IPV6_AUTOFLOWLABEL", netinet_in_h.IPV6_AUTOFLOWLABEL, Codec.BOOL);

  /**
   * {@code IPV6_CHECKSUM}: the offset of the checksum in a raw socket's packets, in bytes, -1 for
   * none.
   */
  public static final SockOpt<Integer> IPV6_CHECKSUM =
      row("IPV6_CHECKSUM", netinet_in_h.IPV6_CHECKSUM, Codec.INT);

  /**
   * {@code IPV6_DONTFRAG}: whether datagrams too long for the path are refused instead of cut up.
   */
  public static final SockOpt<Boolean> IPV6_DONTFRAG =
      row("IPV6_DONTFRAG", netinet_in_h.IPV6_DONTFRAG, Codec.BOOL);

  /**
   * {@code IPV6_DROP_MEMBERSHIP}: leaves a multicast group; write only. Also named
   * IPV6_LEAVE_GROUP.
   */
  public static final SockOpt<Ipv6Mreq> IPV6_DROP_MEMBERSHIP =
      row("IPV6_DROP_MEMBERSHIP", netinet_in_h.IPV6_DROP_MEMBERSHIP, GROUP);

  /** {@code IPV6_FREEBIND}: whether bind(2) may take an address that this host does not have. */
  public static final SockOpt<Boolean> IPV6_FREEBIND =
      row("IPV6_FREEBIND", netinet_in_h.IPV6_FREEBIND, Codec.BOOL);

  /** {@code IPV6_HDRINCL}: whether a raw socket's user writes the IPv6 header. */
  public static final SockOpt<Boolean> IPV6_HDRINCL =
      row("IPV6_HDRINCL", netinet_in_h.IPV6_HDRINCL, Codec.BOOL);

  /** {@code IPV6_JOIN_ANYCAST}: joins an anycast group; needs CAP_NET_ADMIN; write only. */
  public static final SockOpt<Ipv6Mreq> IPV6_JOIN_ANYCAST =
      row("IPV6_JOIN_ANYCAST", netinet_in_h.IPV6_JOIN_ANYCAST, GROUP);

  /** {@code IPV6_LEAVE_ANYCAST}: leaves an anycast group; write only. */
  public static final SockOpt<Ipv6Mreq> IPV6_LEAVE_ANYCAST =
      row("IPV6_LEAVE_ANYCAST", netinet_in_h.IPV6_LEAVE_ANYCAST, GROUP);

  /** {@code IPV6_MINHOPCOUNT}: the least hop limit of packets to accept. */
  public static final SockOpt<Integer> IPV6_MINHOPCOUNT =
      row("IPV6_MINHOPCOUNT", netinet_in_h.IPV6_MINHOPCOUNT, Codec.INT);

  /** {@code IPV6_MTU}: bytes of the path's largest packet; readable when connected. */
  public static final SockOpt<Integer> IPV6_MTU = row("IPV6_MTU", netinet_in_h.IPV6_MTU, Codec.INT);

  /** {@code IPV6_MTU_DISCOVER}: how to find it: IPV6_PMTUDISC_ constants. */
  public static final SockOpt<Integer> IPV6_MTU_DISCOVER =
      row("IPV6_MTU_DISCOVER", netinet_in_h.IPV6_MTU_DISCOVER, Codec.INT);

  /** {@code IPV6_MULTICAST_ALL}: whether to receive from all groups joined on this host. */
  public static final SockOpt<Boolean> IPV6_MULTICAST_ALL =
      row("IPV6_MULTICAST_ALL", netinet_in_h.IPV6_MULTICAST_ALL, Codec.BOOL);

  /** {@code IPV6_MULTICAST_HOPS}: hop limit of outgoing multicast, -1 for the default. */
  public static final SockOpt<Integer> IPV6_MULTICAST_HOPS =
      row("IPV6_MULTICAST_HOPS", netinet_in_h.IPV6_MULTICAST_HOPS, Codec.INT);

  /** {@code IPV6_MULTICAST_IF}: the index of the interface for outgoing multicast. */
  public static final SockOpt<Integer> IPV6_MULTICAST_IF =
      row("IPV6_MULTICAST_IF", netinet_in_h.IPV6_MULTICAST_IF, Codec.INT);

  /** {@code IPV6_MULTICAST_LOOP}: whether this host's members hear what is sent to a group. */
  public static final SockOpt<Boolean> IPV6_MULTICAST_LOOP =
      row("IPV6_MULTICAST_LOOP", netinet_in_h.IPV6_MULTICAST_LOOP, Codec.BOOL);

  /** {@code IPV6_PKTINFO}: the source address and interface of outgoing packets; write only. */
  public static final SockOpt<In6Pktinfo> IPV6_PKTINFO =
      row("IPV6_PKTINFO", netinet_in_h.IPV6_PKTINFO, new In6Pktinfo.Struct());

  /** {@code IPV6_RECVDSTOPTS}: whether messages carry the destination options header. */
  public static final SockOpt<Boolean> IPV6_RECVDSTOPTS =
      row("IPV6_RECVDSTOPTS", netinet_in_h.IPV6_RECVDSTOPTS, Codec.BOOL);

  /**
   * {@code IPV6_RECVERR}: whether errors queue as {@link ControlMessages#IPV6_RECVERR messages} for
   * MSG_ERRQUEUE.
   */
  public static final SockOpt<Boolean> IPV6_RECVERR =
      row("IPV6_RECVERR", netinet_in_h.IPV6_RECVERR, Codec.BOOL);

  /** {@code IPV6_RECVFRAGSIZE}: whether messages carry the size of their largest fragment. */
  public static final SockOpt<Boolean> IPV6_RECVFRAGSIZE =
      row("IPV6_RECVFRAGSIZE", netinet_in_h.IPV6_RECVFRAGSIZE, Codec.BOOL);

  /** {@code IPV6_RECVHOPLIMIT}: whether messages carry {@link ControlMessages#IPV6_HOPLIMIT}. */
  public static final SockOpt<Boolean> IPV6_RECVHOPLIMIT =
      row("IPV6_RECVHOPLIMIT", netinet_in_h.IPV6_RECVHOPLIMIT, Codec.BOOL);

  /** {@code IPV6_RECVHOPOPTS}: whether messages carry the hop-by-hop options header. */
  public static final SockOpt<Boolean> IPV6_RECVHOPOPTS =
      row("IPV6_RECVHOPOPTS", netinet_in_h.IPV6_RECVHOPOPTS, Codec.BOOL);

  /**
   * {@code IPV6_RECVORIGDSTADDR}: whether messages carry their original destination; for
   * transparent proxies.
   */
  public static final SockOpt<Boolean> IPV6_RECVORIGDSTADDR =
      row("IPV6_RECVORIGDSTADDR", netinet_in_h.IPV6_RECVORIGDSTADDR, Codec.BOOL);

  /**
   * {@code IPV6_RECVPATHMTU}: whether a datagram too long for the path is followed by a message
   * with its MTU.
   */
  public static final SockOpt<Boolean> IPV6_RECVPATHMTU =
      row("IPV6_RECVPATHMTU", netinet_in_h.IPV6_RECVPATHMTU, Codec.BOOL);

  /**
   * {@code IPV6_RECVPKTINFO}: whether messages carry {@link ControlMessages#IPV6_PKTINFO where they
   * came in}.
   */
  public static final SockOpt<Boolean> IPV6_RECVPKTINFO =
      row("IPV6_RECVPKTINFO", netinet_in_h.IPV6_RECVPKTINFO, Codec.BOOL);

  /** {@code IPV6_RECVRTHDR}: whether messages carry the routing header. */
  public static final SockOpt<Boolean> IPV6_RECVRTHDR =
      row("IPV6_RECVRTHDR", netinet_in_h.IPV6_RECVRTHDR, Codec.BOOL);

  /** {@code IPV6_RECVTCLASS}: whether messages carry {@link ControlMessages#IPV6_TCLASS}. */
  public static final SockOpt<Boolean> IPV6_RECVTCLASS =
      row("IPV6_RECVTCLASS", netinet_in_h.IPV6_RECVTCLASS, Codec.BOOL);

  /**
   * {@code IPV6_ROUTER_ALERT}: the router alert option whose packets a raw socket receives, -1 for
   * none.
   */
  public static final SockOpt<Integer> IPV6_ROUTER_ALERT =
      row("IPV6_ROUTER_ALERT", netinet_in_h.IPV6_ROUTER_ALERT, Codec.INT);

  /** {@code IPV6_TCLASS}: traffic class of outgoing packets, -1 for the default. */
  public static final SockOpt<Integer> IPV6_TCLASS =
      row("IPV6_TCLASS", netinet_in_h.IPV6_TCLASS, Codec.INT);

  /**
   * {@code IPV6_TRANSPARENT}: whether foreign addresses can be bound; needs CAP_NET_ADMIN or
   * CAP_NET_RAW.
   */
  public static final SockOpt<Boolean> IPV6_TRANSPARENT =
      row("IPV6_TRANSPARENT", netinet_in_h.IPV6_TRANSPARENT, Codec.BOOL);

  /** {@code IPV6_UNICAST_HOPS}: hop limit of outgoing packets, -1 for the default. */
  public static final SockOpt<Integer> IPV6_UNICAST_HOPS =
      row("IPV6_UNICAST_HOPS", netinet_in_h.IPV6_UNICAST_HOPS, Codec.INT);

  /** {@code IPV6_UNICAST_IF}: the index of the interface for outgoing unicast, 0 for any. */
  public static final SockOpt<Integer> IPV6_UNICAST_IF =
      row("IPV6_UNICAST_IF", netinet_in_h.IPV6_UNICAST_IF, Codec.NETWORK_INT);

  /** {@code IPV6_V6ONLY}: whether the socket leaves IPv4 alone; to be set before bind(2). */
  public static final SockOpt<Boolean> IPV6_V6ONLY =
      row("IPV6_V6ONLY", netinet_in_h.IPV6_V6ONLY, Codec.BOOL);

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
