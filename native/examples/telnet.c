/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// telnet: stdin to the server, its answers to stdout, every TELNET option refused
// usage: telnet HOST PORT
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DATA = 0, SE = 240, SB = 250, WILL = 251, WONT = 252, DO = 253, DONT = 254, IAC = 255 };

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int connect_to(const char *host, const char *port) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
  struct addrinfo *found;
  int error = getaddrinfo(host, port, &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", host, gai_strerror(error));
    exit(1);
  }
  int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (fd == -1) die("socket");
  if (connect(fd, found->ai_addr, found->ai_addrlen) == -1) die("connect");
  freeaddrinfo(found);
  return fd;
}

// What the terminal shows stays in buffer; returns how much that is.
static int state = DATA;

static ssize_t negotiate(int fd, unsigned char *buffer, ssize_t n) {
  ssize_t kept = 0;
  for (ssize_t i = 0; i < n; i++) {
    int c = buffer[i];
    if (state == DATA) {
      if (c == IAC) {
        state = IAC;
      } else {
        buffer[kept++] = c;
      }
    } else if (state == IAC) {
      if (c == IAC) {
        buffer[kept++] = c;
        state = DATA;
      } else {
        state = c >= SB ? c : DATA;
      }
    } else if (state == SB) {
      if (c == SE) state = DATA;
    } else {
      unsigned char answer[] = {IAC, state == DO || state == DONT ? WONT : DONT, c};
      if (state == DO || state == WILL) send(fd, answer, sizeof answer, MSG_NOSIGNAL);
      state = DATA;
    }
  }
  return kept;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: telnet HOST PORT\n");
    return 2;
  }
  int fd = connect_to(argv[1], argv[2]);
  struct pollfd fds[2] = {{.fd = 0, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
  unsigned char buffer[512];
  for (;;) {
    if (poll(fds, 2, -1) == -1) die("poll");
    if (fds[0].revents != 0) {
      ssize_t n = read(0, buffer, sizeof buffer);
      if (n == -1) die("read");
      if (n == 0) {
        shutdown(fd, SHUT_WR);
        fds[0].fd = -1; // poll skips negative descriptors
      } else if (send(fd, buffer, n, MSG_NOSIGNAL) == -1) {
        die("send");
      }
    }
    if (fds[1].revents != 0) {
      ssize_t n = recv(fd, buffer, sizeof buffer, 0);
      if (n == -1) die("recv");
      if (n == 0) return 0;
      n = negotiate(fd, buffer, n);
      if (write(1, buffer, n) == -1) die("write");
    }
  }
}
