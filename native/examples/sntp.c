/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// sntp: the time of another host and how far ours is from it; and a server to ask
// usage: sntp server HOST PORT | sntp client HOST PORT
#include <arpa/inet.h>
#include <netdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { PACKET = 48, ORIGINATE = 24, RECEIVE = 32, TRANSMIT = 40 };

static const uint32_t EPOCH_1900 = 2208988800u; // seconds from 1900 to 1970

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

// Timestamps: seconds since 1900 and their fraction, 32 bits each, network byte order.
static void put_time(unsigned char *at, double time) {
  uint32_t seconds = htonl((uint32_t)time + EPOCH_1900);
  uint32_t fraction = htonl((uint32_t)((time - (uint32_t)time) * 4294967296.0));
  memcpy(at, &seconds, 4);
  memcpy(at + 4, &fraction, 4);
}

static double get_time(const unsigned char *at) {
  uint32_t seconds, fraction;
  memcpy(&seconds, at, 4);
  memcpy(&fraction, at + 4, 4);
  return (double)(ntohl(seconds) - EPOCH_1900) + ntohl(fraction) / 4294967296.0;
}

static void serve(int fd, struct addrinfo *at) {
  if (bind(fd, at->ai_addr, at->ai_addrlen) == -1) die("bind");
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(fd, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening on port %s\n", port);
  for (;;) {
    unsigned char packet[PACKET];
    length = sizeof address;
    ssize_t n = recvfrom(fd, packet, sizeof packet, 0, (struct sockaddr *)&address, &length);
    if (n == -1) die("recvfrom");
    double received = now();
    if (n < PACKET || (packet[0] & 7) != 3) {
      printf("not a client's packet\n");
      continue;
    }
    int version = packet[0] >> 3 & 7;
    printf("request, version %d\n", version);
    memcpy(packet + ORIGINATE, packet + TRANSMIT, 8);
    packet[0] = version << 3 | 4; // mode 4: server
    packet[1] = 1;                // stratum
    packet[2] = 0;
    packet[3] = -20; // precision: about a microsecond
    memset(packet + 4, 0, 8);
    memcpy(packet + 12, "LOCL", 4);
    put_time(packet + 16, received);
    put_time(packet + RECEIVE, received);
    put_time(packet + TRANSMIT, now());
    if (sendto(fd, packet, sizeof packet, 0, (struct sockaddr *)&address, length) == -1) perror("sendto");
  }
}

static void ask(int fd, struct addrinfo *at) {
  if (connect(fd, at->ai_addr, at->ai_addrlen) == -1) die("connect");
  struct timeval limit = {.tv_sec = 3};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  unsigned char packet[PACKET] = {4 << 3 | 3}; // version 4, mode 3: client
  double sent = now();
  put_time(packet + TRANSMIT, sent);
  if (send(fd, packet, sizeof packet, 0) == -1) die("send");
  ssize_t n = recv(fd, packet, sizeof packet, 0);
  if (n == -1) die("recv");
  double back = now();
  if (n < PACKET || (packet[0] & 7) != 4) {
    fprintf(stderr, "not a server's packet\n");
    exit(1);
  }
  double received = get_time(packet + RECEIVE), answered = get_time(packet + TRANSMIT);
  time_t seconds = (time_t)answered;
  char text[32];
  strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", gmtime(&seconds));
  printf("%s UTC, stratum %d\n", text, packet[1]);
  printf("offset %.6f s, delay %.6f s\n", ((received - sent) + (answered - back)) / 2,
         (back - sent) - (answered - received));
}

int main(int argc, char **argv) {
  int server = argc == 4 && strcmp(argv[1], "server") == 0;
  int client = argc == 4 && strcmp(argv[1], "client") == 0;
  if (!server && !client) {
    fprintf(stderr, "usage: sntp server HOST PORT | sntp client HOST PORT\n");
    return 2;
  }
  setlinebuf(stdout);
  struct addrinfo hints = {.ai_socktype = SOCK_DGRAM, .ai_flags = AI_PASSIVE};
  struct addrinfo *at;
  int error = getaddrinfo(argv[2], argv[3], &hints, &at);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[2], gai_strerror(error));
    return 1;
  }
  int fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
  if (fd == -1) die("socket");
  if (server) serve(fd, at);
  ask(fd, at);
  return 0;
}
