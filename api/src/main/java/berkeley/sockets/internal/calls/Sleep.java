/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.CallHook;
import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.memory.Results;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.Parking;
import java.util.concurrent.locks.LockSupport;

/** sleep(3) and usleep(3): on a virtual thread without its carrier, until it is interrupted. */
public final class Sleep {
  private static final long MICROSECOND = 1000;

  private Sleep() {}

  /** The whole seconds that are left. */
  public static int sleep(int seconds) {
    if (!Parking.applies()) {
      return Sys.sleep(seconds);
    }
    Object watched = Native.WATCHED ? CallHook.enter("sleep", seconds) : null;
    long left = left(Integer.toUnsignedLong(seconds) * Deadline.SECOND) / Deadline.SECOND;
    if (Native.WATCHED) {
      CallHook.exit(watched, left);
    }
    return (int) left;
  }

  /** 0, or -EINTR. */
  public static long usleep(int microseconds) {
    if (!Parking.applies()) {
      return Sys.usleep(microseconds);
    }
    Object watched = Native.WATCHED ? CallHook.enter("usleep", microseconds) : null;
    long left = left(Integer.toUnsignedLong(microseconds) * MICROSECOND);
    long result = left > 0 ? Results.INTR : 0;
    if (Native.WATCHED) {
      CallHook.exit(watched, result);
    }
    return result;
  }

  /** Sleeps, and says how many nanoseconds were left when interrupted. */
  private static long left(long nanoseconds) {
    Thread me = Thread.currentThread();
    long end = Deadline.after(nanoseconds);
    long left = nanoseconds;
    while (left > 0 && !me.isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - Deadline.now();
    }
    return Math.max(left, 0);
  }
}
