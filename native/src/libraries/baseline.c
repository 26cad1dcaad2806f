/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * The loops that benchmarks compare with: the same calls on the same descriptors, without Java.
 * Each runs n operations in one call and returns the bytes that came in, or -errno.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static long send_all(int fd, const char *buf, long size, int flags) {
  for (long done = 0; done < size;) {
    ssize_t n = send(fd, buf + done, size - done, flags);
    if (n < 0)
      return -errno;
    done += n;
  }
  return size;
}

static long recv_all(int fd, char *buf, long size, int flags) {
  for (long done = 0; done < size;) {
    ssize_t n = recv(fd, buf + done, size - done, flags);
    if (n <= 0)
      return n == 0 ? -ECONNRESET : -errno;
    done += n;
  }
  return size;
}

/* One thread sends on one end of a connection and receives on the other. */
long baseline_send_recv(int out, int in, const void *sent, void *received, long size, int flags,
                        long n) {
  long bytes = 0;
  for (long i = 0; i < n; i++) {
    long s = send_all(out, sent, size, flags);
    long r = s < 0 ? s : recv_all(in, received, size, flags);
    if (r < 0)
      return r;
    bytes += r;
  }
  return bytes;
}

/* The client's half of a ping-pong. */
long baseline_ping(int fd, const void *sent, void *received, long size, long n) {
  return baseline_send_recv(fd, fd, sent, received, size, 0, n);
}

/* The server's half: until the peer closes. */
long baseline_echo(int fd, void *buf, long size) {
  long bytes = 0;
  for (;;) {
    ssize_t n = recv(fd, buf, size, 0);
    if (n <= 0)
      return n == 0 ? bytes : -errno;
    long s = send_all(fd, buf, n, 0);
    if (s < 0)
      return s;
    bytes += n;
  }
}

/* Connections made, accepted and closed; a reset spares the port its time of waiting. */
long baseline_connections(int listener, const struct sockaddr_in *address, long n) {
  struct linger reset = {.l_onoff = 1, .l_linger = 0};
  for (long i = 0; i < n; i++) {
    int client = socket(AF_INET, SOCK_STREAM, 0);
    if (client < 0)
      return -errno;
    if (connect(client, (const struct sockaddr *)address, sizeof *address) < 0)
      return -errno;
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;
    int server = accept(listener, (struct sockaddr *)&peer, &length);
    if (server < 0)
      return -errno;
    if (setsockopt(server, SOL_SOCKET, SO_LINGER, &reset, sizeof reset) < 0)
      return -errno;
    close(server);
    close(client);
  }
  return n;
}
