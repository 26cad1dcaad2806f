/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.headers.linux_if_packet_h;
import berkeley.sockets.bindings.headers.sys_socket_h;

/**
 * The options of level {@code SOL_PACKET}; numbers are those of {@code <linux/if_packet.h>}, the
 * manual is <a href="https://man7.org/linux/man-pages/man7/packet.7.html">packet(7)</a>.
 *
 * @since 0.1.0
 */
public final class PacketOptions {

  private static final Codec<PacketMreq> GROUP = new PacketMreq.Struct();

  private PacketOptions() {}

  private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
    return new SockOpt<>(name, sys_socket_h.SOL_PACKET, number, codec);
  }

  /**
   * {@code PACKET_ADD_MEMBERSHIP}: receives a multicast address, or everything, from an interface;
   * write only.
   */
  public static final SockOpt<PacketMreq> PACKET_ADD_MEMBERSHIP =
      row("PACKET_ADD_MEMBERSHIP", linux_if_packet_h.PACKET_ADD_MEMBERSHIP, GROUP);

  /** {@code PACKET_AUXDATA}: whether messages carry {@code struct tpacket_auxdata}. */
  public static final SockOpt<Boolean> PACKET_AUXDATA =
      row("PACKET_AUXDATA", linux_if_packet_h.PACKET_AUXDATA, Codec.BOOL);

  /** {@code PACKET_DROP_MEMBERSHIP}: undoes PACKET_ADD_MEMBERSHIP; write only. */
  public static final SockOpt<PacketMreq> PACKET_DROP_MEMBERSHIP =
      row("PACKET_DROP_MEMBERSHIP", linux_if_packet_h.PACKET_DROP_MEMBERSHIP, GROUP);

  /**
   * {@code PACKET_FANOUT}: the group of sockets that share the packets, and by which rule:
   * PACKET_FANOUT_ constants.
   */
  public static final SockOpt<Integer> PACKET_FANOUT =
      row("PACKET_FANOUT", linux_if_packet_h.PACKET_FANOUT, Codec.INT);

  /** {@code PACKET_IGNORE_OUTGOING}: whether what this host sends is left out. */
  public static final SockOpt<Boolean> PACKET_IGNORE_OUTGOING =
      row("PACKET_IGNORE_OUTGOING", linux_if_packet_h.PACKET_IGNORE_OUTGOING, Codec.BOOL);

  /**
   * {@code PACKET_ORIGDEV}: whether addresses name the physical instead of the logical interface.
   */
  public static final SockOpt<Boolean> PACKET_ORIGDEV =
      row("PACKET_ORIGDEV", linux_if_packet_h.PACKET_ORIGDEV, Codec.BOOL);

  /** {@code PACKET_QDISC_BYPASS}: whether sends go straight to the driver. */
  public static final SockOpt<Boolean> PACKET_QDISC_BYPASS =
      row("PACKET_QDISC_BYPASS", linux_if_packet_h.PACKET_QDISC_BYPASS, Codec.BOOL);

  /** {@code PACKET_STATISTICS}: packets received and dropped since the last read; read only. */
  public static final SockOpt<int[]> PACKET_STATISTICS =
      row("PACKET_STATISTICS", linux_if_packet_h.PACKET_STATISTICS, Codec.INTS);

  /** {@code PACKET_VERSION}: the format of ring buffers: TPACKET_V1, _V2 or _V3. */
  public static final SockOpt<Integer> PACKET_VERSION =
      row("PACKET_VERSION", linux_if_packet_h.PACKET_VERSION, Codec.INT);
}
