/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Objects to be used by one thread at a time and again and again, such as pieces of native memory.
 * Threads, platform or virtual, share a fixed number of places, so that many threads do not leave
 * many objects behind; who finds no object makes one, and one too many is garbage.
 *
 * @param <T> the class of the objects
 */
public abstract class Pool<T> {
  private static final int STRIPES = 64;
  private static final int SPACING = 16; // references between two stripes: a cache line

  private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(STRIPES * SPACING);

  /** One more object. */
  protected abstract T make();

  /** An object that is this thread's until {@link #release}. */
  public T acquire() {
    T object = places.getAndSet(place(), null);
    return object != null ? object : make();
  }

  /** Gives an object back. */
  public void release(T object) {
    places.lazySet(place(), object);
  }

  /**
   * Gives an object back of which one too many is no garbage.
   *
   * @return the one too many, or null
   */
  public T exchange(T object) {
    return places.getAndSet(place(), object);
  }

  private static int place() {
    return ((int) Thread.currentThread().threadId() & STRIPES - 1) * SPACING;
  }
}
