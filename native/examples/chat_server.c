/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// chat_server: passes what each client says on to all the others, by select or poll
// usage: chat_server select|poll HOST PORT
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 64 };

static int clients[MOST], count; // clients[0] is the listening socket

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int listen_on(const char *host, const char *port) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
  struct addrinfo *found;
  int error = getaddrinfo(host, port, &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", host, gai_strerror(error));
    exit(1);
  }
  int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (fd == -1) die("socket");
  int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, found->ai_addr, found->ai_addrlen) == -1) die("bind");
  if (listen(fd, SOMAXCONN) == -1) die("listen");
  freeaddrinfo(found);
  return fd;
}

static void announce(int fd) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(fd, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening on port %s\n", port);
}

static void serve(int i) {
  if (i == 0) {
    int fd = accept(clients[0], NULL, NULL);
    if (fd == -1) die("accept");
    if (count == MOST) {
      close(fd);
      return;
    }
    clients[count++] = fd;
    printf("%d talking\n", count - 1);
    return;
  }
  char buffer[512];
  ssize_t n = recv(clients[i], buffer, sizeof buffer, 0);
  if (n <= 0) {
    if (n == -1) perror("recv");
    close(clients[i]);
    clients[i] = clients[--count];
    printf("%d talking\n", count - 1);
    return;
  }
  for (int j = 1; j < count; j++) {
    if (j != i && send(clients[j], buffer, n, MSG_NOSIGNAL) == -1) perror("send");
  }
}

static void chat_with_select(void) {
  for (;;) {
    fd_set readable;
    FD_ZERO(&readable);
    int highest = 0;
    for (int i = 0; i < count; i++) {
      FD_SET(clients[i], &readable);
      if (clients[i] > highest) highest = clients[i];
    }
    if (select(highest + 1, &readable, NULL, NULL, NULL) == -1) die("select");
    for (int i = count - 1; i >= 0; i--) {
      if (FD_ISSET(clients[i], &readable)) serve(i);
    }
  }
}

static void chat_with_poll(void) {
  struct pollfd fds[MOST];
  for (;;) {
    for (int i = 0; i < count; i++) {
      fds[i].fd = clients[i];
      fds[i].events = POLLIN;
    }
    if (poll(fds, count, -1) == -1) die("poll");
    for (int i = count - 1; i >= 0; i--) {
      if (fds[i].revents != 0) serve(i);
    }
  }
}

int main(int argc, char **argv) {
  int with_select = argc == 4 && strcmp(argv[1], "select") == 0;
  int with_poll = argc == 4 && strcmp(argv[1], "poll") == 0;
  if (!with_select && !with_poll) {
    fprintf(stderr, "usage: chat_server select|poll HOST PORT\n");
    return 2;
  }
  setlinebuf(stdout);
  clients[count++] = listen_on(argv[2], argv[3]);
  announce(clients[0]);
  if (with_select) {
    chat_with_select();
  } else {
    chat_with_poll();
  }
}
