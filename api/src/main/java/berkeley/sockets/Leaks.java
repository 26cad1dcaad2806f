/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports sockets that are collected while they are open, with the stack of their opening, where
 * {@code -Dberkeley.sockets.leaks=true} asks for it; else this class is not loaded. It closes
 * nothing: whether anybody uses the descriptor by its number is not known.
 */
final class Leaks {
  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

  /** By descriptor. The handle is not held, as it may lead to its owner. */
  private static final Map<Integer, Watched> OPEN = new ConcurrentHashMap<>();

  static {
    Thread.ofPlatform()
        .daemon()
        .name("berkeley.sockets leaks")
        .inheritInheritableThreadLocals(false)
        .start(Leaks::report);
  }

  private Leaks() {}

  private static final class Watched extends PhantomReference<Object> {
    final int fd;
    final WeakReference<Object> handle;
    final Throwable opening;

    Watched(Object owner, Object handle, int fd) {
      super(owner, COLLECTED);
      this.fd = fd;
      this.handle = new WeakReference<>(handle);
      this.opening = new Throwable("opened here, by " + Thread.currentThread());
    }
  }

  /**
   * Watches an owner from now on.
   *
   * @param handle what tells that the descriptor is closed
   */
  static void opened(Object owner, Object handle, int fd) {
    OPEN.put(fd, new Watched(owner, handle, fd));
  }

  /** Before the descriptor is closed or given away; it may be another's by now. */
  static void closing(Object handle, int fd) {
    Watched one = OPEN.get(fd);
    if (one != null && one.handle.refersTo(handle)) {
      OPEN.remove(fd, one);
    }
  }

  private static void report() {
    while (true) {
      try {
        Watched one = (Watched) COLLECTED.remove();
        if (OPEN.remove(one.fd, one)) {
          System.getLogger("berkeley.sockets")
              .log(
                  System.Logger.Level.WARNING,
                  "a socket was collected while open; its descriptor " + one.fd + " stays open",
                  one.opening);
        }
      } catch (InterruptedException e) {
        return; // nobody does
      }
    }
  }
}
