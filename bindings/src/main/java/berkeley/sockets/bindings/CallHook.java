/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.lang.invoke.MethodHandle;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Sees each call of {@link Sys} when one of the properties {@code berkeley.sockets.trace} and
 * {@code berkeley.sockets.jfr} is set; neither loaded nor asked for otherwise.
 */
public abstract class CallHook {
  private static volatile @Nullable CallHook
      hook; // null also while the hook itself makes calls to start up

  static {
    CallHook found =
        ServiceLoader.load(CallHook.class, CallHook.class.getClassLoader())
            .findFirst()
            .orElse(null);
    if (found != null) {
      found.start();
    }
    hook = found;
  }

  /** For the implementation, a service. */
  protected CallHook() {}

  /** Called once, before the first call is seen; what it calls is not seen. */
  protected abstract void start();

  /**
   * Called before the call is made.
   *
   * @return what {@link #after} gets
   */
  protected abstract @Nullable Object before(String function, Object[] arguments);

  /**
   * Called when the call has returned.
   *
   * @param call what {@link #before} returned
   * @param result the call's result
   * @param failure whether a negative result is a negated errno
   */
  protected abstract void after(Object call, long result, boolean failure);

  /**
   * Asked for the handle through which a function is called, when it is linked; for tests of what a
   * failure of the system leads to.
   *
   * @param function its name in C
   * @param handle the handle, of which the first argument is the memory for errno
   * @return the handle, or another of the same type
   */
  protected MethodHandle linked(String function, MethodHandle handle) {
    return handle;
  }

  static MethodHandle link(String function, MethodHandle handle) {
    CallHook seen = hook;
    return seen == null ? handle : seen.linked(function, handle);
  }

  /**
   * Tells that a call begins; ask {@link Native#WATCHED} first.
   *
   * @return what {@link #exit} needs
   */
  public static @Nullable Object enter(String function, Object... arguments) {
    CallHook seen = hook;
    return seen == null ? null : seen.before(function, arguments);
  }

  /** Tells that a call returned, a negated errno if it failed. */
  public static void exit(@Nullable Object call, long result) {
    CallHook seen = hook;
    if (call != null && seen != null) {
      seen.after(call, result, true);
    }
  }

  /** Tells that a call returned a value of its own. */
  static void value(@Nullable Object call, long result) {
    CallHook seen = hook;
    if (call != null && seen != null) {
      seen.after(call, result, false);
    }
  }
}
