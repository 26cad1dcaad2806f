/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import static berkeley.sockets.c.LinuxIfPacket.PACKET_HDRLEN;
import static berkeley.sockets.c.SysSocket.SOL_PACKET;

import berkeley.sockets.Codec;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scripts' option values through the rows of the object layer, and back. */
final class ObjectOptions {
  private static final List<String> TABLES =
      List.of("Socket", "Ip", "Ipv6", "Tcp", "Udp", "Packet", "Netlink", "Vsock");

  private static final Map<Long, SockOpt<?>> ROWS = rows();

  /** The one option whose getsockopt reads the value first, which SockOpt cannot give. */
  private static boolean asks(int level, int number) {
    return level == SOL_PACKET && number == PACKET_HDRLEN;
  }

  private static Map<Long, SockOpt<?>> rows() {
    Map<Long, SockOpt<?>> all = new HashMap<>();
    try {
      for (String table : TABLES) {
        for (Field field :
            Class.forName("berkeley.sockets.options." + table + "Options").getFields()) {
          if (field.get(null) instanceof SockOpt<?> row) {
            all.put((long) row.level() << 32 | row.number(), row);
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  /** A codec that remembers what C gave. */
  private static final class Recorder<T> implements Codec<T> {
    private final Codec<T> codec;
    private final int size;
    private byte[] given;

    Recorder(Codec<T> codec, int size) {
      this.codec = codec;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public MemorySegment encode(T value, SegmentAllocator allocator) {
      return codec.encode(value, allocator);
    }

    @Override
    public T decode(MemorySegment bytes, int length) {
      given = bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      return codec.decode(bytes, length);
    }
  }

  Object get(Socket socket, Object[] a, List<Object> all) throws IOException {
    if (socket == null
        || asks((int) a[1], (int) a[2])
        || !(all.get(3) instanceof Block value)
        || !(all.get(4) instanceof Block cell)
        || cell.size() < 4
        || cell.get(0, 4) < 0
        || cell.get(0, 4) > value.size()) {
      return null;
    }
    int room = (int) cell.get(0, 4);
    SockOpt<?> row = ROWS.get((long) (int) a[1] << 32 | (int) a[2]);
    byte[] given =
        row != null && row.codec().size() == room
            ? typed(socket, row)
            : given(socket, (int) a[1], (int) a[2], "raw", new Recorder<>(Codec.BYTES, room));
    if (given == null || given.length > room) {
      return null; // more than the script has room for, which the object layer makes
    }
    MemorySegment.copy(given, 0, value.segment, ValueLayout.JAVA_BYTE, 0, given.length);
    cell.put(0, 4, given.length);
    return 0;
  }

  private static <T> byte[] given(
      Socket socket, int level, int number, String name, Recorder<T> codec) throws IOException {
    socket.getOption(new SockOpt<>(name, level, number, codec));
    return codec.given;
  }

  private static <T> byte[] typed(Socket socket, SockOpt<T> row) throws IOException {
    Recorder<T> recorder = new Recorder<>(row.codec(), row.codec().size());
    T value = socket.getOption(new SockOpt<>(row.name(), row.level(), row.number(), recorder));
    byte[] given = recorder.given;
    if (value != null && given.length == row.codec().size() && row.codec() != Codec.BOOL) {
      try (Arena arena = Arena.ofConfined()) {
        byte[] again = row.codec().encode(value, arena).toArray(ValueLayout.JAVA_BYTE);
        return again.length == given.length ? again : given;
      } catch (UnsupportedOperationException e) {
        return given; // can only be read
      }
    }
    return given;
  }

  Object set(Socket socket, Object[] a, List<Object> all) throws IOException {
    int length = (int) a[4];
    if (socket == null
        || !(all.get(3) instanceof Block value)
        || length < 0
        || length > value.size()) {
      return null;
    }
    byte[] bytes = value.segment.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    SockOpt<?> row = ROWS.get((long) (int) a[1] << 32 | (int) a[2]);
    if (row == null || row.codec().size() != length || !set(socket, row, bytes)) {
      socket.setOption(SockOpt.raw((int) a[1], (int) a[2], Codec.BYTES), bytes);
    }
    return 0;
  }

  private static <T> boolean set(Socket socket, SockOpt<T> row, byte[] bytes) throws IOException {
    T value = exact(row.codec(), bytes);
    if (value != null) {
      socket.setOption(row, value);
    }
    return value != null;
  }

  /** The value whose bytes are just these, or null. */
  static <T> T exact(Codec<T> codec, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(bytes.length, 8), 8);
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
      T value = codec.decode(memory, bytes.length);
      byte[] again = codec.encode(value, arena).toArray(ValueLayout.JAVA_BYTE);
      return Arrays.equals(again, bytes) ? value : null;
    } catch (RuntimeException e) {
      return null; // a value that its type does not have
    }
  }
}
