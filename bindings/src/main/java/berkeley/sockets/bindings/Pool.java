/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Objects to be used by one thread at a time and again and again, such as pieces of native memory.
 * Threads, platform or virtual, share a few places for each processor, so that many threads do not
 * leave many objects behind; who finds no object makes one, and one too many is garbage.
 *
 * @param <T> the class of the objects
 */
public abstract class Pool<T> {
  private static final int SPACING = 16; // references between two places: a cache line

  /** A power of two: threads whose places are the same disturb each other seldom. */
  private static final int PLACES =
      Math.min(64, 4 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

  private final AtomicReferenceArray<@Nullable T> places =
      new AtomicReferenceArray<>(PLACES * SPACING);

  /** One more object. */
  protected abstract T make();

  /** An object that is this thread's until {@link #release}. */
  public T acquire() {
    int own = own();
    T object = places.getAndSet(place(own), null);
    return object != null ? object : acquireAnother(own);
  }

  private T acquireAnother(int own) {
    for (int i = 1; i < PLACES; i++) {
      T object = places.getAndSet(place(own + i), null);
      if (object != null) {
        return object;
      }
    }
    return make();
  }

  /** Gives an object back. */
  public void release(T object) {
    int own = own();
    int i = 0;
    while (i < PLACES - 1 && places.getPlain(place(own + i)) != null) {
      i++;
    }
    places.lazySet(place(own + i), object);
  }

  /**
   * Gives an object back of which one too many is no garbage.
   *
   * @return the one too many, or null
   */
  public @Nullable T exchange(T object) {
    return places.getAndSet(place(own()), object);
  }

  private static int own() {
    return (int) Thread.currentThread().threadId();
  }

  private static int place(int number) {
    return (number & PLACES - 1) * SPACING;
  }
}
