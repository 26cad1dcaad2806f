/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Names of a script: the numbers, descriptors and blocks of the case, and the constants of
 * the headers, listed by native/build from the generated Java constants.
 */
#include "constants.h"

enum variable_kind { NUMBER, DESCRIPTOR, BLOCK, POINTER };
enum { CLOSED = 0x3fffffff, VARIABLES = 256 };

struct variable {
  char name[64];
  enum variable_kind kind;
  long value;
  struct block *block;
};

static struct variable variables[VARIABLES];
static int variable_count;
static const char *directory;
static size_t directory_length;

static struct variable *find_variable(const char *name) {
  for (int i = variable_count - 1; i >= 0; i--)
    if (!strcmp(variables[i].name, name)) return &variables[i];
  return NULL;
}

static struct variable *set_variable(const char *name, enum variable_kind kind, long value) {
  struct variable *variable = find_variable(name);
  if (variable && variable->kind == DESCRIPTOR && kind == DESCRIPTOR)
    *variable->name = 0; /* still known as a descriptor to close, no longer by name */
  else if (variable)
    goto set;
  if (variable_count == VARIABLES) broken("too many variables");
  variable = &variables[variable_count++];
  snprintf(variable->name, sizeof variable->name, "%s", name);
set:
  variable->kind = kind;
  variable->value = value;
  variable->block = NULL;
  return variable;
}

/* The variable that holds an open descriptor of this number. */
static struct variable *holder(long fd) {
  for (int i = 0; i < variable_count; i++)
    if (variables[i].kind == DESCRIPTOR && variables[i].value == fd) return &variables[i];
  return NULL;
}

/* After close: the number may come back as another file, so no variable keeps it. */
static void forget_descriptor(long fd) {
  for (int i = 0; i < variable_count; i++)
    if (variables[i].kind == DESCRIPTOR && variables[i].value == fd) variables[i].value = CLOSED;
}

static void end_of_case(void) {
  for (int i = 0; i < variable_count; i++) {
    struct variable *v = &variables[i];
    if (v->kind != DESCRIPTOR || v->value < 0 || v->value == CLOSED) continue;
    close(v->value);
    forget_descriptor(v->value);
  }
  variable_count = 0;
  free_blocks();
}

#define CONSTANT(c) {#c, (long)c},
static const struct {
  const char *name;
  long value;
} constants[] = {CONSTANTS};

/* The first name of an error number, in the order of the alphabet. */
static const char *error_name(int number) {
#ifdef __GLIBC__
  return strerrorname_np(number);
#else
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (constants[i].name[0] == 'E' && !strchr(constants[i].name, '_') && constants[i].value == number)
      return constants[i].name;
  return NULL;
#endif
}

static long constant(const char *name) {
  static struct {
    const char *name;
    long value;
  } seen[4096]; /* a hash table, as fuzzing looks up millions */
  unsigned hash = 5381;
  for (const char *c = name; *c; c++) hash = hash * 33 + (unsigned char)*c;
  for (unsigned i = hash % 4096;; i = (i + 1) % 4096) {
    if (seen[i].name && !strcmp(seen[i].name, name)) return seen[i].value;
    if (seen[i].name) continue;
    for (size_t k = 0; k < sizeof constants / sizeof *constants; k++)
      if (!strcmp(constants[k].name, name)) {
        seen[i].name = constants[k].name;
        return seen[i].value = constants[k].value;
      }
    broken("unknown name %s", name);
  }
}
