/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.ifaddrs_h.ifaddrs;
import berkeley.sockets.bindings.headers.linux_if_packet_h.sockaddr_ll;
import berkeley.sockets.bindings.headers.net_if_h;
import berkeley.sockets.bindings.headers.net_if_h.if_nameindex;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in6;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
 */
public record Interface(
    String name, int flags, SockAddr address, SockAddr netmask, SockAddr destination) {

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
      MemorySegment first = list.get(ADDRESS, 0);
      try {
        return read(first.address());
      } finally {
        Sys.freeifaddrs(first);
      }
    }
  }

  private static List<Interface> read(long at) {
    List<Interface> all = new ArrayList<>();
    while (at != 0) {
      MemorySegment c = Native.memory(at, ifaddrs.sizeof());
      all.add(
          new Interface(
              Native.string(ifaddrs.ifa_name(c).address()),
              ifaddrs.ifa_flags(c),
              address(ifaddrs.ifa_addr(c)),
              address(ifaddrs.ifa_netmask(c)),
              address(c.get(ADDRESS, ifaddrs.ifa_ifu$offset()))));
      at = ifaddrs.ifa_next(c).address();
    }
    return all;
  }

  // C does not say how long these addresses are: by family, as much as glibc reserves
  private static SockAddr address(MemorySegment pointer) {
    if (pointer.address() == 0) {
      return null;
    }
    int family = Native.memory(pointer.address(), 2).get(JAVA_SHORT, 0);
    long size =
        family == Domain.INET.value()
            ? sockaddr_in.sizeof()
            : family == Domain.INET6.value()
                ? sockaddr_in6.sizeof()
                : family == Domain.PACKET.value() ? sockaddr_ll.sizeof() : 2;
    return family == 0 ? null : SockAddr.read(Native.memory(pointer.address(), size), size);
  }

  /**
   * if_nametoindex(3).
   *
   * @param name its name
   * @return the index of the interface, which is above 0
   * @throws ErrnoException ENODEV if there is no such interface
   */
  public static int index(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long result = Sys.if_nametoindex(arena.allocateFrom(name));
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
      long at = list;
      while (true) {
        MemorySegment c = Native.memory(at, if_nameindex.sizeof());
        int index = if_nameindex.if_index(c);
        if (index == 0) {
          return all;
        }
        all.put(index, Native.string(if_nameindex.if_name(c).address()));
        at += if_nameindex.sizeof();
      }
    } finally {
      Sys.if_freenameindex(MemorySegment.ofAddress(list));
    }
  }
}
