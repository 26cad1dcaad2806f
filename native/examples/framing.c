/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// framing: messages with a length before each, sent and received whole
// usage: framing server HOST PORT | framing client HOST PORT TEXT...
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LONGEST = 1 << 20 };

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

// send may take less than it is given.
static int send_all(int fd, const void *data, size_t size) {
  for (size_t sent = 0; sent < size;) {
    ssize_t n = send(fd, (const char *)data + sent, size - sent, MSG_NOSIGNAL);
    if (n == -1) return -1;
    sent += n;
  }
  return 0;
}

// recv may give less than asked for. Returns 0 at the end of the stream.
static ssize_t recv_all(int fd, void *data, size_t size) {
  for (size_t received = 0; received < size;) {
    ssize_t n = recv(fd, (char *)data + received, size - received, 0);
    if (n <= 0) return n;
    received += n;
  }
  return size;
}

static int send_frame(int fd, const void *data, uint32_t size) {
  uint32_t header = htonl(size);
  if (send_all(fd, &header, sizeof header) == -1) return -1;
  return send_all(fd, data, size);
}

static ssize_t recv_frame(int fd, char *data) {
  uint32_t header;
  ssize_t n = recv_all(fd, &header, sizeof header);
  if (n <= 0) return n;
  uint32_t size = ntohl(header);
  if (size > LONGEST) {
    errno = EMSGSIZE;
    return -1;
  }
  return size == 0 ? 0 : recv_all(fd, data, size);
}

static void serve(const char *host, const char *port) {
  struct addrinfo *found = resolve(host, port);
  int listener = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (listener == -1) die("socket");
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, found->ai_addr, found->ai_addrlen) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char name[NI_MAXSERV];
  getsockname(listener, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, name, sizeof name, NI_NUMERICSERV);
  printf("listening on port %s\n", name);
  char *data = malloc(LONGEST);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    ssize_t n;
    while ((n = recv_frame(fd, data)) > 0) {
      printf("frame of %zd bytes\n", n);
      for (ssize_t i = 0, j = n - 1; i < j; i++, j--) {
        char swap = data[i];
        data[i] = data[j];
        data[j] = swap;
      }
      if (send_frame(fd, data, n) == -1) break;
    }
    if (n == -1) perror("recv");
    close(fd);
  }
}

static void ask(const char *host, const char *port, char **texts) {
  struct addrinfo *found = resolve(host, port);
  int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (fd == -1) die("socket");
  if (connect(fd, found->ai_addr, found->ai_addrlen) == -1) die("connect");
  char *data = malloc(LONGEST);
  for (; *texts != NULL; texts++) {
    if (send_frame(fd, *texts, strlen(*texts)) == -1) die("send");
    ssize_t n = recv_frame(fd, data);
    if (n == -1) die("recv");
    printf("%.*s\n", (int)n, data);
  }
  close(fd);
}

int main(int argc, char **argv) {
  int server = argc == 4 && strcmp(argv[1], "server") == 0;
  int client = argc > 4 && strcmp(argv[1], "client") == 0;
  if (!server && !client) {
    fprintf(stderr, "usage: framing server HOST PORT | framing client HOST PORT TEXT...\n");
    return 2;
  }
  setlinebuf(stdout);
  if (server) serve(argv[2], argv[3]);
  ask(argv[2], argv[3], argv + 4);
  return 0;
}
