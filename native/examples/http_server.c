/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// http_server: files over HTTP/1.1, with sendfile and connections that stay open
// usage: http_server HOST PORT DIRECTORY
#define _GNU_SOURCE
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { LONGEST = 8192 };

static const char *directory;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static const char *type_of(const char *path) {
  static const char *const types[][2] = {
      {".html", "text/html; charset=utf-8"}, {".txt", "text/plain; charset=utf-8"},
      {".css", "text/css"},                  {".js", "text/javascript"},
      {".json", "application/json"},         {".png", "image/png"},
      {".jpg", "image/jpeg"},                {".svg", "image/svg+xml"},
  };
  size_t length = strlen(path);
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    size_t suffix = strlen(types[i][0]);
    if (length > suffix && strcmp(path + length - suffix, types[i][0]) == 0) return types[i][1];
  }
  return "application/octet-stream";
}

static int send_all(int fd, const char *data, size_t size, int flags) {
  for (size_t sent = 0; sent < size;) {
    ssize_t n = send(fd, data + sent, size - sent, flags | MSG_NOSIGNAL);
    if (n == -1) return -1;
    sent += n;
  }
  return 0;
}

static int send_error(int fd, const char *status, int head) {
  char text[512];
  int n = snprintf(text, sizeof text,
                   "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n\r\n%s%s", status,
                   strlen(status) + 1, head ? "" : status, head ? "" : "\n");
  return send_all(fd, text, n, 0);
}

static int send_file(int fd, const char *path, int head) {
  char name[LONGEST + 16];
  snprintf(name, sizeof name, ".%s%s", path, path[strlen(path) - 1] == '/' ? "index.html" : "");
  int file = open(name, O_RDONLY | O_CLOEXEC);
  if (file == -1 || read(file, NULL, 0) == -1) { // a directory opens, but does not read
    if (file != -1) close(file);
    return send_error(fd, "404 Not Found", head);
  }
  off_t size = lseek(file, 0, SEEK_END), offset = 0;
  char text[512];
  int n = snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %lld\r\n\r\n",
                   type_of(name), (long long)size);
  int result = send_all(fd, text, n, head || size == 0 ? 0 : MSG_MORE); // the file follows in the same packet
  while (!head && result == 0 && offset < size) {
    ssize_t sent = sendfile(fd, file, &offset, size - offset);
    if (sent <= 0) result = -1;
  }
  close(file);
  return result;
}

// Answers one request; returns -1 when the connection should end.
static int answer(int fd, char *request) {
  char *method = request;
  char *path = strchr(request, ' ');
  char *version = path == NULL ? NULL : strchr(path + 1, ' ');
  if (version == NULL || path[1] != '/') {
    send_error(fd, "400 Bad Request", 0);
    return -1;
  }
  *path++ = 0;
  *version++ = 0;
  int head = strcmp(method, "HEAD") == 0;
  int stay = strncmp(version, "HTTP/1.1", 8) == 0 && strcasestr(version, "\nConnection: close") == NULL;
  path[strcspn(path, "?#")] = 0;
  int result;
  if (!head && strcmp(method, "GET") != 0) {
    send_error(fd, "405 Method Not Allowed", 0);
    return -1; // a body might follow
  } else if (strstr(path, "/..") != NULL) {
    result = send_error(fd, "404 Not Found", head);
  } else {
    result = send_file(fd, path, head);
  }
  return stay ? result : -1;
}

static void *serve(void *argument) {
  int fd = (int)(intptr_t)argument;
  char request[LONGEST + 1];
  size_t size = 0;
  struct timeval limit = {.tv_sec = 10};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  for (;;) {
    request[size] = 0;
    char *end = strstr(request, "\r\n\r\n");
    if (end == NULL) {
      ssize_t n = size == LONGEST ? 0 : recv(fd, request + size, LONGEST - size, 0);
      if (n <= 0) break;
      size += n;
      continue;
    }
    size_t used = end + 4 - request;
    char rest[LONGEST]; // a client may have sent the next request, too
    memcpy(rest, end + 4, size - used);
    *end = 0;
    if (answer(fd, request) == -1) break;
    memcpy(request, rest, size - used);
    size -= used;
  }
  shutdown(fd, SHUT_WR);
  close(fd);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: http_server HOST PORT DIRECTORY\n");
    return 2;
  }
  setlinebuf(stdout);
  directory = argv[3];
  if (chdir(directory) == -1) die(directory);
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
  struct addrinfo *found;
  int error = getaddrinfo(argv[1], argv[2], &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[1], gai_strerror(error));
    return 1;
  }
  int listener = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (listener == -1) die("socket");
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, found->ai_addr, found->ai_addrlen) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(listener, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening on port %s\n", port);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)fd) != 0) {
      close(fd);
    } else {
      pthread_detach(thread);
    }
  }
}
