/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.ADDRESS;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.ifaddrs_h.ifaddrs;
import berkeley.sockets.bindings.headers.net_if_h;
import berkeley.sockets.bindings.headers.net_if_h.if_nameindex;
import berkeley.sockets.internal.memory.Strings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct ifaddrs}: one address of a network interface. Immutable.
 *
 * @param name the interface's name (ifa_name)
 * @param flags IFF_ flags (ifa_flags)
 * @param address the address (ifa_addr), a {@link SockAddr.Packet} for that of the hardware; null
 *     if there is none
 * @param netmask which of its bits name the network (ifa_netmask), or null
 * @param destination the broadcast address, or with IFF_POINTOPOINT the other end's (ifa_broadaddr,
 *     ifa_dstaddr), or null
 * @since 0.1.0
 */
public record Interface(
    String name,
    int flags,
    @Nullable SockAddr address,
    @Nullable SockAddr netmask,
    @Nullable SockAddr destination) {
  /** Checks that nothing is missing. */
  public Interface {
    Objects.requireNonNull(name, "name");
  }

  /**
   * getifaddrs(3): all addresses of all interfaces of this network namespace.
   *
   * @return one entry for each address, in the order of C
   * @throws ErrnoException ENOMEM and others
   */
  public static List<Interface> all() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment list = arena.allocate(ADDRESS);
      long result = Sys.getifaddrs(list);
      if (result < 0) {
        throw new ErrnoException("getifaddrs", -1, null, (int) -result);
      }
      MemorySegment first = Pointers.in(list);
      try {
        return read(first);
      } finally {
        Sys.freeifaddrs(first);
      }
    }
  }

  private static List<Interface> read(MemorySegment first) {
    List<Interface> all = new ArrayList<>();
    MemorySegment c = Pointers.struct(first, ifaddrs.sizeof());
    while (c != null) {
      all.add(
          new Interface(
              Pointers.name(ifaddrs.ifa_name(c)),
              ifaddrs.ifa_flags(c),
              address(ifaddrs.ifa_addr(c)),
              address(ifaddrs.ifa_netmask(c)),
              address(ifaddrs.ifa_dstaddr(c))));
      c = Pointers.struct(ifaddrs.ifa_next(c), ifaddrs.sizeof());
    }
    return all;
  }

  private static @Nullable SockAddr address(MemorySegment pointer) {
    return pointer.address() == 0 ? null : SockAddrCodec.at(pointer.address());
  }

  /**
   * if_nametoindex(3).
   *
   * @param name its name
   * @return the index of the interface, which is above 0
   * @throws IllegalArgumentException if there is a NUL in it, or half a surrogate pair
   * @throws ErrnoException ENODEV if there is no such interface
   */
  public static int index(String name) throws IOException {
    Objects.requireNonNull(name, "name");
    try (Arena arena = Arena.ofConfined()) {
      long result = Sys.if_nametoindex(Strings.toC(arena, name));
      if (result < 0) {
        throw new ErrnoException("if_nametoindex", -1, null, name, (int) -result);
      }
      return (int) result;
    }
  }

  /**
   * if_indextoname(3).
   *
   * @param index which one, from 0
   * @return the name
   * @throws ErrnoException ENXIO if there is no such interface
   */
  public static String name(int index) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(net_if_h.IF_NAMESIZE);
      long result = Sys.if_indextoname(index, name);
      if (result < 0) {
        throw new ErrnoException("if_indextoname", -1, null, "" + index, (int) -result);
      }
      return name.getString(0);
    }
  }

  /**
   * if_nameindex(3): the names of all interfaces by their index.
   *
   * @return a sorted map
   * @throws ErrnoException ENOBUFS and others
   */
  public static Map<Integer, String> names() throws IOException {
    long list = Sys.if_nameindex();
    if (list < 0) {
      throw new ErrnoException("if_nameindex", -1, null, (int) -list);
    }
    try {
      Map<Integer, String> all = new TreeMap<>();
      MemorySegment c = Native.memory(list, if_nameindex.sizeof());
      while (if_nameindex.if_index(c) != 0) {
        all.put(if_nameindex.if_index(c), Pointers.string(if_nameindex.if_name(c)));
        c = Native.memory(c.address() + if_nameindex.sizeof(), if_nameindex.sizeof());
      }
      return all;
    } finally {
      Sys.if_freenameindex(MemorySegment.ofAddress(list));
    }
  }
}
