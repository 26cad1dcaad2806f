/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * What C says of socket options.
 *   options constants              prints NAME VALUE of each constant that the mirror has
 *   options get DOMAIN TYPE PROTO  reads lines LEVEL NUMBER SIZE SHORTER, and prints for each what
 *                                  a new socket has: its value in hexadecimal, or E and the errno;
 *                                  where SHORTER is 1 shorter buffers are tried, too
 */
#include "../../umbrella.h"

#include <stdlib.h>

#include "../musl.h"
#include "constants.h"

static void constants(void) {
#define CONSTANT(name) printf("%s %lld\n", #name, (long long)(name));
  CONSTANTS
}

static int get(int domain, int type, int protocol) {
  int fd = socket(domain, type, protocol);
  if (fd < 0) {
    printf("E %d\n", errno);
    return 1;
  }
  int level, number, size, shorter;
  while (scanf("%d %d %d %d", &level, &number, &size, &shorter) == 4) {
    unsigned char value[8192] = {0};
    socklen_t length = size;
    int result = getsockopt(fd, level, number, value, &length);
    while (result < 0 && errno == EINVAL && shorter && size > 1) {
      length = --size;
      result = getsockopt(fd, level, number, value, &length);
    }
    if (result < 0) {
      printf("E %d\n", errno);
      continue;
    }
    for (unsigned i = 0; i < length && i < sizeof value; i++) {
      printf("%02x", value[i]);
    }
    printf("\n");
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 5 && strcmp(argv[1], "get") == 0) {
    return get(atoi(argv[2]), atoi(argv[3]), atoi(argv[4]));
  }
  constants();
  return 0;
}
