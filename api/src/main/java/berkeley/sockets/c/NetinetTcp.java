/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h.tcp_info;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * {@code <netinet/tcp.h>}: options, state and header of TCP.
 *
 * <p>Functions: {@link #doff}, {@link #th_off}, {@link #fin}, {@link #syn}, {@link #rst}, {@link
 * #psh}, {@link #ack}, {@link #urg}, {@link #tcpi_snd_wscale}, {@link #tcpi_rcv_wscale}, {@link
 * #th_x2}.
 *
 * <p>jextract leaves bit-fields out; they are read and written here.
 *
 * @since 0.1.0
 */
public final class NetinetTcp extends SysSocket implements netinet_tcp_h {
  private NetinetTcp() {}

  /**
   * {@code struct tcphdr *th; th->doff}
   *
   * <p>The length of the header in 32-bit words.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int doff(MemorySegment th) {
    return get(th, 12, 4, 15);
  }

  /**
   * {@code struct tcphdr *th; th->doff = value}
   *
   * <p>Sets the field: the length of the header in 32-bit words.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void doff(MemorySegment th, int value) {
    set(th, 12, 4, 15, value);
  }

  /**
   * {@code struct tcphdr *th; th->th_off}
   *
   * <p>The length of the header in 32-bit words.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int th_off(MemorySegment th) {
    return doff(th);
  }

  /**
   * {@code struct tcphdr *th; th->th_off = value}
   *
   * <p>Sets the field: the length of the header in 32-bit words.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void th_off(MemorySegment th, int value) {
    doff(th, value);
  }

  /**
   * {@code struct tcphdr *th; th->th_x2}
   *
   * <p>The bits between the offset and the flags.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int th_x2(MemorySegment th) {
    return get(th, 12, 0, 15);
  }

  /**
   * {@code struct tcphdr *th; th->th_x2 = value}
   *
   * <p>Sets the field: the bits between the offset and the flags.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void th_x2(MemorySegment th, int value) {
    set(th, 12, 0, 15, value);
  }

  /**
   * {@code struct tcphdr *th; th->fin}
   *
   * <p>Whether the sender ends its stream.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int fin(MemorySegment th) {
    return get(th, 13, 0, 1);
  }

  /**
   * {@code struct tcphdr *th; th->fin = value}
   *
   * <p>Sets the field: whether the sender ends its stream.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 or 1
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void fin(MemorySegment th, int value) {
    set(th, 13, 0, 1, value);
  }

  /**
   * {@code struct tcphdr *th; th->syn}
   *
   * <p>Whether this opens a connection.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int syn(MemorySegment th) {
    return get(th, 13, 1, 1);
  }

  /**
   * {@code struct tcphdr *th; th->syn = value}
   *
   * <p>Sets the field: whether this opens a connection.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 or 1
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void syn(MemorySegment th, int value) {
    set(th, 13, 1, 1, value);
  }

  /**
   * {@code struct tcphdr *th; th->rst}
   *
   * <p>Whether this resets the connection.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int rst(MemorySegment th) {
    return get(th, 13, 2, 1);
  }

  /**
   * {@code struct tcphdr *th; th->rst = value}
   *
   * <p>Sets the field: whether this resets the connection.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 or 1
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void rst(MemorySegment th, int value) {
    set(th, 13, 2, 1, value);
  }

  /**
   * {@code struct tcphdr *th; th->psh}
   *
   * <p>Whether data is to be passed on at once.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int psh(MemorySegment th) {
    return get(th, 13, 3, 1);
  }

  /**
   * {@code struct tcphdr *th; th->psh = value}
   *
   * <p>Sets the field: whether data is to be passed on at once.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 or 1
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void psh(MemorySegment th, int value) {
    set(th, 13, 3, 1, value);
  }

  /**
   * {@code struct tcphdr *th; th->ack}
   *
   * <p>Whether the acknowledgement number counts.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int ack(MemorySegment th) {
    return get(th, 13, 4, 1);
  }

  /**
   * {@code struct tcphdr *th; th->ack = value}
   *
   * <p>Sets the field: whether the acknowledgement number counts.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 or 1
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void ack(MemorySegment th, int value) {
    set(th, 13, 4, 1, value);
  }

  /**
   * {@code struct tcphdr *th; th->urg}
   *
   * <p>Whether the urgent pointer counts.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int urg(MemorySegment th) {
    return get(th, 13, 5, 1);
  }

  /**
   * {@code struct tcphdr *th; th->urg = value}
   *
   * <p>Sets the field: whether the urgent pointer counts.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param th a {@code struct tcphdr}
   * @param value 0 or 1
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static void urg(MemorySegment th, int value) {
    set(th, 13, 5, 1, value);
  }

  private static int get(MemorySegment header, long at, int shift, int mask) {
    return header.get(ValueLayout.JAVA_BYTE, at) >> shift & mask;
  }

  private static void set(MemorySegment header, long at, int shift, int mask, int value) {
    int others = header.get(ValueLayout.JAVA_BYTE, at) & ~(mask << shift);
    header.set(ValueLayout.JAVA_BYTE, at, (byte) (others | (value & mask) << shift));
  }

  /**
   * {@code struct tcp_info *info; info->tcpi_snd_wscale}
   *
   * <p>The shift of the peer's window.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param info a {@code struct tcp_info}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int tcpi_snd_wscale(MemorySegment info) {
    return get(info, tcp_info.tcpi_options$offset() + 1, LITTLE ? 0 : 4, 15);
  }

  /**
   * {@code struct tcp_info *info; info->tcpi_rcv_wscale}
   *
   * <p>The shift of the own window.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param info a {@code struct tcp_info}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
   */
  public static int tcpi_rcv_wscale(MemorySegment info) {
    return get(info, tcp_info.tcpi_options$offset() + 1, LITTLE ? 4 : 0, 15);
  }

  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
}
