/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static berkeley.sockets.internal.Fds.DONTWAIT;
import static berkeley.sockets.internal.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a spin learns, with a bound so short that each spin is in vain. */
class SpinTest {
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
  private boolean inVain(Spin spin) {
    long turn = spin.begin(0);
    boolean spun = turn != 0;
    while (turn != 0) {
      turn = spin.next(fds[0], turn);
      assertTrue(turn >= 0);
    }
    return spun;
  }

  private List<Integer> spins(Spin spin, int receives) {
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
    assertEquals(List.of(0, 2, 6, 14, 30, 62), spins(new Spin(1), 100));
  }

  @Test
  void failureIsForgottenNeverWholly() {
    assertEquals(10_000 / 65, spins(new Spin(1), 10_000).size(), 6);
  }

  @Test
  void successIsFollowedAtOnce() {
    Spin spin = new Spin(1);
    spins(spin, 1000);
    long turn;
    do {
      turn = spin.begin(0);
    } while (turn == 0);
    spin.end(spin.next(fds[0], turn));
    assertEquals(List.of(0, 2, 6), spins(spin, 10));
  }

  @Test
  void whatWasThereAtOnceTeachesNothing() {
    Spin spin = new Spin(1);
    assertTrue(inVain(spin));
    assertEquals(0, spin.begin(0));
    spin.end(spin.begin(0));
    assertEquals(List.of(0, 4), spins(spin, 6));
  }

  @Test
  void aBoundOfAnyLengthIsATime() {
    for (long bound : new long[] {1, 1_000, Long.MAX_VALUE}) {
      Spin spin = new Spin(bound);
      long turn = spin.next(fds[0], spin.begin(0));
      assertTrue(turn > 1, turn + " for " + bound);
    }
  }

  @Test
  void doesNotBeginWhereNothingWaits() {
    assertEquals(0, new Spin(1).begin(DONTWAIT));
    assertNotEquals(0, new Spin(1).begin(0));
    Waiting.fcntl(
        fds[0],
        berkeley.sockets.bindings.linux.fcntl_h.F_SETFL(),
        berkeley.sockets.bindings.linux.fcntl_h.O_NONBLOCK());
    Spin spin = new Spin(Long.MAX_VALUE);
    assertEquals(0, spin.next(fds[0], spin.begin(0)));
  }
}
