/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.calls.Fds.DONTWAIT;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.fcntl_h;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a spin learns, with a bound so short that each spin is in vain. */
class ReceiveSpinLearningTest {
  private int[] fds;

  @BeforeEach
  void open() {
    fds = Fds.pair(STREAM);
  }

  @AfterEach
  void close() {
    Fds.close(fds);
  }

  /** Whether the receive spun, for which nothing came. */
  private boolean inVain(ReceiveSpin spin) {
    long until = spin.begin(0);
    boolean spun = until != 0;
    while (until != 0) {
      until = spin.next(fds[0], until);
      assertTrue(until >= 0);
    }
    return spun;
  }

  private List<Integer> spins(ReceiveSpin spin, int receives) {
    List<Integer> spins = new ArrayList<>();
    for (int i = 0; i < receives; i++) {
      if (inVain(spin)) {
        spins.add(i);
      }
    }
    return spins;
  }

  @Test
  void failureDoublesTheReceivesThatDoNot() {
    assertEquals(List.of(0, 2, 6, 14, 30, 62), spins(new ReceiveSpin(1), 100));
  }

  @Test
  void failureIsForgottenNeverWholly() {
    assertEquals(10_000 / 65, spins(new ReceiveSpin(1), 10_000).size(), 6);
  }

  @Test
  void successIsFollowedAtOnce() {
    ReceiveSpin spin = new ReceiveSpin(1);
    spins(spin, 1000);
    long until;
    do {
      until = spin.begin(0);
    } while (until == 0);
    spin.end(spin.next(fds[0], until));
    assertEquals(List.of(0, 2, 6), spins(spin, 10));
  }

  @Test
  void whatWasThereAtOnceTeachesNothing() {
    ReceiveSpin spin = new ReceiveSpin(1);
    assertTrue(inVain(spin));
    assertEquals(0, spin.begin(0));
    spin.end(spin.begin(0));
    assertEquals(List.of(0, 4), spins(spin, 6));
  }

  @Test
  void aBoundOfAnyLengthIsATime() {
    for (long bound : new long[] {1, 1_000, Long.MAX_VALUE}) {
      ReceiveSpin spin = new ReceiveSpin(bound);
      long until = spin.next(fds[0], spin.begin(0));
      assertTrue(until > 1, until + " for " + bound);
    }
  }

  @Test
  void doesNotBeginWhereNothingWaits() {
    assertEquals(0, new ReceiveSpin(1).begin(DONTWAIT));
    assertNotEquals(0, new ReceiveSpin(1).begin(0));
    Descriptors.fcntl(fds[0], fcntl_h.F_SETFL, fcntl_h.O_NONBLOCK);
    ReceiveSpin spin = new ReceiveSpin(Long.MAX_VALUE);
    assertEquals(0, spin.next(fds[0], spin.begin(0)));
  }
}
