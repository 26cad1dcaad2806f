/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Runs a script of calls and prints what each one answered: the judge of the Java mirror.
 * The language is described in native/oracle/README.md; the Java interpreter of the same
 * language must print the same lines.
 *
 *   oracle PRELUDE DIRECTORY < SCRIPT
 *
 * DIRECTORY is what $TMP stands for.
 */
#include "../../umbrella.h"

#include <ctype.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>

#include "../musl.h"

static int line_number;

/* A broken script is nobody's answer: say so and stop. */
static void broken(const char *format, ...) {
  va_list arguments;
  fflush(stdout);
  fprintf(stderr, "oracle: line %d: ", line_number);
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  exit(2);
}

#include "../oracle/memory.h"
#include "../oracle/variables.h"
#include "../oracle/literal.h"
#include "../oracle/print.h"
#include "../oracle/calls.h"
#include "../oracle/statement.h"

/* A call that never returns is a broken script, too. */
static void stuck(int number) {
  (void)number;
  broken("still waiting");
}

static void run(FILE *script) {
  static char line[65536];
  for (line_number = 1; fgets(line, sizeof line, script); line_number++) {
    alarm(20);
    line[strcspn(line, "\n")] = 0;
    statement(line);
    alarm(0); /* the script may come as slowly as it likes */
  }
  end_of_case();
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: oracle PRELUDE DIRECTORY < SCRIPT\n", stderr);
    return 2;
  }
  signal(SIGALRM, stuck);
  signal(SIGPIPE, SIG_IGN); /* as the JVM does */
  directory = argv[2];
  directory_length = strlen(directory);
  FILE *prelude = fopen(argv[1], "r");
  if (!prelude) {
    perror(argv[1]);
    return 2;
  }
  run(prelude);
  run(stdin);
  return 0;
}
