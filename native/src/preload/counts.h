/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * What happened, for the report: a table of names and numbers in a file that is mapped, so that it
 * survives _exit and signals, and forked children count into it, too.
 */
struct count {
  char name[24];
  unsigned long number;
};

enum {
  COUNT_CHILDREN = OPS, /* processes made by fork or vfork after the JVM */
  COUNT_CHILD_CALLS, /* their calls, which libc served */
  COUNT_UNREADABLE, /* calls with a pointer that Java must not follow: libc served them */
  COUNT_DECLINED, /* calls that Java handed back: text that is no UTF-8, lengths beyond a long */
  COUNT_EXCEPTIONS, /* a Java exception, which is a fault */
  COUNTS
};

static struct count no_counts[COUNTS];
static struct count *counts = no_counts;

static void count(int which) {
  __atomic_fetch_add(&counts[which].number, 1, __ATOMIC_RELAXED);
}

/* Maps DIRECTORY/PID. */
static void open_counts(const char *directory) {
  static const char *const others[] = {"(children)", "(child calls)", "(unreadable)", "(declined)", "(exceptions)"};
  char path[4096];
  if (!directory) {
    return;
  }
  snprintf(path, sizeof path, "%s/%d", directory, getpid());
  int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || syscall(SYS_ftruncate, fd, sizeof no_counts) != 0) {
    return;
  }
  void *mapped = mmap(NULL, sizeof no_counts, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  if (mapped == MAP_FAILED) {
    return;
  }
  struct count *table = mapped;
  for (int i = 0; i < COUNTS; i++) {
    snprintf(table[i].name, sizeof table[i].name, "%s", i < OPS ? names[i] : others[i - OPS]);
  }
  counts = table;
}
