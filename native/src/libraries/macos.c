// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0
//
// What macOS' C library has under these names, as its headers declare it: BsdTest calls it there where
// it is tested how the arguments arrive.
#include <errno.h>
#include <stddef.h>
#include <sys/types.h>

struct sf_hdtr;

extern char **environ;

char ***_NSGetEnviron(void);
char ***_NSGetEnviron(void) { return &environ; }

int sendfile(int fd, int s, off_t offset, off_t *len, struct sf_hdtr *hdtr, int flags);

// Sends as many bytes as all its arguments together; fails where there are headers or flags.
int sendfile(int fd, int s, off_t offset, off_t *len, struct sf_hdtr *hdtr, int flags) {
  if (hdtr != NULL || flags != 0 || *len == 0) {
    errno = EINVAL;
    return -1;
  }
  *len += fd * 1000 + s * 100 + offset;
  return 0;
}
