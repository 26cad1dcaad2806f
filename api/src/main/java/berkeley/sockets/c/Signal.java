/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.linux.__sigset_t;
import berkeley.sockets.internal.Check;
import java.lang.foreign.MemorySegment;

/** {@code <signal.h>}: sets of signals and sending them. */
public final class Signal extends SignalConstants {
  private Signal() {}

  /** A signal set, or NULL. */
  static MemorySegment check(MemorySegment set) {
    return set.equals(MemorySegment.NULL) ? set : Check.bytes(set, __sigset_t.sizeof());
  }
}
