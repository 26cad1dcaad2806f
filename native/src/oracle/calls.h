/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The calls that a script can make: one line each, with the C types of the arguments.
 * Kinds: i -1 is failure, z 0 is failure, s text or NULL, p a pointer, n one without errno, w an
 * unsigned 32-bit value, v void.
 */
#define I(k) (int)a[k]
#define L(k) a[k]
#define P(k) (void *)a[k]

#define CALLS(CALL)                                                                            \
  CALL(i, socket, 3, I(0), I(1), I(2))                                                         \
  CALL(i, socketpair, 4, I(0), I(1), I(2), P(3))                                               \
  CALL(i, bind, 3, I(0), P(1), I(2))                                                           \
  CALL(i, listen, 2, I(0), I(1))                                                               \
  CALL(i, accept, 3, I(0), P(1), P(2))                                                         \
  CALL(i, accept4, 4, I(0), P(1), P(2), I(3))                                                  \
  CALL(i, connect, 3, I(0), P(1), I(2))                                                        \
  CALL(i, getsockname, 3, I(0), P(1), P(2))                                                    \
  CALL(i, getpeername, 3, I(0), P(1), P(2))                                                    \
  CALL(i, send, 4, I(0), P(1), L(2), I(3))                                                     \
  CALL(i, sendto, 6, I(0), P(1), L(2), I(3), P(4), I(5))                                       \
  CALL(i, sendmsg, 3, I(0), P(1), I(2))                                                        \
  CALL(i, sendmmsg, 4, I(0), P(1), I(2), I(3))                                                 \
  CALL(i, recv, 4, I(0), P(1), L(2), I(3))                                                     \
  CALL(i, recvfrom, 6, I(0), P(1), L(2), I(3), P(4), P(5))                                     \
  CALL(i, recvmsg, 3, I(0), P(1), I(2))                                                        \
  CALL(i, recvmmsg, 5, I(0), P(1), I(2), I(3), P(4))                                           \
  CALL(i, shutdown, 2, I(0), I(1))                                                             \
  CALL(i, getsockopt, 5, I(0), I(1), I(2), P(3), P(4))                                         \
  CALL(i, setsockopt, 5, I(0), I(1), I(2), P(3), I(4))                                         \
  CALL(i, sockatmark, 1, I(0))                                                                 \
  CALL(i, isfdtype, 2, I(0), I(1))                                                             \
  CALL(i, read, 3, I(0), P(1), L(2))                                                           \
  CALL(i, write, 3, I(0), P(1), L(2))                                                          \
  CALL(i, readv, 3, I(0), P(1), I(2))                                                          \
  CALL(i, writev, 3, I(0), P(1), I(2))                                                         \
  CALL(i, preadv, 4, I(0), P(1), I(2), L(3))                                                   \
  CALL(i, pwritev, 4, I(0), P(1), I(2), L(3))                                                  \
  CALL(i, preadv2, 5, I(0), P(1), I(2), L(3), I(4))                                            \
  CALL(i, pwritev2, 5, I(0), P(1), I(2), L(3), I(4))                                           \
  CALL(i, close, 1, I(0))                                                                      \
  CALL(i, dup, 1, I(0))                                                                        \
  CALL(i, dup2, 2, I(0), I(1))                                                                 \
  CALL(i, dup3, 3, I(0), I(1), I(2))                                                           \
  CALL(i, pipe, 1, P(0))                                                                       \
  CALL(i, pipe2, 2, P(0), I(1))                                                                \
  CALL(i, lseek, 3, I(0), L(1), I(2))                                                          \
  CALL(i, unlink, 1, P(0))                                                                     \
  CALL(i, open, 3, P(0), I(1), I(2))                                                           \
  CALL(i, fcntl, 3, I(0), I(1), L(2))                                                          \
  CALL(i, ioctl, 3, I(0), L(1), L(2))                                                          \
  CALL(i, splice, 6, I(0), P(1), I(2), P(3), L(4), I(5))                                       \
  CALL(i, tee, 4, I(0), I(1), L(2), I(3))                                                      \
  CALL(i, vmsplice, 4, I(0), P(1), L(2), I(3))                                                 \
  CALL(i, sendfile, 4, I(0), I(1), P(2), L(3))                                                 \
  CALL(i, poll, 3, P(0), L(1), I(2))                                                           \
  CALL(i, ppoll, 4, P(0), L(1), P(2), P(3))                                                    \
  CALL(i, select, 5, I(0), P(1), P(2), P(3), P(4))                                             \
  CALL(i, pselect, 6, I(0), P(1), P(2), P(3), P(4), P(5))                                      \
  CALL(i, epoll_create, 1, I(0))                                                               \
  CALL(i, epoll_create1, 1, I(0))                                                              \
  CALL(i, epoll_ctl, 4, I(0), I(1), I(2), P(3))                                                \
  CALL(i, epoll_wait, 4, I(0), P(1), I(2), I(3))                                               \
  CALL(i, epoll_pwait, 5, I(0), P(1), I(2), I(3), P(4))                                        \
  CALL(i, epoll_pwait2, 5, I(0), P(1), I(2), P(3), P(4))                                       \
  CALL(i, eventfd, 2, I(0), I(1))                                                              \
  CALL(i, eventfd_read, 2, I(0), P(1))                                                         \
  CALL(i, eventfd_write, 2, I(0), L(1))                                                        \
  CALL(i, timerfd_create, 2, I(0), I(1))                                                       \
  CALL(i, timerfd_settime, 4, I(0), I(1), P(2), P(3))                                          \
  CALL(i, timerfd_gettime, 2, I(0), P(1))                                                      \
  CALL(i, signalfd, 3, I(0), P(1), I(2))                                                       \
  CALL(i, sigemptyset, 1, P(0))                                                                \
  CALL(i, sigfillset, 1, P(0))                                                                 \
  CALL(i, sigaddset, 2, P(0), I(1))                                                            \
  CALL(i, sigdelset, 2, P(0), I(1))                                                            \
  CALL(i, sigismember, 2, P(0), I(1))                                                          \
  CALL(i, inet_pton, 3, I(0), P(1), P(2))                                                      \
  CALL(s, inet_ntop, 4, I(0), P(1), P(2), I(3))                                                \
  CALL(i, inet_aton, 2, P(0), P(1))                                                            \
  CALL(w, inet_addr, 1, P(0))                                                                  \
  CALL(z, if_nametoindex, 1, P(0))                                                             \
  CALL(s, if_indextoname, 2, I(0), P(1))                                                       \
  CALL(i, getaddrinfo, 4, P(0), P(1), P(2), P(3))                                              \
  CALL(i, getnameinfo, 7, P(0), I(1), P(2), I(3), P(4), I(5), I(6))                            \
  CALL(n, getservbyname, 2, P(0), P(1))                                                        \
  CALL(n, getservbyport, 2, I(0), P(1))                                                        \
  CALL(n, getprotobyname, 1, P(0))                                                             \
  CALL(n, getprotobynumber, 1, I(0))                                                           \
  CALL(p, gethostbyname, 1, P(0))                                                              \
  CALL(p, gethostbyname2, 2, P(0), I(1))                                                       \
  CALL(p, gethostbyaddr, 3, P(0), I(1), I(2))                                                  \
  CALL(s, gai_strerror, 1, I(0))                                                               \
  CALL(s, hstrerror, 1, I(0))                                                                  \
  CALL(s, strerror, 1, I(0))                                                                   \
  CALL(i, waitpid, 3, I(0), P(1), I(2))                                                        \
  CALL(w, sleep, 1, (unsigned)a[0])                                                            \
  CALL(i, usleep, 1, (unsigned)a[0])                                                           \
  CALL(i, sigaction, 3, I(0), P(1), P(2))                                                      \
  CALL(s, ether_ntoa, 1, P(0))                                                                 \
  CALL(n, ether_ntoa_r, 2, P(0), P(1))                                                         \
  CALL(n, ether_aton, 1, P(0))                                                                 \
  CALL(n, ether_aton_r, 2, P(0), P(1))                                                         \
  CALL(w, ether_line, 3, P(0), P(1), P(2))                                                     \
  CALL(w, ether_hostton, 2, P(0), P(1))                                                        \
  CALL(w, ether_ntohost, 2, P(0), P(1))                                                        \
  CALL(i, clock_gettime, 2, I(0), P(1))                                                        \
  CALL(i, gethostname, 2, P(0), L(1))                                                          \
  CALL(w, htons, 1, (uint16_t)a[0])                                                            \
  CALL(w, htonl, 1, (uint32_t)a[0])                                                            \
  CALL(w, ntohs, 1, (uint16_t)a[0])                                                            \
  CALL(w, ntohl, 1, (uint32_t)a[0])

struct function {
  const char *name;
  char kind;
  int arity;
  long (*call)(long *);
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#define DEFINE(kind, name, arity, ...) \
  static long call_##name(long *a) { return (long)name(__VA_ARGS__); }
CALLS(DEFINE)
#pragma GCC diagnostic pop

/* What netdb answers, walked as a program would. */
static long call_addrinfo(long *a) {
  for (struct addrinfo *i = *(struct addrinfo **)a[0]; i; i = i->ai_next) {
    print(" [%d %d %d %d ", i->ai_flags, i->ai_family, i->ai_socktype, i->ai_protocol);
    print_sockaddr((unsigned char *)i->ai_addr, i->ai_addrlen);
    if (i->ai_canonname) print(" %s", i->ai_canonname);
    print("]");
  }
  freeaddrinfo(*(struct addrinfo **)a[0]);
  return 0;
}

static void print_list(char **list) {
  for (; list && *list; list++) print(" %s", *list);
}

static long call_servent(long *a) {
  struct servent *s = (struct servent *)a[0];
  if (!s) return 0;
  print(" %s %d %s", s->s_name, ntohs(s->s_port), s->s_proto);
  print_list(s->s_aliases);
  return 0;
}

static long call_protoent(long *a) {
  struct protoent *p = (struct protoent *)a[0];
  if (!p) return 0;
  print(" %s %d", p->p_name, p->p_proto);
  print_list(p->p_aliases);
  return 0;
}

static long call_hostent(long *a) {
  struct hostent *h = (struct hostent *)a[0];
  if (!h) return 0;
  print(" %s %d %d", h->h_name, h->h_addrtype, h->h_length);
  print_list(h->h_aliases);
  for (char **list = h->h_addr_list; *list; list++) {
    print(" ");
    print_address(h->h_addrtype, (unsigned char *)*list);
  }
  return 0;
}

static long call_pause_ms(long *a) {
  struct timespec time = {a[0] / 1000, a[0] % 1000 * 1000000};
  return nanosleep(&time, NULL);
}

#define ROW(kind, name, arity, ...) {#name, #kind[0], arity, call_##name},
static const struct function functions[] = {
    CALLS(ROW)
    {"addrinfo", 'v', 1, call_addrinfo}, {"servent", 'v', 1, call_servent},
    {"protoent", 'v', 1, call_protoent}, {"hostent", 'v', 1, call_hostent},
    {"pause_ms", 'v', 1, call_pause_ms},
};
