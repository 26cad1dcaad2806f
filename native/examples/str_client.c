/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// str_client: stdin to an echo server and back, in four ways
// usage: str_client plain|select|poll|nonblock HOST PORT
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

static char buffer[4096];

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void send_all(int fd, ssize_t size) {
  for (ssize_t sent = 0; sent < size;) {
    ssize_t n = send(fd, buffer + sent, size - sent, MSG_NOSIGNAL);
    if (n == -1) die("send");
    sent += n;
  }
}

// Each returns 0 at the end of its input.
static ssize_t stdin_to_socket(int fd) {
  ssize_t n = read(0, buffer, sizeof buffer);
  if (n == -1) die("read");
  if (n == 0) {
    shutdown(fd, SHUT_WR); // the rest of the echo still comes
  } else {
    send_all(fd, n);
  }
  return n;
}

static ssize_t socket_to_stdout(int fd) {
  ssize_t n = recv(fd, buffer, sizeof buffer, 0);
  if (n == -1) die("recv");
  if (n > 0 && write(1, buffer, n) == -1) die("write");
  return n;
}

// One question, one answer: stuck on stdin when the server goes away.
static void plain(int fd) {
  ssize_t n;
  while ((n = stdin_to_socket(fd)) > 0) {
    while (n > 0) {
      ssize_t echoed = socket_to_stdout(fd);
      if (echoed == 0) {
        fprintf(stderr, "server hung up\n");
        exit(1);
      }
      n -= echoed;
    }
  }
}

static void with_select(int fd) {
  int reading = 1;
  for (;;) {
    fd_set readable;
    FD_ZERO(&readable);
    if (reading) FD_SET(0, &readable);
    FD_SET(fd, &readable);
    if (select(fd + 1, &readable, NULL, NULL, NULL) == -1) die("select");
    if (FD_ISSET(fd, &readable) && socket_to_stdout(fd) == 0) break;
    if (FD_ISSET(0, &readable)) reading = stdin_to_socket(fd) > 0;
  }
}

static void with_poll(int fd) {
  struct pollfd fds[2] = {{.fd = 0, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
  for (;;) {
    if (poll(fds, 2, -1) == -1) die("poll");
    if (fds[1].revents != 0 && socket_to_stdout(fd) == 0) break;
    if (fds[0].revents != 0 && stdin_to_socket(fd) == 0) fds[0].fd = -1;
  }
}

// Starts the connection, and could do something else until it stands.
static int connect_nonblocking(int fd, struct sockaddr *address, socklen_t length) {
  int flags = fcntl(fd, F_GETFL, 0);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  if (connect(fd, address, length) == -1) {
    if (errno != EINPROGRESS) return -1;
    struct pollfd connecting = {.fd = fd, .events = POLLOUT};
    int ready = poll(&connecting, 1, 5000);
    if (ready == -1) return -1;
    if (ready == 0) {
      errno = ETIMEDOUT;
      return -1;
    }
    int error;
    socklen_t size = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == -1) return -1;
    if (error != 0) {
      errno = error;
      return -1;
    }
  }
  fcntl(fd, F_SETFL, flags);
  return 0;
}

int main(int argc, char **argv) {
  const char *mode = argc == 4 ? argv[1] : "";
  if (strcmp(mode, "plain") != 0 && strcmp(mode, "select") != 0 && strcmp(mode, "poll") != 0 &&
      strcmp(mode, "nonblock") != 0) {
    fprintf(stderr, "usage: str_client plain|select|poll|nonblock HOST PORT\n");
    return 2;
  }
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
  struct addrinfo *found;
  int error = getaddrinfo(argv[2], argv[3], &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[2], gai_strerror(error));
    return 1;
  }
  int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (fd == -1) die("socket");
  if (strcmp(mode, "nonblock") == 0) {
    if (connect_nonblocking(fd, found->ai_addr, found->ai_addrlen) == -1) die("connect");
  } else if (connect(fd, found->ai_addr, found->ai_addrlen) == -1) {
    die("connect");
  }
  freeaddrinfo(found);
  if (strcmp(mode, "plain") == 0) {
    plain(fd);
  } else if (strcmp(mode, "select") == 0) {
    with_select(fd);
  } else {
    with_poll(fd);
  }
  close(fd);
  return 0;
}
