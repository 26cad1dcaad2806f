/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.ADDRESS;

import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.netdb_h.protoent;
import berkeley.sockets.bindings.headers.netdb_h.servent;
import berkeley.sockets.internal.calls.Lookups;
import berkeley.sockets.internal.memory.Strings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct servent}: a service and its port, as services(5) lists them; also looks up
 * protocols(5). Immutable. The look-ups may be made by any number of threads.
 *
 * @param name its official name (s_name)
 * @param aliases its other names (s_aliases)
 * @param port its port, 0 to 65535, in Java's byte order (s_port)
 * @param protocol the protocol to use, such as {@code tcp} (s_proto)
 * @since 0.1.0
 */
public record Service(String name, List<String> aliases, int port, String protocol) {
  /** Checks that nothing is missing. */
  public Service {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(aliases, "aliases");
    Objects.requireNonNull(protocol, "protocol");
  }

  /**
   * getservbyname_r(3).
   *
   * @param name official or other name
   * @param protocol such as {@code tcp}, or null for any
   * @return null if there is no such service
   * @throws IOException {@link ErrnoException} if the look-up fails
   */
  public static @Nullable Service byName(String name, @Nullable String protocol)
      throws IOException {
    Objects.requireNonNull(name, "name");
    return new Find<Service>("getservbyname_r") {
      @Override
      long call(Arena arena, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
        MemorySegment key = Strings.toC(arena, name);
        return Lookups.getservbyname_r(key, Strings.toC(arena, protocol), entry, buffer, result);
      }

      @Override
      Service read(MemorySegment entry) {
        return service(entry);
      }
    }.find();
  }

  /**
   * getservbyport_r(3).
   *
   * @param port 0 to 65535, in Java's byte order
   * @param protocol such as {@code tcp}, or null for any
   * @return null if there is no such service
   * @throws IOException {@link ErrnoException} if the look-up fails
   */
  public static @Nullable Service byPort(int port, @Nullable String protocol) throws IOException {
    SockAddrCodec.checkPort(port);
    return new Find<Service>("getservbyname_r") {
      @Override
      long call(Arena arena, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
        MemorySegment key = Strings.toC(arena, protocol);
        return Lookups.getservbyport_r(network(port), key, entry, buffer, result);
      }

      @Override
      Service read(MemorySegment entry) {
        return service(entry);
      }
    }.find();
  }

  /**
   * getprotobyname_r(3).
   *
   * @param name its name
   * @return null if there is no such protocol
   * @throws IOException {@link ErrnoException} if the look-up fails
   */
  public static @Nullable ProtocolEntry protocol(String name) throws IOException {
    Objects.requireNonNull(name, "name");
    return new Find<ProtocolEntry>("getprotobyname_r") {
      @Override
      long call(Arena arena, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
        return Lookups.getprotobyname_r(Strings.toC(arena, name), entry, buffer, result);
      }

      @Override
      ProtocolEntry read(MemorySegment entry) {
        return proto(entry);
      }
    }.find();
  }

  /**
   * getprotobynumber_r(3).
   *
   * @param number its number
   * @return null if there is no such protocol
   * @throws IOException {@link ErrnoException} if the look-up fails
   */
  public static @Nullable ProtocolEntry protocol(int number) throws IOException {
    return new Find<ProtocolEntry>("getprotobyname_r") {
      @Override
      long call(Arena arena, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
        return Lookups.getprotobynumber_r(number, entry, buffer, result);
      }

      @Override
      ProtocolEntry read(MemorySegment entry) {
        return proto(entry);
      }
    }.find();
  }

  /** A look-up, repeated with more memory until its answer fits. */
  private abstract static class Find<T> {
    private final String function;

    Find(String function) {
      this.function = function;
    }

    /** The call; what it returns has the status in its lower half. */
    abstract long call(
        Arena arena, MemorySegment entry, MemorySegment buffer, MemorySegment result);

    abstract T read(MemorySegment entry);

    @Nullable T find() throws IOException {
      long size = 1024;
      while (true) {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment buffer = arena.allocate(size);
          MemorySegment entry =
              arena.allocate(Math.max(servent.sizeof(), protoent.sizeof()), Long.BYTES);
          MemorySegment result = arena.allocate(ADDRESS);
          int status = (int) call(arena, entry, buffer, result);
          if (status == errno_h.ERANGE) {
            size *= 4;
            continue;
          }
          if (status != 0 && status != errno_h.ENOENT) {
            throw new ErrnoException(function, -1, null, status);
          }
          return Pointers.in(result).address() == 0 ? null : read(entry);
        }
      }
    }
  }

  private static Service service(MemorySegment c) {
    return new Service(
        Pointers.name(servent.s_name(c)),
        Pointers.strings(servent.s_aliases(c)),
        network(servent.s_port(c)),
        Pointers.name(servent.s_proto(c)));
  }

  private static ProtocolEntry proto(MemorySegment c) {
    return new ProtocolEntry(
        Pointers.name(protoent.p_name(c)),
        Pointers.strings(protoent.p_aliases(c)),
        new Protocol(protoent.p_proto(c)));
  }

  private static int network(int port) {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return (little ? Short.reverseBytes((short) port) : port) & 0xffff;
  }
}
