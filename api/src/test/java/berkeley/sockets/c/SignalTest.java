/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Signal.SIGKILL;
import static berkeley.sockets.c.Signal.SIGSEGV;
import static berkeley.sockets.c.Signal.SIGUSR1;
import static berkeley.sockets.c.Signal.SIG_DFL;
import static berkeley.sockets.c.Signal.SIG_ERR;
import static berkeley.sockets.c.Signal.SIG_IGN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import berkeley.sockets.bindings.headers.signal_h.sigaction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** signal(2) and sigaction(2): a process started here inherits what a signal does. */
class SignalTest {
  private static final int KILLED = 128;

  @Test
  void anIgnoredSignalDoesNothing() throws Exception {
    assertSame(SIG_DFL, Signal.signal(SIGUSR1, SIG_IGN));
    try {
      assertEquals(0, statusOfAChildThatRaises("USR1"));
    } finally {
      assertSame(SIG_IGN, Signal.signal(SIGUSR1, SIG_DFL));
    }
    assertEquals(KILLED + SIGUSR1, statusOfAChildThatRaises("USR1"));
  }

  @Test
  void sigactionSaysAndSetsTheSame() throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment act = sigaction.allocate(arena);
      MemorySegment old = sigaction.allocate(arena);
      handler(act, SIG_IGN);
      assertEquals(0, Signal.sigaction(SIGUSR1, act, MemorySegment.NULL));
      try {
        assertEquals(0, statusOfAChildThatRaises("USR1"));
        assertEquals(0, Signal.sigaction(SIGUSR1, MemorySegment.NULL, old));
        assertEquals(SIG_IGN, handler(old));
      } finally {
        assertSame(SIG_IGN, Signal.signal(SIGUSR1, SIG_DFL));
      }
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> Signal.sigaction(SIGUSR1, MemorySegment.NULL, arena.allocate(8)));
    }
  }

  /** The handler that the JVM has is a pointer that sigaction and signal both know. */
  @Test
  void aHandlerOfCGoesInAndOut() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment old = sigaction.allocate(arena);
      assertEquals(0, Signal.sigaction(SIGSEGV, MemorySegment.NULL, old));
      MemorySegment jvms = handler(old);
      assertEquals(0, Signal.sigaction(SIGUSR1, old, MemorySegment.NULL));
      assertEquals(jvms, Signal.signal(SIGUSR1, SIG_DFL));
    }
  }

  @Test
  void aSignalThatCannotBeIgnoredIsAnError() {
    Errno.errno(0);
    assertSame(SIG_ERR, Signal.signal(SIGKILL, SIG_IGN));
    assertEquals(Errno.EINVAL, Errno.errno());
    assertSame(SIG_ERR, Signal.signal(-1, SIG_DFL));
  }

  private static MemorySegment handler(MemorySegment action) {
    return sigaction.sa_handler(action);
  }

  private static void handler(MemorySegment action, MemorySegment handler) {
    sigaction.sa_handler(action, handler);
  }

  private static int statusOfAChildThatRaises(String name) throws Exception {
    return new ProcessBuilder("sh", "-c", "kill -" + name + " $$; exit 0").start().waitFor();
  }
}
