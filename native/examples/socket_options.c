/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// socket_options: what a new TCP socket answers to getsockopt, option by option
// usage: socket_options
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum kind { NUMBER, LINGER, TIME, TEXT };

static const struct option {
  const char *name;
  int level, number;
  enum kind kind;
} options[] = {
    {"SO_TYPE", SOL_SOCKET, SO_TYPE, NUMBER},
    {"SO_DOMAIN", SOL_SOCKET, SO_DOMAIN, NUMBER},
    {"SO_PROTOCOL", SOL_SOCKET, SO_PROTOCOL, NUMBER},
    {"SO_ACCEPTCONN", SOL_SOCKET, SO_ACCEPTCONN, NUMBER},
    {"SO_BROADCAST", SOL_SOCKET, SO_BROADCAST, NUMBER},
    {"SO_DEBUG", SOL_SOCKET, SO_DEBUG, NUMBER},
    {"SO_DONTROUTE", SOL_SOCKET, SO_DONTROUTE, NUMBER},
    {"SO_ERROR", SOL_SOCKET, SO_ERROR, NUMBER},
    {"SO_KEEPALIVE", SOL_SOCKET, SO_KEEPALIVE, NUMBER},
    {"SO_LINGER", SOL_SOCKET, SO_LINGER, LINGER},
    {"SO_OOBINLINE", SOL_SOCKET, SO_OOBINLINE, NUMBER},
    {"SO_RCVBUF", SOL_SOCKET, SO_RCVBUF, NUMBER},
    {"SO_SNDBUF", SOL_SOCKET, SO_SNDBUF, NUMBER},
    {"SO_RCVLOWAT", SOL_SOCKET, SO_RCVLOWAT, NUMBER},
    {"SO_SNDLOWAT", SOL_SOCKET, SO_SNDLOWAT, NUMBER},
    {"SO_RCVTIMEO", SOL_SOCKET, SO_RCVTIMEO, TIME},
    {"SO_SNDTIMEO", SOL_SOCKET, SO_SNDTIMEO, TIME},
    {"SO_REUSEADDR", SOL_SOCKET, SO_REUSEADDR, NUMBER},
    {"SO_REUSEPORT", SOL_SOCKET, SO_REUSEPORT, NUMBER},
    {"IP_TOS", IPPROTO_IP, IP_TOS, NUMBER},
    {"IP_TTL", IPPROTO_IP, IP_TTL, NUMBER},
    {"IPV6_UNICAST_HOPS", IPPROTO_IPV6, IPV6_UNICAST_HOPS, NUMBER},
    {"TCP_MAXSEG", IPPROTO_TCP, TCP_MAXSEG, NUMBER},
    {"TCP_NODELAY", IPPROTO_TCP, TCP_NODELAY, NUMBER},
    {"TCP_CORK", IPPROTO_TCP, TCP_CORK, NUMBER},
    {"TCP_KEEPIDLE", IPPROTO_TCP, TCP_KEEPIDLE, NUMBER},
    {"TCP_KEEPINTVL", IPPROTO_TCP, TCP_KEEPINTVL, NUMBER},
    {"TCP_KEEPCNT", IPPROTO_TCP, TCP_KEEPCNT, NUMBER},
    {"TCP_CONGESTION", IPPROTO_TCP, TCP_CONGESTION, TEXT},
};

int main(int argc, char **argv) {
  (void)argv;
  if (argc != 1) {
    fprintf(stderr, "usage: socket_options\n");
    return 2;
  }
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd == -1) {
    perror("socket");
    return 1;
  }
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    const struct option *o = &options[i];
    union {
      int number;
      struct linger linger;
      struct timeval time;
      char text[64];
    } value;
    socklen_t length = sizeof value;
    if (getsockopt(fd, o->level, o->number, &value, &length) == -1) {
      printf("%s: ", o->name);
      fflush(stdout);
      perror(NULL);
      continue;
    }
    switch (o->kind) {
      case NUMBER:
        printf("%s = %d (%d bytes)\n", o->name, value.number, length);
        break;
      case LINGER:
        printf("%s = %s, %d s\n", o->name, value.linger.l_onoff ? "on" : "off", value.linger.l_linger);
        break;
      case TIME:
        printf("%s = %ld s %ld us\n", o->name, (long)value.time.tv_sec, (long)value.time.tv_usec);
        break;
      case TEXT:
        printf("%s = %.*s\n", o->name, (int)length, value.text);
        break;
    }
  }
  close(fd);
  return 0;
}
