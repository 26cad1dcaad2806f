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
  private static final Map<Integer, Record> OPEN = new ConcurrentHashMap<>();

  static {
    Thread.ofPlatform()
        .daemon()
        .name("berkeley.sockets leaks")
        .inheritInheritableThreadLocals(false)
        .start(Leaks::report);
  }

  private Leaks() {}

  private static final class Record extends PhantomReference<Object> {
    final int fd;
    final WeakReference<Handle> handle;
    final Throwable opening;

    Record(Object owner, Handle handle) {
      super(owner, COLLECTED);
      this.fd = handle.fd;
      this.handle = new WeakReference<>(handle);
      this.opening = new Throwable("opened here, by " + Thread.currentThread());
    }
  }

  static void opened(Object owner, Handle handle) {
    OPEN.put(handle.fd, new Record(owner, handle));
  }

  /** Before the descriptor is closed or given away. */
  static void closing(Handle handle) {
    Record record = OPEN.get(handle.fd);
    if (record != null && record.handle.refersTo(handle)) {
      OPEN.remove(handle.fd, record);
    }
  }

  private static void report() {
    while (true) {
      try {
        Record record = (Record) COLLECTED.remove();
        if (OPEN.remove(record.fd, record)) {
          System.getLogger("berkeley.sockets")
              .log(
                  System.Logger.Level.WARNING,
                  "a socket was collected while open; its descriptor "
                      + record.fd
                      + " stays open",
                  record.opening);
        }
      } catch (InterruptedException e) {
        return; // nobody does
      }
    }
  }
}
