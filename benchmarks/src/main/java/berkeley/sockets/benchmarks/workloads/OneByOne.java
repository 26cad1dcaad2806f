/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.measure.Running;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Datagrams as the JDK's users must move them: each with a call of its own. */
final class OneByOne {
  private OneByOne() {}

  static Running javaNet(byte[] content, int datagrams) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    DatagramSocket a = new DatagramSocket(0, loopback);
    DatagramSocket b = new DatagramSocket(0, loopback);
    b.setReceiveBufferSize(Buffers.SOCKET_SIZE);
    byte[] in = new byte[content.length];
    DatagramPacket out = new DatagramPacket(content, content.length, b.getLocalSocketAddress());
    DatagramPacket packet = new DatagramPacket(in, in.length);
    return Running.each(
        () -> {
          for (int i = 0; i < datagrams; i++) {
            a.send(out);
          }
          long bytes = 0;
          for (int i = 0; i < datagrams; i++) {
            packet.setLength(in.length);
            b.receive(packet);
            bytes += packet.getPort() > 0 ? packet.getLength() : 0;
          }
          return bytes;
        },
        () -> Content.repeated(in, datagrams),
        a,
        b);
  }

  static Running nio(byte[] content, int datagrams) throws Exception {
    DatagramChannel a = DatagramChannel.open();
    DatagramChannel b = DatagramChannel.open();
    a.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    b.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    b.setOption(java.net.StandardSocketOptions.SO_RCVBUF, Buffers.SOCKET_SIZE);
    SocketAddress to = b.getLocalAddress();
    ByteBuffer out = Buffers.of(content, true);
    ByteBuffer in = Buffers.of(new byte[content.length], true);
    return Running.each(
        () -> {
          for (int i = 0; i < datagrams; i++) {
            a.send(out.clear(), to);
          }
          long bytes = 0;
          for (int i = 0; i < datagrams; i++) {
            bytes += b.receive(in.clear()) == null ? 0 : in.position();
          }
          return bytes;
        },
        () -> Content.repeated(Buffers.bytes(in), datagrams),
        a,
        b);
  }
}
