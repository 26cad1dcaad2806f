/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// ping: ICMP and ICMPv6 echo, from an unprivileged socket where allowed, else a raw one
// usage: ping HOST [COUNT]
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 8, SIZE = 64 };

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

// The Internet checksum; the kernel computes it for ICMPv6 and for unprivileged sockets.
static uint16_t checksum(const unsigned char *data, int size) {
  uint32_t sum = 0;
  for (int i = 0; i < size; i += 2) sum += data[i] << 8 | data[i + 1];
  while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum;
}

// type code checksum(2) id(2) sequence(2), big endian
static void fill(unsigned char *packet, int type, int id, int sequence) {
  for (int i = 0; i < SIZE; i++) packet[i] = i;
  packet[0] = type;
  packet[1] = packet[2] = packet[3] = 0;
  packet[4] = id >> 8;
  packet[5] = id;
  packet[6] = sequence >> 8;
  packet[7] = sequence;
  uint16_t sum = checksum(packet, SIZE);
  packet[2] = sum >> 8;
  packet[3] = sum;
}

int main(int argc, char **argv) {
  int count = argc == 3 ? atoi(argv[2]) : 3;
  if (argc < 2 || argc > 3 || count < 1) {
    fprintf(stderr, "usage: ping HOST [COUNT]\n");
    return 2;
  }
  setlinebuf(stdout);
  struct addrinfo hints = {.ai_socktype = SOCK_DGRAM};
  struct addrinfo *found;
  int error = getaddrinfo(argv[1], NULL, &hints, &found);
  if (error != 0) {
    fprintf(stderr, "ping %s: %s\n", argv[1], gai_strerror(error));
    return 1;
  }
  int v6 = found->ai_family == AF_INET6;
  int protocol = v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
  int raw = 0;
  int fd = socket(found->ai_family, SOCK_DGRAM, protocol);
  if (fd == -1) {
    raw = 1;
    fd = socket(found->ai_family, SOCK_RAW, protocol);
    if (fd == -1) die("socket");
  }
  if (connect(fd, found->ai_addr, found->ai_addrlen) == -1) die("connect");
  char name[NI_MAXHOST];
  getnameinfo(found->ai_addr, found->ai_addrlen, name, sizeof name, NULL, 0, NI_NUMERICHOST);

  int id = getpid() & 0xffff, answered = 0;
  for (int sequence = 1; sequence <= count; sequence++) {
    unsigned char packet[SIZE], answer[256];
    fill(packet, v6 ? ICMP6_ECHO_REQUEST : ICMP_ECHO, id, sequence);
    double sent = milliseconds();
    if (send(fd, packet, SIZE, 0) == -1) die("send");
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    while (poll(&readable, 1, 1000) > 0) {
      ssize_t n = recv(fd, answer, sizeof answer, 0);
      if (n == -1) die("recv");
      // A raw IPv4 socket gives the IP header, too, and everybody's answers.
      unsigned char *icmp = raw && !v6 ? answer + (answer[0] & 15) * 4 : answer;
      n -= icmp - answer;
      if (n < HEADER || icmp[0] != (v6 ? ICMP6_ECHO_REPLY : ICMP_ECHOREPLY)) continue;
      if (raw && (icmp[4] << 8 | icmp[5]) != id) continue;
      if ((icmp[6] << 8 | icmp[7]) != sequence) continue;
      printf("%zd bytes from %s: seq=%d time=%.3f ms\n", n, name, sequence, milliseconds() - sent);
      answered++;
      break;
    }
  }
  printf("%d sent, %d answered\n", count, answered);
  return answered == count ? 0 : 1;
}
