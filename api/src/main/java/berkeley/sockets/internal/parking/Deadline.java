/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

/** Points in time up to which a call may wait, in nanoseconds on a clock that only goes forward. */
public final class Deadline {
  public static final long FOREVER = Long.MAX_VALUE;
  public static final long SECOND = 1_000_000_000;

  private static final long START = System.nanoTime() - 1;

  private Deadline() {}

  /** Nanoseconds on a clock that started at 1 with this class. */
  public static long now() {
    return System.nanoTime() - START;
  }

  /** The deadline that many nanoseconds from now. */
  public static long after(long nanoseconds) {
    long now = now();
    return nanoseconds > FOREVER - now ? FOREVER : now + nanoseconds;
  }

  /** Seconds and a fraction in nanoseconds; {@link #FOREVER} if that is too much for a long. */
  public static long nanoseconds(long seconds, long nanoseconds) {
    return seconds >= FOREVER / SECOND ? FOREVER : seconds * SECOND + nanoseconds;
  }
}
