/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// inetd: starts a program for each client of many services, its stdin and stdout the socket
// usage: inetd HOST CONFIGURATION
//
// A line of the configuration: SERVICE stream|dgram nowait|wait PROGRAM [ARGUMENT...]
// SERVICE is a name from /etc/services or a port number. A program of a nowait service gets an
// accepted connection; one of a wait service gets the service's own socket, and the next starts
// when it has ended.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 32, WORDS = 16 };

static struct service {
  char *name;
  int type, wait, fd;
  pid_t child; // of a wait service, 0 when none runs
  char *program[WORDS + 1];
} services[MOST];
static int count;
static int ended[2]; // a pipe: a byte for each SIGCHLD

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void bad(const char *what, const char *word) {
  fprintf(stderr, "inetd: %s: %s\n", what, word);
  exit(1);
}

static void read_configuration(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) die(path);
  char line[1024];
  while (fgets(line, sizeof line, file) != NULL) {
    char *words[WORDS + 4];
    int n = 0;
    for (char *w = strtok(strdup(line), " \t\n"); w != NULL && n < WORDS + 3; w = strtok(NULL, " \t\n")) {
      words[n++] = w;
    }
    if (n == 0 || words[0][0] == '#') continue;
    if (n < 4) bad("incomplete line for", words[0]);
    if (count == MOST) bad("too many services at", words[0]);
    struct service *s = &services[count++];
    s->name = words[0];
    if (strcmp(words[1], "stream") != 0 && strcmp(words[1], "dgram") != 0) bad("unknown type", words[1]);
    if (strcmp(words[2], "wait") != 0 && strcmp(words[2], "nowait") != 0) bad("neither wait nor nowait", words[2]);
    s->type = strcmp(words[1], "stream") == 0 ? SOCK_STREAM : SOCK_DGRAM;
    s->wait = strcmp(words[2], "wait") == 0;
    for (int i = 3; i < n; i++) s->program[i - 3] = words[i];
  }
  fclose(file);
}

// getaddrinfo knows service names, too.
static void open_service(struct service *s, const char *host) {
  struct addrinfo hints = {.ai_socktype = s->type, .ai_flags = AI_PASSIVE};
  struct addrinfo *found;
  int error = getaddrinfo(host, s->name, &hints, &found);
  if (error != 0) bad(s->name, gai_strerror(error));
  s->fd = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol);
  if (s->fd == -1) die("socket");
  int on = 1;
  setsockopt(s->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(s->fd, found->ai_addr, found->ai_addrlen) == -1) die("bind");
  if (s->type == SOCK_STREAM && listen(s->fd, SOMAXCONN) == -1) die("listen");
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char port[NI_MAXSERV];
  getsockname(s->fd, (struct sockaddr *)&address, &length);
  getnameinfo((struct sockaddr *)&address, length, NULL, 0, port, sizeof port,
              NI_NUMERICSERV | (s->type == SOCK_DGRAM ? NI_DGRAM : 0));
  printf("%s listening on port %s\n", s->name, port);
  freeaddrinfo(found);
}

// The handler may only do what is safe between any two instructions; the poll loop does the rest.
static void on_child(int signal) {
  (void)signal;
  int saved = errno;
  if (write(ended[1], "", 1) == -1) errno = 0;
  errno = saved;
}

static void start(struct service *s) {
  int fd = s->fd;
  if (s->type == SOCK_STREAM && !s->wait) {
    fd = accept4(s->fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd == -1) {
      perror("accept");
      return;
    }
  }
  pid_t child = fork();
  if (child == 0) {
    dup2(fd, 0);
    dup2(fd, 1);
    execvp(s->program[0], s->program);
    _exit(127);
  }
  if (child == -1) perror("fork");
  printf("%s: started %s\n", s->name, s->program[0]);
  if (s->wait) {
    s->child = child == -1 ? 0 : child;
  }
  if (fd != s->fd) close(fd);
}

static void reap(void) {
  char byte;
  if (read(ended[0], &byte, 1) == -1) die("read");
  int status;
  pid_t child;
  while ((child = waitpid(-1, &status, WNOHANG)) > 0) {
    for (int i = 0; i < count; i++) {
      if (services[i].child == child) services[i].child = 0;
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0) printf("a program exited with %d\n", WEXITSTATUS(status));
  }
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: inetd HOST CONFIGURATION\n");
    return 2;
  }
  setlinebuf(stdout);
  read_configuration(argv[2]);
  for (int i = 0; i < count; i++) open_service(&services[i], argv[1]);
  if (pipe2(ended, O_CLOEXEC) == -1) die("pipe");
  struct sigaction action = {.sa_handler = on_child, .sa_flags = SA_RESTART | SA_NOCLDSTOP};
  sigaction(SIGCHLD, &action, NULL);
  for (;;) {
    struct pollfd fds[MOST + 1];
    for (int i = 0; i < count; i++) {
      fds[i] = (struct pollfd){.fd = services[i].child == 0 ? services[i].fd : -1, .events = POLLIN};
    }
    fds[count] = (struct pollfd){.fd = ended[0], .events = POLLIN};
    if (poll(fds, count + 1, -1) == -1) {
      if (errno == EINTR) continue;
      die("poll");
    }
    if (fds[count].revents != 0) reap();
    for (int i = 0; i < count; i++) {
      if (fds[i].revents != 0) start(&services[i]);
    }
  }
}
