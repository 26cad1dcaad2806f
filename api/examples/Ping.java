/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// ping: ICMP and ICMPv6 echo, from an unprivileged socket where allowed, else a raw one
// usage: ping HOST [COUNT]

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.NetinetIcmp6.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.NetinetIpIcmp.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;

final int HEADER = 8, SIZE = 64;

void die(String what) {
  perror(what);
  System.exit(1);
}

double milliseconds() {
  return System.nanoTime() / 1e6;
}

// The Internet checksum; the kernel computes it for ICMPv6 and for unprivileged sockets.
int checksum(byte[] data) {
  int sum = 0;
  for (int i = 0; i < data.length; i += 2) sum += (data[i] & 0xff) << 8 | data[i + 1] & 0xff;
  while (sum >>> 16 != 0) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum;
}

// type code checksum(2) id(2) sequence(2), big endian
void fill(byte[] packet, int type, int id, int sequence) {
  for (int i = 0; i < SIZE; i++) packet[i] = (byte) i;
  packet[0] = (byte) type;
  packet[1] = packet[2] = packet[3] = 0;
  packet[4] = (byte) (id >> 8);
  packet[5] = (byte) id;
  packet[6] = (byte) (sequence >> 8);
  packet[7] = (byte) sequence;
  int sum = checksum(packet);
  packet[2] = (byte) (sum >> 8);
  packet[3] = (byte) sum;
}

int number(byte[] data, int at) {
  return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
}

void main(String[] args) {
  int count = args.length == 2 ? Integer.parseInt(args[1]) : 3;
  if (args.length < 1 || args.length > 2 || count < 1) {
    System.err.println("usage: ping HOST [COUNT]");
    System.exit(2);
  }
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_DGRAM);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[0], null, hints, list);
  if (error != 0) {
    System.err.println("ping " + args[0] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment found = deref(list);
  MemorySegment address = addrinfo.ai_addr(found);
  int length = addrinfo.ai_addrlen(found);
  boolean v6 = addrinfo.ai_family(found) == AF_INET6;
  int protocol = v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
  boolean raw = false;
  int fd = socket(addrinfo.ai_family(found), SOCK_DGRAM, protocol);
  if (fd == -1) {
    raw = true;
    fd = socket(addrinfo.ai_family(found), SOCK_RAW, protocol);
    if (fd == -1) die("socket");
  }
  if (connect(fd, address, length) == -1) die("connect");
  MemorySegment name = arena.allocate(NI_MAXHOST);
  getnameinfo(address, length, name, NI_MAXHOST, NULL, 0, NI_NUMERICHOST);

  int id = getpid() & 0xffff, answered = 0;
  byte[] packet = new byte[SIZE], answer = new byte[256];
  MemorySegment readable = pollfd.allocate(arena);
  pollfd.fd(readable, fd);
  pollfd.events(readable, POLLIN);
  for (int sequence = 1; sequence <= count; sequence++) {
    fill(packet, v6 ? ICMP6_ECHO_REQUEST : ICMP_ECHO, id, sequence);
    double sent = milliseconds();
    if (send(fd, packet, SIZE, 0) == -1) die("send");
    while (poll(readable, 1, 1000) > 0) {
      long n = recv(fd, answer, answer.length, 0);
      if (n == -1) die("recv");
      // A raw IPv4 socket gives the IP header, too, and everybody's answers.
      int icmp = raw && !v6 ? (answer[0] & 15) * 4 : 0;
      n -= icmp;
      int reply = v6 ? ICMP6_ECHO_REPLY : ICMP_ECHOREPLY;
      if (n < HEADER || (answer[icmp] & 0xff) != reply) continue;
      if (raw && number(answer, icmp + 4) != id) continue;
      if (number(answer, icmp + 6) != sequence) continue;
      double time = milliseconds() - sent;
      String text = n + " bytes from " + name.getString(0) + ": seq=" + sequence;
      IO.println(text + String.format(Locale.ROOT, " time=%.3f ms", time));
      answered++;
      break;
    }
  }
  IO.println(count + " sent, " + answered + " answered");
  System.exit(answered == count ? 0 : 1);
}
