/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The functions that go through the mirror: CALL(name, starts, probes).
 *
 * starts: 1 when the first such call makes the JVM. Functions that any program calls on files only
 * follow once there is one.
 * probes: what Java itself would read, and the kernel is asked about first. Items are separated by
 * blanks: ARGUMENT:SIZE, with * and the argument that holds the count; v is an array of iovec, m a
 * msghdr, M an array of mmsghdr, s a set of select, b the bytes counted by an argument, n an int of
 * FIONBIO. A ? at the end admits a null pointer.
 */
#define CALLS \
  CALL(socket, 1, "") \
  CALL(socketpair, 1, "") \
  CALL(bind, 1, "") \
  CALL(listen, 1, "") \
  CALL(accept, 1, "2:4?") \
  CALL(accept4, 1, "2:4?") \
  CALL(connect, 1, "") \
  CALL(getsockname, 1, "2:4?") \
  CALL(getpeername, 1, "2:4?") \
  CALL(send, 1, "") \
  CALL(sendto, 1, "") \
  CALL(sendmsg, 1, "1:m") \
  CALL(sendmmsg, 1, "1:M2") \
  CALL(recv, 1, "") \
  CALL(recvfrom, 1, "5:4?") \
  CALL(recvmsg, 1, "1:m") \
  CALL(recvmmsg, 1, "1:M2 4:16?") \
  CALL(shutdown, 1, "") \
  CALL(getsockopt, 1, "4:4?") \
  CALL(setsockopt, 1, "3:b4?") \
  CALL(sockatmark, 1, "") \
  CALL(poll, 1, "0:8*1") \
  CALL(ppoll, 1, "0:8*1 2:16? 3:8?") \
  CALL(select, 1, "1:s0? 2:s0? 3:s0? 4:16?") \
  CALL(pselect, 1, "1:s0? 2:s0? 3:s0? 4:16? 5:8?") \
  CALL(epoll_create, 1, "") \
  CALL(epoll_create1, 1, "") \
  CALL(epoll_ctl, 1, "3:12?") \
  CALL(epoll_wait, 1, "") \
  CALL(epoll_pwait, 1, "4:8?") \
  CALL(epoll_pwait2, 1, "3:16? 4:8?") \
  CALL(read, 0, "") \
  CALL(write, 0, "") \
  CALL(readv, 0, "1:v2") \
  CALL(writev, 0, "1:v2") \
  CALL(preadv, 0, "1:v2") \
  CALL(pwritev, 0, "1:v2") \
  CALL(preadv2, 0, "1:v2") \
  CALL(pwritev2, 0, "1:v2") \
  CALL(close, 0, "") \
  CALL(dup, 0, "") \
  CALL(dup2, 0, "") \
  CALL(dup3, 0, "") \
  CALL(pipe, 0, "") \
  CALL(pipe2, 0, "") \
  CALL(fcntl, 0, "") \
  CALL(ioctl, 0, "2:n1") \
  CALL(sendfile, 0, "2:8?") \
  CALL(splice, 0, "1:8? 3:8?") \
  CALL(tee, 0, "") \
  CALL(vmsplice, 0, "1:v2") \
  CALL(eventfd, 0, "") \
  CALL(eventfd_read, 0, "") \
  CALL(eventfd_write, 0, "") \
  CALL(timerfd_create, 0, "") \
  CALL(timerfd_settime, 0, "2:32") \
  CALL(timerfd_gettime, 0, "") \
  CALL(signalfd, 0, "1:8") \
  CALL(getaddrinfo, 1, "2:48?") \
  CALL(freeaddrinfo, 0, "") \
  CALL(getnameinfo, 1, "0:b1") \
  CALL(gai_strerror, 0, "") \
  CALL(hstrerror, 0, "") \
  CALL(gethostbyname_r, 1, "") \
  CALL(gethostbyaddr_r, 1, "0:b1") \
  CALL(getservbyname_r, 1, "") \
  CALL(getservbyport_r, 1, "") \
  CALL(getprotobyname_r, 1, "") \
  CALL(getprotobynumber_r, 1, "") \
  CALL(setservent, 0, "") \
  CALL(getservent, 0, "") \
  CALL(endservent, 0, "") \
  CALL(if_nametoindex, 1, "") \
  CALL(if_indextoname, 1, "") \
  CALL(if_nameindex, 1, "") \
  CALL(if_freenameindex, 0, "") \
  CALL(getifaddrs, 1, "") \
  CALL(freeifaddrs, 0, "") \
  CALL(inet_pton, 0, "") \
  CALL(inet_ntop, 0, "") \
  CALL(inet_aton, 0, "") \
  CALL(inet_addr, 0, "") \
  CALL(gethostname, 0, "")

/* Other names of the same functions, where the arguments are the same. */
#define ALIASES \
  ALIAS(fcntl64, fcntl) \
  ALIAS(preadv64, preadv) \
  ALIAS(pwritev64, pwritev) \
  ALIAS(preadv64v2, preadv2) \
  ALIAS(pwritev64v2, pwritev2) \
  ALIAS(sendfile64, sendfile)
