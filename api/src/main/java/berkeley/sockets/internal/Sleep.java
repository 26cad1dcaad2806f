/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.Watch;

/** sleep(3) and usleep(3): on a virtual thread without its carrier, until it is interrupted. */
public final class Sleep {
  private static final long MICROSECOND = 1000;

  private Sleep() {}

  /** The whole seconds that are left. */
  public static int sleep(int seconds) {
    if (!Parking.applies()) {
      return Sys.sleep(seconds);
    }
    Object watched = Native.WATCHED ? Watch.enter("sleep", seconds) : null;
    long left = left(Integer.toUnsignedLong(seconds) * Parking.SECOND) / Parking.SECOND;
    if (Native.WATCHED) {
      Watch.exit(watched, left);
    }
    return (int) left;
  }

  /** 0, or -EINTR. */
  public static long usleep(int microseconds) {
    if (!Parking.applies()) {
      return Sys.usleep(microseconds);
    }
    Object watched = Native.WATCHED ? Watch.enter("usleep", microseconds) : null;
    long left = left(Integer.toUnsignedLong(microseconds) * MICROSECOND);
    long result = left > 0 ? Constants.INTR : 0;
    if (Native.WATCHED) {
      Watch.exit(watched, result);
    }
    return result;
  }

  /** Sleeps, and says how many nanoseconds were left when interrupted. */
  private static long left(long nanoseconds) {
    Thread me = Thread.currentThread();
    long end = Parking.after(nanoseconds);
    long left = nanoseconds;
    while (left > 0 && !me.isInterrupted()) {
      Parking.park(end);
      left = end - Parking.now();
    }
    return Math.max(left, 0);
  }
}
