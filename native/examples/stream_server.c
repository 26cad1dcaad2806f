/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// stream_server: greets every client that connects
// usage: stream_server HOST PORT
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

static int listen_on(const char *host, const char *port) {
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
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
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, a->ai_addr, a->ai_addrlen) == 0) break;
    perror("bind");
    close(fd);
    fd = -1;
  }
  freeaddrinfo(list);
  if (fd == -1) exit(1);
  if (listen(fd, SOMAXCONN) == -1) die("listen");
  return fd;
}

static void print_address(const char *what, struct sockaddr_storage *address, socklen_t length) {
  char host[NI_MAXHOST], port[NI_MAXSERV];
  getnameinfo((struct sockaddr *)address, length, host, sizeof host, port, sizeof port,
              NI_NUMERICHOST | NI_NUMERICSERV);
  printf("%s %s port %s\n", what, host, port);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: stream_server HOST PORT\n");
    return 2;
  }
  setlinebuf(stdout);
  int listener = listen_on(argv[1], argv[2]);
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  getsockname(listener, (struct sockaddr *)&address, &length);
  print_address("listening on", &address, length);
  for (;;) {
    length = sizeof address;
    int fd = accept(listener, (struct sockaddr *)&address, &length);
    if (fd == -1) die("accept");
    print_address("connection from", &address, length);
    const char *greeting = "Hello, network!\n";
    if (send(fd, greeting, strlen(greeting), MSG_NOSIGNAL) == -1) perror("send");
    close(fd);
  }
}
