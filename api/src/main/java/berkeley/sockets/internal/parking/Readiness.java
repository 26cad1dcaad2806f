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
   * To be called by each further wait, of which {@link BlockingMode} knows what it relies on: makes
   * sure that readiness will be signalled, and that this is verified if the wait lasts.
   */
  void watchAgain(DescriptorState state, boolean in, boolean out);

  /** Whether a thread can wait for such a file: not for one that is always ready. */
  boolean watches(int fd);
}
