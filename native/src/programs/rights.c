/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Receives a descriptor on the UNIX socket that it inherits as descriptor 3, writes what its
 * argument says into it, sends its standard input back, and exits with status 7.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static union {
  struct cmsghdr align;
  char bytes[CMSG_SPACE(sizeof(int))];
} control;

static struct msghdr message(struct iovec *data) {
  return (struct msghdr){.msg_iov = data,
                         .msg_iovlen = 1,
                         .msg_control = control.bytes,
                         .msg_controllen = sizeof control};
}

int main(int argc, char **argv) {
  char byte = 0;
  struct iovec data = {&byte, 1};
  struct msghdr in = message(&data);
  if (argc != 2 || recvmsg(3, &in, 0) != 1) {
    perror("rights: recvmsg");
    return 1;
  }
  struct cmsghdr *c = CMSG_FIRSTHDR(&in);
  if (c == NULL || c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) {
    return 2;
  }
  int fd;
  memcpy(&fd, CMSG_DATA(c), sizeof fd);
  size_t n = strlen(argv[1]);
  if (write(fd, argv[1], n) != (ssize_t)n) {
    perror("rights: write");
    return 3;
  }
  struct msghdr out = message(&data);
  c = CMSG_FIRSTHDR(&out);
  c->cmsg_level = SOL_SOCKET;
  c->cmsg_type = SCM_RIGHTS;
  c->cmsg_len = CMSG_LEN(sizeof(int));
  fd = 0;
  memcpy(CMSG_DATA(c), &fd, sizeof fd);
  if (sendmsg(3, &out, 0) != 1) {
    perror("rights: sendmsg");
    return 4;
  }
  return 7;
}
