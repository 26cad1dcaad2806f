/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// multicast: one datagram to a group, IPv4 or IPv6
// usage: multicast receive GROUP PORT INTERFACE | multicast send GROUP PORT INTERFACE TEXT
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void receive(int fd, struct addrinfo *group, unsigned int interface) {
  int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, group->ai_addr, group->ai_addrlen) == -1) die("bind");
  struct group_req join = {.gr_interface = interface};
  memcpy(&join.gr_group, group->ai_addr, group->ai_addrlen);
  int level = group->ai_family == AF_INET ? IPPROTO_IP : IPPROTO_IPV6;
  if (setsockopt(fd, level, MCAST_JOIN_GROUP, &join, sizeof join) == -1) die("MCAST_JOIN_GROUP");
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(fd, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening on port %s\n", port);
  char buffer[1500];
  ssize_t n = recv(fd, buffer, sizeof buffer, 0);
  if (n == -1) die("recv");
  printf("received: %.*s\n", (int)n, buffer);
}

static void transmit(int fd, struct addrinfo *group, unsigned int interface, const char *text) {
  if (group->ai_family == AF_INET) {
    struct ip_mreqn out = {.imr_ifindex = interface};
    if (setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &out, sizeof out) == -1) die("IP_MULTICAST_IF");
  } else {
    int out = interface;
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, &out, sizeof out) == -1) die("IPV6_MULTICAST_IF");
  }
  ssize_t n = sendto(fd, text, strlen(text), 0, group->ai_addr, group->ai_addrlen);
  if (n == -1) die("sendto");
  printf("sent %zd bytes\n", n);
}

int main(int argc, char **argv) {
  int receiver = argc == 5 && strcmp(argv[1], "receive") == 0;
  int sender = argc == 6 && strcmp(argv[1], "send") == 0;
  if (!receiver && !sender) {
    fprintf(stderr, "usage: multicast receive GROUP PORT INTERFACE | multicast send GROUP PORT INTERFACE TEXT\n");
    return 2;
  }
  setlinebuf(stdout);
  struct addrinfo hints = {.ai_socktype = SOCK_DGRAM};
  struct addrinfo *group;
  int error = getaddrinfo(argv[2], argv[3], &hints, &group);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[2], gai_strerror(error));
    return 1;
  }
  unsigned int interface = if_nametoindex(argv[4]);
  if (interface == 0) die(argv[4]);
  int fd = socket(group->ai_family, group->ai_socktype, group->ai_protocol);
  if (fd == -1) die("socket");
  if (receiver) {
    receive(fd, group, interface);
  } else {
    transmit(fd, group, interface, argv[5]);
  }
  close(fd);
  return 0;
}
