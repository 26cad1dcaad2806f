/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// socketpair: a parent and a child that share a pair of connected sockets
// usage: socketpair TEXT
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: socketpair TEXT\n");
    return 2;
  }
  int sv[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) == -1) die("socketpair");

  // The child's end becomes its stdin and stdout; its program need not know about sockets.
  pid_t child = fork();
  if (child == -1) die("fork");
  if (child == 0) {
    dup2(sv[1], 0);
    dup2(sv[1], 1);
    close(sv[0]);
    close(sv[1]);
    execlp("tr", "tr", "a-z", "A-Z", NULL);
    die("tr");
  }
  close(sv[1]);

  if (send(sv[0], argv[1], strlen(argv[1]), MSG_NOSIGNAL) == -1) die("send");
  shutdown(sv[0], SHUT_WR); // the child reads end of file
  char buffer[512];
  ssize_t n, total = 0;
  while ((n = recv(sv[0], buffer + total, sizeof buffer - total, 0)) > 0) total += n;
  if (n == -1) die("recv");
  int status;
  if (waitpid(child, &status, 0) == -1) die("waitpid");
  printf("child answered: %.*s\n", (int)total, buffer);
  printf("child exited with %d\n", WEXITSTATUS(status));
  return 0;
}
