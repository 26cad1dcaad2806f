/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.LinuxCan.*;
import static berkeley.sockets.c.LinuxCanIsotp.*;
import static berkeley.sockets.c.LinuxCanRaw.*;
import static berkeley.sockets.c.LinuxIfXdp.*;
import static berkeley.sockets.c.LinuxMptcp.*;
import static berkeley.sockets.c.LinuxSctp.*;
import static berkeley.sockets.c.LinuxTipc.*;
import static berkeley.sockets.c.LinuxTls.*;
import static berkeley.sockets.c.NetinetTcp.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Workspace.ok;
import static berkeley.sockets.c.Workspace.port;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/**
 * The kernel, where it has a protocol, agrees with the sizes and fields of its header's structs;
 * where not, the test is skipped.
 */
class LinuxProtocolsTest {
  /** An option's value, whose length has to be that of its struct. */
  private static MemorySegment option(
      Workspace w, int fd, int level, int option, MemorySegment value) {
    MemorySegment length = w.arena.allocateFrom(JAVA_INT, w.length(value));
    ok(getsockopt(fd, level, option, value, length));
    assertEquals(w.length(value), length.get(JAVA_INT, 0));
    return value;
  }

  @Test
  void mptcp() {
    try (Workspace w = new Workspace()) {
      int probe = socket(NetinetIn.AF_INET, SOCK_STREAM, NetinetIn.IPPROTO_MPTCP);
      w.orSkip(probe, "an MPTCP socket");
      int[] pair = w.connected(NetinetIn.IPPROTO_MPTCP);
      MemorySegment info = mptcp_info.allocate(w.arena);
      MemorySegment length = w.arena.allocateFrom(JAVA_INT, w.length(info));
      int status = getsockopt(pair[0], SOL_MPTCP, MPTCP_INFO, info, length);
      assumeTrue(status == 0, () -> "no MPTCP_INFO here: " + strerrorname(errno()));
      assertTrue(mptcp_info.mptcpi_token(info) != 0);
      assertEquals(0, mptcp_info.mptcpi_flags(info) & MPTCP_INFO_FLAG_FALLBACK);

      long header = mptcp_subflow_data.sizeof();
      long size = mptcp_subflow_addrs.sizeof();
      MemorySegment flows = w.arena.allocate(header + size, 8);
      mptcp_subflow_data.size_subflow_data(flows, (int) header);
      mptcp_subflow_data.size_user(flows, (int) size);
      option(w, pair[0], SOL_MPTCP, MPTCP_SUBFLOW_ADDRS, flows);
      assertEquals(1, mptcp_subflow_data.num_subflows(flows));
      MemorySegment flow = flows.asSlice(header);
      assertEquals(port(w.name(pair[0])), port(mptcp_subflow_addrs.sin_local(flow)));
      assertEquals(port(w.name(pair[1])), port(mptcp_subflow_addrs.sin_remote(flow)));
    }
  }

  @Test
  void xdp() {
    try (Workspace w = new Workspace()) {
      int fd = w.orSkip(socket(AF_XDP, SOCK_RAW, 0), "an XDP socket");
      option(w, fd, SOL_XDP, XDP_STATISTICS, xdp_statistics.allocate(w.arena));
      option(w, fd, SOL_XDP, XDP_OPTIONS, xdp_options.allocate(w.arena));
      MemorySegment offsets =
          option(w, fd, SOL_XDP, XDP_MMAP_OFFSETS, xdp_mmap_offsets.allocate(w.arena));
      MemorySegment rx = xdp_mmap_offsets.rx(offsets);
      assertTrue(xdp_ring_offset.desc(rx) > xdp_ring_offset.producer(rx));
      assertTrue(xdp_ring_offset.consumer(rx) != xdp_ring_offset.producer(rx));
    }
  }

  @Test
  void tls() {
    try (Workspace w = new Workspace()) {
      int[] pair = w.connected(0);
      MemorySegment name = w.arena.allocateFrom("tls");
      int status = setsockopt(pair[0], NetinetIn.IPPROTO_TCP, TCP_ULP, name, 3);
      assumeTrue(status == 0, () -> "no kernel TLS here: " + strerrorname(errno()));
      MemorySegment keys = tls12_crypto_info_aes_gcm_128.allocate(w.arena);
      MemorySegment info = tls12_crypto_info_aes_gcm_128.info(keys);
      tls_crypto_info.version(info, TLS_1_2_VERSION);
      tls_crypto_info.cipher_type(info, TLS_CIPHER_AES_GCM_128);
      tls12_crypto_info_aes_gcm_128.key(keys).fill((byte) 7);
      ok(setsockopt(pair[0], SOL_TLS, TLS_TX, keys, w.length(keys)));
      MemorySegment now = tls12_crypto_info_aes_gcm_128.allocate(w.arena);
      option(w, pair[0], SOL_TLS, TLS_TX, now);
      MemorySegment version = tls12_crypto_info_aes_gcm_128.info(now);
      assertEquals((short) TLS_1_2_VERSION, tls_crypto_info.version(version));
    }
  }

  @Test
  void can() {
    try (Workspace w = new Workspace()) {
      int fd = w.orSkip(socket(AF_CAN, SOCK_RAW, CAN_RAW), "a CAN socket");
      MemorySegment filter = can_filter.allocate(w.arena);
      can_filter.can_id(filter, 0x123);
      can_filter.can_mask(filter, CAN_SFF_MASK);
      ok(setsockopt(fd, SOL_CAN_RAW, CAN_RAW_FILTER, filter, w.length(filter)));
      MemorySegment now = option(w, fd, SOL_CAN_RAW, CAN_RAW_FILTER, can_filter.allocate(w.arena));
      assertEquals(0x123, can_filter.can_id(now));
      assertEquals(CAN_SFF_MASK, can_filter.can_mask(now));
      int isotp = w.orSkip(socket(AF_CAN, SOCK_DGRAM, CAN_ISOTP), "an ISO-TP socket");
      MemorySegment options = can_isotp_options.allocate(w.arena);
      option(w, isotp, SOL_CAN_ISOTP, CAN_ISOTP_OPTS, options);
      assertEquals((byte) CAN_ISOTP_DEFAULT_PAD_CONTENT, can_isotp_options.txpad_content(options));
    }
  }

  @Test
  void tipc() {
    try (Workspace w = new Workspace()) {
      int fd = w.orSkip(socket(AF_TIPC, SOCK_RDM, 0), "a TIPC socket");
      MemorySegment name = sockaddr_tipc.allocate(w.arena);
      MemorySegment length = w.arena.allocateFrom(JAVA_INT, w.length(name));
      ok(getsockname(fd, name, length));
      assertEquals(w.length(name), length.get(JAVA_INT, 0));
      assertEquals(AF_TIPC, sockaddr_tipc.family(name));
      assertEquals(TIPC_SOCKET_ADDR, sockaddr_tipc.addrtype(name));
    }
  }

  @Test
  void sctp() {
    try (Workspace w = new Workspace()) {
      int fd = socket(NetinetIn.AF_INET, SOCK_STREAM, NetinetIn.IPPROTO_SCTP);
      w.orSkip(fd, "an SCTP socket");
      MemorySegment init = sctp_initmsg.allocate(w.arena);
      option(w, fd, NetinetIn.IPPROTO_SCTP, SCTP_INITMSG, init);
      assertTrue(sctp_initmsg.sinit_num_ostreams(init) > 0);
      MemorySegment events = sctp_event_subscribe.allocate(w.arena);
      sctp_event_subscribe.sctp_association_event(events, 1);
      ok(setsockopt(fd, NetinetIn.IPPROTO_SCTP, SCTP_EVENTS, events, w.length(events)));
      assertEquals(1, events.get(JAVA_BYTE, sctp_event_subscribe.sctp_association_event$offset()));
    }
  }
}
