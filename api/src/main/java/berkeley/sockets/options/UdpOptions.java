/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_udp_h;

/**
 * The options of level {@code IPPROTO_UDP}; numbers are those of {@code <netinet/udp.h>}, the
 * manual is <a href="https://man7.org/linux/man-pages/man7/udp.7.html">udp(7)</a>.
 *
 * @since 0.1.0
 */
public final class UdpOptions {

  private UdpOptions() {}

  private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
    return new SockOpt<>(name, netinet_in_h.IPPROTO_UDP, number, codec);
  }

  /** {@code UDP_CORK}: whether what is sent gathers in one datagram until this is turned off. */
  public static final SockOpt<Boolean> UDP_CORK =
      row("UDP_CORK", netinet_udp_h.UDP_CORK, Codec.BOOL);

  /** {@code UDP_ENCAP}: what is carried inside: UDP_ENCAP_ constants. */
  public static final SockOpt<Integer> UDP_ENCAP =
      row("UDP_ENCAP", netinet_udp_h.UDP_ENCAP, Codec.INT);

  /**
   * {@code UDP_GRO}: whether datagrams of equal size arrive together, with {@link
   * ControlMessages#UDP_GRO}.
   */
  public static final SockOpt<Boolean> UDP_GRO = row("UDP_GRO", netinet_udp_h.UDP_GRO, Codec.BOOL);

  /** {@code UDP_NO_CHECK6_RX}: whether to accept datagrams over IPv6 without checksums. */
  public static final SockOpt<Boolean> UDP_NO_CHECK6_RX =
      row("UDP_NO_CHECK6_RX", netinet_udp_h.UDP_NO_CHECK6_RX, Codec.BOOL);

  /** {@code UDP_NO_CHECK6_TX}: whether to send over IPv6 without checksums. */
  public static final SockOpt<Boolean> UDP_NO_CHECK6_TX =
      row("UDP_NO_CHECK6_TX", netinet_udp_h.UDP_NO_CHECK6_TX, Codec.BOOL);

  /** {@code UDP_SEGMENT}: bytes of each datagram into which a longer send is cut, 0 for off. */
  public static final SockOpt<Integer> UDP_SEGMENT =
      row("UDP_SEGMENT", netinet_udp_h.UDP_SEGMENT, Codec.INT);
}
