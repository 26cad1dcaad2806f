/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Null for a parameter that takes none is a NullPointerException that names it. */
class NullArgumentsTest {
  /** Parameters whose Javadoc says what null means. */
  private static final Set<String> NULL_MEANS_SOMETHING =
      Set.of(
          "Socket.connect host",
          "Socket.listen host",
          "AddressInfo.resolve host",
          "AddressInfo.resolve service",
          "Service.byName protocol",
          "Service.byPort protocol",
          "Message.setName address",
          "Poller.add attachment",
          "Poller.modify attachment",
          "ErrnoException.new address",
          "AddressInfo.new address",
          "AddressInfo.new canonicalName",
          "Interface.new address",
          "Interface.new netmask",
          "Interface.new destination",
          "Received.new source");

  private final Map<Class<?>, Object> values = new HashMap<>();
  private final List<String> bad = new ArrayList<>();
  private final Set<String> meaningful = new TreeSet<>();
  private int tried;

  private void value(Object value, Class<?>... types) {
    for (Class<?> type : types) {
      values.put(type, value);
    }
  }

  @Test
  void theyAreNamed() throws Exception {
    try (Arena arena = Arena.ofConfined();
        Socket socket = Socket.open(Domain.INET, Type.DGRAM);
        Message message = Message.builder().data(8).controlBytes(64).build();
        MessageBatch batch = Message.builder().data(8).batch(1);
        Poller poller = Poller.open()) {
      value(socket, Socket.class);
      value(message, Message.class);
      value(batch, MessageBatch.class);
      value(poller, Poller.class);
      value(Message.builder(), MessageBuilder.class);
      value(new PollSet(), PollSet.class);
      value(new PollerEvents(8), PollerEvents.class);
      value(new SockAddrBuffer(), SockAddrBuffer.class);
      value(SockAddr.Inet4.loopback(9), SockAddr.class, SockAddr.Inet4.class, SockAddr.Inet.class);
      value(Domain.INET, Domain.class);
      value(Type.DGRAM, Type.class);
      value(Protocol.UDP, Protocol.class);
      value(Shutdown.BOTH, Shutdown.class);
      value(Duration.ofMillis(1), Duration.class);
      value("127.0.0.1", String.class);
      value(Path.of("/nowhere"), Path.class);
      value(new byte[8], byte[].class);
      value(ByteBuffer.allocate(8), ByteBuffer.class);
      value(arena.allocate(256, 8), MemorySegment.class);
      value(new MemorySegment[] {arena.allocate(8)}, MemorySegment[].class);
      value(new long[] {8}, long[].class);
      value(SocketOptions.SO_TYPE, SockOpt.class);
      value(ControlMessages.IP_TTL, ControlMessage.class);
      value(new ControlMessage<?>[] {ControlMessages.IP_TTL}, ControlMessage[].class);
      value(Codec.INT, Codec.class);
      value(1, Object.class);
      value(arena, SegmentAllocator.class);
      value(InetAddress.getLoopbackAddress(), InetAddress.class);
      value(new InetSocketAddress("127.0.0.1", 9), SocketAddress.class);
      value(AddressInfo.stream(0), AddressInfo.class);
      value((FdFunction<Object, RuntimeException>) fd -> fd, FdFunction.class);
      for (Class<?> type :
          List.of(
              Socket.class,
              Message.class,
              MessageBatch.class,
              MessageBuilder.class,
              Poller.class,
              PollSet.class,
              SockAddr.class,
              SockAddr.Inet4.class,
              SockAddr.Inet6.class,
              SockAddr.Unix.class,
              SockAddr.Packet.class,
              SockAddr.Opaque.class,
              SockAddrBuffer.class,
              AddressInfo.class,
              Descriptor.class,
              Interface.class,
              Service.class,
              SockOpt.class,
              ControlMessage.class,
              ErrnoException.class,
              Received.class)) {
        all(type);
      }
      assertEquals(List.of(), bad);
      assertTrue(tried > 80, tried + " parameters");
      Fds.close(socket.detach()); // which refuses while a call has not ended
    }
  }

  private void all(Class<?> type) throws Exception {
    for (Method method : type.getDeclaredMethods()) {
      boolean usable =
          Modifier.isPublic(method.getModifiers())
              && !method.isBridge()
              && !method.isSynthetic()
              && !method.getName().equals("equals")
              && (Modifier.isStatic(method.getModifiers()) || values.containsKey(type));
      if (usable) {
        each(type, method, method.getName());
      }
    }
    for (Constructor<?> constructor : type.getConstructors()) {
      each(type, constructor, "new");
    }
  }

  private void each(Class<?> type, Executable executable, String name) throws Exception {
    Parameter[] parameters = executable.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      String what = type.getSimpleName() + "." + name + " " + parameters[i].getName();
      if (parameters[i].getType().isPrimitive()) {
        continue;
      }
      if (NULL_MEANS_SOMETHING.contains(what)) {
        meaningful.add(what);
        continue;
      }
      Object[] arguments = new Object[parameters.length];
      for (int a = 0; a < arguments.length; a++) {
        arguments[a] = a == i ? null : argument(parameters[a].getType());
      }
      tried++;
      try {
        if (executable instanceof Method method) {
          method.invoke(values.get(type), arguments);
        } else {
          ((Constructor<?>) executable).newInstance(arguments);
        }
        bad.add(what + ": accepted");
      } catch (InvocationTargetException e) {
        boolean named =
            e.getCause() instanceof NullPointerException
                && String.valueOf(e.getCause().getMessage()).contains(parameters[i].getName());
        if (!named) {
          bad.add(what + ": " + e.getCause());
        }
      }
    }
  }

  private Object argument(Class<?> type) throws IOException {
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == List.class) {
      return List.of();
    }
    Object value = values.get(type);
    if (value == null) {
      throw new IOException("no value of " + type);
    }
    return value;
  }
}
