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
#include <sys/epoll.h>
#include <sys/sendfile.h>
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

/* The buffer size, asked for. */
long baseline_getsockopt(int fd, long n) {
  long sum = 0;
  for (long i = 0; i < n; i++) {
    int value = 0;
    socklen_t length = sizeof value;
    if (getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &value, &length) < 0)
      return -errno;
    sum += value > 0;
  }
  return sum;
}

/* Datagrams to an address, and back in with the sender's. */
long baseline_datagrams(int out, int in, const void *sent, void *received, long size,
                        const struct sockaddr_in *to, long n) {
  long bytes = 0;
  for (long i = 0; i < n; i++) {
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    if (sendto(out, sent, size, 0, (const struct sockaddr *)to, sizeof *to) < 0)
      return -errno;
    ssize_t r = recvfrom(in, received, size, 0, (struct sockaddr *)&from, &length);
    if (r < 0)
      return -errno;
    if (from.sin_port == 0)
      return -EPROTO;
    bytes += r;
  }
  return bytes;
}

/* Batches of datagrams; n batches. */
long baseline_batches(int out, int in, struct mmsghdr *sent, struct mmsghdr *received, int count,
                      long n) {
  long bytes = 0;
  for (long i = 0; i < n; i++) {
    for (int done = 0; done < count;) {
      int s = sendmmsg(out, sent + done, count - done, 0);
      if (s < 0)
        return -errno;
      done += s;
    }
    for (int done = 0; done < count;) {
      int r = recvmmsg(in, received + done, count - done, MSG_DONTWAIT, NULL);
      if (r < 0)
        return -errno;
      for (int m = done; m < done + r; m++)
        bytes += received[m].msg_len;
      done += r;
    }
  }
  return bytes;
}

/* Echoes count messages, each of at most size bytes, from whichever connections have them. */
long baseline_serve(int epfd, void *buf, long size, long count) {
  struct epoll_event events[64];
  long bytes = 0;
  while (count > 0) {
    int ready = epoll_wait(epfd, events, 64, -1);
    if (ready < 0)
      return -errno;
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      ssize_t r = recv(fd, buf, size, 0);
      if (r <= 0)
        return r == 0 ? -ECONNRESET : -errno;
      long s = send_all(fd, buf, r, 0);
      if (s < 0)
        return s;
      bytes += r;
      count--;
    }
  }
  return bytes;
}

/*
 * One of the event loops of a server: echoes whatever comes, adding to the bytes echoed so far,
 * until an event without a descriptor arrives.
 */
long baseline_loop(int epfd, void *buf, long size, long *bytes) {
  struct epoll_event events[64];
  for (;;) {
    int ready = epoll_wait(epfd, events, 64, -1);
    if (ready < 0 && errno != EINTR) /* a tracer that attaches interrupts */
      return -errno;
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd < 0)
        return 0;
      ssize_t r = recv(fd, buf, size, 0);
      if (r <= 0) {
        epoll_ctl(epfd, EPOLL_CTL_DEL, fd, NULL);
        continue;
      }
      __atomic_fetch_add(bytes, r, __ATOMIC_SEQ_CST);
      long s = send_all(fd, buf, r, 0);
      if (s < 0)
        return s;
    }
  }
}

/* A file's first bytes into a connection, n times, and out of its other end. */
long baseline_sendfile(int out, int in, int file, void *received, long size, long n) {
  long bytes = 0;
  for (long i = 0; i < n; i++) {
    off_t offset = 0;
    while (offset < size)
      if (sendfile(out, file, &offset, size - offset) <= 0)
        return -errno;
    long r = recv_all(in, received, size, 0);
    if (r < 0)
      return r;
    bytes += r;
  }
  return bytes;
}

/* As the ping and the echo above, but asking again and again instead of sleeping. */
static ssize_t spin_recv(int fd, void *buf, long size) {
  for (;;) {
    ssize_t n = recv(fd, buf, size, MSG_DONTWAIT);
    if (n >= 0 || errno != EAGAIN)
      return n < 0 ? -errno : n;
  }
}

long baseline_spin_ping(int fd, const void *sent, void *received, long size, long n) {
  long bytes = 0;
  for (long i = 0; i < n; i++) {
    long s = send_all(fd, sent, size, 0);
    ssize_t r = s < 0 ? s : spin_recv(fd, received, size);
    if (r <= 0)
      return r == 0 ? -ECONNRESET : r;
    bytes += r;
  }
  return bytes;
}

long baseline_spin_echo(int fd, void *buf, long size) {
  long bytes = 0;
  for (;;) {
    ssize_t n = spin_recv(fd, buf, size);
    if (n <= 0)
      return n == 0 ? bytes : n;
    long s = send_all(fd, buf, n, 0);
    if (s < 0)
      return s;
    bytes += n;
  }
}
