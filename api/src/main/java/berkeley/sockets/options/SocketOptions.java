/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.time.Duration;
import java.util.List;

/**
 * The options of level {@code SOL_SOCKET}, which sockets of every family have; numbers are those of
 * {@code <sys/socket.h>}, the manual is <a
 * href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</a> unless a row names
 * another.
 *
 * @since 0.1.0
 */
public final class SocketOptions {

  private static final Codec<List<SockFilter>> PROGRAM = new SockFilter.Program();

  private SocketOptions() {}

  private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
    return new SockOpt<>(name, sys_socket_h.SOL_SOCKET, number, codec);
  }

  /** {@code SO_ACCEPTCONN}: whether listen(2) was called; read only. */
  public static final SockOpt<Boolean> SO_ACCEPTCONN =
      row("SO_ACCEPTCONN", sys_socket_h.SO_ACCEPTCONN, Codec.BOOL);

  /**
   * {@code SO_ATTACH_FILTER}: the classic BPF program that every incoming packet must pass. Reading
   * gives the attached program, or an empty list.
   */
  public static final SockOpt<List<SockFilter>> SO_ATTACH_FILTER =
      row("SO_ATTACH_FILTER", sys_socket_h.SO_ATTACH_FILTER, PROGRAM);

  /**
   * {@code SO_ATTACH_REUSEPORT_CBPF}: the classic BPF program that chooses among the sockets of one
   * port; write only.
   */
  public static final SockOpt<List<SockFilter>> SO_ATTACH_REUSEPORT_CBPF =
      row("SO_ATTACH_REUSEPORT_CBPF", sys_socket_h.SO_ATTACH_REUSEPORT_CBPF, PROGRAM);

  /**
   * {@code SO_BINDTODEVICE}: the name of the only interface to use, empty for any; writing may need
   * CAP_NET_RAW.
   */
  public static final SockOpt<String> SO_BINDTODEVICE =
      row("SO_BINDTODEVICE", sys_socket_h.SO_BINDTODEVICE, Codec.STRING);

  /** {@code SO_BINDTOIFINDEX}: as SO_BINDTODEVICE, by the index of the interface, 0 for any. */
  public static final SockOpt<Integer> SO_BINDTOIFINDEX =
      row("SO_BINDTOIFINDEX", sys_socket_h.SO_BINDTOIFINDEX, Codec.INT);

  /** {@code SO_BROADCAST}: whether datagrams may be sent to broadcast addresses. */
  public static final SockOpt<Boolean> SO_BROADCAST =
      row("SO_BROADCAST", sys_socket_h.SO_BROADCAST, Codec.BOOL);

  /**
   * {@code SO_BUSY_POLL}: microseconds to poll the device while waiting; raising it needs
   * CAP_NET_ADMIN.
   */
  public static final SockOpt<Integer> SO_BUSY_POLL =
      row("SO_BUSY_POLL", sys_socket_h.SO_BUSY_POLL, Codec.INT);

  /**
   * {@code SO_BUF_LOCK}: which buffer sizes the kernel leaves alone: SOCK_SNDBUF_LOCK and
   * SOCK_RCVBUF_LOCK.
   */
  public static final SockOpt<Integer> SO_BUF_LOCK =
      row("SO_BUF_LOCK", sys_socket_h.SO_BUF_LOCK, Codec.INT);

  /**
   * {@code SO_COOKIE}: the number that identifies the socket in this kernel, as {@code ss -e} shows
   * it; read only.
   */
  public static final SockOpt<Long> SO_COOKIE =
      row("SO_COOKIE", sys_socket_h.SO_COOKIE, Codec.LONG);

  /** {@code SO_DEBUG}: whether the protocol records debugging information; needs CAP_NET_ADMIN. */
  public static final SockOpt<Boolean> SO_DEBUG =
      row("SO_DEBUG", sys_socket_h.SO_DEBUG, Codec.BOOL);

  /** {@code SO_DETACH_FILTER}: removes the filter; write only, the value is ignored. */
  public static final SockOpt<Integer> SO_DETACH_FILTER =
      row("SO_DETACH_FILTER", sys_socket_h.SO_DETACH_FILTER, Codec.INT);

  /** {@code SO_DOMAIN}: the socket's family, AF_INET and so on; read only. */
  public static final SockOpt<Integer> SO_DOMAIN =
      row("SO_DOMAIN", sys_socket_h.SO_DOMAIN, Codec.INT);

  /** {@code SO_DONTROUTE}: whether to send to directly connected hosts only. */
  public static final SockOpt<Boolean> SO_DONTROUTE =
      row("SO_DONTROUTE", sys_socket_h.SO_DONTROUTE, Codec.BOOL);

  /** {@code SO_ERROR}: the pending error as an errno, 0 for none; reading clears it; read only. */
  public static final SockOpt<Integer> SO_ERROR = row("SO_ERROR", sys_socket_h.SO_ERROR, Codec.INT);

  /** {@code SO_INCOMING_CPU}: the CPU that handles the socket's packets, -1 if none yet. */
  public static final SockOpt<Integer> SO_INCOMING_CPU =
      row("SO_INCOMING_CPU", sys_socket_h.SO_INCOMING_CPU, Codec.INT);

  /** {@code SO_INCOMING_NAPI_ID}: the device queue of the last packet, 0 if none; read only. */
  public static final SockOpt<Integer> SO_INCOMING_NAPI_ID =
      row("SO_INCOMING_NAPI_ID", sys_socket_h.SO_INCOMING_NAPI_ID, Codec.INT);

  /**
   * {@code SO_KEEPALIVE}: whether an idle connection is probed; when and how often: see {@link
   * TcpOptions}.
   */
  public static final SockOpt<Boolean> SO_KEEPALIVE =
      row("SO_KEEPALIVE", sys_socket_h.SO_KEEPALIVE, Codec.BOOL);

  /** {@code SO_LINGER}: what close(2) does with unsent data. */
  public static final SockOpt<Linger> SO_LINGER =
      row("SO_LINGER", sys_socket_h.SO_LINGER, new Linger.Struct());

  /** {@code SO_LOCK_FILTER}: whether the filter can no longer be changed; cannot be undone. */
  public static final SockOpt<Boolean> SO_LOCK_FILTER =
      row("SO_LOCK_FILTER", sys_socket_h.SO_LOCK_FILTER, Codec.BOOL);

  /**
   * {@code SO_MARK}: the mark of outgoing packets, for routing and filters; needs CAP_NET_ADMIN.
   */
  public static final SockOpt<Integer> SO_MARK = row("SO_MARK", sys_socket_h.SO_MARK, Codec.INT);

  /**
   * {@code SO_MAX_PACING_RATE}: the most bytes per second to send, -1 for no limit; see tc-fq(8).
   */
  public static final SockOpt<Long> SO_MAX_PACING_RATE =
      row("SO_MAX_PACING_RATE", sys_socket_h.SO_MAX_PACING_RATE, Codec.LONG);

  /**
   * {@code SO_MEMINFO}: counters of the socket's memory in the order of SK_MEMINFO_, in bytes; read
   * only.
   */
  public static final SockOpt<int[]> SO_MEMINFO =
      row("SO_MEMINFO", sys_socket_h.SO_MEMINFO, Codec.INTS);

  /**
   * {@code SO_NETNS_COOKIE}: the number that identifies the socket's network namespace; read only.
   */
  public static final SockOpt<Long> SO_NETNS_COOKIE =
      row("SO_NETNS_COOKIE", sys_socket_h.SO_NETNS_COOKIE, Codec.LONG);

  /** {@code SO_NO_CHECK}: whether UDP over IPv4 sends without checksums. */
  public static final SockOpt<Boolean> SO_NO_CHECK =
      row("SO_NO_CHECK", sys_socket_h.SO_NO_CHECK, Codec.BOOL);

  /** {@code SO_OOBINLINE}: whether urgent data stays in the stream. */
  public static final SockOpt<Boolean> SO_OOBINLINE =
      row("SO_OOBINLINE", sys_socket_h.SO_OOBINLINE, Codec.BOOL);

  /**
   * {@code SO_PASSCRED}: whether messages carry the sender's {@link
   * ControlMessages#SCM_CREDENTIALS}; unix(7).
   */
  public static final SockOpt<Boolean> SO_PASSCRED =
      row("SO_PASSCRED", sys_socket_h.SO_PASSCRED, Codec.BOOL);

  /** {@code SO_PASSSEC}: whether messages carry the sender's security context; unix(7). */
  public static final SockOpt<Boolean> SO_PASSSEC =
      row("SO_PASSSEC", sys_socket_h.SO_PASSSEC, Codec.BOOL);

  /** {@code SO_PEEK_OFF}: bytes to skip when peeking with MSG_PEEK, -1 for off. */
  public static final SockOpt<Integer> SO_PEEK_OFF =
      row("SO_PEEK_OFF", sys_socket_h.SO_PEEK_OFF, Codec.INT);

  /**
   * {@code SO_PEERCRED}: who called connect(2), listen(2) or socketpair(2) at the other end; read
   * only; unix(7).
   */
  public static final SockOpt<Credentials> SO_PEERCRED =
      row("SO_PEERCRED", sys_socket_h.SO_PEERCRED, new Credentials.Struct());

  /** {@code SO_PEERGROUPS}: the supplementary group ids of the peer; read only; unix(7). */
  public static final SockOpt<int[]> SO_PEERGROUPS =
      row("SO_PEERGROUPS", sys_socket_h.SO_PEERGROUPS, Codec.INTS);

  /** {@code SO_PEERNAME}: the peer's address, as getpeername(2) gives it; read only. */
  public static final SockOpt<SockAddr> SO_PEERNAME =
      row("SO_PEERNAME", sys_socket_h.SO_PEERNAME, new AnyAddress());

  /** {@code SO_PEERSEC}: the peer's security context; read only; unix(7). */
  public static final SockOpt<String> SO_PEERSEC =
      row("SO_PEERSEC", sys_socket_h.SO_PEERSEC, Codec.STRING);

  /**
   * {@code SO_PREFER_BUSY_POLL}: whether to prefer busy polling to interrupts; needs CAP_NET_ADMIN.
   */
  public static final SockOpt<Boolean> SO_PREFER_BUSY_POLL =
      row("SO_PREFER_BUSY_POLL", sys_socket_h.SO_PREFER_BUSY_POLL, Codec.BOOL);

  /**
   * {@code SO_PRIORITY}: the queueing priority of outgoing packets; above 6 it needs CAP_NET_ADMIN.
   */
  public static final SockOpt<Integer> SO_PRIORITY =
      row("SO_PRIORITY", sys_socket_h.SO_PRIORITY, Codec.INT);

  /** {@code SO_PROTOCOL}: the socket's protocol, IPPROTO_TCP and so on; read only. */
  public static final SockOpt<Integer> SO_PROTOCOL =
      row("SO_PROTOCOL", sys_socket_h.SO_PROTOCOL, Codec.INT);

  /**
   * {@code SO_RCVBUF}: bytes of the receive buffer; the kernel doubles what is written, reads give
   * the double.
   */
  public static final SockOpt<Integer> SO_RCVBUF =
      row("SO_RCVBUF", sys_socket_h.SO_RCVBUF, Codec.INT);

  /**
   * {@code SO_RCVBUFFORCE}: SO_RCVBUF beyond the limit rmem_max; needs CAP_NET_ADMIN; write only.
   */
  public static final SockOpt<Integer> SO_RCVBUFFORCE =
      row("SO_RCVBUFFORCE", sys_socket_h.SO_RCVBUFFORCE, Codec.INT);

  /** {@code SO_RCVLOWAT}: the least number of bytes for which a receive returns. */
  public static final SockOpt<Integer> SO_RCVLOWAT =
      row("SO_RCVLOWAT", sys_socket_h.SO_RCVLOWAT, Codec.INT);

  /**
   * {@code SO_RCVTIMEO}: the longest time that a receive waits, zero for ever; microseconds count.
   */
  public static final SockOpt<Duration> SO_RCVTIMEO =
      row("SO_RCVTIMEO", sys_socket_h.SO_RCVTIMEO, Codec.DURATION);

  /** {@code SO_RESERVE_MEM}: bytes of memory that are the socket's alone, in memory cgroups. */
  public static final SockOpt<Integer> SO_RESERVE_MEM =
      row("SO_RESERVE_MEM", sys_socket_h.SO_RESERVE_MEM, Codec.INT);

  /**
   * {@code SO_REUSEADDR}: whether bind(2) may take an address that is not in use by a listening
   * socket.
   */
  public static final SockOpt<Boolean> SO_REUSEADDR =
      row("SO_REUSEADDR", sys_socket_h.SO_REUSEADDR, Codec.BOOL);

  /** {@code SO_REUSEPORT}: whether sockets that all set this may share one address. */
  public static final SockOpt<Boolean> SO_REUSEPORT =
      row("SO_REUSEPORT", sys_socket_h.SO_REUSEPORT, Codec.BOOL);

  /**
   * {@code SO_RXQ_OVFL}: whether messages carry the number of {@link ControlMessages#SO_RXQ_OVFL
   * dropped} ones.
   */
  public static final SockOpt<Boolean> SO_RXQ_OVFL =
      row("SO_RXQ_OVFL", sys_socket_h.SO_RXQ_OVFL, Codec.BOOL);

  /** {@code SO_SELECT_ERR_QUEUE}: whether an error queue with entries counts as POLLPRI. */
  public static final SockOpt<Boolean> SO_SELECT_ERR_QUEUE =
      row("SO_SELECT_ERR_QUEUE", sys_socket_h.SO_SELECT_ERR_QUEUE, Codec.BOOL);

  /**
   * {@code SO_SNDBUF}: bytes of the send buffer; the kernel doubles what is written, reads give the
   * double.
   */
  public static final SockOpt<Integer> SO_SNDBUF =
      row("SO_SNDBUF", sys_socket_h.SO_SNDBUF, Codec.INT);

  /**
   * {@code SO_SNDBUFFORCE}: SO_SNDBUF beyond the limit wmem_max; needs CAP_NET_ADMIN; write only.
   */
  public static final SockOpt<Integer> SO_SNDBUFFORCE =
      row("SO_SNDBUFFORCE", sys_socket_h.SO_SNDBUFFORCE, Codec.INT);

  /** {@code SO_SNDLOWAT}: the least number of bytes to send; 1 and read only on Linux. */
  public static final SockOpt<Integer> SO_SNDLOWAT =
      row("SO_SNDLOWAT", sys_socket_h.SO_SNDLOWAT, Codec.INT);

  /**
   * {@code SO_SNDTIMEO}: the longest time that a send or connect waits, zero for ever; microseconds
   * count.
   */
  public static final SockOpt<Duration> SO_SNDTIMEO =
      row("SO_SNDTIMEO", sys_socket_h.SO_SNDTIMEO, Codec.DURATION);

  /**
   * {@code SO_TIMESTAMP}: whether messages carry their time of arrival in {@link
   * ControlMessages#SO_TIMESTAMP microseconds}.
   */
  public static final SockOpt<Boolean> SO_TIMESTAMP =
      row("SO_TIMESTAMP", sys_socket_h.SO_TIMESTAMP, Codec.BOOL);

  /**
   * {@code SO_TIMESTAMPING}: which times of a packet to report: SOF_TIMESTAMPING_ flags of {@code
   * <linux/net_tstamp.h>}.
   */
  public static final SockOpt<Integer> SO_TIMESTAMPING =
      row("SO_TIMESTAMPING", sys_socket_h.SO_TIMESTAMPING, Codec.INT);

  /**
   * {@code SO_TIMESTAMPNS}: whether messages carry their time of arrival in {@link
   * ControlMessages#SO_TIMESTAMPNS nanoseconds}.
   */
  public static final SockOpt<Boolean> SO_TIMESTAMPNS =
      row("SO_TIMESTAMPNS", sys_socket_h.SO_TIMESTAMPNS, Codec.BOOL);

  /**
   * {@code SO_TXREHASH}: whether a flow's hash changes when it is lost: SOCK_TXREHASH_ constants.
   */
  public static final SockOpt<Integer> SO_TXREHASH =
      row("SO_TXREHASH", sys_socket_h.SO_TXREHASH, Codec.INT);

  /** {@code SO_TXTIME}: the clock of transmit times; tc-etf(8). */
  public static final SockOpt<TxTime> SO_TXTIME =
      row("SO_TXTIME", sys_socket_h.SO_TXTIME, new TxTime.Struct());

  /** {@code SO_TYPE}: the socket's type, SOCK_STREAM and so on; read only. */
  public static final SockOpt<Integer> SO_TYPE = row("SO_TYPE", sys_socket_h.SO_TYPE, Codec.INT);

  /** {@code SO_ZEROCOPY}: whether sends may use MSG_ZEROCOPY. */
  public static final SockOpt<Boolean> SO_ZEROCOPY =
      row("SO_ZEROCOPY", sys_socket_h.SO_ZEROCOPY, Codec.BOOL);
}
