/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Makes the JVM, on the first call that is about sockets, and finds the one function of Java.
 */
static void stop(const char *what) {
  fprintf(stderr, "preload: %s\n", what);
  abort();
}

/*
 * Takes every free number below a limit, so that what is opened meanwhile gets a higher one:
 * programs count on the lowest free number, and select on small ones.
 */
static int hold_numbers(int *held) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  int first = limit.rlim_cur >= FIRST_NUMBER + 150 ? FIRST_NUMBER : (int)limit.rlim_cur - 100;
  int null = syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR | O_CLOEXEC);
  int count = 0;
  for (int fd = null; fd >= 0 && fd < first; fd = syscall(SYS_dup, null)) {
    held[count++] = fd;
  }
  return count;
}

static void *make_jvm(void *unused) {
  (void)unused;
  inside = 1;
  char library[4096], class_path[4096], cache[4096];
  snprintf(library, sizeof library, "%s/lib/server/libjvm.so", java_home);
  snprintf(class_path, sizeof class_path, "-Djava.class.path=%s", getenv("BERKELEY_PRELOAD_CLASSPATH"));
  JavaVMOption options[16] = {
      {"-Xrs", NULL},
      {"-XX:+UseSerialGC", NULL},
      {"-XX:TieredStopAtLevel=1", NULL},
      {"-XX:-UsePerfData", NULL},
      {"-XX:-MaxFDLimit", NULL},
      {"-Xmx256m", NULL},
      {"-Xlog:disable", NULL},
      {"--enable-native-access=ALL-UNNAMED", NULL},
      {class_path, NULL},
  };
  int count = 9;
  const char *aot = getenv("BERKELEY_PRELOAD_AOT");
  if (aot) {
    snprintf(cache, sizeof cache, "-XX:AOTCache=%s", aot);
    options[count++].optionString = cache;
  }
  JavaVMInitArgs arguments = {JNI_VERSION_10, count, options, JNI_FALSE};

  void *jvm_library = dlopen(library, RTLD_NOW | RTLD_GLOBAL);
  if (!jvm_library) {
    stop(dlerror());
  }
  jint (*create)(JavaVM **, void **, void *) = dlsym(jvm_library, "JNI_CreateJavaVM");
  JavaVM *jvm;
  JNIEnv *env;
  if (create(&jvm, (void **)&env, &arguments) != JNI_OK) {
    stop("no JVM");
  }
  jclass java = (*env)->FindClass(env, "berkeley/sockets/preload/Preload");
  jmethodID start = java ? (*env)->GetStaticMethodID(env, java, "start", "(JIJZ)J") : NULL;
  if (start) {
    dispatch = (void (*)(struct call *))(*env)->CallStaticLongMethod(
        env, java, start, (jlong)names, (jint)OPS, (jlong)answered, (jboolean)virtual);
  }
  if ((*env)->ExceptionCheck(env)) {
    (*env)->ExceptionDescribe(env);
  }
  if (!dispatch) {
    stop("berkeley.sockets.preload.Preload did not start");
  }
  (*jvm)->DetachCurrentThread(jvm);
  return NULL;
}

static void start(void) {
  static int held[FIRST_NUMBER];
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  int before = inside;
  inside = 1;
  pthread_mutex_lock(&lock);
  if (!jvm_made()) {
    owner = syscall(SYS_getpid);
    open_counts(getenv("BERKELEY_PRELOAD_COUNTS"));
    save_dispositions();
    int count = hold_numbers(held);
    setenv("_JAVA_SR_SIGNUM", JVM_SIGNAL, 1);
    sigset_t all, mask;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &mask);
    pthread_t thread;
    if (pthread_create(&thread, NULL, make_jvm, NULL) != 0 || pthread_join(thread, NULL) != 0) {
      stop("no thread for the JVM");
    }
    unsetenv("_JAVA_SR_SIGNUM");
    put_dispositions_back();
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    while (count > 0) {
      syscall(SYS_close, held[--count]);
    }
    __atomic_store_n(&made, 1, __ATOMIC_RELEASE);
  }
  pthread_mutex_unlock(&lock);
  inside = before;
}
