/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;

import berkeley.sockets.net.Contract.ChannelPair;
import berkeley.sockets.net.Contract.Pair;
import berkeley.sockets.net.Matrix.State;
import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every method in every state, with right and wrong arguments: as the JDK's. */
class MatrixContractTest {
  private static final List<String> NONE = List.of("setPerformancePreferences");

  private static <T> void compare(
      Class<T> type, List<String> without, Function<T, String> describe, Map<String, State<T>> all)
      throws Exception {
    same((stack, outcome) -> new Matrix<>(type, without, describe).run(all, stack, outcome));
  }

  /** Adds to each state the object closed, and keeps it for the end. */
  private static <T extends AutoCloseable> State<T> kept(State<T> state) {
    return (stack, resources) -> {
      T object = state.make(stack, resources);
      resources.add(object);
      return object;
    };
  }

  private static Socket connected(Stack stack, List<AutoCloseable> resources) throws Exception {
    Pair pair = Pair.of(stack);
    resources.add(pair);
    return Matrix.limited(pair.client());
  }

  @Test
  void sockets() throws Exception {
    Map<String, State<Socket>> states = new LinkedHashMap<>();
    states.put("fresh", kept((stack, resources) -> stack.socket()));
    states.put(
        "bound",
        kept(
            (stack, resources) -> {
              Socket socket = stack.socket();
              socket.bind(loopback(0));
              return socket;
            }));
    states.put("connected", MatrixContractTest::connected);
    states.put(
        "input shut",
        (stack, resources) -> {
          Socket socket = connected(stack, resources);
          socket.shutdownInput();
          return socket;
        });
    states.put(
        "output shut",
        (stack, resources) -> {
          Socket socket = connected(stack, resources);
          socket.shutdownOutput();
          return socket;
        });
    states.put(
        "closed",
        (stack, resources) -> {
          Socket socket = connected(stack, resources);
          socket.close();
          return socket;
        });
    states.put(
        "closed fresh",
        (stack, resources) -> {
          Socket socket = stack.socket();
          socket.close();
          return socket;
        });
    compare(Socket.class, NONE, Matrix::state, states);
  }

  @Test
  void socketsOfChannels() throws Exception {
    Map<String, State<Socket>> states = new LinkedHashMap<>();
    states.put("fresh", kept((stack, resources) -> stack.provider().openSocketChannel().socket()));
    states.put(
        "connected",
        (stack, resources) -> {
          ChannelPair pair = ChannelPair.of(stack);
          resources.add(pair);
          return pair.client().socket();
        });
    states.put(
        "non-blocking",
        (stack, resources) -> {
          ChannelPair pair = ChannelPair.of(stack);
          resources.add(pair);
          pair.client().configureBlocking(false);
          return pair.client().socket();
        });
    states.put(
        "closed",
        (stack, resources) -> {
          ChannelPair pair = ChannelPair.of(stack);
          resources.add(pair);
          Socket socket = pair.client().socket(); // else nothing keeps its local address
          socket.close();
          return socket;
        });
    compare(Socket.class, NONE, Matrix::state, states);
  }

  private static ServerSocket limited(ServerSocket socket) throws Exception {
    socket.setSoTimeout(20);
    return socket;
  }

  @Test
  void serverSockets() throws Exception {
    Map<String, State<ServerSocket>> states = new LinkedHashMap<>();
    states.put("fresh", kept((stack, resources) -> limited(stack.serverSocket())));
    states.put(
        "bound",
        kept(
            (stack, resources) -> {
              ServerSocket socket = limited(stack.serverSocket());
              socket.bind(loopback(0));
              return socket;
            }));
    states.put(
        "closed",
        (stack, resources) -> {
          ServerSocket socket = stack.serverSocket();
          socket.bind(loopback(0));
          socket.close();
          return socket;
        });
    states.put(
        "of a channel",
        kept(
            (stack, resources) ->
                limited(stack.provider().openServerSocketChannel().bind(loopback(0)).socket())));
    compare(ServerSocket.class, NONE, Matrix::state, states);
  }

  private static <T extends DatagramSocket> T limited(T socket) throws Exception {
    socket.setSoTimeout(20);
    return socket;
  }

  @Test
  void datagramSockets() throws Exception {
    Map<String, State<DatagramSocket>> states = new LinkedHashMap<>();
    states.put("fresh", kept((stack, resources) -> limited(stack.datagramSocket())));
    states.put(
        "bound",
        kept(
            (stack, resources) -> {
              DatagramSocket socket = limited(stack.datagramSocket());
              socket.bind(loopback(0));
              return socket;
            }));
    states.put(
        "connected",
        kept(
            (stack, resources) -> {
              DatagramSocket peer = stack.datagramSocket();
              resources.add(peer);
              peer.bind(loopback(0));
              DatagramSocket socket = limited(stack.datagramSocket());
              socket.connect(peer.getLocalSocketAddress());
              return socket;
            }));
    states.put(
        "closed",
        (stack, resources) -> {
          DatagramSocket socket = stack.datagramSocket();
          socket.bind(loopback(0));
          socket.close();
          return socket;
        });
    compare(DatagramSocket.class, NONE, Matrix::state, states);
  }

  @Test
  void socketsOfDatagramChannels() throws Exception {
    Map<String, State<MulticastSocket>> states = new LinkedHashMap<>();
    for (StandardProtocolFamily family :
        List.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6)) {
      State<MulticastSocket> fresh =
          (stack, resources) ->
              limited((MulticastSocket) stack.provider().openDatagramChannel(family).socket());
      states.put("fresh " + family, kept(fresh));
      states.put(
          "bound " + family,
          kept(
              (stack, resources) -> {
                MulticastSocket socket = fresh.make(stack, resources);
                socket.bind(loopback(0));
                return socket;
              }));
    }
    states.put(
        "closed",
        (stack, resources) -> {
          DatagramChannel channel = stack.provider().openDatagramChannel();
          channel.close();
          return (MulticastSocket) channel.socket();
        });
    compare(MulticastSocket.class, NONE, Matrix::state, states);
  }

  // ---- channels, none of which waits

  private static String state(SocketChannel channel) {
    return (channel.isOpen() ? "" : "closed ")
        + (channel.isConnected() ? "connected " : "")
        + (channel.isConnectionPending() ? "pending " : "");
  }

  private static final List<String> OF_CHANNELS = List.of("blockingLock", "provider", "hashCode");

  @Test
  void socketChannels() throws Exception {
    Map<String, State<SocketChannel>> states = new LinkedHashMap<>();
    State<SocketChannel> fresh =
        (stack, resources) -> {
          SocketChannel channel = stack.provider().openSocketChannel();
          channel.configureBlocking(false);
          return channel;
        };
    State<SocketChannel> connected =
        (stack, resources) -> {
          ChannelPair pair = ChannelPair.of(stack);
          resources.add(pair);
          pair.client().configureBlocking(false);
          return pair.client();
        };
    states.put("fresh", kept(fresh));
    states.put("connected", connected);
    states.put(
        "shut",
        (stack, resources) -> connected.make(stack, resources).shutdownInput().shutdownOutput());
    states.put(
        "closed",
        (stack, resources) -> {
          SocketChannel channel = connected.make(stack, resources);
          channel.close();
          return channel;
        });
    compare(SocketChannel.class, OF_CHANNELS, MatrixContractTest::state, states);
  }

  @Test
  void serverSocketChannels() throws Exception {
    Map<String, State<ServerSocketChannel>> states = new LinkedHashMap<>();
    State<ServerSocketChannel> fresh =
        (stack, resources) -> {
          ServerSocketChannel channel = stack.provider().openServerSocketChannel();
          channel.configureBlocking(false);
          return channel;
        };
    states.put("fresh", kept(fresh));
    states.put("bound", kept((stack, resources) -> fresh.make(stack, resources).bind(loopback(0))));
    states.put(
        "closed",
        (stack, resources) -> {
          ServerSocketChannel channel = fresh.make(stack, resources).bind(loopback(0));
          channel.close();
          return channel;
        });
    compare(
        ServerSocketChannel.class,
        OF_CHANNELS,
        channel -> channel.isOpen() ? "" : "closed",
        states);
  }

  @Test
  void datagramChannels() throws Exception {
    Map<String, State<DatagramChannel>> states = new LinkedHashMap<>();
    State<DatagramChannel> fresh =
        (stack, resources) -> {
          DatagramChannel channel = stack.provider().openDatagramChannel();
          channel.configureBlocking(false);
          return channel;
        };
    states.put("fresh", kept(fresh));
    states.put("bound", kept((stack, resources) -> fresh.make(stack, resources).bind(loopback(0))));
    states.put(
        "connected",
        kept(
            (stack, resources) -> {
              DatagramSocket peer = stack.datagramSocket();
              resources.add(peer);
              peer.bind(loopback(0));
              return fresh.make(stack, resources).connect(peer.getLocalSocketAddress());
            }));
    states.put(
        "closed",
        (stack, resources) -> {
          DatagramChannel channel = fresh.make(stack, resources).bind(loopback(0));
          channel.close();
          return channel;
        });
    compare(
        DatagramChannel.class,
        OF_CHANNELS,
        channel -> (channel.isOpen() ? "" : "closed ") + (channel.isConnected() ? "connected" : ""),
        states);
  }
}
