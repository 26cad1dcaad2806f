/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// traceroute: the routers on the way, from the errors that the socket's error queue holds
// usage: traceroute HOST [HOPS]
#include <arpa/inet.h>
#include <errno.h>
#include <time.h> // struct timespec, which the next takes for granted
#include <linux/errqueue.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 33434 };

static void die(const char *what) {
  perror(what);
  exit(1);
}

// Reads one error; returns 1 when it came from the end of the way.
static int report(int fd, int hop) {
  char control[512], name[NI_MAXHOST];
  struct msghdr message = {.msg_control = control, .msg_controllen = sizeof control};
  if (recvmsg(fd, &message, MSG_ERRQUEUE) == -1) die("recvmsg");
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c != NULL; c = CMSG_NXTHDR(&message, c)) {
    int v4 = c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR;
    int v6 = c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR;
    if (!v4 && !v6) continue;
    struct sock_extended_err *e = (struct sock_extended_err *)CMSG_DATA(c);
    struct sockaddr *offender = SO_EE_OFFENDER(e);
    socklen_t length = v4 ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    getnameinfo(offender, length, name, sizeof name, NULL, 0, NI_NUMERICHOST);
    printf("%2d  %s  %s\n", hop, name, e->ee_errno == ECONNREFUSED ? "arrived" : strerror(e->ee_errno));
    return e->ee_errno != EHOSTUNREACH; // what time exceeded becomes
  }
  return 0;
}

int main(int argc, char **argv) {
  int hops = argc == 3 ? atoi(argv[2]) : 30;
  if (argc < 2 || argc > 3 || hops < 1) {
    fprintf(stderr, "usage: traceroute HOST [HOPS]\n");
    return 2;
  }
  setlinebuf(stdout);
  struct addrinfo hints = {.ai_socktype = SOCK_DGRAM};
  struct addrinfo *found;
  char port[16];
  snprintf(port, sizeof port, "%d", PORT);
  int error = getaddrinfo(argv[1], port, &hints, &found);
  if (error != 0) {
    fprintf(stderr, "traceroute %s: %s\n", argv[1], gai_strerror(error));
    return 1;
  }
  int v6 = found->ai_family == AF_INET6;
  int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (fd == -1) die("socket");
  int level = v6 ? IPPROTO_IPV6 : IPPROTO_IP, on = 1;
  if (setsockopt(fd, level, v6 ? IPV6_RECVERR : IP_RECVERR, &on, sizeof on) == -1) die("setsockopt");

  for (int hop = 1; hop <= hops; hop++) {
    if (setsockopt(fd, level, v6 ? IPV6_UNICAST_HOPS : IP_TTL, &hop, sizeof hop) == -1) die("setsockopt");
    if (sendto(fd, "probe", 5, 0, found->ai_addr, found->ai_addrlen) == -1) die("sendto");
    struct pollfd failed = {.fd = fd}; // POLLERR needs no asking
    int ready = poll(&failed, 1, 1000);
    if (ready == -1) die("poll");
    if (ready == 0) {
      printf("%2d  *\n", hop);
    } else if (report(fd, hop)) {
      return 0;
    }
  }
  return 1;
}
