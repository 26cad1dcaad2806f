/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// activated: a service as systemd starts it, on a listening socket it inherits; says READY=1
// usage: activated
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { FIRST = 3 }; // inherited descriptors start here

static void die(const char *what) {
  perror(what);
  exit(1);
}

// How many sockets are ours; 0 where the variables are missing or meant for another process.
static int listen_fds(void) {
  const char *pid = getenv("LISTEN_PID"), *fds = getenv("LISTEN_FDS");
  if (pid == NULL || fds == NULL || atoi(pid) != getpid()) return 0;
  int n = atoi(fds);
  for (int fd = FIRST; fd < FIRST + n; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC); // our children shall not have them
  return n;
}

// A datagram to the service manager; nothing where nobody asked for it.
static void notify(const char *state) {
  const char *path = getenv("NOTIFY_SOCKET");
  if (path == NULL) return;
  struct sockaddr_un manager = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof manager.sun_path) {
    errno = ENAMETOOLONG;
    die(path);
  }
  strcpy(manager.sun_path, path);
  if (path[0] == '@') manager.sun_path[0] = 0;
  socklen_t length = offsetof(struct sockaddr_un, sun_path) + strlen(path);
  int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
  if (fd == -1) die("socket");
  if (sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&manager, length) == -1) die("notify");
  close(fd);
}

int main(int argc, char **argv) {
  (void)argv;
  if (argc != 1) {
    fprintf(stderr, "usage: activated\n");
    return 2;
  }
  setlinebuf(stdout);
  int n = listen_fds();
  if (n == 0) {
    fprintf(stderr, "activated: no sockets were passed (LISTEN_PID, LISTEN_FDS)\n");
    return 1;
  }
  const char *names = getenv("LISTEN_FDNAMES");
  printf("%d socket, named %s\n", n, names == NULL ? "nothing" : names);
  notify("READY=1");
  int fd = accept(FIRST, NULL, NULL);
  if (fd == -1) die("accept");
  const char *greeting = "Hello from an activated service!\n";
  if (send(fd, greeting, strlen(greeting), MSG_NOSIGNAL) == -1) perror("send");
  close(fd);
  notify("STOPPING=1");
  return 0;
}
