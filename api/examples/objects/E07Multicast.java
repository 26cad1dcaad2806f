/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 07 multicast: joins a group on an interface and receives, or sends to the group
// usage: 07 receive GROUP:PORT INTERFACE | 07 send GROUP:PORT INTERFACE TEXT

import berkeley.sockets.*;
import berkeley.sockets.options.*;

void main(String[] args) throws IOException {
  boolean receive = args.length == 3 && args[0].equals("receive");
  if (!receive && args.length != 4) {
    System.err.println(
        "usage: 07 receive GROUP:PORT INTERFACE | 07 send GROUP:PORT INTERFACE TEXT");
    System.exit(2);
  }
  SockAddr group = SockAddr.parse(args[1]);
  int index = Interface.index(args[2]); // if_nametoindex(3)
  try (Socket socket = Socket.open(group.family(), Type.DGRAM)) {
    if (receive) {
      receive(socket, group, index);
    } else {
      send(socket, group, index, args[3]);
    }
  }
}

// #region receive
void receive(Socket socket, SockAddr group, int index) throws IOException {
  socket.setOption(SocketOptions.SO_REUSEADDR, true); // others may listen to the group, too
  socket.bind(group); // and not to what comes to other groups or to this host
  socket.setOption(joining(group), new GroupReq(index, group));
  IO.println("joined " + socket.localAddress());
  byte[] buffer = new byte[1500];
  Received received = socket.recvFrom(buffer);
  String text = new String(buffer, 0, (int) received.length(), StandardCharsets.UTF_8);
  IO.println("received: " + text);
}

/** RFC 3678's option, which both families have. */
SockOpt<GroupReq> joining(SockAddr group) {
  return group instanceof SockAddr.Inet6
      ? Ipv6Options.MCAST_JOIN_GROUP
      : IpOptions.MCAST_JOIN_GROUP;
}

// #endregion receive

// #region send
void send(Socket socket, SockAddr group, int index, String text) throws IOException {
  if (group instanceof SockAddr.Inet6) {
    socket.setOption(Ipv6Options.IPV6_MULTICAST_IF, index);
    socket.setOption(Ipv6Options.IPV6_MULTICAST_HOPS, 1); // this network only
  } else {
    var any = SockAddr.Inet4.ANY;
    socket.setOption(IpOptions.IP_MULTICAST_IF_MREQN, new IpMreqn(any, any, index));
    socket.setOption(IpOptions.IP_MULTICAST_TTL, 1);
  }
  socket.sendTo(text.getBytes(StandardCharsets.UTF_8), group);
  IO.println("sent to " + group);
}
// #endregion send
