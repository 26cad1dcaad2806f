/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// web_client: fetches many paths at once, a non-blocking connection each
// usage: web_client HOST PORT PATH...
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 32, KEPT = 64 };

static struct fetch {
  const char *path;
  int writing;     // 1 until the request is out, 0 while the answer comes
  char line[KEPT]; // how the answer begins
  long size;
} fetches[MOST];

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int start(struct addrinfo *at) {
  int fd = socket(at->ai_family, at->ai_socktype | SOCK_NONBLOCK, at->ai_protocol);
  if (fd == -1) die("socket");
  if (connect(fd, at->ai_addr, at->ai_addrlen) == -1 && errno != EINPROGRESS) die("connect");
  return fd;
}

static void request(int fd, struct fetch *f, const char *host) {
  int error;
  socklen_t size = sizeof error;
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) {
    errno = error;
    die("connect");
  }
  char text[1024];
  int n = snprintf(text, sizeof text, "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n", f->path, host);
  if (send(fd, text, n, MSG_NOSIGNAL) != n) die("send"); // a new connection has room
  f->writing = 0;
}

// Returns 0 when the server has hung up.
static int answer(int fd, struct fetch *f) {
  char buffer[4096];
  ssize_t n = recv(fd, buffer, sizeof buffer, 0);
  if (n == -1) die("recv");
  for (ssize_t i = 0; i < n && f->size + i < KEPT; i++) f->line[f->size + i] = buffer[i];
  f->size += n;
  return n > 0;
}

int main(int argc, char **argv) {
  if (argc < 4 || argc > 3 + MOST) {
    fprintf(stderr, "usage: web_client HOST PORT PATH...\n");
    return 2;
  }
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
  struct addrinfo *at;
  int error = getaddrinfo(argv[1], argv[2], &hints, &at);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[1], gai_strerror(error));
    return 1;
  }
  int count = argc - 3, open = count;
  struct pollfd fds[MOST];
  for (int i = 0; i < count; i++) {
    fetches[i] = (struct fetch){.path = argv[3 + i], .writing = 1};
    fds[i].fd = start(at);
  }
  while (open > 0) {
    for (int i = 0; i < count; i++) fds[i].events = fetches[i].writing ? POLLOUT : POLLIN;
    if (poll(fds, count, -1) == -1) die("poll");
    for (int i = 0; i < count; i++) {
      if (fds[i].fd == -1 || fds[i].revents == 0) continue;
      if (fetches[i].writing) {
        request(fds[i].fd, &fetches[i], argv[1]);
      } else if (!answer(fds[i].fd, &fetches[i])) {
        close(fds[i].fd);
        fds[i].fd = -1;
        open--;
      }
    }
  }
  for (int i = 0; i < count; i++) {
    int end = 0;
    while (end < KEPT && fetches[i].line[end] != '\r') end++;
    printf("%s: %.*s, %ld bytes\n", fetches[i].path, end, fetches[i].line, fetches[i].size);
  }
  return 0;
}
