/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * The clients of a server under measurement, in a process of their own so that the cost and the
 * descriptors are not the server's: load PORT CONNECTIONS [WINDOW]. Says "ready" when all are
 * connected; then, for each number read, sends so many 64-byte requests, one at a time on each
 * connection and WINDOW of them at once (all, unless given), taking the connections in turn; awaits
 * and checks all answers, and says "done". Ends with its input.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SIZE = 64, EVENTS = 256, PATIENCE = 20000 };

static void fail(const char *what) {
  fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int connected(const struct sockaddr_in *address) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  int on = 1;
  if (fd < 0)
    fail("socket");
  if (connect(fd, (const struct sockaddr *)address, sizeof *address) < 0)
    fail("connect");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

static void answer(int fd, const char *request) {
  char got[SIZE];
  ssize_t n = recv(fd, got, SIZE, MSG_WAITALL);
  if (n != SIZE || memcmp(got, request, SIZE) != 0) {
    if (n >= 0)
      errno = EPROTO;
    fail("answer");
  }
}

int main(int argc, char **argv) {
  if (argc != 3 && argc != 4) {
    fprintf(stderr, "usage: load PORT CONNECTIONS [WINDOW]\n");
    return 2;
  }
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);

  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int count = atoi(argv[2]);
  int window = argc > 3 ? atoi(argv[3]) : count;
  int next = 0;
  int *fds = calloc(count, sizeof *fds);
  int epfd = epoll_create1(0);
  if (fds == NULL || epfd < 0)
    fail("epoll_create1");
  for (int i = 0; i < count; i++) {
    fds[i] = connected(&address);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fds[i]};
    if (epoll_ctl(epfd, EPOLL_CTL_ADD, fds[i], &event) < 0)
      fail("epoll_ctl");
  }
  puts("ready");
  fflush(stdout);

  char request[SIZE];
  for (int i = 0; i < SIZE; i++)
    request[i] = (char)(i * 31 + 7);
  long requests;
  while (scanf("%ld", &requests) == 1) {
    for (long left = requests; left > 0;) {
      int round = left < window ? (int)left : window;
      for (int i = 0; i < round; i++, next = (next + 1) % count)
        if (send(fds[next], request, SIZE, MSG_NOSIGNAL) != SIZE)
          fail("send");
      for (int waiting = round; waiting > 0;) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(epfd, events, EVENTS, PATIENCE);
        if (ready <= 0) {
          if (ready == 0)
            errno = ETIMEDOUT;
          fail("epoll_wait");
        }
        for (int i = 0; i < ready; i++)
          answer(events[i].data.fd, request);
        waiting -= ready;
      }
      left -= round;
    }
    puts("done");
    fflush(stdout);
  }
  return 0;
}
