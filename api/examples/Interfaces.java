/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// interfaces: every network interface with its flags, MTU and addresses
// usage: interfaces [NAME]

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Ifaddrs.*;
import static berkeley.sockets.c.LinuxIfPacket.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysIoctl.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;

Arena arena = Arena.global();

int mtu(int fd, String name) {
  MemorySegment request = ifreq.allocate(arena);
  ifreq.ifr_ifrn(request).setString(0, name);
  if (ioctl(fd, SIOCGIFMTU, request) == -1) return -1;
  return ifreq.ifr_ifru.ifru_mtu(ifreq.ifr_ifru(request));
}

void printLink(MemorySegment i, int fd) {
  String name = string(ifaddrs.ifa_name(i));
  int f = ifaddrs.ifa_flags(i);
  IO.println(
      name
          + (": index " + if_nametoindex(name) + " mtu " + mtu(fd, name))
          + ((f & IFF_UP) != 0 ? " UP" : "")
          + ((f & IFF_LOOPBACK) != 0 ? " LOOPBACK" : "")
          + ((f & IFF_BROADCAST) != 0 ? " BROADCAST" : "")
          + ((f & IFF_MULTICAST) != 0 ? " MULTICAST" : ""));
  MemorySegment link = ifaddrs.ifa_addr(i);
  IO.print("  link ");
  for (int j = 0; j < sockaddr_ll.sll_halen(link); j++) {
    IO.print(String.format(j == 0 ? "%02x" : ":%02x", sockaddr_ll.sll_addr(link, j)));
  }
  IO.println();
}

void printAddress(MemorySegment i, String family, long length) {
  MemorySegment address = arena.allocate(NI_MAXHOST), mask = arena.allocateFrom("?");
  getnameinfo(ifaddrs.ifa_addr(i), (int) length, address, NI_MAXHOST, NULL, 0, NI_NUMERICHOST);
  if (!ifaddrs.ifa_netmask(i).equals(NULL)) {
    mask = arena.allocate(NI_MAXHOST);
    getnameinfo(ifaddrs.ifa_netmask(i), (int) length, mask, NI_MAXHOST, NULL, 0, NI_NUMERICHOST);
  }
  String name = string(ifaddrs.ifa_name(i));
  IO.println(
      "  " + family + " " + address.getString(0) + " mask " + mask.getString(0) + " on " + name);
}

void main(String[] args) {
  if (args.length > 1) {
    System.err.println("usage: interfaces [NAME]");
    System.exit(2);
  }
  MemorySegment list = arena.allocate(ADDRESS);
  if (getifaddrs(list) == -1) {
    perror("getifaddrs");
    System.exit(1);
  }
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  boolean found = false;
  for (MemorySegment i = deref(list); !i.equals(NULL); i = ifaddrs.ifa_next(i)) {
    if (ifaddrs.ifa_addr(i).equals(NULL)) continue;
    if (args.length == 1 && !string(ifaddrs.ifa_name(i)).equals(args[0])) continue;
    found = true;
    int family = sockaddr.sa_family(ifaddrs.ifa_addr(i)); // switch wants constants of javac's
    if (family == AF_PACKET) {
      printLink(i, fd);
    } else if (family == AF_INET) {
      printAddress(i, "inet", sockaddr_in.sizeof());
    } else if (family == AF_INET6) {
      printAddress(i, "inet6", sockaddr_in6.sizeof());
    }
  }
  freeifaddrs(deref(list));
  close(fd);
  if (!found) System.err.println("interfaces: no such interface");
  System.exit(found ? 0 : 1);
}
