/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * An object for each thread, as long as the thread lives or this library is loaded. A thread of
 * long life that holds an object of the library's would keep its class loader for ever; here it
 * holds no more than a weak reference.
 *
 * @param <T> the class of the objects, which do not know their thread
 */
public abstract class PerThread<T> {
  @SuppressWarnings("ThreadLocalUsage") // the objects of this class are static
  private final ThreadLocal<WeakReference<T>> known = new ThreadLocal<>();

  private final Map<Thread, T> all = new WeakHashMap<>();

  /** The object of a thread that has none yet. */
  protected abstract T make();

  /** The current thread's object. */
  public final T get() {
    WeakReference<T> reference = known.get();
    T mine = reference == null ? null : reference.get();
    return mine != null ? mine : first();
  }

  private T first() {
    T mine = make();
    WeakReference<T> reference = new WeakReference<>(mine);
    synchronized (all) {
      all.put(Thread.currentThread(), mine);
    }
    known.set(reference);
    return mine;
  }
}
