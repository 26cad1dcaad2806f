/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.options.GroupReq;
import berkeley.sockets.options.GroupSourceReq;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/** Joins and leaves multicast groups, of either family, on an interface told by its index. */
final class Groups {
  private Groups() {}

  private static SockAddr plain(InetAddress address) {
    return Addresses.of(address, 0, Domain.UNSPEC);
  }

  private static <T> SockOpt<T> of(InetAddress group, SockOpt<T> four, SockOpt<T> six) {
    return group instanceof Inet4Address ? four : six;
  }

  static void join(Socket socket, InetAddress group, int index, @Nullable InetAddress source)
      throws IOException {
    if (source == null) {
      socket.setOption(
          of(group, IpOptions.MCAST_JOIN_GROUP, Ipv6Options.MCAST_JOIN_GROUP),
          new GroupReq(index, plain(group)));
    } else {
      socket.setOption(
          of(group, IpOptions.MCAST_JOIN_SOURCE_GROUP, Ipv6Options.MCAST_JOIN_SOURCE_GROUP),
          new GroupSourceReq(index, plain(group), plain(source)));
    }
  }

  static void leave(Socket socket, InetAddress group, int index, @Nullable InetAddress source)
      throws IOException {
    if (source == null) {
      socket.setOption(
          of(group, IpOptions.MCAST_LEAVE_GROUP, Ipv6Options.MCAST_LEAVE_GROUP),
          new GroupReq(index, plain(group)));
    } else {
      socket.setOption(
          of(group, IpOptions.MCAST_LEAVE_SOURCE_GROUP, Ipv6Options.MCAST_LEAVE_SOURCE_GROUP),
          new GroupSourceReq(index, plain(group), plain(source)));
    }
  }

  static void block(Socket socket, InetAddress group, int index, InetAddress source)
      throws IOException {
    socket.setOption(
        of(group, IpOptions.MCAST_BLOCK_SOURCE, Ipv6Options.MCAST_BLOCK_SOURCE),
        new GroupSourceReq(index, plain(group), plain(source)));
  }

  static void unblock(Socket socket, InetAddress group, int index, InetAddress source)
      throws IOException {
    socket.setOption(
        of(group, IpOptions.MCAST_UNBLOCK_SOURCE, Ipv6Options.MCAST_UNBLOCK_SOURCE),
        new GroupSourceReq(index, plain(group), plain(source)));
  }

  static int index(NetworkInterface where) throws IOException {
    int index = where.getIndex();
    if (index < 0) {
      throw new IOException("Network interface cannot be identified");
    }
    return index;
  }

  static void checkGroup(InetAddress group, Domain domain) {
    if (!group.isMulticastAddress()) {
      throw new IllegalArgumentException("Group not a multicast address");
    }
    if (group instanceof Inet6Address && !domain.equals(Domain.INET6)) {
      throw new IllegalArgumentException("Only IPv6 sockets can join IPv6 multicast group");
    }
  }

  static void checkSource(InetAddress source, InetAddress group) {
    if (source.isAnyLocalAddress()) {
      throw new IllegalArgumentException("Source address is a wildcard address");
    }
    if (source.isMulticastAddress()) {
      throw new IllegalArgumentException("Source address is multicast address");
    }
    if (source.getClass() != group.getClass()) {
      throw new IllegalArgumentException("Source address is different type to group");
    }
  }
}
