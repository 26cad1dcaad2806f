/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// echo_server: one service in six shapes (in C, virtual is thread)
// usage: echo_server iterative|thread|virtual|pool|epoll|reuseport HOST PORT
#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { THREADS = 4, EVENTS = 64 };

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

static int listen_on(int family, struct sockaddr *address, socklen_t length, int option) {
  int fd = socket(family, SOCK_STREAM, 0);
  if (fd == -1) die("socket");
  int on = 1;
  if (setsockopt(fd, SOL_SOCKET, option, &on, sizeof on) == -1) die("setsockopt");
  if (bind(fd, address, length) == -1) die("bind");
  if (listen(fd, SOMAXCONN) == -1) die("listen");
  return fd;
}

static int accept_one(int listener) {
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd != -1) return fd;
    if (errno != EINTR && errno != ECONNABORTED) die("accept");
  }
}

// Returns 0 at the end of the stream, -1 when it broke.
static ssize_t echo_once(int fd) {
  char buffer[4096];
  ssize_t n = recv(fd, buffer, sizeof buffer, 0);
  for (ssize_t sent = 0; sent < n;) {
    ssize_t m = send(fd, buffer + sent, n - sent, MSG_NOSIGNAL);
    if (m == -1) return -1;
    sent += m;
  }
  return n;
}

static void echo(int fd) {
  while (echo_once(fd) > 0) continue;
  close(fd);
}

static void iterative(int listener) {
  for (;;) echo(accept_one(listener));
}

static void *echo_thread(void *fd) {
  echo((int)(intptr_t)fd);
  return NULL;
}

static void thread_per_connection(int listener) {
  for (;;) {
    pthread_t thread;
    int fd = accept_one(listener);
    if (pthread_create(&thread, NULL, echo_thread, (void *)(intptr_t)fd) != 0) {
      close(fd);
    } else {
      pthread_detach(thread);
    }
  }
}

static void *iterative_thread(void *listener) {
  iterative((int)(intptr_t)listener);
  return NULL;
}

// All threads wait in accept on one socket; the kernel wakes one of them.
static void threads_accept(int listener) {
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) {
    pthread_create(&threads[i], NULL, iterative_thread, (void *)(intptr_t)listener);
  }
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

// A listening socket for each thread; the kernel spreads the connections over them.
static void threads_reuseport(int first, struct addrinfo *at) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  getsockname(first, (struct sockaddr *)&address, &length);
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) {
    int fd = i == 0 ? first : listen_on(at->ai_family, (struct sockaddr *)&address, length, SO_REUSEPORT);
    pthread_create(&threads[i], NULL, iterative_thread, (void *)(intptr_t)fd);
  }
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

static void reactor(int listener) {
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll == -1) die("epoll_create1");
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[EVENTS];
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) == -1) die("epoll_ctl");
  for (;;) {
    int n = epoll_wait(epoll, events, EVENTS, -1);
    if (n == -1) die("epoll_wait");
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        event.data.fd = accept_one(listener);
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event) == -1) die("epoll_ctl");
      } else if (echo_once(fd) <= 0) {
        close(fd); // epoll forgets it
      }
    }
  }
}

static void announce(int fd) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(fd, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening on port %s\n", port);
}

int main(int argc, char **argv) {
  static const char *const modes[] = {"iterative", "thread", "virtual", "pool", "epoll", "reuseport"};
  int mode = 0;
  while (mode < 6 && (argc != 4 || strcmp(argv[1], modes[mode]) != 0)) mode++;
  if (mode == 6) {
    fprintf(stderr, "usage: echo_server iterative|thread|virtual|pool|epoll|reuseport HOST PORT\n");
    return 2;
  }
  setlinebuf(stdout);
  struct addrinfo *at = resolve(argv[2], argv[3]);
  int listener = listen_on(at->ai_family, at->ai_addr, at->ai_addrlen, mode == 5 ? SO_REUSEPORT : SO_REUSEADDR);
  announce(listener);
  switch (mode) {
    case 0:
      iterative(listener);
      break;
    case 1:
    case 2:
      thread_per_connection(listener);
      break;
    case 3:
      threads_accept(listener);
      break;
    case 4:
      reactor(listener);
      break;
    case 5:
      threads_reuseport(listener, at);
      break;
  }
}
