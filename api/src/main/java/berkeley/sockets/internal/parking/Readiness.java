/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

/** Learns which descriptors became ready, and wakes the threads that wait for them. */
interface Readiness {
  /**
   * Makes sure that readiness of the descriptor will be signalled, once at once if it is ready now.
   *
   * @return 0, or a negated errno: EPERM for what is always ready
   */
  long watch(DescriptorState state, boolean in, boolean out);

  /**
   * Ends that, before the descriptor is closed: the kernel itself forgets a file only when no
   * duplicate of it is left, in any process.
   */
  void unwatch(DescriptorState state);

  /** Looks whether the descriptors that this needs are still open. */
  void verify();

  /**
   * Verifies what {@link BlockingMode} says of the descriptor for which the current thread waits,
   * if the wait lasts.
   */
  void verifyLater();
}
