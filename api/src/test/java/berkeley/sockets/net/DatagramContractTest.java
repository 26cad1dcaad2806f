/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;
import static berkeley.sockets.net.Contract.start;

import berkeley.sockets.net.Contract.Running;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DatagramChannel and DatagramSocket: the same outcome with the JDK's and with ours. */
class DatagramContractTest {
  // ---- channels

  @Test
  void channelStates() throws Exception {
    same(
        (stack, outcome) -> {
          DatagramChannel channel = stack.provider().openDatagramChannel();
          outcome.of("ops", channel::validOps);
          outcome.of("local", channel::getLocalAddress);
          outcome.of("remote", channel::getRemoteAddress);
          outcome.of("connected", channel::isConnected);
          outcome.of("read", () -> channel.read(ByteBuffer.allocate(1)));
          outcome.of("write", () -> channel.write(ByteBuffer.allocate(1)));
          outcome.of("gather", () -> channel.write(new ByteBuffer[] {ByteBuffer.allocate(1)}));
          outcome.of("null", () -> channel.send(ByteBuffer.allocate(1), null));
          outcome.of("port 0", () -> channel.send(ByteBuffer.allocate(1), loopback(0)));
          outcome.does("port 0", () -> channel.connect(loopback(0)));
          outcome.of(
              "family",
              () -> channel.send(ByteBuffer.allocate(1), UnixDomainSocketAddress.of("/x")));
          outcome.of(
              "unresolved",
              () ->
                  channel.send(ByteBuffer.allocate(1), InetSocketAddress.createUnresolved("x", 1)));
          outcome.of("read-only", () -> channel.receive(ByteBuffer.allocate(1).asReadOnlyBuffer()));
          outcome.does("disconnect", channel::disconnect);
          channel.configureBlocking(false);
          outcome.of("receive", () -> channel.receive(ByteBuffer.allocate(1)));
          outcome.of("bound now", () -> channel.getLocalAddress() != null);
          outcome.does("bind", () -> channel.bind(null));
          channel.close();
          outcome.of("local", channel::getLocalAddress);
          outcome.of("receive", () -> channel.receive(ByteBuffer.allocate(1)));
          outcome.of("send", () -> channel.send(ByteBuffer.allocate(1), loopback(9)));
          outcome.of("read", () -> channel.read(ByteBuffer.allocate(1)));
          outcome.does("connect", () -> channel.connect(loopback(9)));
          outcome.does("disconnect", channel::disconnect);
        });
  }

  @Test
  void channelsExchange() throws Exception {
    same(
        (stack, outcome) -> {
          try (DatagramChannel a = stack.provider().openDatagramChannel();
              DatagramChannel b = stack.provider().openDatagramChannel();
              DatagramChannel c = stack.provider().openDatagramChannel()) {
            a.bind(loopback(0));
            b.bind(loopback(0));
            c.bind(loopback(0));
            SocketAddress toA = a.getLocalAddress();
            SocketAddress toB = b.getLocalAddress();
            for (ByteBuffer data :
                new ByteBuffer[] {
                  ByteBuffer.allocate(100),
                  ByteBuffer.allocateDirect(50),
                  ByteBuffer.allocate(20).asReadOnlyBuffer(),
                  ByteBuffer.allocate(0)
                }) {
              outcome.of("send", () -> a.send(data, toB));
              outcome.of("left", data::remaining);
              ByteBuffer room = ByteBuffer.allocate(200);
              outcome.of("source", () -> b.receive(room).equals(toA));
              outcome.of("received", room::position);
            }
            a.send(ByteBuffer.allocate(100), toB);
            a.send(ByteBuffer.wrap(new byte[] {1, 2, 3}), toB);
            a.send(ByteBuffer.wrap(new byte[] {4}), toB);
            ByteBuffer small = ByteBuffer.allocate(10);
            outcome.of("cut", () -> b.receive(small).equals(toA) + " " + small.position());
            outcome.of("no room", () -> b.receive(ByteBuffer.allocate(0)).equals(toA));
            ByteBuffer direct = ByteBuffer.allocateDirect(10);
            outcome.of("next", () -> b.receive(direct).equals(toA) + " " + direct.get(0));
            outcome.of("too long", () -> a.send(ByteBuffer.allocate(70_000), toB));

            a.send(ByteBuffer.allocate(1), toB); // of before the connection
            c.send(ByteBuffer.allocate(2), toB);
            b.connect(toA);
            outcome.of("connected", b::isConnected);
            outcome.of("remote", () -> b.getRemoteAddress().equals(toA));
            outcome.does("again", () -> b.connect(toA));
            outcome.of("elsewhere", () -> b.send(ByteBuffer.allocate(1), c.getLocalAddress()));
            c.send(ByteBuffer.allocate(3), toB);
            a.send(ByteBuffer.allocate(4), toB);
            outcome.of("read", () -> b.read(ByteBuffer.allocate(100)));
            outcome.of("write", () -> b.write(ByteBuffer.allocate(5)));
            outcome.of("send", () -> b.send(ByteBuffer.allocate(6), toA));
            outcome.of(
                "gather",
                () ->
                    b.write(
                        new ByteBuffer[] {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4)}));
            outcome.of("write too long", () -> b.write(ByteBuffer.allocate(70_000)));
            for (int i = 0; i < 3; i++) {
              ByteBuffer room = ByteBuffer.allocate(100);
              outcome.of("source", () -> a.receive(room).equals(toB) + " " + room.position());
            }
            a.send(ByteBuffer.allocate(9), toB);
            outcome.of(
                "scatter",
                () ->
                    b.read(
                        new ByteBuffer[] {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4)}));
            b.disconnect();
            outcome.of("disconnected", () -> b.isConnected() + " " + b.getRemoteAddress());
            outcome.of("same address", () -> b.getLocalAddress().equals(toB));
            c.send(ByteBuffer.allocate(7), toB);
            ByteBuffer room = ByteBuffer.allocate(100);
            outcome.of("of any", () -> b.receive(room).equals(c.getLocalAddress()));
          }
        });
  }

  @Test
  void unreachablePorts() throws Exception {
    same(
        (stack, outcome) -> {
          SocketAddress gone;
          try (DatagramChannel other = stack.provider().openDatagramChannel()) {
            gone = other.bind(loopback(0)).getLocalAddress();
          }
          try (DatagramChannel channel = stack.provider().openDatagramChannel()) {
            outcome.of("unconnected", () -> channel.send(ByteBuffer.allocate(1), gone));
            channel.connect(gone);
            outcome.of("write", () -> channel.write(ByteBuffer.allocate(1)));
            outcome.of("read", () -> channel.read(ByteBuffer.allocate(1)));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeAndInterruptEndWhatWaits(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          for (String how : new String[] {"close", "interrupt"}) {
            DatagramChannel channel = stack.provider().openDatagramChannel();
            channel.bind(loopback(0));
            Running receiver =
                start(virtual, () -> channel.receive(ByteBuffer.allocate(1))).blocked();
            if (how.equals("close")) {
              channel.close();
            } else {
              receiver.thread().interrupt();
            }
            outcome.add(how + ": " + receiver.end() + channel.isOpen());
          }
        });
  }

  @Test
  void channelOptionsAndSelection() throws Exception {
    same(
        (stack, outcome) -> {
          try (DatagramChannel channel = stack.provider().openDatagramChannel();
              DatagramChannel four =
                  stack.provider().openDatagramChannel(StandardProtocolFamily.INET);
              Selector selector = stack.provider().openSelector()) {
            OptionSteps.of(
                outcome, channel.supportedOptions(), channel::getOption, channel::setOption);
            OptionSteps.of(outcome, four.supportedOptions(), four::getOption, four::setOption);
            NetworkInterface lo =
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            for (DatagramChannel each : new DatagramChannel[] {channel, four}) {
              outcome.of("interface", () -> each.getOption(StandardSocketOptions.IP_MULTICAST_IF));
              outcome.does(
                  "interface", () -> each.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo));
              outcome.of("interface", () -> each.getOption(StandardSocketOptions.IP_MULTICAST_IF));
            }
            channel.bind(loopback(0));
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            outcome.of("nothing", selector::selectNow);
            four.send(ByteBuffer.allocate(3), channel.getLocalAddress());
            outcome.of("select", () -> selector.select(5000));
            outcome.of("ready", key::readyOps);
            key.interestOps(SelectionKey.OP_WRITE);
            selector.selectedKeys().clear();
            outcome.of("select", () -> selector.select(5000));
            outcome.of("ready", key::readyOps);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"INET", "INET6"})
  void groups(String family) throws Exception {
    same(
        (stack, outcome) -> {
          NetworkInterface lo = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
          InetAddress group = InetAddress.getByName("239.7.8.9");
          DatagramChannel channel =
              stack.provider().openDatagramChannel(StandardProtocolFamily.valueOf(family));
          try (DatagramChannel sender =
              stack.provider().openDatagramChannel(StandardProtocolFamily.INET)) {
            channel.bind(new InetSocketAddress(0));
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo);
            sender.bind(new InetSocketAddress("127.0.0.1", 0));
            outcome.does("no group", () -> channel.join(loopback(0).getAddress(), lo));
            outcome.does("null", () -> channel.join(group, lo, null));
            outcome.does("any", () -> channel.join(group, lo, InetAddress.getByName("0.0.0.0")));
            MembershipKey key = channel.join(group, lo);
            outcome.of("key", () -> key.group() + " " + key.isValid() + " " + key.sourceAddress());
            outcome.of("text", key::toString);
            outcome.of("same", () -> channel.join(group, lo) == key);
            outcome.of("channel", () -> key.channel() == channel);
            outcome.of("interface", () -> key.networkInterface().equals(lo));
            outcome.does(
                "of one", () -> channel.join(group, lo, InetAddress.getByName("127.0.0.1")));
            channel.configureBlocking(false);
            ByteBuffer room = ByteBuffer.allocate(10);
            outcome.of(
                "sent",
                () -> sender.send(ByteBuffer.allocate(3), new InetSocketAddress(group, port)));
            outcome.of("received", () -> soon(channel, room));
            outcome.of("unblock", () -> key.unblock(InetAddress.getByName("127.0.0.1")));
            outcome.of("block", () -> key.block(InetAddress.getByName("127.0.0.1")) == key);
            outcome.of("again", () -> key.block(InetAddress.getByName("127.0.0.1")) == key);
            sender.send(ByteBuffer.allocate(3), new InetSocketAddress(group, port));
            outcome.of("blocked", () -> channel.receive(room));
            outcome.of("unblock", () -> key.unblock(InetAddress.getByName("127.0.0.1")) == key);
            outcome.of("wrong", () -> key.block(group));
            key.drop();
            key.drop();
            outcome.of("valid", key::isValid);
            outcome.of("block", () -> key.block(InetAddress.getByName("127.0.0.1")));
            sender.send(ByteBuffer.allocate(3), new InetSocketAddress(group, port));
            outcome.of("left", () -> channel.receive(room));
            MembershipKey one = channel.join(group, lo, InetAddress.getByName("127.0.0.1"));
            outcome.of("source", one::sourceAddress);
            outcome.of("text", one::toString);
            outcome.of("block", () -> one.block(InetAddress.getByName("127.0.0.1")));
            channel.close(); // which ends memberships
            outcome.of("valid", one::isValid);
            outcome.does("join", () -> channel.join(group, lo));
          }
        });
  }

  private static Object soon(DatagramChannel channel, ByteBuffer room) throws Exception {
    for (int i = 0; i < 500; i++) {
      if (channel.receive(room) != null) {
        return room.position();
      }
      Thread.sleep(10);
    }
    return "nothing";
  }

  // ---- sockets, by themselves and of channels

  private static DatagramSocket socket(Stack stack, boolean ofChannel) throws Exception {
    return ofChannel ? stack.provider().openDatagramChannel().socket() : stack.datagramSocket();
  }

  private static void tell(Outcome outcome, DatagramSocket socket) {
    outcome.of("bound", socket::isBound);
    outcome.of("connected", socket::isConnected);
    outcome.of("closed", socket::isClosed);
    outcome.of("address", socket::getInetAddress);
    outcome.of("port", () -> Integer.signum(socket.getPort()));
    outcome.of("local port", () -> Integer.signum(socket.getLocalPort()));
    outcome.of("no remote", () -> socket.getRemoteSocketAddress() == null);
    outcome.of("no local", () -> socket.getLocalSocketAddress() == null);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void socketStates(boolean ofChannel) throws Exception {
    same(
        (stack, outcome) -> {
          DatagramSocket socket = socket(stack, ofChannel);
          tell(outcome, socket);
          outcome.of("channel", () -> socket.getChannel() != null);
          outcome.does("family", () -> socket.bind(UnixDomainSocketAddress.of("/x")));
          outcome.does("unresolved", () -> socket.bind(InetSocketAddress.createUnresolved("x", 1)));
          socket.bind(loopback(0));
          tell(outcome, socket);
          outcome.does("again", () -> socket.bind(loopback(0)));
          outcome.does("null", () -> socket.connect(null));
          socket.connect(loopback(9));
          tell(outcome, socket);
          int port = socket.getLocalPort();
          socket.connect(loopback(10));
          outcome.of("port", socket::getPort);
          socket.disconnect();
          tell(outcome, socket);
          outcome.of("same", () -> socket.getLocalPort() == port);
          socket.close();
          tell(outcome, socket);
          outcome.withMessage("timeout", () -> socket.setSoTimeout(1));
          outcome.does("bind", () -> socket.bind(null));
          outcome.does("receive", () -> socket.receive(new DatagramPacket(new byte[1], 1)));
          outcome.does("send", () -> socket.send(new DatagramPacket(new byte[1], 1, loopback(9))));
          socket.disconnect();
          socket.close();
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void socketsExchange(boolean ofChannel) throws Exception {
    same(
        (stack, outcome) -> {
          try (DatagramSocket a = socket(stack, ofChannel);
              DatagramSocket b = socket(stack, ofChannel)) {
            b.bind(loopback(0));
            byte[] bytes = {1, 2, 3, 4, 5, 6};
            a.bind(loopback(0));
            a.send(new DatagramPacket(bytes, 2, 3, b.getLocalSocketAddress()));
            a.send(new DatagramPacket(bytes, 6, b.getLocalSocketAddress()));
            a.send(new DatagramPacket(bytes, 0, b.getLocalSocketAddress()));
            a.send(new DatagramPacket(bytes, 6, b.getLocalSocketAddress()));
            DatagramPacket packet = new DatagramPacket(new byte[10], 4, 4);
            for (int i = 0; i < 4; i++) {
              b.receive(packet);
              outcome.of("length", packet::getLength);
              outcome.of("offset", packet::getOffset);
              outcome.of("data", () -> java.util.Arrays.toString(packet.getData()));
              outcome.of("from", () -> packet.getPort() == a.getLocalPort());
              if (i == 2) {
                packet.setLength(2);
              }
            }
            outcome.does("port 0", () -> a.send(new DatagramPacket(bytes, 1, loopback(0))));
            outcome.does("no address", () -> a.send(new DatagramPacket(bytes, 1)));
            a.connect(b.getLocalSocketAddress());
            DatagramPacket without = new DatagramPacket(bytes, 1);
            a.send(without);
            outcome.of("address", () -> without.getPort() == b.getLocalPort());
            outcome.does("elsewhere", () -> a.send(new DatagramPacket(bytes, 1, loopback(9))));
            outcome.does(
                "too long",
                () ->
                    b.send(
                        new DatagramPacket(new byte[70_000], 70_000, a.getLocalSocketAddress())));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"socket", "socket virtual", "channel", "channel virtual"})
  void receivesEnd(String kind) throws Exception {
    same(
        (stack, outcome) -> {
          boolean virtual = kind.endsWith("virtual");
          boolean ofChannel = kind.startsWith("channel");
          DatagramSocket socket = socket(stack, ofChannel);
          socket.bind(loopback(0));
          DatagramPacket packet = new DatagramPacket(new byte[1], 1);
          socket.setSoTimeout(50);
          outcome.of("timeout", socket::getSoTimeout);
          outcome.add(start(virtual, () -> receive(socket, packet)).end());
          outcome.does("negative", () -> socket.setSoTimeout(-1));
          socket.setSoTimeout(0);
          Running waiting = start(virtual, () -> receive(socket, packet)).blocked();
          socket.close();
          outcome.add(waiting.end());
          if (virtual) {
            DatagramSocket other = socket(stack, ofChannel);
            other.bind(loopback(0));
            Running interrupted = start(true, () -> receive(other, packet)).blocked();
            interrupted.thread().interrupt();
            outcome.add(interrupted.end());
            outcome.of("closed", other::isClosed);
          }
        });
  }

  private static Object receive(DatagramSocket socket, DatagramPacket packet) throws Exception {
    socket.receive(packet);
    return packet.getLength();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void socketOptions(boolean ofChannel) throws Exception {
    same(
        (stack, outcome) -> {
          try (DatagramSocket socket = socket(stack, ofChannel)) {
            outcome.of("broadcast", socket::getBroadcast);
            socket.setBroadcast(true);
            outcome.of("broadcast", socket::getBroadcast);
            outcome.of("reuse", socket::getReuseAddress);
            socket.setReuseAddress(true);
            outcome.of("reuse", socket::getReuseAddress);
            outcome.does("send 0", () -> socket.setSendBufferSize(0));
            socket.setSendBufferSize(30_000);
            outcome.of("send", socket::getSendBufferSize);
            outcome.does("receive 0", () -> socket.setReceiveBufferSize(0));
            socket.setReceiveBufferSize(30_000);
            outcome.of("receive", socket::getReceiveBufferSize);
            socket.setTrafficClass(0x20);
            outcome.of("class", socket::getTrafficClass);
            outcome.does("class", () -> socket.setTrafficClass(256));
            OptionSteps.of(
                outcome, socket.supportedOptions(), socket::getOption, socket::setOption);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void socketGroups(boolean ofChannel) throws Exception {
    same(
        (stack, outcome) -> {
          NetworkInterface lo = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
          InetSocketAddress group = new InetSocketAddress("239.7.8.10", 0);
          try (DatagramSocket socket = socket(stack, ofChannel);
              DatagramSocket sender = stack.datagramSocket()) {
            socket.bind(new InetSocketAddress(0));
            socket.joinGroup(group, lo);
            outcome.does("again", () -> socket.joinGroup(group, lo));
            outcome.does("no group", () -> socket.joinGroup(loopback(0), lo));
            outcome.does("null", () -> socket.joinGroup(null, lo));
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo);
            sender.send(
                new DatagramPacket(
                    new byte[3],
                    3,
                    new InetSocketAddress(group.getAddress(), socket.getLocalPort())));
            DatagramPacket packet = new DatagramPacket(new byte[9], 9);
            socket.setSoTimeout(5000);
            socket.receive(packet);
            outcome.of("length", packet::getLength);
            socket.leaveGroup(group, lo);
            outcome.does("leave again", () -> socket.leaveGroup(group, lo));
          }
        });
  }
}
