/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * What programs here call and musl's C library has under no name, or had not in every version: by number of the
 * system call, as Absent does in Java. Included after the headers, of which some declare more than musl's do.
 */
#if defined __linux__ && !defined __GLIBC__
#include <errno.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#undef epoll_pwait2
#undef preadv2
#undef pwritev2
#define epoll_pwait2(epfd, events, most, timeout, mask) \
  ((int)syscall(SYS_epoll_pwait2, (epfd), (events), (long)(most), (timeout), (mask), 8L))
#define preadv2(fd, iov, count, offset, flags) \
  syscall(SYS_preadv2, (fd), (iov), (long)(count), (long)(offset), 0L, (flags))
#define pwritev2(fd, iov, count, offset, flags) \
  syscall(SYS_pwritev2, (fd), (iov), (long)(count), (long)(offset), 0L, (flags))
#define isfdtype(fd, type) ((void)(fd), (void)(type), errno = ENOSYS, -1)
#endif
