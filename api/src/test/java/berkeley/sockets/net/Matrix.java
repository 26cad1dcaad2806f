/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls each public method of a class in each state of an object, with values that are right and
 * values that are wrong, each on a new object, and notes how the call ends and in what state it
 * leaves the object.
 */
final class Matrix<T> {
  /** Makes an object of a stack, in a state. */
  interface State<T> {
    T make(Stack stack, List<AutoCloseable> resources) throws Exception;
  }

  private final Class<T> type;
  private final List<String> without;
  private final Function<T, String> describe;

  /**
   * Of a class.
   *
   * @param without the names of methods that are not called
   * @param describe tells the state that a call leaves
   */
  Matrix(Class<T> type, List<String> without, Function<T, String> describe) {
    this.type = type;
    this.without = without;
    this.describe = describe;
  }

  void run(Map<String, State<T>> states, Stack stack, Outcome outcome) throws Exception {
    for (Map.Entry<String, State<T>> state : states.entrySet()) {
      for (Method method : methods()) {
        for (Object[] arguments : combinations(method)) {
          List<AutoCloseable> resources = new ArrayList<>();
          try {
            T object = state.getValue().make(stack, resources);
            outcome.add(
                state.getKey()
                    + " "
                    + method.getName()
                    + text(arguments)
                    + ": "
                    + call(object, method, arguments)
                    + " -> "
                    + describe.apply(object));
          } finally {
            for (AutoCloseable each : resources) {
              each.close();
            }
          }
        }
      }
    }
  }

  private List<Method> methods() {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !method.isBridge() && !without.contains(method.getName()))
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private static String call(Object object, Method method, Object[] arguments) throws Exception {
    try {
      return told(method.invoke(object, arguments), object);
    } catch (InvocationTargetException e) {
      return e.getCause().getClass().getName();
    }
  }

  private static String told(Object result, Object object) {
    if (result == object) {
      return "itself";
    }
    return switch (result) {
      case null -> "null";
      case InetAddress address -> address.toString();
      case NetworkInterface where -> where.getName();
      case SocketAddress address -> address.toString().replaceAll(":[1-9][0-9]*$", ":N");
      case Integer number when isPort(number) -> "port";
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      case String text -> text.replaceAll("^[A-Za-z.]*\\[", "[").replaceAll("[0-9]{3,}", "N");
      default -> "an object";
    };
  }

  private static boolean isPort(int number) {
    return number >= 10_000 && number < 65_536; // an ephemeral port, most often another one
  }

  private static String text(Object[] arguments) {
    StringBuilder text = new StringBuilder("(");
    for (Object each : arguments) {
      text.append(text.length() > 1 ? ", " : "");
      text.append(
          switch (each) {
            case null -> "null";
            case ByteBuffer buffer -> buffer.getClass().getSimpleName() + buffer.remaining();
            case DatagramPacket packet -> "packet to " + packet.getAddress();
            case Object[] several -> several.length + " of them";
            case byte[] bytes -> bytes.length + " bytes";
            default -> each.toString();
          });
    }
    return text.append(')').toString();
  }

  private static List<Object[]> combinations(Method method) throws Exception {
    Class<?>[] types = method.getParameterTypes();
    List<Object[]> all = new ArrayList<>();
    all.add(new Object[types.length]);
    for (int i = 0; i < types.length; i++) {
      List<Object[]> longer = new ArrayList<>();
      for (Object[] each : all) {
        for (Object value : values(method.getName(), types[i])) {
          Object[] copy = each.clone();
          copy[i] = value;
          longer.add(copy);
        }
      }
      all = longer;
    }
    return all;
  }

  private static List<?> values(String method, Class<?> type) throws Exception {
    if (type == int.class && method.equals("connect")) {
      return List.of(-1, 0, 60_000); // no limit that depends on the machine
    }
    if (type == int.class) {
      return List.of(-1, 0, 1, 255, 65_536, Integer.MAX_VALUE);
    }
    if (type == boolean.class) {
      return List.of(true, false);
    }
    if (type == byte.class) {
      return List.of((byte) -1, (byte) 1);
    }
    if (type == InetAddress.class) {
      return Arrays.asList(
          null, InetAddress.getLoopbackAddress(), InetAddress.getByName("239.7.8.12"));
    }
    if (type == SocketAddress.class) {
      return Arrays.asList(
          null,
          Contract.loopback(0),
          Contract.loopback(1),
          InetSocketAddress.createUnresolved("no.invalid", 1),
          new InetSocketAddress("239.7.8.12", 0),
          new Other());
    }
    if (type == NetworkInterface.class) {
      return Arrays.asList(
          null, NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
    }
    if (type == SocketOption.class) {
      return Arrays.asList(
          null,
          StandardSocketOptions.SO_RCVBUF,
          StandardSocketOptions.SO_KEEPALIVE,
          StandardSocketOptions.SO_LINGER,
          StandardSocketOptions.SO_BROADCAST,
          StandardSocketOptions.SO_REUSEADDR,
          StandardSocketOptions.SO_REUSEPORT,
          StandardSocketOptions.TCP_NODELAY,
          StandardSocketOptions.IP_TOS,
          StandardSocketOptions.IP_MULTICAST_IF,
          StandardSocketOptions.IP_MULTICAST_TTL,
          StandardSocketOptions.IP_MULTICAST_LOOP);
    }
    if (type == Object.class) {
      return Arrays.asList(null, true, -1, 1, 70_000, "text");
    }
    if (type == DatagramPacket.class) {
      return Arrays.asList(
          null,
          new DatagramPacket(new byte[3], 3),
          new DatagramPacket(new byte[3], 3, Contract.loopback(0)),
          new DatagramPacket(new byte[3], 3, Contract.loopback(1)),
          new DatagramPacket(new byte[70_000], 70_000, Contract.loopback(1)));
    }
    if (type == ByteBuffer.class) {
      return Arrays.asList(
          null,
          ByteBuffer.allocate(0),
          ByteBuffer.allocate(3),
          ByteBuffer.allocateDirect(3),
          ByteBuffer.allocate(3).asReadOnlyBuffer());
    }
    if (type == ByteBuffer[].class) {
      return Arrays.asList(
          null,
          new ByteBuffer[0],
          new ByteBuffer[] {ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0)},
          new ByteBuffer[] {ByteBuffer.allocate(2), ByteBuffer.allocateDirect(3)},
          new ByteBuffer[] {ByteBuffer.allocate(2), ByteBuffer.allocate(3).asReadOnlyBuffer()},
          new ByteBuffer[] {ByteBuffer.allocate(2), null});
    }
    return Arrays.asList((Object) null);
  }

  /** An address of nobody's. */
  private static final class Other extends SocketAddress {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return "other";
    }
  }

  // ---- what calls leave

  static String state(Socket socket) {
    return (socket.isClosed() ? "closed " : "")
        + (socket.isBound() ? "bound " : "")
        + (socket.isConnected() ? "connected " : "")
        + (socket.isInputShutdown() ? "in " : "")
        + (socket.isOutputShutdown() ? "out " : "");
  }

  static String state(ServerSocket socket) {
    return (socket.isClosed() ? "closed " : "") + (socket.isBound() ? "bound " : "");
  }

  static String state(DatagramSocket socket) {
    return (socket.isClosed() ? "closed " : "")
        + (socket.isBound() ? "bound " : "")
        + (socket.isConnected() ? "connected " : "");
  }

  /** Has calls that wait end soon. */
  static Socket limited(Socket socket) throws SocketException {
    socket.setSoTimeout(20);
    return socket;
  }
}
