/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * What C says of socket options.
 *   options rows                   prints LEVEL NUMBER NAME of each, and of other constants
 *                                  whose names begin like theirs
 *   options get DOMAIN TYPE PROTO  reads lines LEVEL NUMBER SIZE, and prints for each what a new
 *                                  socket has: its value in hexadecimal, or E and the errno
 */
#include "../../umbrella.h"
#include "../../target/constants.h"

#include <stdlib.h>

/* The level at which options are set whose names begin so. */
static const struct {
  const char *prefix;
  int level;
} levels[] = {
    {"SO_VM_SOCKETS_", AF_VSOCK}, {"SO_", SOL_SOCKET},        {"IP_", IPPROTO_IP},
    {"IPV6_", IPPROTO_IPV6},      {"MCAST_", IPPROTO_IP},     {"MCAST_", IPPROTO_IPV6},
    {"TCP_", IPPROTO_TCP},        {"UDP_", IPPROTO_UDP},      {"PACKET_", SOL_PACKET},
    {"NETLINK_", SOL_NETLINK},
};

#define CONSTANT(c) {#c, (long)c},

/* Of every constant that has the name of an option, also of those that are none, such as states. */
static void rows(void) {
  static const struct {
    const char *name;
    long value;
  } constants[] = {CONSTANTS};
  for (size_t c = 0; c < sizeof constants / sizeof *constants; c++) {
    const char *found = NULL;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
      const char *prefix = levels[i].prefix;
      if (strncmp(constants[c].name, prefix, strlen(prefix)) == 0 &&
          (found == NULL || strcmp(found, prefix) == 0)) {
        printf("%d %ld %s\n", levels[i].level, constants[c].value, constants[c].name);
        found = prefix;
      }
    }
  }
}

static int get(int domain, int type, int protocol) {
  int fd = socket(domain, type, protocol);
  if (fd < 0) {
    printf("E %d\n", errno);
    return 1;
  }
  int level, number, size;
  while (scanf("%d %d %d", &level, &number, &size) == 3) {
    unsigned char value[8192] = {0};
    socklen_t length = size;
    if (getsockopt(fd, level, number, value, &length) < 0) {
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
  rows();
  return 0;
}
