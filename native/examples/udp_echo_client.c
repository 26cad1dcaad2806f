/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// udp_echo_client: connected UDP, with a time limit in three ways
// usage: udp_echo_client rcvtimeo|poll|timer HOST PORT MILLISECONDS TEXT...
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

// The socket itself gives up: EAGAIN.
static ssize_t recv_with_rcvtimeo(int fd, char *buffer, size_t size, int milliseconds) {
  struct timeval limit = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
  if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == -1) die("setsockopt");
  ssize_t n = recv(fd, buffer, size, 0);
  if (n == -1 && errno == EAGAIN) errno = ETIMEDOUT;
  return n;
}

// Wait first, receive then.
static ssize_t recv_with_poll(int fd, char *buffer, size_t size, int milliseconds) {
  struct pollfd readable = {.fd = fd, .events = POLLIN};
  int ready = poll(&readable, 1, milliseconds);
  if (ready == -1) return -1;
  if (ready == 0) {
    errno = ETIMEDOUT;
    return -1;
  }
  return recv(fd, buffer, size, 0);
}

// What alarm() was for: the timer is one more descriptor to wait for.
static ssize_t recv_with_timer(int fd, char *buffer, size_t size, int milliseconds) {
  int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  if (timer == -1) die("timerfd_create");
  struct itimerspec limit = {.it_value = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L}};
  timerfd_settime(timer, 0, &limit, NULL);
  struct pollfd fds[2] = {{.fd = fd, .events = POLLIN}, {.fd = timer, .events = POLLIN}};
  int ready = poll(fds, 2, -1);
  close(timer);
  if (ready == -1) return -1;
  if (fds[0].revents == 0) {
    errno = ETIMEDOUT;
    return -1;
  }
  return recv(fd, buffer, size, 0);
}

int main(int argc, char **argv) {
  const char *mode = argc > 5 ? argv[1] : "";
  if (strcmp(mode, "rcvtimeo") != 0 && strcmp(mode, "poll") != 0 && strcmp(mode, "timer") != 0) {
    fprintf(stderr, "usage: udp_echo_client rcvtimeo|poll|timer HOST PORT MILLISECONDS TEXT...\n");
    return 2;
  }
  struct addrinfo hints = {.ai_socktype = SOCK_DGRAM};
  struct addrinfo *found;
  int error = getaddrinfo(argv[2], argv[3], &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[2], gai_strerror(error));
    return 1;
  }
  int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (fd == -1) die("socket");
  // Connected: only the server's datagrams come in, and its ICMP errors become errno.
  if (connect(fd, found->ai_addr, found->ai_addrlen) == -1) die("connect");
  freeaddrinfo(found);
  int milliseconds = atoi(argv[4]);
  for (char **text = argv + 5; *text != NULL; text++) {
    char buffer[1024];
    if (send(fd, *text, strlen(*text), 0) == -1) die("send");
    ssize_t n;
    if (strcmp(mode, "rcvtimeo") == 0) {
      n = recv_with_rcvtimeo(fd, buffer, sizeof buffer, milliseconds);
    } else if (strcmp(mode, "poll") == 0) {
      n = recv_with_poll(fd, buffer, sizeof buffer, milliseconds);
    } else {
      n = recv_with_timer(fd, buffer, sizeof buffer, milliseconds);
    }
    if (n == -1) die("recv");
    printf("%.*s\n", (int)n, buffer);
  }
  close(fd);
  return 0;
}
