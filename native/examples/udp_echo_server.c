/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// udp_echo_server: echoes datagrams; tells to which address and interface each came
// usage: udp_echo_server HOST PORT | udp_echo_server -
//
// With - it serves one datagram on stdin, as inetd starts it.
#define _GNU_SOURCE
#include <arpa/inet.h>
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

static void print_destination(FILE *out, struct msghdr *message, ssize_t n) {
  char address[INET6_ADDRSTRLEN] = "?", name[IF_NAMESIZE] = "?";
  for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c != NULL; c = CMSG_NXTHDR(message, c)) {
    if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
      struct in_pktinfo *info = (struct in_pktinfo *)CMSG_DATA(c);
      inet_ntop(AF_INET, &info->ipi_addr, address, sizeof address);
      if_indextoname(info->ipi_ifindex, name);
    } else if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
      struct in6_pktinfo *info = (struct in6_pktinfo *)CMSG_DATA(c);
      inet_ntop(AF_INET6, &info->ipi6_addr, address, sizeof address);
      if_indextoname(info->ipi6_ifindex, name);
    }
  }
  fprintf(out, "%zd bytes to %s on %s%s\n", n, address, name, message->msg_flags & MSG_TRUNC ? " (cut)" : "");
}

static void echo_one(FILE *out, int fd) {
  struct sockaddr_storage from;
  char data[1024], control[256];
  struct iovec vector = {.iov_base = data, .iov_len = sizeof data};
  struct msghdr message = {.msg_name = &from,
                           .msg_namelen = sizeof from,
                           .msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = control,
                           .msg_controllen = sizeof control};
  ssize_t n = recvmsg(fd, &message, 0);
  if (n == -1) die("recvmsg");
  print_destination(out, &message, n);
  if (sendto(fd, data, n, 0, (struct sockaddr *)&from, message.msg_namelen) == -1) perror("sendto");
}

static void want_destination(int fd, int family) {
  int on = 1;
  if (family == AF_INET) {
    if (setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on) == -1) die("setsockopt");
  } else {
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof on) == -1) die("setsockopt");
  }
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "-") == 0) { // started by inetd: stdout is the socket, too
    echo_one(stderr, 0);
    return 0;
  }
  if (argc != 3) {
    fprintf(stderr, "usage: udp_echo_server HOST PORT | udp_echo_server -\n");
    return 2;
  }
  setlinebuf(stdout);
  struct addrinfo hints = {.ai_socktype = SOCK_DGRAM, .ai_flags = AI_PASSIVE};
  struct addrinfo *found;
  int error = getaddrinfo(argv[1], argv[2], &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[1], gai_strerror(error));
    return 1;
  }
  int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (fd == -1) die("socket");
  if (bind(fd, found->ai_addr, found->ai_addrlen) == -1) die("bind");
  want_destination(fd, found->ai_family);
  freeaddrinfo(found);
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(fd, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening on port %s\n", port);
  for (;;) echo_one(stdout, fd);
}
