/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h.tcp_repair_window;

/**
 * The options of level {@code IPPROTO_TCP}; numbers are those of {@code <netinet/tcp.h>}, the
 * manual is <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>.
 *
 * @since 0.1.0
 */
public final class TcpOptions {

  private TcpOptions() {}

  private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
    return new SockOpt<>(name, netinet_in_h.IPPROTO_TCP, number, codec);
  }

  /** {@code TCP_CC_INFO}: the state of the congestion control, by its own struct; read only. */
  public static final SockOpt<byte[]> TCP_CC_INFO =
      row("TCP_CC_INFO", netinet_tcp_h.TCP_CC_INFO, Codec.BYTES);

  /** {@code TCP_CONGESTION}: the name of the congestion control, such as {@code cubic}. */
  public static final SockOpt<String> TCP_CONGESTION =
      row("TCP_CONGESTION", netinet_tcp_h.TCP_CONGESTION, Codec.STRING);

  /** {@code TCP_CORK}: whether to hold back all but full segments, for at most 200 milliseconds. */
  public static final SockOpt<Boolean> TCP_CORK =
      row("TCP_CORK", netinet_tcp_h.TCP_CORK, Codec.BOOL);

  /**
   * {@code TCP_DEFER_ACCEPT}: seconds for which accept(2) waits for a connection's first data, 0
   * for off; rounded to retransmissions.
   */
  public static final SockOpt<Integer> TCP_DEFER_ACCEPT =
      row("TCP_DEFER_ACCEPT", netinet_tcp_h.TCP_DEFER_ACCEPT, Codec.INT);

  /**
   * {@code TCP_FASTOPEN}: how many connections with data in their SYN may be pending on a listener.
   */
  public static final SockOpt<Integer> TCP_FASTOPEN =
      row("TCP_FASTOPEN", netinet_tcp_h.TCP_FASTOPEN, Codec.INT);

  /**
   * {@code TCP_FASTOPEN_CONNECT}: whether connect(2) waits for the first data, to send it in the
   * SYN.
   */
  public static final SockOpt<Boolean> TCP_FASTOPEN_CONNECT =
      row("TCP_FASTOPEN_CONNECT", netinet_tcp_h.TCP_FASTOPEN_CONNECT, Codec.BOOL);

  /** {@code TCP_FASTOPEN_KEY}: the key of fast-open cookies: 16 bytes, or 32 with a backup. */
  public static final SockOpt<byte[]> TCP_FASTOPEN_KEY =
      row("TCP_FASTOPEN_KEY", netinet_tcp_h.TCP_FASTOPEN_KEY, Codec.BYTES);

  /** {@code TCP_FASTOPEN_NO_COOKIE}: whether fast open goes without cookies. */
  public static final SockOpt<Boolean> TCP_FASTOPEN_NO_COOKIE =
      row("TCP_FASTOPEN_NO_COOKIE", netinet_tcp_h.TCP_FASTOPEN_NO_COOKIE, Codec.BOOL);

  /** {@code TCP_INFO}: a snapshot of the connection; read only. */
  public static final SockOpt<TcpInfo> TCP_INFO =
      row("TCP_INFO", netinet_tcp_h.TCP_INFO, new TcpInfo.Struct());

  /** {@code TCP_INQ}: whether receives carry the number of bytes left in the queue. */
  public static final SockOpt<Boolean> TCP_INQ = row("TCP_INQ", netinet_tcp_h.TCP_INQ, Codec.BOOL);

  /** {@code TCP_KEEPCNT}: how many probes stay unanswered before the connection is dropped. */
  public static final SockOpt<Integer> TCP_KEEPCNT =
      row("TCP_KEEPCNT", netinet_tcp_h.TCP_KEEPCNT, Codec.INT);

  /** {@code TCP_KEEPIDLE}: seconds of idleness before the first probe. */
  public static final SockOpt<Integer> TCP_KEEPIDLE =
      row("TCP_KEEPIDLE", netinet_tcp_h.TCP_KEEPIDLE, Codec.INT);

  /** {@code TCP_KEEPINTVL}: seconds between probes. */
  public static final SockOpt<Integer> TCP_KEEPINTVL =
      row("TCP_KEEPINTVL", netinet_tcp_h.TCP_KEEPINTVL, Codec.INT);

  /**
   * {@code TCP_LINGER2}: seconds that a closed connection stays in FIN_WAIT2, -1 to skip the state.
   */
  public static final SockOpt<Integer> TCP_LINGER2 =
      row("TCP_LINGER2", netinet_tcp_h.TCP_LINGER2, Codec.INT);

  /** {@code TCP_MAXSEG}: bytes in the largest segment. */
  public static final SockOpt<Integer> TCP_MAXSEG =
      row("TCP_MAXSEG", netinet_tcp_h.TCP_MAXSEG, Codec.INT);

  /**
   * {@code TCP_MD5SIG}: {@code struct tcp_md5sig}: the key that signs segments to one peer (RFC
   * 2385); write only.
   */
  public static final SockOpt<byte[]> TCP_MD5SIG =
      row("TCP_MD5SIG", netinet_tcp_h.TCP_MD5SIG, Codec.BYTES);

  /**
   * {@code TCP_MD5SIG_EXT}: as TCP_MD5SIG, for a prefix of addresses or an interface; write only.
   */
  public static final SockOpt<byte[]> TCP_MD5SIG_EXT =
      row("TCP_MD5SIG_EXT", netinet_tcp_h.TCP_MD5SIG_EXT, Codec.BYTES);

  /** {@code TCP_NODELAY}: whether small segments go at once (no Nagle algorithm). */
  public static final SockOpt<Boolean> TCP_NODELAY =
      row("TCP_NODELAY", netinet_tcp_h.TCP_NODELAY, Codec.BOOL);

  /** {@code TCP_NOTSENT_LOWAT}: bytes of unsent data below which the socket counts as writable. */
  public static final SockOpt<Integer> TCP_NOTSENT_LOWAT =
      row("TCP_NOTSENT_LOWAT", netinet_tcp_h.TCP_NOTSENT_LOWAT, Codec.INT);

  /** {@code TCP_QUEUE_SEQ}: the sequence number of the queue under repair; needs TCP_REPAIR. */
  public static final SockOpt<Integer> TCP_QUEUE_SEQ =
      row("TCP_QUEUE_SEQ", netinet_tcp_h.TCP_QUEUE_SEQ, Codec.INT);

  /** {@code TCP_QUICKACK}: whether to acknowledge at once; the kernel may turn it off again. */
  public static final SockOpt<Boolean> TCP_QUICKACK =
      row("TCP_QUICKACK", netinet_tcp_h.TCP_QUICKACK, Codec.BOOL);

  /**
   * {@code TCP_REPAIR}: whether the connection's state can be changed: TCP_REPAIR_ constants; needs
   * CAP_NET_ADMIN.
   */
  public static final SockOpt<Integer> TCP_REPAIR =
      row("TCP_REPAIR", netinet_tcp_h.TCP_REPAIR, Codec.INT);

  /**
   * {@code TCP_REPAIR_QUEUE}: which queue is under repair: TCP_RECV_QUEUE, TCP_SEND_QUEUE or
   * TCP_NO_QUEUE.
   */
  public static final SockOpt<Integer> TCP_REPAIR_QUEUE =
      row("TCP_REPAIR_QUEUE", netinet_tcp_h.TCP_REPAIR_QUEUE, Codec.INT);

  /**
   * {@code TCP_REPAIR_WINDOW}: {@code struct tcp_repair_window}: the windows of a connection under
   * repair.
   */
  public static final SockOpt<byte[]> TCP_REPAIR_WINDOW =
      row(
          "TCP_REPAIR_WINDOW",
          netinet_tcp_h.TCP_REPAIR_WINDOW,
          Codec.bytes((int) tcp_repair_window.sizeof()));

  /** {@code TCP_SAVED_SYN}: the headers of the SYN that made the connection, once; read only. */
  public static final SockOpt<byte[]> TCP_SAVED_SYN =
      row("TCP_SAVED_SYN", netinet_tcp_h.TCP_SAVED_SYN, Codec.BYTES);

  /** {@code TCP_SAVE_SYN}: whether a listener keeps them: 1 without, 2 with link-layer headers. */
  public static final SockOpt<Integer> TCP_SAVE_SYN =
      row("TCP_SAVE_SYN", netinet_tcp_h.TCP_SAVE_SYN, Codec.INT);

  /** {@code TCP_SYNCNT}: how often connect(2) sends its SYN again. */
  public static final SockOpt<Integer> TCP_SYNCNT =
      row("TCP_SYNCNT", netinet_tcp_h.TCP_SYNCNT, Codec.INT);

  /**
   * {@code TCP_THIN_DUPACK}: whether thin streams retransmit after one duplicate; of no effect
   * since Linux 4.12.
   */
  public static final SockOpt<Boolean> TCP_THIN_DUPACK =
      row("TCP_THIN_DUPACK", netinet_tcp_h.TCP_THIN_DUPACK, Codec.BOOL);

  /** {@code TCP_THIN_LINEAR_TIMEOUTS}: whether thin streams keep their first timeouts equal. */
  public static final SockOpt<Boolean> TCP_THIN_LINEAR_TIMEOUTS =
      row("TCP_THIN_LINEAR_TIMEOUTS", netinet_tcp_h.TCP_THIN_LINEAR_TIMEOUTS, Codec.BOOL);

  /** {@code TCP_TIMESTAMP}: the clock of the connection's time stamps; writable under repair. */
  public static final SockOpt<Integer> TCP_TIMESTAMP =
      row("TCP_TIMESTAMP", netinet_tcp_h.TCP_TIMESTAMP, Codec.INT);

  /** {@code TCP_TX_DELAY}: microseconds by which everything sent is delayed. */
  public static final SockOpt<Integer> TCP_TX_DELAY =
      row("TCP_TX_DELAY", netinet_tcp_h.TCP_TX_DELAY, Codec.INT);

  /** {@code TCP_ULP}: the protocol on top of TCP, such as {@code tls}. */
  public static final SockOpt<String> TCP_ULP = row("TCP_ULP", netinet_tcp_h.TCP_ULP, Codec.STRING);

  /**
   * {@code TCP_USER_TIMEOUT}: milliseconds that data may stay unacknowledged before the connection
   * is dropped, 0 for the system's choice.
   */
  public static final SockOpt<Integer> TCP_USER_TIMEOUT =
      row("TCP_USER_TIMEOUT", netinet_tcp_h.TCP_USER_TIMEOUT, Codec.INT);

  /** {@code TCP_WINDOW_CLAMP}: the most bytes of receive window to announce. */
  public static final SockOpt<Integer> TCP_WINDOW_CLAMP =
      row("TCP_WINDOW_CLAMP", netinet_tcp_h.TCP_WINDOW_CLAMP, Codec.INT);

  /**
   * {@code TCP_ZEROCOPY_RECEIVE}: {@code struct tcp_zerocopy_receive}: maps received pages into
   * memory; read only.
   */
  public static final SockOpt<byte[]> TCP_ZEROCOPY_RECEIVE =
      row("TCP_ZEROCOPY_RECEIVE", netinet_tcp_h.TCP_ZEROCOPY_RECEIVE, Codec.BYTES);
}
