/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.nio.file.Files;

/** libc through the JNI shim of native/src/libraries/jnishim.c; results are n >= 0 or -errno. */
public final class Jni {
  private static final String GAP = load();

  private Jni() {}

  /** Why there is nothing to call, or null. */
  public static String gap() {
    return GAP;
  }

  private static String load() {
    if (!Files.exists(Libraries.path("jnishim"))) {
      return "no C compiler when native/ was built";
    }
    try {
      System.load(Libraries.path("jnishim").toString());
      return close(-1) < 0 ? null : "the shim misbehaves";
    } catch (UnsatisfiedLinkError e) {
      return "no jni.h when native/ was built";
    }
  }

  public static native long socket(int domain, int type, int protocol);

  public static native long connect(int fd, long address, int length);

  public static native long accept(int fd, long address, long length);

  public static native long setsockopt(int fd, int level, int name, long value, int length);

  public static native long getsockopt(int fd, int level, int name, long value, long length);

  public static native long close(int fd);

  public static native long send(int fd, long buf, long n, int flags);

  public static native long recv(int fd, long buf, long n, int flags);

  public static native long sendArray(int fd, byte[] array, int offset, int n, int flags);

  public static native long recvArray(int fd, byte[] array, int offset, int n, int flags);

  public static native long sendto(int fd, long buf, long n, int flags, long address, int length);

  public static native long recvfrom(
      int fd, long buf, long n, int flags, long address, long length);

  public static native long sendmmsg(int fd, long vector, int count, int flags);

  public static native long recvmmsg(int fd, long vector, int count, int flags);

  public static native long epoll_wait(int fd, long events, int count, int timeout);

  public static native long sendfile(int out, int in, long offset, long n);
}
