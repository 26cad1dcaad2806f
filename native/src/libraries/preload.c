/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * LD_PRELOAD=libpreload.so PROGRAM: the socket calls of an unmodified program go through the Java
 * mirror, berkeley.sockets.c, and come to libc from there. The command api/cprograms sets the
 * environment that this needs:
 *   BERKELEY_PRELOAD_JAVA       the JDK; without it, every call is libc's
 *   BERKELEY_PRELOAD_CLASSPATH  the jar with the library and berkeley.sockets.preload
 *   BERKELEY_PRELOAD_AOT        an AOT cache of that jar, if there is one
 *   BERKELEY_PRELOAD_COUNTS     a directory for the numbers of calls, if wanted
 *   BERKELEY_PRELOAD_VIRTUAL    1: each call on a virtual thread of its own
 *
 * Every function here has eight arguments of a word: on the ABIs of Linux, a function that takes
 * fewer, or narrower ones, or a variable number of integers finds its own in the same places. Java
 * narrows them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <limits.h>
#include <link.h>
#include <netdb.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "../preload/calls.h"

#define FIRST_NUMBER 850 /* of the JVM's descriptors */

enum {
#define CALL(name, starts, probes) OP_##name,
  CALLS
#undef CALL
  OPS,
  OP_INTERRUPT = -1
};

static const char *const names[] = {
#define CALL(name, starts, probes) #name,
    CALLS
#undef CALL
};

static const struct {
  int starts;
  const char *probes;
} rows[] = {
#define CALL(name, starts, probes) {starts, probes},
    CALLS
#undef CALL
};

/* What Java reads and writes; Preload.java knows the offsets. */
struct call {
  long a[8];
  long result;
  int op;
  int error; /* errno, or 0 */
  int answer; /* 0 done, 1 handed back, 2 an exception */
  int here; /* not on a virtual thread */
  sem_t done; /* posted on virtual threads */
};

typedef long (*function)(long, long, long, long, long, long, long, long);

static function libc_functions[OPS];
static __thread int inside __attribute__((tls_model("initial-exec"))); /* this thread runs Java, or makes the JVM */
static __thread int attached __attribute__((tls_model("initial-exec")));
static int virtual;
static int made;
static int owner; /* the process that has the JVM */
static void (*dispatch)(struct call *);

static int jvm_made(void) {
  return __atomic_load_n(&made, __ATOMIC_ACQUIRE);
}

/* Java calls this when a virtual thread has answered. */
static void answered(struct call *call) {
  sem_post(&call->done);
}

#include "../preload/counts.h"
#include "../preload/origin.h"
#include "../preload/probe.h"
#include "../preload/signals.h"
#include "../preload/jvm.h"

static function libc_function(int op) {
  if (!libc_functions[op]) {
    libc_functions[op] = (function)dlsym(RTLD_NEXT, names[op]);
  }
  return libc_functions[op];
}

__attribute__((constructor)) static void initialize(void) {
  for (int op = 0; op < OPS; op++) {
    libc_function(op);
  }
  const char *setting = getenv("BERKELEY_PRELOAD_VIRTUAL");
  virtual = setting && strcmp(setting, "1") == 0;
  java_home = getenv("BERKELEY_PRELOAD_JAVA");
}

/* Whether Java may serve the call; a JVM is made when there is none. */
static int is_for_java(int op, void *caller, const long *a) {
  if (inside || !java_home || !is_program(caller)) {
    return 0;
  }
  if (!jvm_made()) {
    if (!rows[op].starts) {
      return 0;
    }
    start();
  }
  int process = syscall(SYS_getpid);
  if (process != owner) { /* also in a child of vfork, which shares this memory */
    static int child;
    if (child != process) {
      child = process;
      count(COUNT_CHILDREN);
    }
    count(COUNT_CHILD_CALLS);
    return 0;
  }
  if (!java_may_read(rows[op].probes, a)) {
    count(COUNT_UNREADABLE);
    return 0;
  }
  return 1;
}

/* These end with EINTR after any handler; others go on after one with SA_RESTART. */
static int never_restarts(int op) {
  return op == OP_poll || op == OP_select || op == OP_epoll_wait || op == OP_ppoll || op == OP_pselect ||
      op == OP_epoll_pwait || op == OP_epoll_pwait2;
}

/* A mask is for the thread that waits: such a call stays on the caller's. */
static int has_mask(int op, const long *a) {
  return ((op == OP_ppoll) && a[3]) || (op == OP_pselect && a[5]) ||
      ((op == OP_epoll_pwait || op == OP_epoll_pwait2) && a[4]);
}

/* Waits here, so that the program's handlers run here; what ends the wait ends the call. */
static void await(struct call *call) {
  struct timespec far;
  clock_gettime(CLOCK_MONOTONIC, &far);
  far.tv_sec += 1000000;
  int status = never_restarts(call->op) ? sem_clockwait(&call->done, CLOCK_MONOTONIC, &far) : sem_wait(&call->done);
  if (status == 0) {
    return;
  }
  struct call interrupt = {.op = OP_INTERRUPT, .a = {(long)call}};
  dispatch(&interrupt);
  while (sem_wait(&call->done) != 0) {
  }
}

static long enter(int op, void *caller, long a0, long a1, long a2, long a3, long a4, long a5, long a6, long a7) {
  int error = errno;
  struct call call = {.a = {a0, a1, a2, a3, a4, a5, a6, a7}, .op = op};
  if (!is_for_java(op, caller, call.a)) {
    errno = error;
    return libc_function(op)(a0, a1, a2, a3, a4, a5, a6, a7);
  }
  count(op);
  inside = 1;
  sigset_t mask;
  int first = !attached;
  if (first) {
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    attached = 1;
  }
  call.here = !virtual || has_mask(op, call.a);
  if (call.here) {
    dispatch(&call);
  } else {
    sem_init(&call.done, 0, 0);
    dispatch(&call);
    await(&call);
  }
  if (first) {
    pthread_sigmask(SIG_SETMASK, &mask, NULL); /* the JVM unblocks its own when it meets a thread */
  }
  inside = 0;
  if (call.answer == 1) {
    count(COUNT_DECLINED);
    errno = error;
    return libc_function(op)(a0, a1, a2, a3, a4, a5, a6, a7);
  }
  if (call.answer == 2) {
    count(COUNT_EXCEPTIONS);
  }
  errno = call.error ? call.error : error;
  return call.result;
}

#define ARGUMENTS long a, long b, long c, long d, long e, long f, long g, long h
#define DEFINE(name, op) \
  long call_##name(ARGUMENTS) __asm__(#name); \
  long call_##name(ARGUMENTS) { \
    return enter(op, __builtin_return_address(0), a, b, c, d, e, f, g, h); \
  }
#define CALL(name, starts, probes) DEFINE(name, OP_##name)
CALLS
#undef CALL
#define ALIAS(name, same) DEFINE(name, OP_##same)
ALIASES
#undef ALIAS

/* What _FORTIFY_SOURCE calls: the size of the buffer is an argument more. */
#define CHECKED(name, op, fits, ...) \
  long call_##name(ARGUMENTS) __asm__(#name); \
  long call_##name(ARGUMENTS) { \
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h; \
    if (!(fits)) { \
      return ((function)dlsym(RTLD_NEXT, #name))(a, b, c, d, e, f, g, h); \
    } \
    return enter(op, __builtin_return_address(0), __VA_ARGS__); \
  }
CHECKED(__read_chk, OP_read, (unsigned long)c <= (unsigned long)d, a, b, c, 0, 0, 0, 0, 0)
CHECKED(__recv_chk, OP_recv, (unsigned long)c <= (unsigned long)d, a, b, c, e, 0, 0, 0, 0)
CHECKED(__recvfrom_chk, OP_recvfrom, (unsigned long)c <= (unsigned long)d, a, b, c, e, f, g, 0, 0)
CHECKED(__poll_chk, OP_poll, (unsigned long)b <= (unsigned long)d / 8, a, b, c, 0, 0, 0, 0, 0)
CHECKED(__ppoll_chk, OP_ppoll, (unsigned long)b <= (unsigned long)e / 8, a, b, c, d, 0, 0, 0, 0)
CHECKED(__gethostname_chk, OP_gethostname, (unsigned long)b <= (unsigned long)c, a, b, 0, 0, 0, 0, 0, 0)

/* Functions with storage of their own, which is the thread's here. */
static __thread char entry[64] __attribute__((aligned(8)));
static __thread char entry_text[8192];
static __thread char dotted[INET_ADDRSTRLEN];

#define STATIC_ENTRY(name, ...) \
  long call_##name(ARGUMENTS) __asm__(#name); \
  long call_##name(ARGUMENTS) { \
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h; \
    void *found = NULL; \
    int reason = h_errno; \
    enter(OP_##name##_r, __builtin_return_address(0), __VA_ARGS__); \
    h_errno = reason; \
    return (long)found; \
  }
#define TO (long)entry, (long)entry_text, sizeof entry_text, (long)&found
STATIC_ENTRY(gethostbyname, a, TO, (long)&reason, 0, 0)
STATIC_ENTRY(gethostbyaddr, a, b, c, TO, (long)&reason)
STATIC_ENTRY(getservbyname, a, b, TO, 0, 0)
STATIC_ENTRY(getservbyport, a, b, TO, 0, 0)
STATIC_ENTRY(getprotobyname, a, TO, 0, 0, 0)
STATIC_ENTRY(getprotobynumber, a, TO, 0, 0, 0)

long call_inet_ntoa(ARGUMENTS) __asm__("inet_ntoa");
long call_inet_ntoa(ARGUMENTS) {
  (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h;
  unsigned address = a;
  return enter(OP_inet_ntop, __builtin_return_address(0), AF_INET, (long)&address, (long)dotted, sizeof dotted, 0, 0, 0, 0);
}
