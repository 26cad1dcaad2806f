/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// routes: the kernel's main IPv4 routing table, asked for over a netlink socket
// usage: routes

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.LinuxNetlink.*;
import static berkeley.sockets.c.LinuxRtnetlink.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.JAVA_INT;

Arena arena = Arena.global();

void die(String what) {
  perror(what);
  System.exit(1);
}

void printRoute(MemorySegment header) {
  MemorySegment route = NLMSG_DATA(header);
  if (Byte.toUnsignedInt(rtmsg.rtm_table(route)) != RT_TABLE_MAIN) return;
  String to = "0.0.0.0", via = "", device = "?";
  MemorySegment text = arena.allocate(INET_ADDRSTRLEN), name = arena.allocate(IF_NAMESIZE);
  int size = RTM_PAYLOAD(header);
  for (MemorySegment a = RTM_RTA(route); RTA_OK(a, size); ) {
    int type = rtattr.rta_type(a);
    if (type == RTA_DST) {
      to = inet_ntop(AF_INET, RTA_DATA(a), text, INET_ADDRSTRLEN);
    } else if (type == RTA_GATEWAY) {
      via = " via " + inet_ntop(AF_INET, RTA_DATA(a), text, INET_ADDRSTRLEN);
    } else if (type == RTA_OIF) {
      device = if_indextoname(RTA_DATA(a).get(JAVA_INT, 0), name);
    }
    int step = RTA_ALIGN(rtattr.rta_len(a)); // C's macro lowers size itself
    a = RTA_NEXT(a, size);
    size -= step;
  }
  IO.println(to + "/" + rtmsg.rtm_dst_len(route) + via + " dev " + device);
}

void main(String[] args) {
  if (args.length != 0) {
    System.err.println("usage: routes");
    System.exit(2);
  }
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  if (fd == -1) die("socket");
  MemorySegment request = arena.allocate(NLMSG_SPACE((int) rtmsg.sizeof()), 4);
  nlmsghdr.nlmsg_len(request, (int) request.byteSize());
  nlmsghdr.nlmsg_type(request, RTM_GETROUTE);
  nlmsghdr.nlmsg_flags(request, (NLM_F_REQUEST | NLM_F_DUMP));
  nlmsghdr.nlmsg_seq(request, 1);
  rtmsg.rtm_family(NLMSG_DATA(request), (byte) AF_INET);
  MemorySegment kernel = sockaddr_nl.allocate(arena);
  sockaddr_nl.nl_family(kernel, AF_NETLINK);
  if (sendto(fd, request, request.byteSize(), 0, kernel, (int) kernel.byteSize()) == -1) {
    die("sendto");
  }

  MemorySegment buffer = arena.allocate(16384, 4);
  for (; ; ) {
    long n = recv(fd, buffer, buffer.byteSize(), 0);
    if (n == -1) die("recv");
    int size = (int) n;
    for (MemorySegment h = buffer; NLMSG_OK(h, size); ) {
      int type = nlmsghdr.nlmsg_type(h);
      if (type == NLMSG_DONE) {
        close(fd);
        return;
      }
      if (type == NLMSG_ERROR) {
        errno(-nlmsgerr.error(NLMSG_DATA(h)));
        die("netlink");
      }
      if (type == RTM_NEWROUTE) printRoute(h);
      int step = NLMSG_ALIGN(nlmsghdr.nlmsg_len(h)); // C's macro lowers size itself
      h = NLMSG_NEXT(h, size);
      size -= step;
    }
  }
}
