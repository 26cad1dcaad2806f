/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.Codec;
import berkeley.sockets.Domain;
import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.NetinetTcp;
import berkeley.sockets.c.SysSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What options with a type of their own do, told by something else than this library. */
@Tag("codec")
class TypedOptionsTest {
  private static final SockAddr ANY = SockAddr.Inet4.any(0);
  private static final SockAddr LOCAL = SockAddr.Inet4.loopback(0);

  private static Socket bound(Type type) throws IOException {
    Socket socket = Socket.open(Domain.INET, type);
    socket.bind(LOCAL);
    return socket;
  }

  private record Pair(Socket client, Socket server) implements AutoCloseable {
    static Pair tcp() throws IOException {
      try (Socket listener = bound(Type.STREAM)) {
        listener.listen(1);
        Socket client = Socket.open(Domain.INET, Type.STREAM);
        client.connect(listener.localAddress());
        return new Pair(client, listener.accept());
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  private static int port(Socket socket) throws IOException {
    return ((SockAddr.Inet4) socket.localAddress()).port();
  }

  /** What ss(8) tells about the TCP connection from a local port. */
  private static String ss(int port) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ss")), "no ss (package iproute2)");
    Process ss =
        new ProcessBuilder("ss", "-tnioeH", "sport", "=", ":" + port)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return String.join(" ", ss.inputReader().readAllLines());
  }

  private static long number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return Long.parseLong(matcher.group(1));
  }

  @Test
  void tcpInfoIsWhatSsPrints() throws Exception {
    try (Pair pair = Pair.tcp()) {
      pair.client.send(new byte[1000], 0, 1000, 0);
      assertEquals(1000, pair.server.recv(new byte[1000], 0, 1000, 0));
      TcpInfo info = pair.client.getOption(TcpOptions.TCP_INFO);
      for (int i = 0; i < 5_000 && info.bytesAcked() < 1000; i++) {
        Thread.sleep(1);
        info = pair.client.getOption(TcpOptions.TCP_INFO);
      }
      String ss = ss(port(pair.client));
      assertTrue(ss.startsWith("ESTAB"), ss);
      assertEquals(NetinetTcp.TCP_ESTABLISHED, info.state());
      assertEquals(number(ss, "\\bcwnd:(\\d+)"), info.congestionWindow());
      assertEquals(number(ss, "\\bmss:(\\d+)"), info.sendMss());
      assertEquals(number(ss, "\\bpmtu:(\\d+)"), info.pmtu());
      assertEquals(number(ss, "\\badvmss:(\\d+)"), info.advmss());
      assertEquals(number(ss, "\\bbytes_sent:(\\d+)"), info.bytesSent());
      assertEquals(number(ss, "\\bbytes_acked:(\\d+)"), info.bytesAcked());
      assertEquals(number(ss, "\\bsegs_out:(\\d+)"), info.segsOut());
      assertEquals(number(ss, "\\bdata_segs_out:(\\d+)"), info.dataSegsOut());
      assertEquals(number(ss, "wscale:(\\d+),"), info.sendWindowScale());
      assertEquals(number(ss, "wscale:\\d+,(\\d+)"), info.receiveWindowScale());
      Matcher rtt = Pattern.compile("\\brtt:([0-9.]+)/").matcher(ss);
      assertTrue(rtt.find(), ss);
      assertEquals(Double.parseDouble(rtt.group(1)), info.rtt() / 1000.0, 0.001);
      long cookie = pair.client.getOption(SocketOptions.SO_COOKIE);
      assertTrue(ss.contains("sk:" + Long.toHexString(cookie) + " "), ss);
      assertTrue(info.toString().contains("state=1"), info.toString());
      assertEquals(info.length(), info.toByteArray().length);
    }
  }

  @Test
  void keepAliveSettingsAreWhatSsShows() throws Exception {
    try (Pair pair = Pair.tcp()) {
      assertTrue(!ss(port(pair.client)).contains("keepalive"));
      pair.client.setOption(TcpOptions.TCP_KEEPIDLE, 77);
      pair.client.setOption(SocketOptions.SO_KEEPALIVE, true);
      String ss = ss(port(pair.client));
      assertTrue(ss.contains("timer:(keepalive,1min1") || ss.contains("timer:(keepalive,77"), ss);
      pair.client.setOption(TcpOptions.TCP_CONGESTION, "reno");
      assertTrue(ss(port(pair.client)).contains(" reno "), ss(port(pair.client)));
    }
  }

  @Test
  void lingerOfZeroResetsTheConnection() throws Exception {
    try (Pair pair = Pair.tcp()) {
      pair.client.setOption(SocketOptions.SO_LINGER, new Linger(true, 0));
      pair.client.close();
      ErrnoException e =
          assertThrows(ErrnoException.class, () -> pair.server.recv(new byte[1], 0, 1, 0));
      assertEquals(Errno.ECONNRESET, e.errno());
    }
  }

  @Test
  void timeoutsAreRoundedUpToWhatTheKernelCounts() throws Exception {
    try (Socket socket = bound(Type.DGRAM)) {
      assertEquals(Duration.ZERO, socket.getOption(SocketOptions.SO_RCVTIMEO));
      socket.setOption(SocketOptions.SO_RCVTIMEO, Duration.ofNanos(1)); // must not be "for ever"
      Duration least = socket.getOption(SocketOptions.SO_RCVTIMEO);
      assertTrue(least.compareTo(Duration.ZERO) > 0 && least.toMillis() <= 10, least.toString());
      assertEquals(Socket.WOULD_BLOCK, socket.recv(new byte[1], 0, 1, 0));
      socket.setOption(SocketOptions.SO_RCVTIMEO, Duration.ofNanos(1_999_999_999));
      assertEquals(Duration.ofSeconds(2), socket.getOption(SocketOptions.SO_RCVTIMEO));
    }
  }

  /** socket(7): no limit is zero. What is longer than the kernel counts is no limit, too. */
  @Test
  void theLongestAndShortestTimesAreTaken() throws Exception {
    List<Duration> longest =
        List.of(
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_001),
            ChronoUnit.FOREVER.getDuration());
    List<Duration> negative =
        List.of(Duration.ofNanos(-1), Duration.ofSeconds(-3), Duration.ofSeconds(Long.MIN_VALUE));
    try (Socket socket = bound(Type.DGRAM)) {
      for (Duration time : longest) {
        socket.setOption(SocketOptions.SO_RCVTIMEO, Duration.ofSeconds(1));
        socket.setOption(SocketOptions.SO_RCVTIMEO, time);
        assertEquals(Duration.ZERO, socket.getOption(SocketOptions.SO_RCVTIMEO), "" + time);
        socket.setReceiveTimeout(Duration.ofSeconds(1));
        socket.setReceiveTimeout(time);
        assertEquals(Duration.ZERO, socket.getOption(SocketOptions.SO_RCVTIMEO), "" + time);
      }
      for (Duration time : negative) {
        socket.setOption(SocketOptions.SO_RCVTIMEO, time);
        assertEquals(Socket.WOULD_BLOCK, socket.recv(new byte[1], 0, 1, 0), "" + time);
        socket.setReceiveTimeout(time);
        assertEquals(Socket.WOULD_BLOCK, socket.recv(new byte[1], 0, 1, 0), "" + time);
        socket.setSendTimeout(time);
        Duration least = socket.getOption(SocketOptions.SO_SNDTIMEO);
        assertTrue(!least.isZero() && least.toMillis() <= 10, least.toString());
      }
      Duration odd = Duration.ofNanos(1_999_999_999);
      socket.setReceiveTimeout(odd);
      assertEquals(Duration.ofSeconds(2), socket.getOption(SocketOptions.SO_RCVTIMEO));
    }
  }

  @Test
  void aPeersNameIsWhatGetpeernameSays() throws Exception {
    try (Pair pair = Pair.tcp();
        Socket listener = Socket.listen("::1", "0");
        Socket six = Socket.open(Domain.INET6, Type.STREAM)) {
      assertEquals(pair.server.localAddress(), pair.client.getOption(SocketOptions.SO_PEERNAME));
      ErrnoException e =
          assertThrows(ErrnoException.class, () -> six.getOption(SocketOptions.SO_PEERNAME));
      assertEquals(Errno.ENOTCONN, e.errno());
      six.connect(listener.localAddress());
      assertEquals(listener.localAddress(), six.getOption(SocketOptions.SO_PEERNAME));
    }
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket one = pair[0];
        Socket _ = pair[1];
        Socket named = Socket.open(Domain.UNIX, Type.STREAM);
        Socket client = Socket.open(Domain.UNIX, Type.STREAM)) {
      assertEquals(SockAddr.Unix.UNNAMED, one.getOption(SocketOptions.SO_PEERNAME));
      SockAddr name = SockAddr.Unix.abstractName("peer name " + ProcessHandle.current().pid());
      named.bind(name);
      named.listen(1);
      client.connect(name);
      assertEquals(name, client.getOption(SocketOptions.SO_PEERNAME));
    }
  }

  /** Linux gives struct tcp_repair_window in repair mode only, and EINVAL for any other length. */
  @Test
  void repairWindowsAreOfTheirOwnLength() throws Exception {
    try (Pair pair = Pair.tcp()) {
      ErrnoException e =
          assertThrows(
              ErrnoException.class, () -> pair.client.getOption(TcpOptions.TCP_REPAIR_WINDOW));
      assertEquals(Errno.EPERM, e.errno());
      try {
        pair.client.setOption(TcpOptions.TCP_REPAIR, 1);
      } catch (ErrnoException needsCapability) {
        assumeTrue(false, needsCapability.getMessage());
      }
      assertEquals(20, pair.client.getOption(TcpOptions.TCP_REPAIR_WINDOW).length);
      pair.client.setOption(TcpOptions.TCP_REPAIR, 0);
    }
  }

  @Test
  void stringsThatCCannotHaveAreRefused() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      for (String text : List.of("reno\0x", "\0", "r\ud800", "\udc00")) {
        assertThrows(
            IllegalArgumentException.class,
            () -> socket.setOption(TcpOptions.TCP_CONGESTION, text));
        assertThrows(
            IllegalArgumentException.class,
            () -> socket.setOption(SocketOptions.SO_BINDTODEVICE, text));
      }
    }
  }

  @Test
  void peerCredentialsAreThoseOfThisProcess() throws Exception {
    Path status = Path.of("/proc/self/status");
    List<String> lines = Files.readAllLines(status);
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket one = pair[0];
        Socket two = pair[1]) {
      Credentials peer = one.getOption(SocketOptions.SO_PEERCRED);
      assertEquals(ProcessHandle.current().pid(), peer.pid());
      for (String line : lines) {
        if (line.startsWith("Uid:")) {
          assertEquals(Integer.parseInt(line.split("\\s+")[2]), peer.uid());
        }
        if (line.startsWith("Gid:")) {
          assertEquals(Integer.parseInt(line.split("\\s+")[2]), peer.gid());
        }
        if (line.startsWith("Groups:")) {
          int[] groups = two.getOption(SocketOptions.SO_PEERGROUPS);
          List<String> names = new ArrayList<>();
          for (int group : groups) {
            names.add("" + group);
          }
          assertEquals(line.substring(7).strip(), String.join(" ", names));
        }
      }
    }
  }

  @Test
  void filterDropsWhatItDoesNotReturn() throws Exception {
    SockFilter load = new SockFilter(0x30, 0, 0, 8); // ldb [8], the first byte behind UDP's header
    SockFilter test = new SockFilter(0x15, 0, 1, 'y'); // jeq #'y', accept, drop
    SockFilter accept = new SockFilter(0x06, 0, 0, 0xffff);
    SockFilter drop = new SockFilter(0x06, 0, 0, 0);
    List<SockFilter> program = List.of(load, test, accept, drop);
    try (Socket receiver = bound(Type.DGRAM);
        Socket sender = bound(Type.DGRAM)) {
      assertEquals(List.of(), receiver.getOption(SocketOptions.SO_ATTACH_FILTER));
      receiver.setOption(SocketOptions.SO_ATTACH_FILTER, program);
      assertEquals(program, receiver.getOption(SocketOptions.SO_ATTACH_FILTER));
      sender.connect(receiver.localAddress());
      for (String text : List.of("no", "yes", "not", "yet")) {
        sender.send(text.getBytes(), 0, text.length(), 0);
      }
      byte[] buffer = new byte[10];
      assertEquals(3, receiver.recv(buffer, 0, 10, 0));
      assertEquals("yes", new String(buffer, 0, 3));
      assertEquals(3, receiver.recv(buffer, 0, 10, 0));
      assertEquals("yet", new String(buffer, 0, 3));
      assertEquals(Socket.WOULD_BLOCK, receiver.recv(buffer, 0, 10, SysSocket.MSG_DONTWAIT));
      receiver.setOption(SocketOptions.SO_DETACH_FILTER, 0);
      assertEquals(List.of(), receiver.getOption(SocketOptions.SO_ATTACH_FILTER));
    }
  }

  /** The kernel writes eight bytes for each that the length counts: sk_get_filter(), socket(7). */
  @Test
  void filterLengthsCountInstructions() throws Exception {
    SockFilter accept = new SockFilter(0x06, 0, 0, 0x1234);
    try (Socket socket = bound(Type.DGRAM);
        Arena arena = Arena.ofConfined()) {
      socket.setOption(SocketOptions.SO_ATTACH_FILTER, List.of(accept, accept, accept));
      int option = SysSocket.SO_GET_FILTER;
      MemorySegment value = arena.allocate(24, 8);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, 3);
      int fd = socket.fd();
      assertEquals(0, SysSocket.getsockopt(fd, SysSocket.SOL_SOCKET, option, value, length));
      assertEquals(3, length.get(ValueLayout.JAVA_INT, 0));
      assertEquals(0x1234, value.get(ValueLayout.JAVA_INT, 20));
      MemorySegment shorter = value.asSlice(0, 23);
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> SysSocket.getsockopt(fd, SysSocket.SOL_SOCKET, option, shorter, length));
      // an option of a program's own, of four bytes
      SockOpt<Integer> raw = SockOpt.raw(SysSocket.SOL_SOCKET, option, Codec.INT);
      assertEquals(0x06, socket.getOption(raw));
    }
  }

  @Test
  void multicastGroupsAreInProcNet() throws Exception {
    SockAddr.Inet4 group = SockAddr.Inet4.of("239.77.1.2");
    SockAddr.Inet6 group6 = SockAddr.Inet6.of("ff02::77:1");
    SockAddr.Inet4 any = SockAddr.Inet4.ANY;
    try (Socket four = Socket.open(Domain.INET, Type.DGRAM);
        Socket six = Socket.open(Domain.INET6, Type.DGRAM)) {
      four.setOption(IpOptions.IP_ADD_MEMBERSHIP, new IpMreqn(group, any, 1));
      assertTrue(Files.readString(Path.of("/proc/net/igmp")).contains("02014DEF"));
      four.setOption(IpOptions.IP_DROP_MEMBERSHIP, new IpMreqn(group, any, 1));
      assertFalse(Files.readString(Path.of("/proc/net/igmp")).contains("02014DEF"));

      six.setOption(Ipv6Options.IPV6_ADD_MEMBERSHIP, new Ipv6Mreq(group6, 1));
      String six77 = "ff020000000000000000000000770001";
      assertTrue(Files.readString(Path.of("/proc/net/igmp6")).contains(six77));
      six.setOption(Ipv6Options.IPV6_DROP_MEMBERSHIP, new Ipv6Mreq(group6, 1));
      assertFalse(Files.readString(Path.of("/proc/net/igmp6")).contains(six77));

      SockAddr address = SockAddr.Inet4.of("239.77.1.3", 0);
      four.setOption(IpOptions.MCAST_JOIN_GROUP, new GroupReq(1, address));
      assertTrue(Files.readString(Path.of("/proc/net/igmp")).contains("03014DEF"));
      four.setOption(IpOptions.MCAST_LEAVE_GROUP, new GroupReq(1, address));

      GroupSourceReq one = new GroupSourceReq(1, address, SockAddr.Inet4.of("10.1.2.3", 0));
      four.setOption(IpOptions.MCAST_JOIN_SOURCE_GROUP, one);
      String filter = Files.readString(Path.of("/proc/net/mcfilter"));
      assertTrue(filter.contains("0xef4d0103 0x0a010203"), filter);
      four.setOption(IpOptions.MCAST_LEAVE_SOURCE_GROUP, one);
    }
  }

  @Test
  void oddAndTruncatedLengthsAreThoseOfC() throws Exception {
    try (Socket socket = bound(Type.DGRAM)) {
      int ip = IpOptions.IP_TTL.level();
      int ttl = IpOptions.IP_TTL.number();
      socket.setOption(IpOptions.IP_TTL, 0x55);
      Codec<byte[]> one = new Prefix(1);
      // Linux: a number that fits in a byte comes as one if there is no room for an int
      assertArrayEquals(new byte[] {0x55}, socket.getOption(SockOpt.raw(ip, ttl, one)));
      assertEquals(1, socket.getOption(SockOpt.raw(ip, ttl, new Prefix(2))).length);
      assertEquals(4, socket.getOption(SockOpt.raw(ip, ttl, Codec.BYTES)).length);
      socket.setOption(SockOpt.raw(ip, ttl, one), new byte[] {0x21});
      assertEquals(0x21, socket.getOption(IpOptions.IP_TTL));
      SockOpt<byte[]> linger =
          SockOpt.raw(
              SocketOptions.SO_LINGER.level(), SocketOptions.SO_LINGER.number(), new Prefix(3));
      assertEquals(3, socket.getOption(linger).length);
      ErrnoException e =
          assertThrows(ErrnoException.class, () -> socket.setOption(linger, new byte[3]));
      assertEquals(Errno.EINVAL, e.errno());
    }
  }

  /** The first bytes of a value. */
  private record Prefix(int size) implements Codec<byte[]> {
    @Override
    public MemorySegment encode(byte[] value, SegmentAllocator allocator) {
      return Codec.BYTES.encode(value, allocator);
    }

    @Override
    public byte[] decode(MemorySegment bytes, int length) {
      return Codec.BYTES.decode(bytes, length);
    }
  }

  @Test
  void lengthsGrowAsTheKernelAsks() throws Exception {
    try (Socket socket = Socket.open(Domain.UNIX, Type.STREAM)) {
      // SO_MEMINFO gives no more than there is room for; SO_COOKIE refuses other lengths
      SockOpt<byte[]> cookie =
          SockOpt.raw(
              SocketOptions.SO_COOKIE.level(), SocketOptions.SO_COOKIE.number(), new Prefix(4));
      ErrnoException e = assertThrows(ErrnoException.class, () -> socket.getOption(cookie));
      assertEquals(Errno.EINVAL, e.errno());
    }
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket one = pair[0];
        Socket _ = pair[1]) {
      SockOpt<int[]> groups = SocketOptions.SO_PEERGROUPS;
      SockOpt<byte[]> bytes = SockOpt.raw(groups.level(), groups.number(), new Prefix(0));
      assertEquals(4 * one.getOption(groups).length, one.getOption(bytes).length); // ERANGE first
    }
  }

  @Test
  void aClosedSocketHasNoOptions() throws Exception {
    Socket socket = Socket.open(Domain.INET, Type.STREAM);
    socket.close();
    assertThrows(ClosedChannelException.class, () -> socket.getOption(SocketOptions.SO_REUSEADDR));
    assertThrows(
        ClosedChannelException.class, () -> socket.setOption(SocketOptions.SO_REUSEADDR, true));
  }
}
