/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.NetinetTcp.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Workspace.ok;
import static berkeley.sockets.c.Workspace.port;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** TCP's own ways: urgent data, the state of a connection, several paths. */
class TcpTest {
  @Test
  void urgentDataStopsTheReaderAtTheMark() {
    try (Workspace w = new Workspace()) {
      int[] pair = w.connected(0);
      assertEquals(3, ok(send(pair[0], "abc".getBytes(), 3, 0)));
      assertEquals(1, ok(send(pair[0], "!".getBytes(), 1, MSG_OOB)));
      assertEquals(3, ok(send(pair[0], "def".getBytes(), 3, 0)));
      assertTrue((w.await(pair[1], POLLPRI) & POLLPRI) != 0);
      byte[] data = new byte[16];
      assertEquals(0, sockatmark(pair[1]));
      assertEquals(3, ok(recv(pair[1], data, 16, 0))); // not across the mark
      assertEquals(1, sockatmark(pair[1]));
      byte[] urgent = new byte[1];
      assertEquals(1, ok(recv(pair[1], urgent, 1, MSG_OOB)));
      assertEquals('!', urgent[0]);
      w.await(pair[1], POLLIN);
      assertEquals(3, ok(recv(pair[1], data, 16, 0)));
      assertEquals("def", new String(data, 0, 3));
      assertEquals(0, sockatmark(pair[1]));
    }
  }

  @Test
  void tcpInfoIsWhatSsShows() throws Exception {
    try (Workspace w = new Workspace()) {
      int[] pair = w.connected(0);
      for (int i = 0; i < 5; i++) {
        ok(send(pair[0], new byte[3000], 3000, 0));
        ok(recv(pair[1], new byte[3000], 3000, MSG_WAITALL));
        ok(send(pair[1], new byte[10], 10, 0));
        ok(recv(pair[0], new byte[10], 10, MSG_WAITALL));
      }
      String shown = ss(port(w.name(pair[0])), port(w.name(pair[1])));
      MemorySegment info = tcp_info.allocate(w.arena);
      ok(
          getsockopt(
              pair[0],
              IPPROTO_TCP,
              TCP_INFO,
              info,
              w.arena.allocateFrom(JAVA_INT, (int) info.byteSize())));
      assertEquals(TCP_ESTABLISHED, tcp_info.tcpi_state(info));
      assertEquals(
          field(shown, "wscale:(\\d+,\\d+)"), tcpi_snd_wscale(info) + "," + tcpi_rcv_wscale(info));
      assertEquals(field(shown, "\\bmss:(\\d+)"), "" + tcp_info.tcpi_snd_mss(info));
      assertEquals(field(shown, "rcvmss:(\\d+)"), "" + tcp_info.tcpi_rcv_mss(info));
      assertEquals(field(shown, "advmss:(\\d+)"), "" + tcp_info.tcpi_advmss(info));
      assertEquals(field(shown, "pmtu:(\\d+)"), "" + tcp_info.tcpi_pmtu(info));
      assertEquals(field(shown, "cwnd:(\\d+)"), "" + tcp_info.tcpi_snd_cwnd(info));
      double rtt = Double.parseDouble(field(shown, "\\brtt:([\\d.]+)/"));
      assertEquals(rtt, tcp_info.tcpi_rtt(info) / 1000.0, 0.001);
      double rto = Double.parseDouble(field(shown, "\\brto:([\\d.]+)"));
      assertEquals(rto, tcp_info.tcpi_rto(info) / 1000.0, 1);
    }
  }

  private static String ss(int from, int to) throws InterruptedException {
    try {
      ChildProcess.Result ss =
          ChildProcess.run(List.of("ss", "-tinHO", "sport = :" + from + " and dport = :" + to));
      assumeTrue(ss.status() == 0, "ss cannot tell: " + ss.output());
      return ss.output();
    } catch (IOException e) {
      assumeTrue(false, "no ss program (package iproute2)");
      throw new AssertionError(e);
    }
  }

  private static String field(String shown, String pattern) {
    Matcher m = Pattern.compile(pattern).matcher(shown);
    assertTrue(m.find(), pattern + " in " + shown);
    return m.group(1);
  }

  @Test
  void multipathSocketsCarryData() {
    try (Workspace w = new Workspace()) {
      w.orSkip(socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP), "an MPTCP socket");
      int[] pair = w.connected(IPPROTO_MPTCP);
      assertEquals(IPPROTO_MPTCP, w.get(pair[0], SOL_SOCKET, SO_PROTOCOL));
      MemorySegment data = w.arena.allocate(64);
      data.fill((byte) 7);
      assertEquals(64, ok(send(pair[0], data, 64, 0)));
      data.fill((byte) 0);
      assertEquals(64, ok(recv(pair[1], data, 64, MSG_WAITALL)));
      assertEquals(7, data.get(JAVA_BYTE, 63));
    }
  }
}
