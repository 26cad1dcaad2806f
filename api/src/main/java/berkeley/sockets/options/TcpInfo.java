/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.Codec;
import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.netinet_tcp_h.tcp_info;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteOrder;

/**
 * {@code struct tcp_info}: what the kernel knows about a TCP connection; see tcp(7), TCP_INFO. A
 * snapshot, safe for use by several threads. Fields that the running kernel does not fill are 0.
 *
 * @since 0.1.0
 */
public final class TcpInfo {

  /** The last field of glibc's {@code <netinet/tcp.h>}; {@code <linux/tcp.h>} goes on behind it. */
  private static final long LAST = tcp_info.tcpi_total_retrans$offset();

  private static final long MORE =
      Platform.has(LAST) ? LAST + Integer.BYTES : tcp_info.sizeof(); // where none goes on

  private static final int SIZE =
      (int) MORE + 256; // offered to the kernel, which knows how much it has

  private final MemorySegment struct = MemorySegment.ofArray(new long[SIZE / 8]);
  private final int length;

  private TcpInfo(MemorySegment bytes, int length) {
    this.length = Math.min(length, SIZE);
    MemorySegment.copy(bytes, 0, struct, 0, this.length);
  }

  /** {@return how many bytes of the struct the kernel filled} */
  public int length() {
    return length;
  }

  /** {@return the struct's bytes as the kernel gave them, for fields that have no method here} */
  public byte[] toByteArray() {
    return struct.asSlice(0, length).toArray(JAVA_BYTE);
  }

  @Override
  public String toString() {
    return "TcpInfo[state="
        + state()
        + ", rtt="
        + rtt()
        + ", congestionWindow="
        + congestionWindow()
        + ", totalRetrans="
        + totalRetrans()
        + ", length="
        + length
        + "]";
  }

  private long more(int offset) {
    return Platform.has(LAST) ? struct.get(JAVA_LONG_UNALIGNED, MORE + offset) : 0;
  }

  private int count(int offset) {
    return Platform.has(LAST) ? struct.get(JAVA_INT_UNALIGNED, MORE + offset) : 0;
  }

  private int byteAt(long offset) {
    return Platform.has(offset) ? struct.get(JAVA_BYTE, offset) & 0xff : 0;
  }

  private int intAt(long offset) {
    return Platform.has(offset) ? struct.get(JAVA_INT_UNALIGNED, offset) : 0;
  }

  /** {@return {@code tcpi_snd_wscale}: by how many bits the peer's window is scaled} */
  public int sendWindowScale() {
    return scales() & 15;
  }

  /** {@return {@code tcpi_rcv_wscale}: by how many bits this side's window is scaled} */
  public int receiveWindowScale() {
    return scales() >> 4 & 15;
  }

  // bit-fields, which grow from the other end on big-endian machines
  private int scales() {
    int b = struct.get(JAVA_BYTE, tcp_info.tcpi_options$offset() + 1);
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return little ? b : b >> 4 & 15 | b << 4;
  }

  /** {@return {@code tcpi_state}: connection state: TCP_ESTABLISHED, TCP_LISTEN and so on} */
  public int state() {
    return byteAt(tcp_info.tcpi_state$offset());
  }

  /** {@return {@code tcpi_ca_state}: state of congestion avoidance: TCP_CA_Open and so on} */
  public int caState() {
    return byteAt(tcp_info.tcpi_ca_state$offset());
  }

  /** {@return {@code tcpi_retransmits}: timeouts in a row without an acknowledgement} */
  public int retransmits() {
    return byteAt(tcp_info.tcpi_retransmits$offset());
  }

  /** {@return {@code tcpi_probes}: unanswered zero-window or keep-alive probes} */
  public int probes() {
    return byteAt(tcp_info.tcpi_probes$offset());
  }

  /** {@return {@code tcpi_backoff}: how often the timeout has been doubled} */
  public int backoff() {
    return byteAt(tcp_info.tcpi_backoff$offset());
  }

  /** {@return {@code tcpi_options}: TCPI_OPT_ bits of what the connection negotiated} */
  public int options() {
    return byteAt(tcp_info.tcpi_options$offset());
  }

  /** {@return {@code tcpi_rto}: retransmission timeout, in microseconds} */
  public int rto() {
    return intAt(tcp_info.tcpi_rto$offset());
  }

  /** {@return {@code tcpi_ato}: predicted delay of an acknowledgement, in microseconds} */
  public int ato() {
    return intAt(tcp_info.tcpi_ato$offset());
  }

  /** {@return {@code tcpi_snd_mss}: bytes in the largest segment sent} */
  public int sendMss() {
    return intAt(tcp_info.tcpi_snd_mss$offset());
  }

  /** {@return {@code tcpi_rcv_mss}: estimated bytes in the largest segment received} */
  public int receiveMss() {
    return intAt(tcp_info.tcpi_rcv_mss$offset());
  }

  /**
   * {@code tcpi_unacked}: segments sent and not acknowledged; of a listener: connections waiting
   * for accept.
   *
   * @return {@code tcpi_unacked}: segments sent and not acknowledged; of a listener: connections
   *     waiting for accept
   */
  public int unacked() {
    return intAt(tcp_info.tcpi_unacked$offset());
  }

  /**
   * {@return {@code tcpi_sacked}: segments acknowledged selectively; of a listener: its backlog}
   */
  public int sacked() {
    return intAt(tcp_info.tcpi_sacked$offset());
  }

  /** {@return {@code tcpi_lost}: segments taken for lost} */
  public int lost() {
    return intAt(tcp_info.tcpi_lost$offset());
  }

  /** {@return {@code tcpi_retrans}: segments retransmitted and not acknowledged} */
  public int retrans() {
    return intAt(tcp_info.tcpi_retrans$offset());
  }

  /** {@return {@code tcpi_last_data_sent}: milliseconds since data was sent} */
  public int lastDataSent() {
    return intAt(tcp_info.tcpi_last_data_sent$offset());
  }

  /** {@return {@code tcpi_last_data_recv}: milliseconds since data was received} */
  public int lastDataReceived() {
    return intAt(tcp_info.tcpi_last_data_recv$offset());
  }

  /** {@return {@code tcpi_last_ack_recv}: milliseconds since an acknowledgement was received} */
  public int lastAckReceived() {
    return intAt(tcp_info.tcpi_last_ack_recv$offset());
  }

  /** {@return {@code tcpi_pmtu}: bytes of the path's largest packet} */
  public int pmtu() {
    return intAt(tcp_info.tcpi_pmtu$offset());
  }

  /** {@return {@code tcpi_rcv_ssthresh}: bytes of receive window that may be announced} */
  public int receiveSsthresh() {
    return intAt(tcp_info.tcpi_rcv_ssthresh$offset());
  }

  /** {@return {@code tcpi_rtt}: smoothed round-trip time, in microseconds} */
  public int rtt() {
    return intAt(tcp_info.tcpi_rtt$offset());
  }

  /** {@return {@code tcpi_rttvar}: its mean deviation, in microseconds} */
  public int rttVariance() {
    return intAt(tcp_info.tcpi_rttvar$offset());
  }

  /** {@return {@code tcpi_snd_ssthresh}: slow-start threshold, in segments} */
  public int sendSsthresh() {
    return intAt(tcp_info.tcpi_snd_ssthresh$offset());
  }

  /** {@return {@code tcpi_snd_cwnd}: congestion window, in segments} */
  public int congestionWindow() {
    return intAt(tcp_info.tcpi_snd_cwnd$offset());
  }

  /** {@return {@code tcpi_advmss}: bytes in a segment as announced to the peer} */
  public int advmss() {
    return intAt(tcp_info.tcpi_advmss$offset());
  }

  /** {@return {@code tcpi_reordering}: segments by which packets are out of order} */
  public int reordering() {
    return intAt(tcp_info.tcpi_reordering$offset());
  }

  /** {@return {@code tcpi_rcv_rtt}: round-trip time seen by the receiver, in microseconds} */
  public int receiveRtt() {
    return intAt(tcp_info.tcpi_rcv_rtt$offset());
  }

  /** {@return {@code tcpi_rcv_space}: bytes by which the receive buffer is tuned} */
  public int receiveSpace() {
    return intAt(tcp_info.tcpi_rcv_space$offset());
  }

  /** {@return {@code tcpi_total_retrans}: segments retransmitted over the connection's life} */
  public int totalRetrans() {
    return intAt(tcp_info.tcpi_total_retrans$offset());
  }

  /** {@return {@code tcpi_pacing_rate}: bytes per second at which segments are spaced} */
  public long pacingRate() {
    return more(0);
  }

  /** {@return {@code tcpi_max_pacing_rate}: the limit to it, -1 if none} */
  public long maxPacingRate() {
    return more(8);
  }

  /** {@return {@code tcpi_bytes_acked}: bytes sent and acknowledged} */
  public long bytesAcked() {
    return more(16);
  }

  /** {@return {@code tcpi_bytes_received}: bytes received and acknowledged} */
  public long bytesReceived() {
    return more(24);
  }

  /** {@return {@code tcpi_segs_out}: segments sent} */
  public int segsOut() {
    return count(32);
  }

  /** {@return {@code tcpi_segs_in}: segments received} */
  public int segsIn() {
    return count(36);
  }

  /** {@return {@code tcpi_notsent_bytes}: bytes in the send buffer and not yet sent} */
  public int notSentBytes() {
    return count(40);
  }

  /** {@return {@code tcpi_min_rtt}: least round-trip time, in microseconds} */
  public int minRtt() {
    return count(44);
  }

  /** {@return {@code tcpi_data_segs_in}: segments received with data} */
  public int dataSegsIn() {
    return count(48);
  }

  /** {@return {@code tcpi_data_segs_out}: segments sent with data} */
  public int dataSegsOut() {
    return count(52);
  }

  /** {@return {@code tcpi_delivery_rate}: measured bytes per second that reach the peer} */
  public long deliveryRate() {
    return more(56);
  }

  /** {@return {@code tcpi_busy_time}: microseconds spent with data to send} */
  public long busyTime() {
    return more(64);
  }

  /** {@return {@code tcpi_rwnd_limited}: microseconds of them held up by the peer's window} */
  public long receiveWindowLimited() {
    return more(72);
  }

  /** {@return {@code tcpi_sndbuf_limited}: microseconds of them held up by the send buffer} */
  public long sendBufferLimited() {
    return more(80);
  }

  /** {@return {@code tcpi_delivered}: segments that reached the peer} */
  public int delivered() {
    return count(88);
  }

  /** {@return {@code tcpi_delivered_ce}: of them, those marked for congestion} */
  public int deliveredCe() {
    return count(92);
  }

  /** {@return {@code tcpi_bytes_sent}: bytes sent, with retransmissions} */
  public long bytesSent() {
    return more(96);
  }

  /** {@return {@code tcpi_bytes_retrans}: bytes retransmitted} */
  public long bytesRetrans() {
    return more(104);
  }

  /** {@return {@code tcpi_dsack_dups}: duplicates that the peer reported} */
  public int dsackDups() {
    return count(112);
  }

  /** {@return {@code tcpi_reord_seen}: times that reordering was seen} */
  public int reorderSeen() {
    return count(116);
  }

  /** {@return {@code tcpi_rcv_ooopack}: segments received out of order} */
  public int receiveOutOfOrder() {
    return count(120);
  }

  /** {@return {@code tcpi_snd_wnd}: bytes of the peer's window} */
  public int sendWindow() {
    return count(124);
  }

  /** {@code struct tcp_info}, as much of it as the kernel has. */
  static final class Struct implements Codec<TcpInfo> {
    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public MemorySegment encode(TcpInfo v, SegmentAllocator allocator) {
      throw new IllegalArgumentException("C only reads this: " + v);
    }

    @Override
    public TcpInfo decode(MemorySegment c, int length) {
      return new TcpInfo(c, length);
    }
  }
}
