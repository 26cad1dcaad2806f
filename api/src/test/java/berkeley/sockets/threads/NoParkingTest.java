/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.safety.ChildProcess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With {@code -Dberkeley.sockets.park=false} a virtual thread waits in the kernel, as in C. */
class NoParkingTest {
  @Test
  void callsBlockTheirCarrier() throws Exception {
    String main = Main.class.getName();
    assertEquals("WAITING, then 1, 0\n", ChildProcess.run(ChildProcess.jvm(main)).output());
    String off = "-Dberkeley.sockets.park=false";
    assertEquals("RUNNABLE, then 1, 0\n", ChildProcess.run(ChildProcess.jvm(off, main)).output());
  }

  /** Receives a byte and the end of a pipe on a virtual thread. */
  public static final class Main {
    public static void main(String[] args) throws InterruptedException {
      int[] pipe = Fds.pipe();
      long[] results = new long[2];
      Thread thread =
          Thread.startVirtualThread(
              () -> {
                for (int i = 0; i < 2; i++) {
                  results[i] = ReadWrite.read(pipe[0], null, new byte[8], 0, 8);
                }
              });
      int patience = System.getProperty("berkeley.sockets.park") == null ? 1000 : 30;
      for (int i = 0; i < patience && thread.getState() != Thread.State.WAITING; i++) {
        Thread.sleep(10);
      }
      Thread.State state = thread.getState();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment one = arena.allocate(1);
        Sys.write(pipe[1], one, 1);
      }
      Fds.close(pipe[1]);
      boolean ended = thread.join(Duration.ofSeconds(10));
      System.out.println(state + ", then " + (ended ? results[0] + ", " + results[1] : "stuck"));
      Runtime.getRuntime().halt(0);
    }
  }
}
