/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.ControlMessage;
import berkeley.sockets.Descriptor;
import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.netinet_udp_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.time.Instant;
import java.util.List;

/**
 * The kinds of control messages, for {@link berkeley.sockets.Message#get} and {@link
 * berkeley.sockets.Message#add}; see cmsg(3). Most kinds arrive only after a socket option has
 * asked for them.
 *
 * @since 0.1.0
 */
public final class ControlMessages {

  private static final int SOCKET = sys_socket_h.SOL_SOCKET;
  private static final int IP = netinet_in_h.IPPROTO_IP;
  private static final int IPV6 = netinet_in_h.IPPROTO_IPV6;
  private static final int TCP = netinet_in_h.IPPROTO_TCP;
  private static final int UDP = netinet_in_h.IPPROTO_UDP;

  private static final Codec<ExtendedError> ERROR = new ExtendedError.Struct();
  private static final Codec<SockAddr> ADDRESS = new AnyAddress();

  private ControlMessages() {}

  private static <T> ControlMessage<T> row(String name, int level, int type, Codec<T> codec) {
    return new ControlMessage<>(name, level, type, codec);
  }

  /**
   * {@code SCM_RIGHTS}: open descriptors, unix(7). Those received belong to the message, which
   * closes them when it is used again, cleared or closed, unless they were detached or made
   * sockets; those added are taken over by the message.
   */
  public static final ControlMessage<List<Descriptor>> SCM_RIGHTS =
      row("SCM_RIGHTS", SOCKET, sys_socket_h.SCM_RIGHTS, Descriptor.RIGHTS);

  /**
   * {@code SCM_CREDENTIALS}: who sent the message, unix(7), SO_PASSCRED. To send others than one's
   * own needs CAP_SYS_ADMIN, CAP_SETUID, CAP_SETGID.
   */
  public static final ControlMessage<Credentials> SCM_CREDENTIALS =
      row("SCM_CREDENTIALS", SOCKET, sys_socket_h.SCM_CREDENTIALS, new Credentials.Struct());

  /**
   * {@code SCM_PIDFD}: a descriptor of the process that sent the message, since Linux 6.5, where
   * setsockopt(2) has set {@code SO_PASSPIDFD}; receive only. It belongs to the message as those of
   * {@link #SCM_RIGHTS} do.
   */
  public static final ControlMessage<Descriptor> SCM_PIDFD =
      row("SCM_PIDFD", SOCKET, 4, Descriptor.PIDFD); // newer than the headers of some libcs

  /** {@code SO_TIMESTAMP}: when the packet arrived, in microseconds, socket(7). */
  public static final ControlMessage<Instant> SO_TIMESTAMP =
      row("SO_TIMESTAMP", SOCKET, sys_socket_h.SO_TIMESTAMP, Codec.TIMEVAL);

  /** {@code SO_TIMESTAMPNS}: when the packet arrived, in nanoseconds, socket(7). */
  public static final ControlMessage<Instant> SO_TIMESTAMPNS =
      row("SO_TIMESTAMPNS", SOCKET, sys_socket_h.SO_TIMESTAMPNS, Codec.TIMESPEC);

  /** {@code SO_TIMESTAMPING}: when the packet passed where SO_TIMESTAMPING asked. */
  public static final ControlMessage<Timestamping> SO_TIMESTAMPING =
      row("SO_TIMESTAMPING", SOCKET, sys_socket_h.SO_TIMESTAMPING, new Timestamping.Struct());

  /**
   * {@code SO_TIMESTAMPING}: which time stamps to take of this send only: SOF_TIMESTAMPING_TX_
   * flags; send only.
   */
  public static final ControlMessage<Integer> SO_TIMESTAMPING_FLAGS =
      row("SO_TIMESTAMPING", SOCKET, sys_socket_h.SO_TIMESTAMPING, Codec.INT);

  /** {@code SO_RXQ_OVFL}: how many packets the socket has dropped so far, socket(7). */
  public static final ControlMessage<Integer> SO_RXQ_OVFL =
      row("SO_RXQ_OVFL", SOCKET, sys_socket_h.SO_RXQ_OVFL, Codec.INT);

  /** {@code SO_MARK}: the packet's mark; to send one needs CAP_NET_ADMIN. */
  public static final ControlMessage<Integer> SO_MARK =
      row("SO_MARK", SOCKET, sys_socket_h.SO_MARK, Codec.INT);

  /**
   * {@code SCM_TXTIME}: when to transmit, in nanoseconds of the clock that SO_TXTIME chose; send
   * only.
   */
  public static final ControlMessage<Long> SCM_TXTIME =
      row("SCM_TXTIME", SOCKET, sys_socket_h.SCM_TXTIME, Codec.LONG);

  /** {@code IP_PKTINFO}: interface and addresses of the packet, ip(7), IP_PKTINFO. */
  public static final ControlMessage<InPktinfo> IP_PKTINFO =
      row("IP_PKTINFO", IP, netinet_in_h.IP_PKTINFO, new InPktinfo.Struct());

  /** {@code IP_TTL}: time-to-live, in hops, ip(7), IP_RECVTTL. */
  public static final ControlMessage<Integer> IP_TTL =
      row("IP_TTL", IP, netinet_in_h.IP_TTL, Codec.INT);

  /** {@code IP_TOS}: type of service, ip(7), IP_RECVTOS. */
  public static final ControlMessage<Integer> IP_TOS =
      row("IP_TOS", IP, netinet_in_h.IP_TOS, Codec.INT);

  /** {@code IP_RECVERR}: an error or a notification, received with MSG_ERRQUEUE, ip(7). */
  public static final ControlMessage<ExtendedError> IP_RECVERR =
      row("IP_RECVERR", IP, netinet_in_h.IP_RECVERR, ERROR);

  /**
   * {@code IP_ORIGDSTADDR}: where the packet was going before it was redirected,
   * IP_RECVORIGDSTADDR.
   */
  public static final ControlMessage<SockAddr> IP_ORIGDSTADDR =
      row("IP_ORIGDSTADDR", IP, netinet_in_h.IP_ORIGDSTADDR, ADDRESS);

  /** {@code IP_RECVFRAGSIZE}: bytes in the packet's largest fragment. */
  public static final ControlMessage<Integer> IP_RECVFRAGSIZE =
      row("IP_RECVFRAGSIZE", IP, netinet_in_h.IP_RECVFRAGSIZE, Codec.INT);

  /** {@code IPV6_PKTINFO}: interface and address of the packet, RFC 3542, IPV6_RECVPKTINFO. */
  public static final ControlMessage<In6Pktinfo> IPV6_PKTINFO =
      row("IPV6_PKTINFO", IPV6, netinet_in_h.IPV6_PKTINFO, new In6Pktinfo.Struct());

  /** {@code IPV6_HOPLIMIT}: hop limit, RFC 3542, IPV6_RECVHOPLIMIT. */
  public static final ControlMessage<Integer> IPV6_HOPLIMIT =
      row("IPV6_HOPLIMIT", IPV6, netinet_in_h.IPV6_HOPLIMIT, Codec.INT);

  /** {@code IPV6_TCLASS}: traffic class, RFC 3542, IPV6_RECVTCLASS. */
  public static final ControlMessage<Integer> IPV6_TCLASS =
      row("IPV6_TCLASS", IPV6, netinet_in_h.IPV6_TCLASS, Codec.INT);

  /** {@code IPV6_RECVERR}: an error or a notification, received with MSG_ERRQUEUE, ipv6(7). */
  public static final ControlMessage<ExtendedError> IPV6_RECVERR =
      row("IPV6_RECVERR", IPV6, netinet_in_h.IPV6_RECVERR, ERROR);

  /**
   * {@code IPV6_ORIGDSTADDR}: where the packet was going before it was redirected,
   * IPV6_RECVORIGDSTADDR.
   */
  public static final ControlMessage<SockAddr> IPV6_ORIGDSTADDR =
      row("IPV6_ORIGDSTADDR", IPV6, netinet_in_h.IPV6_ORIGDSTADDR, ADDRESS);

  /** {@code IPV6_RECVFRAGSIZE}: bytes in the packet's largest fragment. */
  public static final ControlMessage<Integer> IPV6_RECVFRAGSIZE =
      row("IPV6_RECVFRAGSIZE", IPV6, netinet_in_h.IPV6_RECVFRAGSIZE, Codec.INT);

  /** {@code IPV6_DONTFRAG}: 1 to refuse this datagram instead of cutting it up; send only. */
  public static final ControlMessage<Integer> IPV6_DONTFRAG =
      row("IPV6_DONTFRAG", IPV6, netinet_in_h.IPV6_DONTFRAG, Codec.INT);

  /** {@code TCP_CM_INQ}: bytes left in the receive queue, TCP_INQ. */
  public static final ControlMessage<Integer> TCP_CM_INQ =
      row("TCP_CM_INQ", TCP, netinet_tcp_h.TCP_CM_INQ, Codec.INT);

  /** {@code UDP_SEGMENT}: bytes of each datagram into which this send is cut, udp(7); send only. */
  public static final ControlMessage<Integer> UDP_SEGMENT =
      row("UDP_SEGMENT", UDP, netinet_udp_h.UDP_SEGMENT, Codec.SHORT);

  /** {@code UDP_GRO}: bytes of each datagram that arrived in this receive, udp(7). */
  public static final ControlMessage<Integer> UDP_GRO =
      row("UDP_GRO", UDP, netinet_udp_h.UDP_GRO, Codec.INT);
}
