/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fields of TcpInfo are where the kernel's header has them, which tcp_info.c prints. */
class TcpInfoFieldsTest {
  /** The methods in the order in which the program prints the fields. */
  private static final List<String> METHODS =
      List.of(
          "state",
          "caState",
          "retransmits",
          "probes",
          "backoff",
          "options",
          "rto",
          "ato",
          "sendMss",
          "receiveMss",
          "unacked",
          "sacked",
          "lost",
          "retrans",
          "lastDataSent",
          "lastDataReceived",
          "lastAckReceived",
          "pmtu",
          "receiveSsthresh",
          "rtt",
          "rttVariance",
          "sendSsthresh",
          "congestionWindow",
          "advmss",
          "reordering",
          "receiveRtt",
          "receiveSpace",
          "totalRetrans",
          "pacingRate",
          "maxPacingRate",
          "bytesAcked",
          "bytesReceived",
          "segsOut",
          "segsIn",
          "notSentBytes",
          "minRtt",
          "dataSegsIn",
          "dataSegsOut",
          "deliveryRate",
          "busyTime",
          "receiveWindowLimited",
          "sendBufferLimited",
          "delivered",
          "deliveredCe",
          "bytesSent",
          "bytesRetrans",
          "dsackDups",
          "reorderSeen",
          "receiveOutOfOrder",
          "sendWindow");

  @Test
  void fieldsAreThoseOfC() throws Exception {
    Process c = new ProcessBuilder(Rows.program("tcp_info")).start();
    List<String> fields = c.inputReader().readAllLines();
    assertEquals(METHODS.size(), fields.size());
    for (int i = 0; i < fields.size(); i++) {
      String[] words = fields.get(i).split(" ");
      int offset = Integer.parseInt(words[1]);
      int size = Integer.parseInt(words[2]);
      byte[] struct = new byte[360];
      for (int b = 0; b < size; b++) {
        struct[offset + b] = (byte) (b + 1);
      }
      ByteBuffer value = ByteBuffer.wrap(struct, offset, 8).order(ByteOrder.nativeOrder());
      long expected = size == 1 ? value.get() : size == 4 ? value.getInt() : value.getLong();
      Number actual = (Number) TcpInfo.class.getMethod(METHODS.get(i)).invoke(info(struct));
      assertEquals(expected, actual.longValue(), fields.get(i));
    }
  }

  private static TcpInfo info(byte[] struct) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment c = arena.allocate(struct.length, 8);
      c.copyFrom(MemorySegment.ofArray(struct));
      return TcpOptions.TCP_INFO.codec().decode(c, struct.length);
    }
  }

  @Test
  void whatAnOlderKernelDoesNotFillIsZero() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment c = arena.allocate(360, 8);
      c.fill((byte) 1);
      TcpInfo info = TcpOptions.TCP_INFO.codec().decode(c, 8);
      assertEquals(1, info.state());
      assertEquals(0, info.rtt());
      assertEquals(0, info.deliveryRate());
      assertEquals(8, info.length());
    }
  }
}
