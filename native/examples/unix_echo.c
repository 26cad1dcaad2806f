/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// unix_echo: echo over a UNIX-domain socket; a path @NAME is in the abstract namespace
// usage: unix_echo server|client PATH
#define _GNU_SOURCE
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

// An abstract name starts with a NUL and is as long as the address says: no NUL ends it.
static socklen_t fill(struct sockaddr_un *address, const char *path) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (strlen(path) >= sizeof address->sun_path) {
    fprintf(stderr, "%s: path too long\n", path);
    exit(1);
  }
  strcpy(address->sun_path, path);
  if (path[0] != '@') return sizeof *address;
  address->sun_path[0] = 0;
  return offsetof(struct sockaddr_un, sun_path) + strlen(path);
}

static void serve(const char *path) {
  struct sockaddr_un address;
  socklen_t length = fill(&address, path);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  if (listener == -1) die("socket");
  if (path[0] != '@') unlink(path);
  if (bind(listener, (struct sockaddr *)&address, length) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  printf("listening on %s\n", path);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    struct ucred peer;
    socklen_t size = sizeof peer;
    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size);
    printf("connection from uid %d gid %d\n", peer.uid, peer.gid);
    char buffer[512];
    ssize_t n;
    while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0) {
      if (send(fd, buffer, n, MSG_NOSIGNAL) == -1) break;
    }
    close(fd);
  }
}

static void ask(const char *path) {
  struct sockaddr_un address;
  socklen_t length = fill(&address, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd == -1) die("socket");
  if (connect(fd, (struct sockaddr *)&address, length) == -1) die("connect");
  char buffer[512];
  ssize_t n;
  while ((n = read(0, buffer, sizeof buffer)) > 0) {
    if (send(fd, buffer, n, MSG_NOSIGNAL) == -1) die("send");
    for (ssize_t echoed = 0; echoed < n;) {
      ssize_t got = recv(fd, buffer, sizeof buffer, 0);
      if (got <= 0) die("recv");
      if (write(1, buffer, got) == -1) die("write");
      echoed += got;
    }
  }
  close(fd);
}

int main(int argc, char **argv) {
  int server = argc == 3 && strcmp(argv[1], "server") == 0;
  int client = argc == 3 && strcmp(argv[1], "client") == 0;
  if (!server && !client) {
    fprintf(stderr, "usage: unix_echo server|client PATH\n");
    return 2;
  }
  setlinebuf(stdout);
  if (server) serve(argv[2]);
  ask(argv[2]);
  return 0;
}
