/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// datagram_listener: waits for one datagram and prints it with its sender
// usage: datagram_listener HOST PORT
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void numeric(struct sockaddr_storage *address, socklen_t length, char *host, char *port) {
  getnameinfo((struct sockaddr *)address, length, host, NI_MAXHOST, port, NI_MAXSERV,
              NI_NUMERICHOST | NI_NUMERICSERV);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: datagram_listener HOST PORT\n");
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
  freeaddrinfo(found);

  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char host[NI_MAXHOST], port[NI_MAXSERV];
  getsockname(fd, (struct sockaddr *)&address, &length);
  numeric(&address, length, host, port);
  printf("listening on %s port %s\n", host, port);

  char buffer[1500];
  length = sizeof address;
  ssize_t n = recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&address, &length);
  if (n == -1) die("recvfrom");
  numeric(&address, length, host, port);
  printf("%zd bytes from %s: %.*s\n", n, host, (int)n, buffer);
  close(fd);
  return 0;
}
