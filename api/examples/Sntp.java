/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// sntp: the time of another host and how far ours is from it; and a server to ask
// usage: sntp server HOST PORT | sntp client HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Time.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

final int PACKET = 48, ORIGINATE = 24, RECEIVE = 32, TRANSMIT = 40;
final long EPOCH_1900 = 2208988800L; // seconds from 1900 to 1970
final ValueLayout.OfInt BIG_ENDIAN = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

Arena arena = Arena.global();
MemorySegment clock = timespec.allocate(arena);

void die(String what) {
  perror(what);
  System.exit(1);
}

double now() {
  clock_gettime(CLOCK_REALTIME, clock);
  return timespec.tv_sec(clock) + timespec.tv_nsec(clock) / 1e9;
}

// Timestamps: seconds since 1900 and their fraction, 32 bits each, network byte order.
void putTime(MemorySegment packet, int at, double time) {
  packet.set(BIG_ENDIAN, at, (int) ((long) time + EPOCH_1900));
  packet.set(BIG_ENDIAN, at + 4, (int) (long) ((time - (long) time) * 4294967296.0));
}

double getTime(MemorySegment packet, int at) {
  long seconds = Integer.toUnsignedLong(packet.get(BIG_ENDIAN, at)) - EPOCH_1900;
  return seconds + Integer.toUnsignedLong(packet.get(BIG_ENDIAN, at + 4)) / 4294967296.0;
}

void serve(int fd, MemorySegment at) {
  if (bind(fd, addrinfo.ai_addr(at), addrinfo.ai_addrlen(at)) == -1) die("bind");
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(fd, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + port.getString(0));
  MemorySegment packet = arena.allocate(PACKET);
  for (; ; ) {
    length.set(JAVA_INT, 0, (int) address.byteSize());
    long n = recvfrom(fd, packet, PACKET, 0, address, length);
    if (n == -1) die("recvfrom");
    double received = now();
    if (n < PACKET || (packet.get(JAVA_BYTE, 0) & 7) != 3) {
      IO.println("not a client's packet");
      continue;
    }
    int version = packet.get(JAVA_BYTE, 0) >> 3 & 7;
    IO.println("request, version " + version);
    MemorySegment.copy(packet, TRANSMIT, packet, ORIGINATE, 8);
    packet.set(JAVA_BYTE, 0, (byte) (version << 3 | 4)); // mode 4: server
    packet.set(JAVA_BYTE, 1, (byte) 1); // stratum
    packet.set(JAVA_BYTE, 2, (byte) 0);
    packet.set(JAVA_BYTE, 3, (byte) -20); // precision: about a microsecond
    packet.asSlice(4, 8).fill((byte) 0);
    MemorySegment.copy(MemorySegment.ofArray("LOCL".getBytes()), 0, packet, 12, 4);
    putTime(packet, 16, received);
    putTime(packet, RECEIVE, received);
    putTime(packet, TRANSMIT, now());
    if (sendto(fd, packet, PACKET, 0, address, length.get(JAVA_INT, 0)) == -1) perror("sendto");
  }
}

void ask(int fd, MemorySegment at) {
  if (connect(fd, addrinfo.ai_addr(at), addrinfo.ai_addrlen(at)) == -1) die("connect");
  MemorySegment limit = timeval.allocate(arena);
  timeval.tv_sec(limit, 3);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, limit, (int) limit.byteSize());
  MemorySegment packet = arena.allocate(PACKET);
  packet.set(JAVA_BYTE, 0, (byte) (4 << 3 | 3)); // version 4, mode 3: client
  double sent = now();
  putTime(packet, TRANSMIT, sent);
  if (send(fd, packet, PACKET, 0) == -1) die("send");
  long n = recv(fd, packet, PACKET, 0);
  if (n == -1) die("recv");
  double back = now();
  if (n < PACKET || (packet.get(JAVA_BYTE, 0) & 7) != 4) {
    System.err.println("not a server's packet");
    System.exit(1);
  }
  double received = getTime(packet, RECEIVE), answered = getTime(packet, TRANSMIT);
  var text = LocalDateTime.ofEpochSecond((long) answered, 0, ZoneOffset.UTC);
  var format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  IO.println(text.format(format) + " UTC, stratum " + packet.get(JAVA_BYTE, 1));
  double offset = ((received - sent) + (answered - back)) / 2;
  double delay = (back - sent) - (answered - received);
  IO.println(String.format(Locale.ROOT, "offset %.6f s, delay %.6f s", offset, delay));
}

void main(String[] args) {
  boolean server = args.length == 3 && args[0].equals("server");
  boolean client = args.length == 3 && args[0].equals("client");
  if (!server && !client) {
    System.err.println("usage: sntp server HOST PORT | sntp client HOST PORT");
    System.exit(2);
  }
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_DGRAM);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[1], args[2], hints, list);
  if (error != 0) {
    System.err.println(args[1] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment at = deref(list);
  int fd = socket(addrinfo.ai_family(at), addrinfo.ai_socktype(at), addrinfo.ai_protocol(at));
  if (fd == -1) die("socket");
  if (server) serve(fd, at);
  ask(fd, at);
}
