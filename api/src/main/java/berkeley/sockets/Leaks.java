/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports owners of a descriptor or of native memory that are collected before they are closed,
 * with the stack of their opening, where {@code -Dberkeley.sockets.leaks=true} asks for it; else
 * this class is not loaded. It closes nothing: whether anybody uses the descriptor by its number is
 * not known.
 */
final class Leaks extends PhantomReference<Object> {
  /** Of an owner that has only memory. */
  static final int MEMORY = -1;

  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();
  private static final Set<Leaks> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Thread.ofPlatform()
        .daemon()
        .name("berkeley.sockets leaks")
        .inheritInheritableThreadLocals(false)
        .start(Leaks::report);
  }

  private final String what;
  private final int fd;
  private final Throwable opening;

  private Leaks(Object owner, String what, int fd) {
    super(owner, COLLECTED);
    this.what = what;
    this.fd = fd;
    this.opening = new Throwable("opened here, by " + Thread.currentThread());
  }

  /**
   * Watches an owner until {@link #closed}.
   *
   * @param what what it is, for people
   * @param fd the descriptor that it owns, or {@link #MEMORY}
   */
  static Leaks opened(Object owner, String what, int fd) {
    Leaks one = new Leaks(owner, what, fd);
    OPEN.add(one);
    return one;
  }

  /** What the owner had is closed, freed or given away. */
  void closed() {
    OPEN.remove(this);
  }

  private static void report() {
    while (true) {
      try {
        Leaks one = (Leaks) COLLECTED.remove();
        if (OPEN.remove(one)) {
          System.getLogger("berkeley.sockets")
              .log(
                  System.Logger.Level.WARNING,
                  "a "
                      + one.what
                      + " was collected while open; its "
                      + (one.fd == MEMORY
                          ? "memory stays allocated"
                          : "descriptor " + one.fd + " stays open"),
                  one.opening);
        }
      } catch (InterruptedException e) {
        return; // nobody does
      }
    }
  }
}
