/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * The other end of echo tests.
 *
 *   echo server FAMILY TYPE ADDRESS   prints its address, then echoes to one peer
 *   echo client FAMILY TYPE ADDRESS   sends, compares what comes back, prints how much
 *
 * FAMILY: inet, inet6, unix. TYPE: stream, dgram, seqpacket. ADDRESS: a port of the loopback
 * interface (0 lets the server choose), a path, or @NAME for an abstract name. A server of
 * datagrams ends at an empty one, any other at the end of the connection.
 */
#define _GNU_SOURCE
#include <err.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { MESSAGES = 100, SIZE = 1000 };

union address {
  struct sockaddr any;
  struct sockaddr_in in;
  struct sockaddr_in6 in6;
  struct sockaddr_un un;
};

static socklen_t parse(const char *family, const char *text, union address *a) {
  memset(a, 0, sizeof *a);
  if (strcmp(family, "inet") == 0) {
    a->in.sin_family = AF_INET;
    a->in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    a->in.sin_port = htons(atoi(text));
    return sizeof a->in;
  }
  if (strcmp(family, "inet6") == 0) {
    a->in6.sin6_family = AF_INET6;
    a->in6.sin6_addr = in6addr_loopback;
    a->in6.sin6_port = htons(atoi(text));
    return sizeof a->in6;
  }
  a->un.sun_family = AF_UNIX;
  strncpy(a->un.sun_path, text, sizeof a->un.sun_path - 1);
  if (text[0] == '@') {
    a->un.sun_path[0] = 0;
    return offsetof(struct sockaddr_un, sun_path) + strlen(text);
  }
  return sizeof a->un;
}

static void announce(int fd, const char *text) {
  union address a;
  socklen_t length = sizeof a;
  if (getsockname(fd, &a.any, &length) < 0)
    err(1, "getsockname");
  if (a.any.sa_family == AF_UNIX)
    puts(text);
  else
    printf("%d\n", ntohs(a.any.sa_family == AF_INET ? a.in.sin_port : a.in6.sin6_port));
  fflush(stdout);
}

static void echo_datagrams(int fd) {
  char buffer[65536];
  for (;;) {
    union address from;
    socklen_t length = sizeof from;
    ssize_t n = recvfrom(fd, buffer, sizeof buffer, 0, &from.any, &length);
    if (n < 0)
      err(1, "recvfrom");
    if (n == 0)
      return;
    if (sendto(fd, buffer, n, 0, &from.any, length) != n)
      err(1, "sendto");
  }
}

static void echo_connection(int listener) {
  char buffer[65536];
  int fd = accept(listener, NULL, NULL);
  if (fd < 0)
    err(1, "accept");
  ssize_t n;
  while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0)
    for (ssize_t sent = 0, m; sent < n; sent += m)
      if ((m = send(fd, buffer + sent, n - sent, 0)) < 0)
        err(1, "send");
  if (n < 0)
    err(1, "recv");
  close(fd);
}

static void client(int fd, int stream) {
  char out[SIZE], in[SIZE];
  for (int i = 0; i < MESSAGES; i++) {
    memset(out, i, SIZE);
    if (send(fd, out, SIZE, 0) != SIZE)
      err(1, "send");
    if (recv(fd, in, SIZE, stream ? MSG_WAITALL : 0) != SIZE)
      err(1, "recv");
    if (memcmp(in, out, SIZE) != 0)
      errx(1, "message %d came back changed", i);
  }
  printf("%d bytes\n", MESSAGES * SIZE);
}

int main(int argc, char **argv) {
  if (argc != 5)
    errx(2, "usage: echo server|client inet|inet6|unix stream|dgram|seqpacket ADDRESS");
  int type = strcmp(argv[3], "stream") == 0   ? SOCK_STREAM
             : strcmp(argv[3], "dgram") == 0 ? SOCK_DGRAM
                                             : SOCK_SEQPACKET;
  union address a;
  socklen_t length = parse(argv[2], argv[4], &a);
  int fd = socket(a.any.sa_family, type, 0);
  if (fd < 0)
    err(1, "socket");
  if (strcmp(argv[1], "client") == 0) {
    sa_family_t family = a.any.sa_family;
    if (family == AF_UNIX && type == SOCK_DGRAM) /* autobind: without a name no answer comes */
      if (bind(fd, &a.any, sizeof family) < 0)
        err(1, "bind");
    if (connect(fd, &a.any, length) < 0)
      err(1, "connect %s", argv[4]);
    client(fd, type == SOCK_STREAM);
    return 0;
  }
  if (bind(fd, &a.any, length) < 0)
    err(1, "bind %s", argv[4]);
  if (type != SOCK_DGRAM && listen(fd, 8) < 0)
    err(1, "listen");
  announce(fd, argv[4]);
  if (type == SOCK_DGRAM)
    echo_datagrams(fd);
  else
    echo_connection(fd);
  return 0;
}
