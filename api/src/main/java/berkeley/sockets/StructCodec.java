/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import berkeley.sockets.bindings.headers.linux_errqueue_h.scm_timestamping;
import berkeley.sockets.bindings.headers.linux_errqueue_h.sock_extended_err;
import berkeley.sockets.bindings.headers.linux_filter_h.sock_filter;
import berkeley.sockets.bindings.headers.linux_filter_h.sock_fprog;
import berkeley.sockets.bindings.headers.linux_if_packet_h.packet_mreq;
import berkeley.sockets.bindings.headers.linux_net_tstamp_h.sock_txtime;
import berkeley.sockets.bindings.headers.netinet_in_h.group_req;
import berkeley.sockets.bindings.headers.netinet_in_h.group_source_req;
import berkeley.sockets.bindings.headers.netinet_in_h.in6_pktinfo;
import berkeley.sockets.bindings.headers.netinet_in_h.in_pktinfo;
import berkeley.sockets.bindings.headers.netinet_in_h.ip_mreq_source;
import berkeley.sockets.bindings.headers.netinet_in_h.ip_mreqn;
import berkeley.sockets.bindings.headers.netinet_in_h.ipv6_mreq;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.sys_socket_h.linger;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr_storage;
import berkeley.sockets.bindings.headers.sys_socket_h.ucred;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The codecs of C's structs: one class, for the jar's size. A struct's layout is loaded when its
 * first value passes, not with the table of options.
 */
final class StructCodec<T> implements Codec<T> {
  static final Codec<Linger> LINGER = new StructCodec<>(0);
  static final Codec<Credentials> UCRED = new StructCodec<>(1);
  static final Codec<TcpInfo> TCP_INFO = new StructCodec<>(2);
  static final Codec<Inet4Address> IN_ADDR = new StructCodec<>(3);
  static final Codec<IpMreqn> IP_MREQN = new StructCodec<>(4);
  static final Codec<IpMreqSource> IP_MREQ_SOURCE = new StructCodec<>(5);
  static final Codec<Ipv6Mreq> IPV6_MREQ = new StructCodec<>(6);
  static final Codec<GroupReq> GROUP_REQ = new StructCodec<>(7);
  static final Codec<GroupSourceReq> GROUP_SOURCE_REQ = new StructCodec<>(8);
  static final Codec<PacketMreq> PACKET_MREQ = new StructCodec<>(9);
  static final Codec<TxTime> SOCK_TXTIME = new StructCodec<>(10);
  static final Codec<List<SockFilter>> SOCK_FPROG = new StructCodec<>(11);
  static final Codec<InPktinfo> IN_PKTINFO = new StructCodec<>(12);
  static final Codec<In6Pktinfo> IN6_PKTINFO = new StructCodec<>(13);
  static final Codec<Timestamping> SCM_TIMESTAMPING = new StructCodec<>(14);
  static final Codec<ExtendedError> SOCK_EXTENDED_ERR = new StructCodec<>(15);
  static final Codec<SockAddr> SOCKADDR = new StructCodec<>(16);

  private final int kind;

  private StructCodec(int kind) {
    this.kind = kind;
  }

  @Override
  public int size() {
    return (int)
        switch (kind) {
          case 0 -> linger.sizeof();
          case 1 -> ucred.sizeof();
          case 2 -> TcpInfo.SIZE;
          case 3 -> 4;
          case 4 -> ip_mreqn.sizeof();
          case 5 -> ip_mreq_source.sizeof();
          case 6 -> ipv6_mreq.sizeof();
          case 7 -> group_req.sizeof();
          case 8 -> group_source_req.sizeof();
          case 9 -> packet_mreq.sizeof();
          case 10 -> sock_txtime.sizeof();
          case 11 -> 0;
          case 12 -> in_pktinfo.sizeof();
          case 13 -> in6_pktinfo.sizeof();
          case 14 -> scm_timestamping.sizeof();
          case 15 -> sock_extended_err.sizeof();
          default -> sockaddr_storage.sizeof();
        };
  }

  @Override
  public MemorySegment encode(T value, SegmentAllocator allocator) {
    if (value instanceof SockAddr address) {
      MemorySegment c = allocator.allocate(sockaddr_storage.sizeof(), 8);
      return c.asSlice(0, address.write(c));
    }
    if (value instanceof List<?> list) {
      return program(list, allocator);
    }
    MemorySegment c = allocator.allocate(size(), 8);
    switch (value) {
      case Linger v -> {
        linger.l_onoff(c, v.on() ? 1 : 0);
        linger.l_linger(c, v.seconds());
      }
      case Credentials v -> {
        ucred.pid(c, v.pid());
        ucred.uid(c, v.uid());
        ucred.gid(c, v.gid());
      }
      case Inet4Address v -> put(c, 0, v);
      case IpMreqn v -> {
        put(c, ip_mreqn.imr_multiaddr$offset(), v.group());
        put(c, ip_mreqn.imr_address$offset(), v.local());
        ip_mreqn.imr_ifindex(c, v.index());
      }
      case IpMreqSource v -> {
        put(c, ip_mreq_source.imr_multiaddr$offset(), v.group());
        put(c, ip_mreq_source.imr_interface$offset(), v.local());
        put(c, ip_mreq_source.imr_sourceaddr$offset(), v.source());
      }
      case Ipv6Mreq v -> {
        put(c, ipv6_mreq.ipv6mr_multiaddr$offset(), v.group());
        ipv6_mreq.ipv6mr_interface(c, v.index());
      }
      case GroupReq v -> {
        group_req.gr_interface(c, v.index());
        v.group().write(group_req.gr_group(c));
      }
      case GroupSourceReq v -> {
        group_source_req.gsr_interface(c, v.index());
        v.group().write(group_source_req.gsr_group(c));
        v.source().write(group_source_req.gsr_source(c));
      }
      case PacketMreq v -> {
        packet_mreq.mr_ifindex(c, v.index());
        packet_mreq.mr_type(c, (short) v.type());
        packet_mreq.mr_alen(c, (short) v.address().length);
        packet_mreq.mr_address(c).copyFrom(MemorySegment.ofArray(v.address()));
      }
      case TxTime v -> {
        sock_txtime.clockid(c, v.clock());
        sock_txtime.flags(c, v.flags());
      }
      case InPktinfo v -> {
        in_pktinfo.ipi_ifindex(c, v.index());
        put(c, in_pktinfo.ipi_spec_dst$offset(), v.local());
        put(c, in_pktinfo.ipi_addr$offset(), v.destination());
      }
      case In6Pktinfo v -> {
        put(c, in6_pktinfo.ipi6_addr$offset(), v.address());
        in6_pktinfo.ipi6_ifindex(c, v.index());
      }
      default -> throw new IllegalArgumentException("C only reads this: " + value);
    }
    return c;
  }

  private static MemorySegment program(List<?> instructions, SegmentAllocator allocator) {
    long size = sock_filter.sizeof();
    MemorySegment array = allocator.allocate(size * instructions.size(), 8);
    for (int i = 0; i < instructions.size(); i++) {
      SockFilter v = (SockFilter) instructions.get(i);
      MemorySegment c = array.asSlice(i * size, size);
      sock_filter.code(c, (short) v.code());
      sock_filter.jt(c, (byte) v.jt());
      sock_filter.jf(c, (byte) v.jf());
      sock_filter.k(c, v.k());
    }
    MemorySegment program = sock_fprog.allocate(allocator);
    sock_fprog.len(program, (short) instructions.size());
    sock_fprog.filter(program, array);
    return program;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T decode(MemorySegment bytes, int length) {
    return (T) object(bytes, length);
  }

  private Object object(MemorySegment c, int length) {
    return switch (kind) {
      case 0 -> new Linger(linger.l_onoff(c) != 0, linger.l_linger(c));
      case 1 -> new Credentials(ucred.pid(c), ucred.uid(c), ucred.gid(c));
      case 2 -> new TcpInfo(c, length);
      case 3 -> inet4(c, 0);
      case 4 ->
          new IpMreqn(
              inet4(c, ip_mreqn.imr_multiaddr$offset()),
              inet4(c, ip_mreqn.imr_address$offset()),
              ip_mreqn.imr_ifindex(c));
      case 5 ->
          new IpMreqSource(
              inet4(c, ip_mreq_source.imr_multiaddr$offset()),
              inet4(c, ip_mreq_source.imr_interface$offset()),
              inet4(c, ip_mreq_source.imr_sourceaddr$offset()));
      case 6 ->
          new Ipv6Mreq(
              inet6(c, ipv6_mreq.ipv6mr_multiaddr$offset()), ipv6_mreq.ipv6mr_interface(c));
      case 7 -> new GroupReq(group_req.gr_interface(c), address(group_req.gr_group(c)));
      case 8 ->
          new GroupSourceReq(
              group_source_req.gsr_interface(c),
              address(group_source_req.gsr_group(c)),
              address(group_source_req.gsr_source(c)));
      case 9 ->
          new PacketMreq(
              packet_mreq.mr_ifindex(c),
              packet_mreq.mr_type(c) & 0xffff,
              packet_mreq.mr_address(c).toArray(JAVA_BYTE));
      case 10 -> new TxTime(sock_txtime.clockid(c), sock_txtime.flags(c));
      case 11 -> instructions(c, length);
      case 12 ->
          new InPktinfo(
              in_pktinfo.ipi_ifindex(c),
              inet4(c, in_pktinfo.ipi_spec_dst$offset()),
              inet4(c, in_pktinfo.ipi_addr$offset()));
      case 13 ->
          new In6Pktinfo(inet6(c, in6_pktinfo.ipi6_addr$offset()), in6_pktinfo.ipi6_ifindex(c));
      case 14 -> new Timestamping(instant(c, 0), instant(c, 2));
      case 15 -> error(c, length);
      default -> address(c.asSlice(0, length));
    };
  }

  private static List<SockFilter> instructions(MemorySegment array, int length) {
    List<SockFilter> all = new ArrayList<>();
    long size = sock_filter.sizeof();
    for (long at = 0; at + size <= length; at += size) {
      MemorySegment c = array.asSlice(at, size);
      all.add(
          new SockFilter(
              sock_filter.code(c) & 0xffff,
              sock_filter.jt(c) & 0xff,
              sock_filter.jf(c) & 0xff,
              sock_filter.k(c)));
    }
    return all;
  }

  private static ExtendedError error(MemorySegment c, int length) {
    int size = (int) sock_extended_err.sizeof();
    SockAddr offender = length - size < 2 ? null : address(c.asSlice(size, length - size));
    if (offender != null && offender.family().value() == 0) {
      offender = null;
    }
    return new ExtendedError(
        sock_extended_err.ee_errno(c),
        sock_extended_err.ee_origin(c) & 0xff,
        sock_extended_err.ee_type(c) & 0xff,
        sock_extended_err.ee_code(c) & 0xff,
        sock_extended_err.ee_info(c),
        sock_extended_err.ee_data(c),
        offender);
  }

  private static SockAddr address(MemorySegment c) {
    return SockAddr.read(c, Math.min(c.byteSize(), SockAddrBuffer.CAPACITY)); // none is longer
  }

  private static Instant instant(MemorySegment c, int index) {
    MemorySegment t = c.asSlice(index * timespec.sizeof(), timespec.sizeof());
    long seconds = timespec.tv_sec(t);
    long nanos = timespec.tv_nsec(t);
    return seconds == 0 && nanos == 0 ? null : Instant.ofEpochSecond(seconds, nanos);
  }

  private static void put(MemorySegment c, long offset, InetAddress address) {
    byte[] bytes = address.getAddress();
    MemorySegment.copy(bytes, 0, c, JAVA_BYTE, offset, bytes.length);
  }

  private static Inet4Address inet4(MemorySegment c, long offset) {
    byte[] bytes = c.asSlice(offset, 4).toArray(JAVA_BYTE);
    try {
      return (Inet4Address) InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // four bytes are an address
    }
  }

  private static Inet6Address inet6(MemorySegment c, long offset) {
    byte[] bytes = c.asSlice(offset, 16).toArray(JAVA_BYTE);
    try {
      return Inet6Address.getByAddress(null, bytes, -1); // also where it maps an IPv4 address
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
