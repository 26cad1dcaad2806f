/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.messages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.Codec;
import berkeley.sockets.ControlMessage;
import berkeley.sockets.Domain;
import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Message;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.LinuxErrqueue;
import berkeley.sockets.c.LinuxNetTstamp;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.Credentials;
import berkeley.sockets.options.ExtendedError;
import berkeley.sockets.options.In6Pktinfo;
import berkeley.sockets.options.InPktinfo;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import berkeley.sockets.options.Timestamping;
import berkeley.sockets.options.TxTime;
import berkeley.sockets.options.UdpOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each kind of control message, sent and received over the loopback interface (index 1). */
@Tag("codec")
class ControlMessagesTest {
  private static final int DONTWAIT = SysSocket.MSG_DONTWAIT;

  /** Two UDP sockets of a family, one connected to the other. */
  private record Udp(Socket sender, Socket receiver) implements AutoCloseable {
    static Udp open(SockAddr local) throws IOException {
      Socket receiver = Socket.open(local.family(), Type.DGRAM);
      receiver.bind(local);
      Socket sender = Socket.open(local.family(), Type.DGRAM);
      sender.connect(receiver.localAddress());
      return new Udp(sender, receiver);
    }

    static Udp four() throws IOException {
      return open(SockAddr.Inet4.loopback(0));
    }

    static Udp six() throws IOException {
      return open(SockAddr.Inet6.loopback(0));
    }

    @Override
    public void close() throws IOException {
      sender.close();
      receiver.close();
    }

    /** Sends a message of one byte, and receives it. */
    Message pass(Message out) throws IOException {
      Message in = Message.builder().data(100).controlBytes(512).build();
      out.setData(new byte[] {7});
      assertEquals(1, sender.send(out, 0));
      assertEquals(1, receiver.recv(in, 0));
      assertArrayEquals(new byte[] {7}, in.data());
      assertEquals(0, in.flags());
      return in;
    }
  }

  private static Message message() {
    return Message.builder().data(100).controlBytes(256).build();
  }

  @Test
  void ttlAndTos() throws Exception {
    try (Udp udp = Udp.four();
        Message out = message()) {
      udp.receiver.setOption(IpOptions.IP_RECVTTL, true);
      udp.receiver.setOption(IpOptions.IP_RECVTOS, true);
      udp.sender.setOption(IpOptions.IP_TTL, 33);
      try (Message in = udp.pass(out)) {
        assertEquals(33, in.get(ControlMessages.IP_TTL));
        assertEquals(0, in.get(ControlMessages.IP_TOS));
      }
      out.add(ControlMessages.IP_TTL, 44).add(ControlMessages.IP_TOS, 0x28);
      for (int i = 0; i < 2; i++) { // they stay for further sends
        try (Message in = udp.pass(out)) {
          assertEquals(44, in.getInt(ControlMessages.IP_TTL, -1));
          assertEquals(0x28, in.getInt(ControlMessages.IP_TOS, -1));
          assertEquals(-1, in.getInt(ControlMessages.IPV6_HOPLIMIT, -1));
          assertNull(in.get(ControlMessages.IPV6_HOPLIMIT));
        }
      }
      out.clearControl();
      try (Message in = udp.pass(out)) {
        assertEquals(33, in.get(ControlMessages.IP_TTL));
      }
    }
  }

  @Test
  void hopLimitAndTrafficClass() throws Exception {
    try (Udp udp = Udp.six();
        Message out = message()) {
      udp.receiver.setOption(Ipv6Options.IPV6_RECVHOPLIMIT, true);
      udp.receiver.setOption(Ipv6Options.IPV6_RECVTCLASS, true);
      out.add(ControlMessages.IPV6_HOPLIMIT, 21).add(ControlMessages.IPV6_TCLASS, 0x30);
      try (Message in = udp.pass(out)) {
        assertEquals(21, in.get(ControlMessages.IPV6_HOPLIMIT));
        assertEquals(0x30, in.get(ControlMessages.IPV6_TCLASS));
      }
    }
  }

  @Test
  void packetInformation() throws Exception {
    SockAddr.Inet4 any = SockAddr.Inet4.ANY;
    SockAddr.Inet4 other = SockAddr.Inet4.of("127.5.5.5");
    SockAddr.Inet4 loopback = SockAddr.Inet4.loopback(0);
    try (Udp udp = Udp.four();
        Message out = message()) {
      udp.receiver.setOption(IpOptions.IP_PKTINFO, true);
      try (Message in = udp.pass(out)) {
        assertEquals(new InPktinfo(1, loopback, loopback), in.get(ControlMessages.IP_PKTINFO));
      }
      out.add(ControlMessages.IP_PKTINFO, new InPktinfo(0, other, any));
      try (Message in = udp.pass(out)) { // the source address is the one asked for
        assertEquals(0x7f050505, ((SockAddr.Inet4) in.name()).bits());
      }
    }
    try (Udp udp = Udp.six();
        Message out = message()) {
      udp.receiver.setOption(Ipv6Options.IPV6_RECVPKTINFO, true);
      try (Message in = udp.pass(out)) {
        In6Pktinfo info = in.get(ControlMessages.IPV6_PKTINFO);
        assertEquals(1, info.index());
        assertEquals(SockAddr.Inet6.loopback(0), info.address());
        out.add(ControlMessages.IPV6_PKTINFO, info); // and back, as a source
      }
      udp.pass(out).close();
    }
  }

  @Test
  void timeStamps() throws Exception {
    try (Udp udp = Udp.four();
        Message out = message()) {
      Instant before = Instant.now();
      udp.receiver.setOption(SocketOptions.SO_TIMESTAMP, true);
      try (Message in = udp.pass(out)) {
        near(before, in.get(ControlMessages.SO_TIMESTAMP));
      }
      udp.receiver.setOption(SocketOptions.SO_TIMESTAMPNS, true);
      try (Message in = udp.pass(out)) {
        near(before, in.get(ControlMessages.SO_TIMESTAMPNS));
      }
      udp.receiver.setOption(SocketOptions.SO_TIMESTAMPNS, false);
      udp.receiver.setOption(
          SocketOptions.SO_TIMESTAMPING,
          LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE | LinuxNetTstamp.SOF_TIMESTAMPING_SOFTWARE);
      Timestamping stamp = null;
      for (int i = 0; i < 200 && stamp == null; i++) { // the kernel begins a little later
        try (Message in = udp.pass(out)) {
          stamp = in.get(ControlMessages.SO_TIMESTAMPING);
        }
        Thread.sleep(stamp == null ? 5 : 0);
      }
      near(before, stamp.software());
      assertNull(stamp.hardware());
    }
  }

  private static void near(Instant before, Instant stamp) {
    Duration away = Duration.between(before, stamp).abs();
    assertTrue(away.compareTo(Duration.ofSeconds(60)) < 0, stamp + " is not near " + before);
  }

  @Test
  void timeStampOfASendComesByTheErrorQueue() throws Exception {
    try (Udp udp = Udp.four();
        Message out = message();
        Message in = message()) {
      Instant before = Instant.now();
      udp.sender.setOption(
          SocketOptions.SO_TIMESTAMPING,
          LinuxNetTstamp.SOF_TIMESTAMPING_SOFTWARE | LinuxNetTstamp.SOF_TIMESTAMPING_OPT_TSONLY);
      out.add(ControlMessages.SO_TIMESTAMPING_FLAGS, LinuxNetTstamp.SOF_TIMESTAMPING_TX_SOFTWARE);
      udp.pass(out).close();
      receiveError(udp.sender, in);
      near(before, in.get(ControlMessages.SO_TIMESTAMPING).software());
      ExtendedError error = in.get(ControlMessages.IP_RECVERR);
      assertEquals(LinuxErrqueue.SO_EE_ORIGIN_TIMESTAMPING, error.origin());
      assertEquals(Errno.ENOMSG, Errno.of(error.errno()));
      assertNull(error.offender());
    }
  }

  /** Waits for an entry in the error queue: receiving from it never waits. */
  private static void receiveError(Socket socket, Message in) throws Exception {
    for (int i = 0; i < 1000; i++) {
      if (socket.recv(in, SysSocket.MSG_ERRQUEUE) != Socket.WOULD_BLOCK) {
        return;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("nothing in the error queue");
  }

  @Test
  void refusedDatagramsNameTheOffender() throws Exception {
    SockAddr closed;
    try (Socket gone = Socket.open(Domain.INET, Type.DGRAM)) {
      gone.bind(SockAddr.Inet4.loopback(0));
      closed = gone.localAddress();
    }
    try (Socket socket = Socket.open(Domain.INET, Type.DGRAM);
        Message out = message();
        Message in = message()) {
      socket.setOption(IpOptions.IP_RECVERR, true);
      out.setName(closed);
      out.setData(new byte[] {1, 2, 3});
      assertEquals(3, socket.send(out, 0));
      receiveError(socket, in);
      assertArrayEquals(new byte[] {1, 2, 3}, in.data()); // what could not be delivered
      assertEquals(closed, in.name());
      assertTrue((in.flags() & SysSocket.MSG_ERRQUEUE) != 0);
      ExtendedError error = in.get(ControlMessages.IP_RECVERR);
      assertEquals(Errno.ECONNREFUSED, Errno.of(error.errno()));
      assertEquals(LinuxErrqueue.SO_EE_ORIGIN_ICMP, error.origin());
      assertEquals(3, error.type()); // destination unreachable
      assertEquals(3, error.code()); // port unreachable
      assertEquals(SockAddr.Inet4.loopback(0), error.offender());
    }
  }

  @Test
  void refusedDatagramsNameTheOffenderOverIpv6() throws Exception {
    try (Socket socket = Socket.open(Domain.INET6, Type.DGRAM);
        Message out = message();
        Message in = message()) {
      socket.setOption(Ipv6Options.IPV6_RECVERR, true);
      out.setName(SockAddr.Inet6.loopback(9)); // discard, which nobody offers here
      out.setData(new byte[] {1});
      socket.send(out, 0);
      receiveError(socket, in);
      ExtendedError error = in.get(ControlMessages.IPV6_RECVERR);
      assertEquals(Errno.ECONNREFUSED, Errno.of(error.errno()));
      assertEquals(LinuxErrqueue.SO_EE_ORIGIN_ICMP6, error.origin());
      assertEquals(SockAddr.Inet6.loopback(0), error.offender());
    }
  }

  @Test
  void zeroCopyCompletionsCountSends() throws Exception {
    try (Udp udp = Udp.four();
        Message out = Message.builder().data(4000).build();
        Message in = message()) {
      udp.sender.setOption(SocketOptions.SO_ZEROCOPY, true);
      out.setLength(4000);
      for (int i = 0; i < 3; i++) {
        assertEquals(4000, udp.sender.send(out, SysSocket.MSG_ZEROCOPY));
      }
      int last = -1;
      while (last < 2) {
        receiveError(udp.sender, in);
        ExtendedError error = in.get(ControlMessages.IP_RECVERR);
        assertEquals(LinuxErrqueue.SO_EE_ORIGIN_ZEROCOPY, error.origin());
        assertEquals(0, error.errno());
        assertEquals(last + 1, error.info()); // the range of sends that are done
        last = error.data();
      }
    }
  }

  /** What C reads: 16 and 28 bytes, the address that the datagram was sent to. */
  @Test
  void originalDestinations() throws Exception {
    try (Udp udp = Udp.open(SockAddr.Inet4.any(0));
        Message out = message()) {
      udp.receiver.setOption(IpOptions.IP_RECVORIGDSTADDR, true);
      int port = ((SockAddr.Inet4) udp.receiver.localAddress()).port();
      SockAddr to = SockAddr.Inet4.of("127.0.0.9", port);
      udp.sender.connect(to);
      try (Message in = udp.pass(out)) {
        assertEquals(to, in.get(ControlMessages.IP_ORIGDSTADDR));
        assertEquals(16, in.control().get(0).data().length);
      }
    }
    try (Udp udp = Udp.six();
        Message out = message()) {
      udp.receiver.setOption(Ipv6Options.IPV6_RECVORIGDSTADDR, true);
      try (Message in = udp.pass(out)) {
        assertEquals(udp.receiver.localAddress(), in.get(ControlMessages.IPV6_ORIGDSTADDR));
      }
    }
  }

  /**
   * SO_MARK is received with SO_RCVMARK, which Linux has from 5.19 on; sending one needs rights.
   */
  @Test
  void marks() throws Exception {
    SockOpt<Integer> receive = SockOpt.raw(SysSocket.SOL_SOCKET, SysSocket.SO_RCVMARK, Codec.INT);
    try (Udp udp = Udp.four();
        Message out = message()) {
      try {
        udp.receiver.setOption(receive, 1);
        udp.sender.setOption(SocketOptions.SO_MARK, 77);
      } catch (ErrnoException e) {
        assumeTrue(false, e.getMessage());
      }
      try (Message in = udp.pass(out)) {
        assertEquals(77, in.get(ControlMessages.SO_MARK));
      }
      out.add(ControlMessages.SO_MARK, 88);
      try (Message in = udp.pass(out)) {
        assertEquals(88, in.get(ControlMessages.SO_MARK));
      }
    }
  }

  @Test
  void transmitTimesAndDontFragAreTakenByTheKernel() throws Exception {
    try (Udp udp = Udp.four();
        Message out = message()) {
      udp.sender.setOption(SocketOptions.SO_TXTIME, new TxTime(1, 0)); // CLOCK_MONOTONIC
      out.add(ControlMessages.SCM_TXTIME, System.nanoTime());
      udp.pass(out).close();
    } catch (ErrnoException e) {
      assumeTrue(e.errno() == Errno.EPERM, e.getMessage());
    }
    try (Udp udp = Udp.six();
        Message out = Message.builder().data(3000).controlBytes(64).build()) {
      udp.sender.setOption(Ipv6Options.IPV6_MTU, 1280);
      out.setLength(3000);
      out.add(ControlMessages.IPV6_DONTFRAG, 1);
      ErrnoException e = assertThrows(ErrnoException.class, () -> udp.sender.send(out, 0));
      assertEquals(Errno.EMSGSIZE, e.errno());
      out.clearControl();
      assertEquals(3000, udp.sender.send(out, 0));
    }
  }

  /** ucred as the system shows it: a user of another's needs rights. */
  @Test
  void idsHaveNoSign() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    try (Socket sender = pair[0];
        Socket receiver = pair[1];
        Message out = message();
        Message in = message()) {
      receiver.setOption(SocketOptions.SO_PASSCRED, true);
      int pid = (int) ProcessHandle.current().pid();
      out.setData(new byte[1]);
      out.add(
          ControlMessages.SCM_CREDENTIALS,
          new Credentials(pid, (int) 3_000_000_001L, (int) 4_000_000_002L));
      try {
        sender.send(out, 0);
      } catch (ErrnoException e) {
        assumeTrue(false, e.getMessage());
      }
      receiver.recv(in, 0);
      assertEquals(
          "Credentials[pid=" + pid + ", uid=3000000001, gid=4000000002]",
          in.get(ControlMessages.SCM_CREDENTIALS).toString());
    }
  }

  @Test
  void segmentationOffload() throws Exception {
    try (Udp udp = Udp.four();
        Message out = Message.builder().data(10_000).controlBytes(64).build();
        Message in = Message.builder().data(65_535).controlBytes(64).build()) {
      byte[] data = new byte[2500];
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) i;
      }
      out.setData(data);
      out.add(ControlMessages.UDP_SEGMENT, 1000);
      assertEquals(2500, udp.sender.send(out, 0)); // one call, three datagrams
      assertEquals(1000, udp.receiver.recv(in, 0));
      assertEquals(1000, udp.receiver.recv(in, 0));
      assertEquals(500, udp.receiver.recv(in, 0));
      assertArrayEquals(Arrays.copyOfRange(data, 2000, 2500), in.data());

      udp.receiver.setOption(UdpOptions.UDP_GRO, true);
      assertEquals(2500, udp.sender.send(out, 0));
      assertEquals(2500, udp.receiver.recv(in, 0)); // and all at once
      assertEquals(1000, in.getInt(ControlMessages.UDP_GRO, -1));
      assertArrayEquals(data, in.data());
    }
  }

  @Test
  void droppedDatagramsAreCounted() throws Exception {
    try (Udp udp = Udp.four();
        Message out = Message.builder().data(1000).build();
        Message in = Message.builder().data(1000).controlBytes(256).build()) {
      udp.receiver.setOption(SocketOptions.SO_RXQ_OVFL, true);
      udp.receiver.setOption(SocketOptions.SO_RCVBUF, 4096);
      out.setLength(1000);
      for (int i = 0; i < 50; i++) {
        udp.sender.send(out, 0);
      }
      int received = 0;
      while (udp.receiver.recv(in, DONTWAIT) != Socket.WOULD_BLOCK) {
        received++;
      }
      udp.sender.send(out, 0);
      udp.receiver.recv(in, 0);
      assertEquals(50 - received, in.getInt(ControlMessages.SO_RXQ_OVFL, -1));
    }
  }

  @Test
  void credentialsOfTheSender() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    try (Socket sender = pair[0];
        Socket receiver = pair[1];
        Message out = message();
        Message in = message()) {
      receiver.setOption(SocketOptions.SO_PASSCRED, true);
      Credentials self = receiver.getOption(SocketOptions.SO_PEERCRED);
      out.add(ControlMessages.SCM_CREDENTIALS, self);
      sender.send(out, 0);
      receiver.recv(in, 0);
      Credentials got = in.get(ControlMessages.SCM_CREDENTIALS);
      assertEquals(self, got);
      assertEquals(ProcessHandle.current().pid(), got.pid());
      assertEquals((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"), got.uid());
    }
  }

  @Test
  void bytesLeftInTheQueue() throws Exception {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM);
        Message in = Message.builder().data(10).controlBytes(64).build()) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      client.connect(listener.localAddress());
      try (Socket server = listener.accept()) {
        server.setOption(TcpOptions.TCP_INQ, true);
        client.send(new byte[100], 0, 100, 0);
        assertEquals(10, server.recv(in, SysSocket.MSG_WAITALL));
        assertEquals(90, in.getInt(ControlMessages.TCP_CM_INQ, -1));
      }
    }
  }

  @Test
  void unknownKindsAreKeptRaw() throws Exception {
    try (Udp udp = Udp.four();
        Message out = message()) {
      udp.receiver.setOption(IpOptions.IP_RECVTTL, true);
      udp.receiver.setOption(IpOptions.IP_PKTINFO, true);
      try (Message in = udp.pass(out)) {
        List<ControlMessage.Raw> all = in.control();
        assertEquals(2, all.size());
        ControlMessage<byte[]> ttl =
            ControlMessage.raw(
                ControlMessages.IP_TTL.level(), ControlMessages.IP_TTL.type(), Codec.BYTES);
        ControlMessage.Raw raw = new ControlMessage.Raw(ttl.level(), ttl.type(), in.get(ttl));
        assertTrue(all.contains(raw), all.toString());
        assertEquals(4, raw.data().length);
        assertNull(in.get(ControlMessage.raw(77, 88, Codec.BYTES)));
      }
      // what the kernel does not know it refuses
      out.add(ControlMessage.raw(ControlMessages.IP_TTL.level(), 88, Codec.INT), 1);
      ErrnoException e = assertThrows(ErrnoException.class, () -> udp.sender.send(out, 0));
      assertEquals(Errno.EINVAL, e.errno());
      assertEquals("sendmsg", e.call());
    }
  }

  @Test
  void whatDoesNotFitIsTruncatedAndSaidSo() throws Exception {
    try (Udp udp = Udp.four();
        Message out = message();
        Message in =
            Message.builder()
                .data(2)
                .controlBytes(24)
                .build()) { // room for 8 of the 12 bytes of in_pktinfo
      udp.receiver.setOption(IpOptions.IP_RECVTTL, true);
      udp.receiver.setOption(IpOptions.IP_PKTINFO, true);
      out.setData(new byte[] {1, 2, 3, 4, 5});
      udp.sender.send(out, 0);
      assertEquals(5, udp.receiver.recv(in, SysSocket.MSG_TRUNC));
      assertTrue(in.isTruncated());
      assertTrue(in.isControlTruncated());
      assertEquals(2, in.length());
      assertArrayEquals(new byte[] {1, 2}, in.data());
      assertNull(in.get(ControlMessages.IP_PKTINFO));
      assertNotNull(in.control());
      udp.sender.send(out, 0);
      assertEquals(2, udp.receiver.recv(in, 0));
      assertTrue(in.isTruncated());
      udp.receiver.setOption(IpOptions.IP_RECVTTL, false);
      udp.receiver.setOption(IpOptions.IP_PKTINFO, false);
      out.setData(new byte[] {1});
      udp.sender.send(out, 0);
      assertEquals(1, udp.receiver.recv(in, 0));
      assertEquals(0, in.flags());
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> in.add(ControlMessages.IP_TTL, 1).add(ControlMessages.IP_TOS, 1)); // 24 bytes each
    }
  }
}
