/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The JVM needs the signals of faults, and one to stop its own threads; all others are the program's.
 */
#define JVM_SIGNAL "62" /* instead of SIGUSR2 */

static int is_fault(int signal) {
  return signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL || signal == SIGTRAP;
}

static struct sigaction dispositions[65];

static void save_dispositions(void) {
  int (*sigaction_)(int, const struct sigaction *, struct sigaction *) = dlsym(RTLD_NEXT, "sigaction");
  for (int s = 1; s < 65; s++) {
    sigaction_(s, NULL, &dispositions[s]);
  }
}

static void put_dispositions_back(void) {
  int (*sigaction_)(int, const struct sigaction *, struct sigaction *) = dlsym(RTLD_NEXT, "sigaction");
  for (int s = 1; s < 65; s++) {
    if (!is_fault(s) && s != atoi(JVM_SIGNAL)) {
      sigaction_(s, &dispositions[s], NULL);
    }
  }
}

/* Once there is a JVM, what the program sets for a fault is remembered and not done. */
int program_sigaction(int s, const struct sigaction *new, struct sigaction *old) __asm__("sigaction");
__sighandler_t program_signal(int s, __sighandler_t handler) __asm__("signal");

int program_sigaction(int s, const struct sigaction *new, struct sigaction *old) {
  static int (*next)(int, const struct sigaction *, struct sigaction *);
  if (!next) {
    next = dlsym(RTLD_NEXT, "sigaction");
  }
  if (!jvm_made() || !is_fault(s) || !is_program(__builtin_return_address(0))) {
    return next(s, new, old);
  }
  struct sigaction before = dispositions[s];
  if (new) {
    dispositions[s] = *new;
  }
  if (old) {
    *old = before;
  }
  return 0;
}

__sighandler_t program_signal(int s, __sighandler_t handler) {
  static __sighandler_t (*next)(int, __sighandler_t);
  if (!next) {
    next = dlsym(RTLD_NEXT, "signal");
  }
  if (!jvm_made() || !is_fault(s) || !is_program(__builtin_return_address(0))) {
    return next(s, handler);
  }
  __sighandler_t before = dispositions[s].sa_handler;
  dispositions[s].sa_handler = handler;
  return before;
}

/* Threads that the JVM makes block every signal of the program's, whoever's call makes them. */
int make_thread(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
    __asm__("pthread_create");

int make_thread(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument) {
  static int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  if (!next) {
    next = dlsym(RTLD_NEXT, "pthread_create");
  }
  const char *caller = java_home ? object_of(__builtin_return_address(0)) : NULL;
  if (!caller || !starts_with(caller, java_home)) {
    return next(thread, attributes, run, argument);
  }
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int status = next(thread, attributes, run, argument);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return status;
}
