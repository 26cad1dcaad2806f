// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0
//
// FreeBSD's sendfile, as its header declares it; BsdTest looks how the arguments arrive.
#include <errno.h>
#include <stddef.h>
#include <sys/types.h>

struct sf_hdtr;

int sendfile(int fd, int s, off_t offset, size_t nbytes, struct sf_hdtr *hdtr, off_t *sbytes, int flags);

// Sends as many bytes as all its arguments together; fails where there are headers or flags.
int sendfile(int fd, int s, off_t offset, size_t nbytes, struct sf_hdtr *hdtr, off_t *sbytes, int flags) {
  if (hdtr != NULL || flags != 0 || nbytes == 0) {
    errno = EINVAL;
    return -1;
  }
  *sbytes = (off_t)nbytes + fd * 1000 + s * 100 + offset;
  return 0;
}
