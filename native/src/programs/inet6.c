/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Prints what inet6_opt_* and inet6_rth_* do with headers good and bad, one case a line:
 * NAME MEMORY NUMBER... = RESULT... MEMORY. Memory is hexadecimal, "-" for a null pointer;
 * pointers are offsets into it, -1 for null.
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/ip6.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef __GLIBC__
int main(void) { return 0; } /* such as musl, which has none of them */
#else

enum { CASES = 3000, MOST = 64 };

static unsigned state = 1;

/* The same numbers on every run, below n. */
static unsigned below(unsigned n) {
  state = state * 1664525u + 1013904223u;
  return (state >> 12) % n;
}

static void hex(const unsigned char *memory, size_t n) {
  putchar(' ');
  for (size_t i = 0; i < n; i++) {
    printf("%02x", memory[i]);
  }
}

static int offset(const void *memory, const void *pointer) {
  return pointer ? (int)((const char *)pointer - (const char *)memory) : -1;
}

/* One byte more than a header has: glibc reads the length of a cut option there. */
static unsigned char header[MOST + 1];

/* Options of few types and short data, so that walks come far. */
static int random_header(void) {
  int n = below(5) ? 8 * (1 + below(4)) : 1 + below(MOST - 1);
  for (int i = 0; i <= MOST; i++) {
    header[i] = below(3) ? below(5) : below(12) ? below(16) : below(256);
  }
  return n;
}

static int random_offset(int n) {
  static const int odd[] = {-1, 0, 1, 2, 3};
  return below(3) ? 2 + (int)below(n) : odd[below(5)];
}

static void options(void) {
  int n = random_header();
  int extlen = below(8) ? n : (int)below(n + 1);
  printf("inet6_opt_init"), hex(header, n), printf(" %d", extlen);
  printf(" = %d", inet6_opt_init(header, extlen)), hex(header, n), puts("");

  n = random_header();
  extlen = below(8) ? n : (int)below(n + 1);
  int at = random_offset(n);
  if (at < 0) at = 2; /* glibc writes before the header */
  int type = below(8), len = below(20) ? below(16) : 250 + below(10);
  int align = below(3) ? 1 << below(4) : (int)below(12);
  void *data = NULL;
  printf("inet6_opt_append"), hex(header, n), printf(" %d %d %d %d %d", extlen, at, type, len, align);
  int after = inet6_opt_append(header, extlen, at, type, len, align, &data);
  printf(" = %d %d", after, offset(header, data)), hex(header, n), puts("");
  printf("inet6_opt_append - 0 %d %d %d %d = %d -1 -\n", at, type, len, align,
         inet6_opt_append(NULL, 0, at, type, len, align, NULL));

  n = random_header();
  at = random_offset(n);
  if (at < 0) at = 2;
  printf("inet6_opt_finish"), hex(header, n), printf(" %d %d", n, at);
  printf(" = %d", inet6_opt_finish(header, n, at)), hex(header, n), puts("");
  printf("inet6_opt_finish - 0 %d = %d -\n", at, inet6_opt_finish(NULL, 0, at));

  n = random_header();
  extlen = below(8) ? n : (int)below(n + 1);
  at = below(3) ? 0 : random_offset(n);
  if (at < 0) at = 0; /* glibc reads before the header */
  uint8_t found = 0;
  socklen_t length = 0;
  data = NULL;
  printf("inet6_opt_next"), hex(header, n), printf(" %d %d", extlen, at);
  after = inet6_opt_next(header, extlen, at, &found, &length, &data);
  printf(" = %d %d %u %d\n", after, found, length, offset(header, data));
  length = 0;
  data = NULL;
  printf("inet6_opt_find"), hex(header, n), printf(" %d %d %d", extlen, at, type);
  after = inet6_opt_find(header, extlen, at, type, &length, &data);
  printf(" = %d %u %d\n", after, length, offset(header, data));

  n = random_header();
  at = below(n);
  len = below(n - at + 1);
  unsigned char value[MOST];
  memset(value, 0xa5, sizeof value);
  printf("inet6_opt_get_val"), hex(header, n), printf(" %d %d", at, len);
  printf(" = %d", inet6_opt_get_val(header, at, value, len)), hex(value, n), puts("");
  memset(value, 0xa5, sizeof value);
  printf("inet6_opt_set_val"), hex(header, n), printf(" %d %d", at, len);
  printf(" = %d", inet6_opt_set_val(header, at, value, len)), hex(header, n), puts("");
}

static void routes(void) {
  int segments = below(10) ? (int)below(5) : (int)below(300) - 10, type = below(10) ? 0 : below(4);
  printf("inet6_rth_space - %d %d = %d\n", type, segments, inet6_rth_space(type, segments));

  int n = 8 + 8 * below(7);
  random_header();
  printf("inet6_rth_init"), hex(header, n), printf(" %d %d %d", n, type, segments);
  void *start = inet6_rth_init(header, n, type, segments);
  printf(" = %d", offset(header, start)), hex(header, n), puts("");

  random_header();
  n = 8 + 8 * below(7);
  header[1] = (n - 8) / 8;
  header[2] = below(10) ? 0 : below(4);
  header[3] = below(header[1] / 2 + 1);
  printf("inet6_rth_segments"), hex(header, n), printf(" = %d\n", inet6_rth_segments(header));
  int index = (int)below(8) - 2;
  printf("inet6_rth_getaddr"), hex(header, n), printf(" %d", index);
  printf(" = %d\n", offset(header, inet6_rth_getaddr(header, index)));
  unsigned char out[MOST];
  memset(out, 0xa5, sizeof out);
  printf("inet6_rth_reverse"), hex(header, n), printf(" 0");
  printf(" = %d", inet6_rth_reverse(header, out)), hex(out, n), puts("");
  struct in6_addr address;
  memset(&address, 0xa5, sizeof address);
  printf("inet6_rth_add"), hex(header, n);
  printf(" = %d", inet6_rth_add(header, &address)), hex(header, n), puts("");
  printf("inet6_rth_reverse"), hex(header, n), printf(" 1");
  printf(" = %d", inet6_rth_reverse(header, header)), hex(header, n), puts("");
}

int main(void) {
  printf("inet6_opt_init - 0 = %d -\n", inet6_opt_init(NULL, 0));
  for (int i = 0; i < CASES; i++) {
    options();
    routes();
  }
  return 0;
}
#endif
