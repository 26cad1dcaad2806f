/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// stream_client: connects and prints what the server says until it hangs up
// usage: stream_client HOST PORT
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int connect_to(const char *host, const char *port) {
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  struct addrinfo *list;
  int error = getaddrinfo(host, port, &hints, &list);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", host, gai_strerror(error));
    exit(1);
  }
  int fd = -1;
  for (struct addrinfo *a = list; a != NULL; a = a->ai_next) {
    fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
    if (fd == -1) continue;
    if (connect(fd, a->ai_addr, a->ai_addrlen) == 0) break;
    perror("connect");
    close(fd);
    fd = -1;
  }
  freeaddrinfo(list);
  if (fd == -1) exit(1);
  return fd;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: stream_client HOST PORT\n");
    return 2;
  }
  int fd = connect_to(argv[1], argv[2]);
  char buffer[512];
  ssize_t n;
  while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0) {
    if (write(1, buffer, n) == -1) die("write");
  }
  if (n == -1) die("recv");
  close(fd);
  return 0;
}
