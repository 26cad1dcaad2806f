/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.LinuxIfTun.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.NetinetIpIcmp.*;
import static berkeley.sockets.c.NetinetUdp.*;
import static berkeley.sockets.c.SysIoctl.*;
import static berkeley.sockets.c.SysSocket.*;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A program without JUnit, for a network namespace with nothing but a multicast loopback. */
public final class InNamespace {
  private static final String GROUP = "232.1.2.3";

  private final Arena arena = Arena.ofShared();

  private InNamespace() {}

  public static void main(String[] args) {
    InNamespace n = new InNamespace();
    n.sourceFilters();
    n.anySource();
    n.pingSocket();
    n.tun();
  }

  private static void check(String what, long actual, long expected) {
    if (actual != expected) {
      throw new AssertionError(
          what + ": " + actual + " for " + expected + ", errno " + strerrorname(errno()));
    }
  }

  private MemorySegment address(String host, int port) {
    MemorySegment address = sockaddr_in.allocate(arena);
    sockaddr_in.sin_family(address, AF_INET);
    sockaddr_in.sin_port(address, htons(port));
    check(host, inet_pton(AF_INET, host, sockaddr_in.sin_addr(address)), 1);
    return address;
  }

  private MemorySegment in(String host) {
    return sockaddr_in.sin_addr(address(host, 0));
  }

  private int bound(String host, int port) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    check(
        "SO_REUSEADDR",
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, arena.allocateFrom(JAVA_INT, 1), 4),
        0);
    check("bind to " + host, bind(fd, address(host, port), 16), 0);
    MemorySegment limit = timeval.allocate(arena);
    timeval.tv_sec(limit, 10);
    check("SO_RCVTIMEO", setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, limit, 16), 0);
    return fd;
  }

  /** One datagram from each of two addresses; what arrives, as text. */
  private String heard(int receiver, int port) {
    for (String from : new String[] {"127.0.0.1", "127.0.0.2"}) {
      int sender = bound(from, 0);
      check(
          "IP_MULTICAST_IF",
          setsockopt(sender, IPPROTO_IP, IP_MULTICAST_IF, in("127.0.0.1"), 4),
          0);
      byte[] text = from.substring(8).getBytes();
      check("sendto", sendto(sender, text, 1, 0, address(GROUP, port), 16), 1);
      Unistd.close(sender);
    }
    StringBuilder heard = new StringBuilder();
    byte[] text = new byte[8];
    while (recv(receiver, text, 8, MSG_DONTWAIT) == 1) {
      heard.append((char) text[0]);
    }
    check("the last recv", errno(), EAGAIN);
    return heard.toString();
  }

  private static void same(String what, String actual, String expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(what + ": heard \"" + actual + "\", not \"" + expected + "\"");
    }
  }

  private MemorySegment source(String host) {
    MemorySegment request = ip_mreq_source.allocate(arena);
    ip_mreq_source.imr_multiaddr(request, in(GROUP));
    ip_mreq_source.imr_interface(request, in("127.0.0.1"));
    ip_mreq_source.imr_sourceaddr(request, in(host));
    return request;
  }

  /** Source-specific membership: only the sources joined are heard. */
  private void sourceFilters() {
    int fd = bound(GROUP, 5353);
    int size = (int) ip_mreq_source.sizeof();
    check(
        "join 1",
        setsockopt(fd, IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP, source("127.0.0.1"), size),
        0);
    same("one source", heard(fd, 5353), "1");
    check(
        "join 2",
        setsockopt(fd, IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP, source("127.0.0.2"), size),
        0);
    same("two sources", heard(fd, 5353), "12");
    check(
        "join 2 again",
        setsockopt(fd, IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP, source("127.0.0.2"), size),
        -1);
    check("its errno", errno(), EADDRNOTAVAIL);
    check(
        "leave 1",
        setsockopt(fd, IPPROTO_IP, IP_DROP_SOURCE_MEMBERSHIP, source("127.0.0.1"), size),
        0);
    same("the other source", heard(fd, 5353), "2");
    MemorySegment filter = arena.allocate(IP_MSFILTER_SIZE(4), 4);
    ip_msfilter.imsf_multiaddr(filter, in(GROUP));
    ip_msfilter.imsf_interface(filter, in("127.0.0.1"));
    ip_msfilter.imsf_numsrc(filter, 4);
    MemorySegment length = arena.allocateFrom(JAVA_INT, (int) filter.byteSize());
    check("IP_MSFILTER", getsockopt(fd, IPPROTO_IP, IP_MSFILTER, filter, length), 0);
    check("its mode", ip_msfilter.imsf_fmode(filter), MCAST_INCLUDE);
    check("its sources", ip_msfilter.imsf_numsrc(filter), 1);
    check("its length", length.get(JAVA_INT, 0), IP_MSFILTER_SIZE(1));
    check(
        "its source",
        MemorySegment.mismatch(ip_msfilter.imsf_slist(filter), 0, 4, in("127.0.0.2"), 0, 4),
        -1);
    Unistd.close(fd);
  }

  /** Any-source membership by interface index, then one source blocked. */
  private void anySource() {
    int fd = bound(GROUP, 5354);
    int lo = if_nametoindex("lo");
    MemorySegment join = group_req.allocate(arena);
    group_req.gr_interface(join, lo);
    MemorySegment.copy(address(GROUP, 0), 0, group_req.gr_group(join), 0, 16);
    check(
        "MCAST_JOIN_GROUP",
        setsockopt(fd, IPPROTO_IP, MCAST_JOIN_GROUP, join, (int) join.byteSize()),
        0);
    same("any source", heard(fd, 5354), "12");
    MemorySegment block = group_source_req.allocate(arena);
    group_source_req.gsr_interface(block, lo);
    MemorySegment.copy(address(GROUP, 0), 0, group_source_req.gsr_group(block), 0, 16);
    MemorySegment.copy(address("127.0.0.1", 0), 0, group_source_req.gsr_source(block), 0, 16);
    check(
        "MCAST_BLOCK_SOURCE",
        setsockopt(fd, IPPROTO_IP, MCAST_BLOCK_SOURCE, block, (int) block.byteSize()),
        0);
    same("a source blocked", heard(fd, 5354), "2");
    check(
        "MCAST_LEAVE_GROUP",
        setsockopt(fd, IPPROTO_IP, MCAST_LEAVE_GROUP, join, (int) join.byteSize()),
        0);
    same("left", heard(fd, 5354), "");
    Unistd.close(fd);
  }

  /** An ICMP socket that needs no privilege, where the group may have one. */
  private void pingSocket() {
    int fd = socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP);
    if (fd < 0) {
      System.out.println("skipped: a ping socket is not permitted: " + strerrorname(errno()));
      return;
    }
    MemorySegment request = arena.allocate(icmphdr.sizeof() + 4, 4);
    icmphdr.type(request, ICMP_ECHO);
    request.setString(icmphdr.sizeof(), "abc");
    check(
        "sendto",
        sendto(fd, request, request.byteSize(), 0, address("127.0.0.1", 0), 16),
        request.byteSize());
    MemorySegment reply = arena.allocate(64, 4);
    check("recv", recv(fd, reply, 64, 0), request.byteSize()); // without the IP header
    check("its type", icmphdr.type(reply), ICMP_ECHOREPLY);
    same("its data", reply.getString(icmphdr.sizeof()), "abc");
  }

  /** A datagram into a tunnel, whose packets this program reads, in BSD's names of the fields. */
  private void tun() {
    int tunnel = Fcntl.open("/dev/net/tun", Fcntl.O_RDWR);
    if (tunnel < 0) {
      System.out.println("skipped: no tunnels here: " + strerrorname(errno()));
      return;
    }
    MemorySegment request = ifreq.allocate(arena);
    ifreq.ifr_name(request).setString(0, "tun%d");
    ifreq.ifr_flags(request, IFF_TUN | IFF_NO_PI);
    check("TUNSETIFF", ioctl(tunnel, TUNSETIFF, request), 0);
    same("its name", ifreq.ifr_name(request).getString(0), "tun0");
    int fd = bound("0.0.0.0", 0);
    ifreq.ifr_addr(request).copyFrom(address("10.1.1.1", 0));
    check("SIOCSIFADDR", ioctl(fd, SIOCSIFADDR, request), 0);
    ifreq.ifr_netmask(request).copyFrom(address("255.255.255.0", 0));
    check("SIOCSIFNETMASK", ioctl(fd, SIOCSIFNETMASK, request), 0);
    ifreq.ifr_mtu(request, 1234);
    check("SIOCSIFMTU", ioctl(fd, SIOCSIFMTU, request), 0);
    ifreq.ifr_flags(request, IFF_UP | IFF_RUNNING);
    check("SIOCSIFFLAGS", ioctl(fd, SIOCSIFFLAGS, request), 0);
    check("SIOCGIFINDEX", ioctl(fd, SIOCGIFINDEX, request), 0);
    check("its index", ifreq.ifr_ifindex(request), if_nametoindex("tun0"));
    check("sendto", sendto(fd, "abc".getBytes(), 3, 0, address("10.1.1.2", 999), 16), 3);

    MemorySegment packet = arena.allocate(2000, 8);
    long n = 0;
    for (int i = 0; i < 20 && (n <= 0 || NetinetIp.ip_v(packet) != 4); i++) { // IPv6 asks around
      MemorySegment wait = Poll.pollfd.allocate(arena);
      Poll.pollfd.fd(wait, tunnel);
      Poll.pollfd.events(wait, Poll.POLLIN);
      check("poll", Poll.poll(wait, 1, 10_000), 1);
      n = Unistd.read(tunnel, packet, packet.byteSize());
    }
    int header = 4 * NetinetIp.ip_hl(packet);
    check("its version", NetinetIp.ip_v(packet), 4);
    check("its length", ntohs(ip.ip_len(packet)), header + 8 + 3);
    check("its protocol", ip.ip_p(packet), IPPROTO_UDP);
    same("its sender", inet_ntoa(ip.ip_src(packet)), "10.1.1.1");
    same("its receiver", inet_ntoa(ip.ip_dst(packet)), "10.1.1.2");
    MemorySegment datagram = packet.asSlice(header, n - header);
    check("its port", ntohs(udphdr.uh_dport(datagram)), 999);
    check("its length", ntohs(udphdr.uh_ulen(datagram)), 8 + 3);
    same("its data", new String(datagram.asSlice(8, 3).toArray(JAVA_BYTE)), "abc");
    Unistd.close(tunnel);
  }
}
