/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * The time of an answer, seen by clients in a process of their own: latency PORT CONNECTIONS RATE.
 * Says "ready" when all are connected; then, for each number read, sends so many 64-byte requests,
 * awaits and checks all answers, and says "done P50 P99 P99.9" in nanoseconds. RATE is in requests a
 * second, sent at their times whether others have been answered or not (open loop); an answer's
 * time counts from when its request was due. 0 sends each when the last is answered (closed loop).
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
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "../musl.h"

enum { SIZE = 64, EVENTS = 256, DEPTH = 1024 };
static const long SECOND = 1000000000, PATIENCE = 20 * 1000000000L;

struct connection {
  int fd;
  int got;          /* bytes of the answer that is coming in */
  long sent, done;  /* requests */
  long due[DEPTH];  /* of requests without an answer, by number */
};

static void fail(const char *what) {
  fprintf(stderr, "latency: %s: %s\n", what, strerror(errno));
  exit(1);
}

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * SECOND + time.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  long x = *(const long *)a, y = *(const long *)b;
  return (x > y) - (x < y);
}

static int connected(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  int on = 1;
  if (fd < 0)
    fail("socket");
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
    fail("connect");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

/* Takes what has come; each whole answer is a sample. */
static long receive(struct connection *c, const char *request, long *samples) {
  char got[SIZE];
  ssize_t n = recv(c->fd, got, SIZE - c->got, 0);
  if (n <= 0 || memcmp(got, request + c->got, n) != 0) {
    if (n >= 0)
      errno = EPROTO;
    fail("answer");
  }
  c->got += n;
  if (c->got < SIZE)
    return 0;
  c->got = 0;
  *samples = now() - c->due[c->done++ % DEPTH];
  return 1;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: latency PORT CONNECTIONS RATE\n");
    return 2;
  }
  int count = atoi(argv[2]);
  long rate = atol(argv[3]);
  struct connection *all = calloc(count, sizeof *all);
  int epfd = epoll_create1(0);
  if (all == NULL || epfd < 0)
    fail("epoll_create1");
  for (int i = 0; i < count; i++) {
    all[i].fd = connected(atoi(argv[1]));
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
    if (epoll_ctl(epfd, EPOLL_CTL_ADD, all[i].fd, &event) < 0)
      fail("epoll_ctl");
  }
  puts("ready");
  fflush(stdout);

  char request[SIZE];
  for (int i = 0; i < SIZE; i++)
    request[i] = (char)(i * 31 + 7);
  long requests;
  while (scanf("%ld", &requests) == 1 && requests > 0) {
    long *samples = malloc(requests * sizeof *samples);
    if (samples == NULL)
      fail("malloc");
    long sent = 0, done = 0, start = now(), due = start;
    while (done < requests) {
      long time = now();
      if (time - start > PATIENCE + (rate > 0 ? requests * SECOND / rate : 0)) {
        errno = ETIMEDOUT;
        fail("answers");
      }
      if (sent < requests && (rate > 0 ? time >= due : sent == done)) {
        struct connection *c = &all[sent % count];
        if (c->sent - c->done == DEPTH) {
          errno = ENOBUFS;
          fail("too many requests without an answer");
        }
        c->due[c->sent++ % DEPTH] = rate > 0 ? due : time;
        if (send(c->fd, request, SIZE, MSG_NOSIGNAL) != SIZE)
          fail("send");
        sent++;
        due = rate > 0 ? start + sent * SECOND / rate : 0;
        continue;
      }
      long wait = rate > 0 && sent < requests ? due - time : SECOND;
      struct timespec until = {wait / SECOND, wait % SECOND};
      struct epoll_event events[EVENTS];
      int ready = epoll_pwait2(epfd, events, EVENTS, &until, NULL);
      if (ready < 0)
        fail("epoll_pwait2");
      for (int i = 0; i < ready; i++)
        done += receive(events[i].data.ptr, request, &samples[done]);
    }
    qsort(samples, requests, sizeof *samples, ascending);
    printf("done %ld %ld %ld\n", samples[requests / 2], samples[requests * 99 / 100],
           samples[requests * 999 / 1000]);
    fflush(stdout);
    free(samples);
  }
  return 0;
}
