/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What socket() of a datagram channel returns, as a MulticastSocket: the same outcome with the
 * JDK's and with ours.
 */
@SuppressWarnings({"deprecation", "removal"}) // of these the JDK's has an opinion, too
class GroupSocketContractTest {
  private static MulticastSocket socket(Stack stack, String family) throws Exception {
    return (MulticastSocket)
        stack.provider().openDatagramChannel(StandardProtocolFamily.valueOf(family)).socket();
  }

  private static NetworkInterface lo() throws Exception {
    return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
  }

  private static DatagramPacket packet(InetAddress group, MulticastSocket to) {
    return new DatagramPacket(new byte[3], 3, group, to.getLocalPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INET", "INET6"})
  void joiningAndLeaving(String family) throws Exception {
    same(
        (stack, outcome) -> {
          InetAddress group = InetAddress.getByName("239.7.8.11");
          InetSocketAddress address = new InetSocketAddress(group, 0);
          MulticastSocket socket = socket(stack, family);
          socket.bind(new InetSocketAddress(0));
          socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo());
          socket.setSoTimeout(5000);
          outcome.does("leave", () -> socket.leaveGroup(group));
          outcome.does("join", () -> socket.joinGroup(group));
          outcome.does("again", () -> socket.joinGroup(group));
          outcome.does("again", () -> socket.joinGroup(address, null));
          outcome.does("again", () -> socket.joinGroup(address, lo()));
          DatagramPacket packet = packet(group, socket);
          outcome.does("send", () -> socket.send(packet));
          outcome.does("receive", () -> socket.receive(new DatagramPacket(new byte[9], 9)));
          outcome.does("send", () -> socket.send(packet, (byte) 0));
          outcome.does("receive", () -> socket.receive(new DatagramPacket(new byte[9], 9)));
          outcome.of("hops", socket::getTimeToLive);
          outcome.does("leave", () -> socket.leaveGroup(address, null));
          outcome.does("leave", () -> socket.leaveGroup(address, lo()));
          outcome.does("join", () -> socket.joinGroup(address, lo()));
          outcome.does("leave", () -> socket.leaveGroup(group));
          socket.setSoTimeout(100);
          outcome.does("send", () -> socket.send(packet));
          outcome.does("left", () -> socket.receive(new DatagramPacket(new byte[9], 9)));
          for (InetAddress each :
              new InetAddress[] {
                null, InetAddress.getLoopbackAddress(), InetAddress.getByName("ff02::a")
              }) {
            outcome.does(each + " left", () -> socket.leaveGroup(each));
            outcome.does(
                each + " left", () -> socket.leaveGroup(new InetSocketAddress(each, 0), null));
          }
          outcome.does("no group", () -> socket.joinGroup(InetAddress.getLoopbackAddress()));
          outcome.does("no group", () -> socket.joinGroup(loopback(0), null));
          outcome.does("null", () -> socket.joinGroup(null));
          outcome.does("null", () -> socket.joinGroup(null, null));
          SocketAddress other = new SocketAddress() {};
          outcome.does("other", () -> socket.joinGroup(other, null));
          outcome.does("unknown", () -> socket.joinGroup(unresolved(), null));
          if (family.equals("INET")) {
            outcome.does("IPv6", () -> socket.joinGroup(InetAddress.getByName("ff02::a")));
          }
          socket.close();
          outcome.withMessage("closed", () -> socket.joinGroup(group));
          outcome.withMessage("closed", () -> socket.leaveGroup(group));
        });
  }

  private static InetSocketAddress unresolved() {
    return InetSocketAddress.createUnresolved("no.invalid", 0);
  }

  @Test
  void whereItSendsFrom() throws Exception {
    same(
        (stack, outcome) -> {
          MulticastSocket socket = socket(stack, "INET6");
          outcome.of("none", () -> socket.getNetworkInterface().getIndex());
          outcome.of("none", socket::getNetworkInterface);
          outcome.of("no address", socket::getInterface);
          outcome.does("set", () -> socket.setNetworkInterface(lo()));
          outcome.of("interface", socket::getNetworkInterface);
          outcome.of("address", socket::getInterface);
          outcome.does("set", () -> socket.setInterface(InetAddress.getLoopbackAddress()));
          outcome.of("address", socket::getInterface);
          outcome.withMessage("null", () -> socket.setInterface(null));
          outcome.does("null", () -> socket.setNetworkInterface(null));
          outcome.withMessage(
              "nobody's", () -> socket.setInterface(InetAddress.getByName("203.0.113.9")));
          socket.close();
          outcome.withMessage("closed", socket::getNetworkInterface);
          outcome.withMessage("closed", socket::getInterface);
          outcome.withMessage("closed", () -> socket.setNetworkInterface(lo()));
        });
  }

  @Test
  void howFarItSends() throws Exception {
    same(
        (stack, outcome) -> {
          MulticastSocket socket = socket(stack, "INET");
          outcome.of("hops", socket::getTimeToLive);
          outcome.does("set", () -> socket.setTimeToLive(200));
          outcome.of("hops", socket::getTTL);
          outcome.does("set", () -> socket.setTTL((byte) -1));
          outcome.of("hops", socket::getTimeToLive);
          outcome.does("negative", () -> socket.setTimeToLive(-1));
          outcome.does("much", () -> socket.setTimeToLive(256));
          outcome.of("back", socket::getLoopbackMode);
          outcome.does("not back", () -> socket.setLoopbackMode(true));
          outcome.of("back", socket::getLoopbackMode);
          outcome.of("option", () -> socket.getOption(StandardSocketOptions.IP_MULTICAST_LOOP));
          socket.close();
          outcome.withMessage("closed", socket::getTimeToLive);
          outcome.withMessage("closed", () -> socket.setLoopbackMode(false));
        });
  }
}
