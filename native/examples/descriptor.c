/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// descriptor: opens a file for another process and passes it the descriptor; credentials
// usage: descriptor server PATH FILE | descriptor client PATH
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void fill(struct sockaddr_un *address, const char *path) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (strlen(path) >= sizeof address->sun_path) {
    fprintf(stderr, "%s: path too long\n", path);
    exit(1);
  }
  strcpy(address->sun_path, path);
}

// The kernel vouches for the credentials in the message.
static void receive_request(int fd) {
  char data[64], control[CMSG_SPACE(sizeof(struct ucred))];
  struct iovec vector = {.iov_base = data, .iov_len = sizeof data};
  struct msghdr message = {
      .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  ssize_t n = recvmsg(fd, &message, 0);
  if (n == -1) die("recvmsg");
  struct cmsghdr *c = CMSG_FIRSTHDR(&message);
  if (c == NULL || c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_CREDENTIALS) {
    printf("request without credentials\n");
    return;
  }
  struct ucred *sender = (struct ucred *)CMSG_DATA(c);
  printf("\"%.*s\" from pid %d uid %d gid %d\n", (int)n, data, sender->pid, sender->uid, sender->gid);
}

static void send_descriptor(int fd, int passed) {
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec vector = {.iov_base = "here", .iov_len = 4};
  struct msghdr message = {
      .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *c = CMSG_FIRSTHDR(&message);
  c->cmsg_level = SOL_SOCKET;
  c->cmsg_type = SCM_RIGHTS;
  c->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(c), &passed, sizeof passed);
  if (sendmsg(fd, &message, MSG_NOSIGNAL) == -1) die("sendmsg");
}

static int receive_descriptor(int fd) {
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  char data[16];
  struct iovec vector = {.iov_base = data, .iov_len = sizeof data};
  struct msghdr message = {
      .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  if (recvmsg(fd, &message, MSG_CMSG_CLOEXEC) == -1) die("recvmsg");
  struct cmsghdr *c = CMSG_FIRSTHDR(&message);
  if (c == NULL || c->cmsg_type != SCM_RIGHTS) {
    fprintf(stderr, "no descriptor came\n");
    exit(1);
  }
  int passed;
  memcpy(&passed, CMSG_DATA(c), sizeof passed);
  return passed;
}

static void serve(const char *path, const char *file) {
  struct sockaddr_un address;
  fill(&address, path);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  if (listener == -1) die("socket");
  int on = 1; // before the client can send
  if (setsockopt(listener, SOL_SOCKET, SO_PASSCRED, &on, sizeof on) == -1) die("setsockopt");
  unlink(path);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  printf("listening on %s\n", path);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    receive_request(fd);
    int opened = open(file, O_RDONLY);
    if (opened == -1) die(file);
    send_descriptor(fd, opened);
    close(opened); // the message keeps it open
    close(fd);
  }
}

static void ask(const char *path) {
  struct sockaddr_un address;
  fill(&address, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd == -1) die("socket");
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1) die("connect");
  if (send(fd, "file, please", 12, MSG_NOSIGNAL) == -1) die("send");
  int file = receive_descriptor(fd);
  char buffer[512];
  ssize_t n;
  while ((n = read(file, buffer, sizeof buffer)) > 0) {
    if (write(1, buffer, n) == -1) die("write");
  }
  if (n == -1) die("read");
  close(file);
  close(fd);
}

int main(int argc, char **argv) {
  int server = argc == 4 && strcmp(argv[1], "server") == 0;
  int client = argc == 3 && strcmp(argv[1], "client") == 0;
  if (!server && !client) {
    fprintf(stderr, "usage: descriptor server PATH FILE | descriptor client PATH\n");
    return 2;
  }
  setlinebuf(stdout);
  if (server) serve(argv[2], argv[3]);
  ask(argv[2]);
  return 0;
}
