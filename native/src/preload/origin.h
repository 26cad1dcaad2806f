/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Whose call is it? The return address tells: the JVM's libraries, libc with its name service
 * modules, and compiled Java code, which is in no object, are served by libc.
 */
static const char *java_home;

static int starts_with(const char *text, const char *start) {
  return strncmp(text, start, strlen(start)) == 0;
}

/* The path of the object that has an address, empty for the program, NULL for none. */
static const char *object_of(void *address) {
#if __GLIBC_PREREQ(2, 35)
  struct dl_find_object object;
  return _dl_find_object(address, &object) == 0 ? object.dlfo_link_map->l_name : NULL;
#else
  Dl_info object; /* takes a lock */
  return dladdr(address, &object) ? object.dli_fname : NULL;
#endif
}

static int is_program(void *caller) {
  const char *path = object_of(caller);
  if (!path) {
    return 0;
  }
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  return !(starts_with(path, java_home) || starts_with(name, "libc.so") || starts_with(name, "ld-linux") ||
      starts_with(name, "libnss_") || starts_with(name, "libresolv") || starts_with(name, "libpthread"));
}
