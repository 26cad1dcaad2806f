/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// urgent: out-of-band data and the mark it leaves in the stream
// usage: urgent server HOST PORT | urgent client HOST PORT
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static struct addrinfo *resolve(const char *host, const char *port) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
  struct addrinfo *found;
  int error = getaddrinfo(host, port, &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", host, gai_strerror(error));
    exit(1);
  }
  return found;
}

// recv never reads across the mark.
static void receive(int fd) {
  struct pollfd urgent = {.fd = fd, .events = POLLPRI};
  if (poll(&urgent, 1, -1) == -1) die("poll");
  char byte, before[256], after[256];
  if (recv(fd, &byte, 1, MSG_OOB) == -1) die("recv MSG_OOB");
  printf("urgent: %c\n", byte);
  ssize_t size = 0, n;
  while (sockatmark(fd) == 0) {
    n = recv(fd, before + size, sizeof before - size, 0);
    if (n <= 0) break;
    size += n;
  }
  printf("before the mark: %.*s\n", (int)size, before);
  size = 0;
  while ((n = recv(fd, after + size, sizeof after - size, 0)) > 0) size += n;
  printf("after the mark: %.*s\n", (int)size, after);
}

static void serve(struct addrinfo *at) {
  int listener = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
  if (listener == -1) die("socket");
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, at->ai_addr, at->ai_addrlen) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(listener, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening on port %s\n", port);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    receive(fd);
    close(fd);
  }
}

static void ask(struct addrinfo *at) {
  int fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
  if (fd == -1) die("socket");
  if (connect(fd, at->ai_addr, at->ai_addrlen) == -1) die("connect");
  if (send(fd, "ordinary", 8, MSG_NOSIGNAL) == -1) die("send");
  if (send(fd, "!", 1, MSG_NOSIGNAL | MSG_OOB) == -1) die("send MSG_OOB");
  if (send(fd, "more", 4, MSG_NOSIGNAL) == -1) die("send");
  printf("sent 12 bytes and an urgent one\n");
  close(fd);
}

int main(int argc, char **argv) {
  int server = argc == 4 && strcmp(argv[1], "server") == 0;
  int client = argc == 4 && strcmp(argv[1], "client") == 0;
  if (!server && !client) {
    fprintf(stderr, "usage: urgent server HOST PORT | urgent client HOST PORT\n");
    return 2;
  }
  setlinebuf(stdout);
  struct addrinfo *at = resolve(argv[2], argv[3]);
  if (server) serve(at);
  ask(at);
  return 0;
}
