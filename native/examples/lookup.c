/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// lookup: every address that getaddrinfo finds for a host
// usage: lookup HOST [SERVICE]
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>

int main(int argc, char **argv) {
  if (argc < 2 || argc > 3) {
    fprintf(stderr, "usage: lookup HOST [SERVICE]\n");
    return 2;
  }
  const char *service = argc > 2 ? argv[2] : NULL;
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  struct addrinfo *list;
  int error = getaddrinfo(argv[1], service, &hints, &list);
  if (error != 0) {
    fprintf(stderr, "lookup %s: %s\n", argv[1], gai_strerror(error));
    return 1;
  }
  for (struct addrinfo *a = list; a != NULL; a = a->ai_next) {
    char text[INET6_ADDRSTRLEN];
    if (a->ai_family == AF_INET) {
      struct sockaddr_in *in = (struct sockaddr_in *)a->ai_addr;
      inet_ntop(AF_INET, &in->sin_addr, text, sizeof text);
      printf("IPv4 %s port %d\n", text, ntohs(in->sin_port));
    } else {
      struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)a->ai_addr;
      inet_ntop(AF_INET6, &in6->sin6_addr, text, sizeof text);
      printf("IPv6 %s port %d\n", text, ntohs(in6->sin6_port));
    }
  }
  freeaddrinfo(list);
  return 0;
}
