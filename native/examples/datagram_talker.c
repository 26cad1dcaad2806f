/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// datagram_talker: sends one datagram
// usage: datagram_talker HOST PORT MESSAGE
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: datagram_talker HOST PORT MESSAGE\n");
    return 2;
  }
  struct addrinfo hints = {.ai_socktype = SOCK_DGRAM};
  struct addrinfo *found;
  int error = getaddrinfo(argv[1], argv[2], &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[1], gai_strerror(error));
    return 1;
  }
  int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (fd == -1) die("socket");
  ssize_t n = sendto(fd, argv[3], strlen(argv[3]), 0, found->ai_addr, found->ai_addrlen);
  if (n == -1) die("sendto");
  printf("sent %zd bytes to %s\n", n, argv[1]);
  freeaddrinfo(found);
  close(fd);
  return 0;
}
