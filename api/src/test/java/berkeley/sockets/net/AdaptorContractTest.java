/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;
import static berkeley.sockets.net.Contract.start;

import berkeley.sockets.net.Contract.ChannelPair;
import berkeley.sockets.net.Contract.Running;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What socket() of a channel returns: the same outcome with the JDK's and with ours. */
class AdaptorContractTest {
  /** A method that is not overridden would work on a socket that is none. */
  @Test
  void everyMethodIsOverridden() throws Exception {
    List<String> inherited = new ArrayList<>();
    for (Class<?> type :
        new Class<?>[] {
          ChannelSocket.class, ListeningChannelSocket.class, DatagramViewSocket.class
        }) {
      for (Method each : type.getMethods()) {
        if (!Modifier.isStatic(each.getModifiers())
            && !each.getName().equals("setPerformancePreferences")
            && each.getDeclaringClass().getPackageName().equals("java.net")) {
          inherited.add(each.toString());
        }
      }
    }
    Assertions.assertEquals(List.of(), inherited);
  }

  @Test
  void sockets() throws Exception {
    same(
        (stack, outcome) -> {
          SocketChannel fresh = stack.provider().openSocketChannel();
          Socket socket = fresh.socket();
          outcome.of("same", () -> fresh.socket() == socket);
          outcome.of("channel", () -> socket.getChannel() == fresh);
          tell(outcome, socket);
          outcome.withMessage("in", socket::getInputStream);
          outcome.withMessage("shut", socket::shutdownInput);
          outcome.withMessage("shut", socket::shutdownOutput);
          outcome.does("urgent", () -> socket.sendUrgentData(1));
          outcome.does("null", () -> socket.connect(null));
          outcome.does("negative", () -> socket.connect(loopback(1), -1));
          outcome.withMessage("family", () -> socket.connect(UnixDomainSocketAddress.of("/x")));
          outcome.does("bind", () -> socket.bind(loopback(0)));
          outcome.withMessage("bind", () -> socket.bind(loopback(0)));
          outcome.does(
              "unresolved",
              () -> socket.connect(InetSocketAddress.createUnresolved("no.invalid", 1)));
          outcome.of("closed", socket::isClosed);
          tell(outcome, socket);
          outcome.withMessage("connect", () -> socket.connect(loopback(1)));
          outcome.withMessage("timeout", () -> socket.setSoTimeout(1));
          outcome.withMessage("option", socket::getTcpNoDelay);
          try (ChannelPair pair = ChannelPair.of(stack)) {
            Socket client = pair.client().socket();
            tell(outcome, client);
            outcome.of(
                "remote",
                () -> client.getRemoteSocketAddress().equals(pair.client().getRemoteAddress()));
            outcome.of(
                "local",
                () -> client.getLocalSocketAddress().equals(pair.client().getLocalAddress()));
            outcome.withMessage("again", () -> client.connect(loopback(1)));
            int port = client.getLocalPort();
            client.close();
            outcome.of("open", pair.client()::isOpen);
            outcome.of("port", () -> client.getLocalPort() == port);
            tell(outcome, client);
          }
        });
  }

  private static void tell(Outcome outcome, Socket socket) {
    outcome.of("bound", socket::isBound);
    outcome.of("connected", socket::isConnected);
    outcome.of("closed", socket::isClosed);
    outcome.of("address", socket::getInetAddress);
    outcome.of("local address", socket::getLocalAddress);
    outcome.of("port", () -> Integer.signum(socket.getPort()));
    outcome.of("local port", () -> Integer.signum(socket.getLocalPort()));
    outcome.of("no remote", () -> socket.getRemoteSocketAddress() == null);
    outcome.of("no local", () -> socket.getLocalSocketAddress() == null);
    outcome.of("in", socket::isInputShutdown);
    outcome.of("out", socket::isOutputShutdown);
    outcome.of("text", () -> socket.toString().replaceAll("[0-9]{2,}", "N"));
  }

  @Test
  void options() throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            Socket socket = pair.client().socket();
            outcome.does("no delay", () -> socket.setTcpNoDelay(true));
            outcome.of("no delay", socket::getTcpNoDelay);
            outcome.of("linger", socket::getSoLinger);
            outcome.does("linger", () -> socket.setSoLinger(true, 70_000));
            outcome.of("linger", socket::getSoLinger);
            outcome.does("linger", () -> socket.setSoLinger(false, 70_000));
            outcome.of("linger", socket::getSoLinger);
            outcome.does("oob", () -> socket.setOOBInline(true));
            outcome.of("oob", socket::getOOBInline);
            outcome.does("send 0", () -> socket.setSendBufferSize(0));
            outcome.does("send", () -> socket.setSendBufferSize(20_000));
            outcome.of("send", socket::getSendBufferSize);
            outcome.does("receive 0", () -> socket.setReceiveBufferSize(0));
            outcome.does("receive", () -> socket.setReceiveBufferSize(20_000));
            outcome.of("receive", socket::getReceiveBufferSize);
            outcome.does("alive", () -> socket.setKeepAlive(true));
            outcome.of("alive", socket::getKeepAlive);
            outcome.does("class", () -> socket.setTrafficClass(0x18));
            outcome.of("class", socket::getTrafficClass);
            outcome.does("class", () -> socket.setTrafficClass(256));
            outcome.does("reuse", () -> socket.setReuseAddress(true));
            outcome.of("reuse", socket::getReuseAddress);
            outcome.of(
                "option", () -> socket.getOption(java.net.StandardSocketOptions.SO_KEEPALIVE));
            outcome.of("timeout", socket::getSoTimeout);
            outcome.does("timeout", () -> socket.setSoTimeout(-1));
            ServerSocket server = pair.listener().socket();
            outcome.of("channel", () -> server.getChannel() == pair.listener());
            outcome.does("reuse", () -> server.setReuseAddress(false));
            outcome.of("reuse", server::getReuseAddress);
            outcome.does("receive 0", () -> server.setReceiveBufferSize(0));
            outcome.does("receive", () -> server.setReceiveBufferSize(20_000));
            outcome.of("receive", server::getReceiveBufferSize);
            outcome.does("timeout", () -> server.setSoTimeout(-1));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void streams(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            Socket client = pair.client().socket();
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            Running reader = start(virtual, in::read).blocked();
            outcome.add(
                "writes meanwhile: "
                    + start(
                            virtual,
                            () -> {
                              out.write(new byte[1000]);
                              return "done";
                            })
                        .end());
            pair.server().write(ByteBuffer.wrap(new byte[] {4}));
            outcome.add("read: " + reader.end());
            client.setSoTimeout(30);
            outcome.add("timeout: " + start(virtual, in::read).end());
            Running channelRead =
                start(virtual, () -> pair.client().read(ByteBuffer.allocate(5))).blocked();
            pair.server().write(ByteBuffer.wrap(new byte[] {4}));
            outcome.add("channel without: " + channelRead.end());
            outcome.of("available", in::available);
            pair.client().configureBlocking(false);
            outcome.of("read", in::read);
            outcome.does("write", () -> out.write(1));
            outcome.does("connect", () -> client.connect(loopback(1)));
            pair.client().configureBlocking(true);
            client.setSoTimeout(0);
            Running late = start(virtual, in::read).blocked();
            client.close();
            outcome.add("closed: " + late.end());
            outcome.of("read", in::read);
            outcome.does("write", () -> out.write(1));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void serverSockets(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          ServerSocketChannel channel = stack.provider().openServerSocketChannel();
          ServerSocket socket = channel.socket();
          outcome.withMessage("accept", socket::accept);
          outcome.of("port", socket::getLocalPort);
          outcome.of("address", socket::getInetAddress);
          outcome.of("bound", socket::isBound);
          outcome.of("text", socket::toString);
          socket.bind(loopback(0));
          outcome.withMessage("bind", () -> socket.bind(null));
          outcome.of("bound", socket::isBound);
          outcome.of("address", socket::getInetAddress);
          outcome.of(
              "local", () -> socket.getLocalSocketAddress().equals(channel.getLocalAddress()));
          socket.setSoTimeout(30);
          outcome.of("timeout", socket::getSoTimeout);
          outcome.add("accept: " + start(virtual, socket::accept).end());
          try (Socket client = stack.socket()) {
            client.connect(socket.getLocalSocketAddress());
            try (Socket server = socket.accept()) {
              outcome.of("channel", () -> server.getChannel().isConnected());
              outcome.of("timeout", server::getSoTimeout);
            }
          }
          socket.setSoTimeout(0);
          channel.configureBlocking(false);
          outcome.of("non-blocking", socket::accept);
          socket.setSoTimeout(10);
          outcome.of("non-blocking", socket::accept);
          channel.configureBlocking(true);
          socket.setSoTimeout(0);
          Running waiting = start(virtual, socket::accept).blocked();
          socket.close();
          outcome.add("closed: " + waiting.end());
          outcome.of("closed", socket::isClosed);
          outcome.withMessage("accept", socket::accept);
          outcome.withMessage("timeout", () -> socket.setSoTimeout(1));
        });
  }

  @Test
  void connectsWithALimit() throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocketChannel listener = stack.provider().openServerSocketChannel();
              SocketChannel channel = stack.provider().openSocketChannel()) {
            listener.bind(loopback(0));
            outcome.does(
                "connect", () -> channel.socket().connect(listener.getLocalAddress(), 5000));
            outcome.of("blocking", channel::isBlocking);
            Running reader = start(false, () -> channel.read(ByteBuffer.allocate(1))).blocked();
            listener.accept().close();
            outcome.add(reader.end());
          }
        });
  }
}
