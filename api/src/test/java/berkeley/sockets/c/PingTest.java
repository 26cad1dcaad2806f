/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.LinuxFilter.*;
import static berkeley.sockets.c.LinuxIfPacket.*;
import static berkeley.sockets.c.NetEthernet.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.NetinetIcmp6.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.NetinetIp.*;
import static berkeley.sockets.c.NetinetIpIcmp.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** Echo requests on loopback, through the sockets that can send or see them. */
class PingTest {
  private static final String PAYLOAD = "berkeley";

  /** An echo request with its checksum. */
  static MemorySegment echo(Workspace w, int id, int sequence) {
    MemorySegment packet = w.arena.allocate(icmphdr.sizeof() + PAYLOAD.length() + 1, 4);
    icmphdr.type(packet, ICMP_ECHO);
    packet.setString(icmphdr.sizeof(), PAYLOAD);
    MemorySegment un = icmphdr.un(packet);
    MemorySegment numbers = icmphdr.un.echo(un);
    icmphdr.un.echo.id(numbers, htons(id));
    icmphdr.un.echo.sequence(numbers, htons(sequence));
    int sum = 0;
    for (long i = 0; i < packet.byteSize(); i++) {
      sum += (packet.get(ValueLayout.JAVA_BYTE, i) & 255) << (i % 2 == 0 ? 8 : 0);
    }
    icmphdr.checksum(packet, htons(~(sum + (sum >>> 16))));
    return packet;
  }

  @Test
  void rawSocketSendsAndReceivesAnEcho() {
    try (Workspace w = new Workspace()) {
      int fd = w.orSkip(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), "a raw socket");
      MemorySegment to = w.address("127.0.0.1", 0);
      MemorySegment request = echo(w, 4711, 1);
      assertEquals(
          request.byteSize(), sendto(fd, request, request.byteSize(), 0, to, w.length(to)));
      MemorySegment reply = w.arena.allocate(1500, 4);
      while (true) { // a raw socket sees other people's echoes, and its own request
        int n = (int) ok(recv(fd, reply, reply.byteSize(), 0));
        assertEquals(4, version(reply));
        MemorySegment icmp = reply.asSlice(ihl(reply) * 4L, n - ihl(reply) * 4L);
        MemorySegment numbers = icmphdr.un.echo(icmphdr.un(icmp));
        if (icmphdr.type(icmp) == ICMP_ECHOREPLY && ntohs(icmphdr.un.echo.id(numbers)) == 4711) {
          assertTrue(ICMP_INFOTYPE(icmphdr.type(icmp)));
          assertEquals(1, ntohs(icmphdr.un.echo.sequence(numbers)));
          assertEquals(PAYLOAD, icmp.getString(icmphdr.sizeof()));
          return;
        }
      }
    }
  }

  @Test
  void packetSocketSeesAPingOnLoopback() {
    try (Workspace w = new Workspace()) {
      int seer = w.orSkip(socket(AF_PACKET, SOCK_DGRAM, 0), "a packet socket");
      // it sees nothing before it is bound, and then only what the filter lets through
      // ICMP only: the protocol is byte 9 of the IP header
      MemorySegment program =
          w.arena.allocateFrom(
              JAVA_LONG,
              BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 9),
              BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_ICMP, 0, 1),
              BPF_STMT(BPF_RET | BPF_K, 0xffff),
              BPF_STMT(BPF_RET | BPF_K, 0));
      MemorySegment filter = sock_fprog.allocate(w.arena);
      sock_fprog.len(filter, 4);
      sock_fprog.filter(filter, program);
      ok(setsockopt(seer, SOL_SOCKET, SO_ATTACH_FILTER, filter, w.length(filter)));
      MemorySegment lo = sockaddr_ll.allocate(w.arena);
      sockaddr_ll.sll_family(lo, AF_PACKET);
      sockaddr_ll.sll_protocol(lo, htons(ETH_P_IP));
      sockaddr_ll.sll_ifindex(lo, if_nametoindex("lo"));
      ok(bind(seer, lo, w.length(lo)));

      int udp = w.udp("127.0.0.1"); // what the filter is to drop
      MemorySegment self = w.name(udp);
      ok(sendto(udp, new byte[8], 8, 0, self, w.length(self)));
      int pinger = w.orSkip(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), "a raw socket");
      MemorySegment to = w.address("127.0.0.1", 0);
      MemorySegment request = echo(w, 4712, 9);
      ok(sendto(pinger, request, request.byteSize(), 0, to, w.length(to)));

      MemorySegment packet = w.arena.allocate(1500, 4);
      MemorySegment from = sockaddr_ll.allocate(w.arena);
      while (true) {
        MemorySegment length = w.arena.allocateFrom(JAVA_INT, (int) from.byteSize());
        ok(recvfrom(seer, packet, packet.byteSize(), 0, from, length));
        assertEquals(if_nametoindex("lo"), sockaddr_ll.sll_ifindex(from));
        assertEquals((byte) IPPROTO_ICMP, iphdr.protocol(packet));
        MemorySegment icmp = packet.asSlice(ihl(packet) * 4L);
        if (icmphdr.type(icmp) == ICMP_ECHO
            && ntohs(icmphdr.un.echo.id(icmphdr.un.echo(icmphdr.un(icmp)))) == 4712) {
          assertEquals(htonl(INADDR_LOOPBACK), iphdr.saddr(packet));
          assertEquals(PAYLOAD, icmp.getString(icmphdr.sizeof()));
          return;
        }
      }
    }
  }

  @Test
  void icmp6FilterLetsThroughWhatItSays() {
    try (Workspace w = new Workspace()) {
      int fd = w.orSkip(socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6), "a raw IPv6 socket");
      MemorySegment filter = icmp6_filter.allocate(w.arena);
      ICMP6_FILTER_SETBLOCKALL(filter);
      ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, filter);
      ok(setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, filter, w.length(filter)));
      MemorySegment back = icmp6_filter.allocate(w.arena);
      MemorySegment length = w.arena.allocateFrom(JAVA_INT, (int) back.byteSize());
      ok(getsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, back, length));
      assertTrue(ICMP6_FILTER_WILLPASS(ICMP6_ECHO_REPLY, back));
      assertTrue(ICMP6_FILTER_WILLBLOCK(ICMP6_ECHO_REQUEST, back));
      MemorySegment to = sockaddr_in6.allocate(w.arena);
      sockaddr_in6.sin6_family(to, AF_INET6);
      sockaddr_in6.sin6_addr(to, in6addr_loopback);
      MemorySegment request = w.arena.allocate(8);
      request.set(ValueLayout.JAVA_BYTE, 0, (byte) ICMP6_ECHO_REQUEST);
      long sent = sendto(fd, request, 8, 0, to, w.length(to));
      org.junit.jupiter.api.Assumptions.assumeTrue(sent == 8, "no IPv6 on loopback");
      MemorySegment reply = w.arena.allocate(64);
      ok(recv(fd, reply, 64, 0)); // the request itself is blocked
      assertEquals((byte) ICMP6_ECHO_REPLY, reply.get(ValueLayout.JAVA_BYTE, 0));
    }
  }
}
