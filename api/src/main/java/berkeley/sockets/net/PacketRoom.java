/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.net.DatagramPacket;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * How much packets can take. A packet's length is at first how much it can take, and after a
 * receive how much came; the JDK's own sockets remember the first inside of the packet.
 */
final class PacketRoom {
  private record Use(int room, int length) {}

  private final Map<DatagramPacket, Use> uses = new WeakHashMap<>();

  /** How many bytes the packet can take. */
  synchronized int of(DatagramPacket packet) {
    Use last = uses.get(packet);
    return last != null && last.length == packet.getLength() && fits(packet, last.room)
        ? last.room
        : packet.getLength();
  }

  private static boolean fits(DatagramPacket packet, int room) {
    return packet.getOffset() + room <= packet.getData().length;
  }

  /** Sets how many bytes came. */
  synchronized void received(DatagramPacket packet, int length) {
    int room = of(packet);
    packet.setLength(length);
    uses.put(packet, new Use(room, length));
  }
}
