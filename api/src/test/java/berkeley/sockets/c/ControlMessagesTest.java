/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.LinuxErrqueue.*;
import static berkeley.sockets.c.LinuxNetTstamp.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.NetinetUdp.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Workspace.control;
import static berkeley.sockets.c.Workspace.find;
import static berkeley.sockets.c.Workspace.ok;
import static berkeley.sockets.c.Workspace.port;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What sendmsg takes and recvmsg brings beside the data. */
class ControlMessagesTest {
  private static void sendTo(Workspace w, int from, int to, int bytes) {
    MemorySegment name = w.name(to);
    assertEquals(bytes, sendto(from, new byte[bytes], bytes, 0, name, w.length(name)));
  }

  private static MemorySegment receive(Workspace w, int fd, int flags) {
    MemorySegment message = w.message(w.arena.allocate(70_000), 512);
    MemorySegment name = sockaddr_in.allocate(w.arena);
    msghdr.msg_name(message, name);
    msghdr.msg_namelen(message, (int) name.byteSize());
    long n = ok(recvmsg(fd, message, flags));
    iovec.iov_len(msghdr.msg_iov(message), n);
    assertEquals(0, msghdr.msg_flags(message) & MSG_CTRUNC);
    return message;
  }

  @Test
  void pktinfoTtlAndTos() {
    try (Workspace w = new Workspace()) {
      int receiver = w.udp("127.0.0.1");
      int sender = w.udp("127.0.0.1");
      w.set(receiver, IPPROTO_IP, IP_PKTINFO, 1);
      w.set(receiver, IPPROTO_IP, IP_RECVTTL, 1);
      w.set(receiver, IPPROTO_IP, IP_RECVTOS, 1);
      w.set(sender, IPPROTO_IP, IP_TTL, 17);
      w.set(sender, IPPROTO_IP, IP_TOS, 0x10);
      sendTo(w, sender, receiver, 3);
      MemorySegment message = receive(w, receiver, 0);
      MemorySegment info = find(message, IPPROTO_IP, IP_PKTINFO);
      assertEquals(if_nametoindex("lo"), in_pktinfo.ipi_ifindex(info));
      assertEquals(htonl(INADDR_LOOPBACK), in_addr.s_addr(in_pktinfo.ipi_addr(info)));
      assertEquals(17, find(message, IPPROTO_IP, IP_TTL).get(JAVA_INT, 0));
      assertEquals(
          0x10, find(message, IPPROTO_IP, IP_TOS).get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0));
      assertEquals(port(w.name(sender)), port(msghdr.msg_name(message)));
    }
  }

  @Test
  void timestampsOfReceptionAndOfSending() throws InterruptedException {
    try (Workspace w = new Workspace()) {
      int other = w.udp("127.0.0.1");
      int receiver = w.udp("127.0.0.1");
      int sender = w.udp("127.0.0.1");
      w.set(
          receiver,
          SOL_SOCKET,
          SO_TIMESTAMPING,
          SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE);
      w.set(
          sender,
          SOL_SOCKET,
          SO_TIMESTAMPING,
          SOF_TIMESTAMPING_TX_SOFTWARE
              | SOF_TIMESTAMPING_SOFTWARE
              | SOF_TIMESTAMPING_OPT_ID
              | SOF_TIMESTAMPING_OPT_TSONLY);
      MemorySegment now = timespec.allocate(w.arena);
      ok(Time.clock_gettime(Time.CLOCK_REALTIME, now));
      MemorySegment stamps = NULL;
      MemorySegment message = NULL;
      for (int i = 0; i < 200 && stamps.equals(NULL); i++) { // the kernel takes a while to start
        sendTo(w, i == 0 ? sender : other, receiver, 1);
        message = receive(w, receiver, 0);
        stamps = find(message, SOL_SOCKET, SCM_TIMESTAMPING);
        Thread.sleep(stamps.equals(NULL) ? 5 : 0);
      }
      MemorySegment stamp = scm_timestamping.ts(stamps);
      long seconds = timespec.tv_sec(stamp) - timespec.tv_sec(now);
      assertTrue(seconds >= 0 && seconds < 60, () -> seconds + " s");

      assertTrue((w.await(sender, 0) & POLLERR) != 0);
      message = receive(w, sender, MSG_ERRQUEUE);
      assertTrue((msghdr.msg_flags(message) & MSG_ERRQUEUE) != 0);
      stamp = scm_timestamping.ts(find(message, SOL_SOCKET, SCM_TIMESTAMPING));
      assertTrue(timespec.tv_sec(stamp) >= timespec.tv_sec(now));
      MemorySegment error = find(message, IPPROTO_IP, IP_RECVERR);
      assertEquals(SO_EE_ORIGIN_TIMESTAMPING, sock_extended_err.ee_origin(error));
      assertEquals(SCM_TSTAMP_SND, sock_extended_err.ee_info(error));
      assertEquals(0, sock_extended_err.ee_data(error)); // the first datagram
    }
  }

  @Test
  void errorQueueTellsWhoRefused() {
    try (Workspace w = new Workspace()) {
      int sender = w.udp("127.0.0.1");
      w.set(sender, IPPROTO_IP, IP_RECVERR, 1);
      int gone = socket(AF_INET, SOCK_DGRAM, 0);
      ok(bind(gone, w.address("127.0.0.1", 0), (int) sockaddr_in.sizeof()));
      MemorySegment nobody = w.name(gone);
      ok(Unistd.close(gone));
      assertEquals(5, sendto(sender, new byte[5], 5, 0, nobody, w.length(nobody)));
      assertTrue((w.await(sender, 0) & POLLERR) != 0);
      MemorySegment message = receive(w, sender, MSG_ERRQUEUE);
      MemorySegment error = find(message, IPPROTO_IP, IP_RECVERR);
      assertEquals(Errno.ECONNREFUSED, sock_extended_err.ee_errno(error));
      assertEquals(SO_EE_ORIGIN_ICMP, sock_extended_err.ee_origin(error));
      MemorySegment offender = SO_EE_OFFENDER(error);
      assertEquals(AF_INET, sockaddr_in.sin_family(offender));
      assertEquals(htonl(INADDR_LOOPBACK), in_addr.s_addr(sockaddr_in.sin_addr(offender)));
      assertEquals(port(nobody), port(msghdr.msg_name(message)));
      assertEquals(5, iovec.iov_len(msghdr.msg_iov(message)));
    }
  }

  @Test
  void segmentsGoOutTogetherAndComeBackTogether() {
    try (Workspace w = new Workspace()) {
      int receiver = w.udp("127.0.0.1");
      int plain = w.udp("127.0.0.1");
      int sender = w.udp("127.0.0.1");
      MemorySegment one = w.arena.allocateFrom(JAVA_INT, 1);
      Assumptions.assumeTrue(
          setsockopt(receiver, IPPROTO_UDP, UDP_GRO, one, 4) == 0, "this kernel has no UDP_GRO");
      MemorySegment data = w.arena.allocate(2500);
      for (int to : new int[] {plain, receiver}) {
        MemorySegment message = w.message(data, CMSG_SPACE(2));
        msghdr.msg_name(message, w.name(to));
        msghdr.msg_namelen(message, (int) sockaddr_in.sizeof());
        control(message, IPPROTO_UDP, UDP_SEGMENT, 2).set(JAVA_SHORT, 0, (short) 1000);
        assertEquals(2500, ok(sendmsg(sender, message, 0)));
      }
      MemorySegment buffer = w.arena.allocate(4000);
      assertEquals(1000, ok(recv(plain, buffer, 4000, 0)));
      assertEquals(1000, ok(recv(plain, buffer, 4000, 0)));
      assertEquals(500, ok(recv(plain, buffer, 4000, 0)));
      MemorySegment whole = receive(w, receiver, 0);
      assertEquals(2500, iovec.iov_len(msghdr.msg_iov(whole)));
      assertEquals(1000, find(whole, IPPROTO_UDP, UDP_GRO).get(JAVA_INT, 0));
    }
  }

  @Test
  void zeroCopyTellsWhenTheBufferIsFree() {
    try (Workspace w = new Workspace()) {
      int[] pair = w.connected(0);
      MemorySegment one = w.arena.allocateFrom(JAVA_INT, 1);
      Assumptions.assumeTrue(
          setsockopt(pair[0], SOL_SOCKET, SO_ZEROCOPY, one, 4) == 0, "no MSG_ZEROCOPY here");
      MemorySegment data = w.arena.allocate(20_000);
      assertEquals(20_000, ok(send(pair[0], data, 20_000, MSG_ZEROCOPY)));
      assertEquals(20_000, ok(send(pair[0], data, 20_000, MSG_ZEROCOPY)));
      assertEquals(20_000, ok(recv(pair[1], w.arena.allocate(20_000), 20_000, MSG_WAITALL)));
      assertEquals(20_000, ok(recv(pair[1], w.arena.allocate(20_000), 20_000, MSG_WAITALL)));
      for (int next = 0; next < 2; ) {
        assertTrue((w.await(pair[0], 0) & POLLERR) != 0);
        MemorySegment message = receive(w, pair[0], MSG_ERRQUEUE);
        MemorySegment error = find(message, IPPROTO_IP, IP_RECVERR);
        assertFalse(error.equals(NULL));
        assertEquals(0, sock_extended_err.ee_errno(error));
        assertEquals(SO_EE_ORIGIN_ZEROCOPY, sock_extended_err.ee_origin(error));
        assertEquals(next, sock_extended_err.ee_info(error)); // sends are numbered: first
        next = sock_extended_err.ee_data(error) + 1; // to last
      }
    }
  }
}
