/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import java.util.function.LongSupplier;

/**
 * A call that waits.
 *
 * @param call the call; its result, or a negated errno
 * @param end lets it end; called once, by another thread
 * @param result what it then returns in C
 * @param early whether it may end before: after a second or so, or, in C too, by a signal
 */
record WaitingCall(LongSupplier call, Runnable end, long result, boolean early) {
  WaitingCall(LongSupplier call, Runnable end, long result) {
    this(call, end, result, false);
  }

  /** Makes what a call needs. */
  interface Row {
    WaitingCall begin(Opened opened) throws Exception;
  }
}
