/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// activator: listens and starts a program when a client comes, as systemd does
// usage: activator HOST PORT PROGRAM [ARGUMENT...]
#define _GNU_SOURCE
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST = 3 };

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
  int fd = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol);
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

// Autobind: an address of the family alone gets a free abstract name.
static int manager_socket(char *name, size_t size) {
  int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd == -1) die("socket");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (bind(fd, (struct sockaddr *)&address, sizeof address.sun_family) == -1) die("bind");
  socklen_t length = sizeof address;
  getsockname(fd, (struct sockaddr *)&address, &length);
  int n = length - offsetof(struct sockaddr_un, sun_path);
  snprintf(name, size, "NOTIFY_SOCKET=@%.*s", n - 1, address.sun_path + 1);
  return fd;
}

static pid_t start(int listener, char *notify, char **program) {
  pid_t child = fork();
  if (child == -1) die("fork");
  if (child == 0) {
    char pid[32];
    snprintf(pid, sizeof pid, "LISTEN_PID=%d", getpid());
    putenv(pid);
    putenv("LISTEN_FDS=1");
    putenv("LISTEN_FDNAMES=greeter");
    putenv(notify);
    dup2(listener, FIRST);
    execvp(program[0], program);
    perror(program[0]);
    _exit(127);
  }
  return child;
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: activator HOST PORT PROGRAM [ARGUMENT...]\n");
    return 2;
  }
  setlinebuf(stdout);
  int listener = listen_on(argv[1], argv[2]);
  listener = fcntl(listener, F_DUPFD_CLOEXEC, 10); // dup2 onto itself would leave it to close on exec
  char notify[128];
  int manager = manager_socket(notify, sizeof notify);
  announce(listener);

  struct pollfd client = {.fd = listener, .events = POLLIN};
  if (poll(&client, 1, -1) == -1) die("poll");
  pid_t child = start(listener, notify, argv + 3);
  int status;
  if (waitpid(child, &status, 0) == -1) die("waitpid");
  char state[256];
  ssize_t n;
  while ((n = recv(manager, state, sizeof state, MSG_DONTWAIT)) > 0) printf("notified: %.*s\n", (int)n, state);
  printf("program exited with %d\n", WEXITSTATUS(status));
  return 0;
}
