/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.blocking.WaitingCall.Row;
import berkeley.sockets.internal.calls.Fds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * Each call that may wait on a virtual thread, while all carriers but one are busy: another virtual
 * thread must go on. Prints of which call that, or the result, is not so.
 */
final class Liveness {
  private static final int CARRIERS =
      Integer.getInteger("jdk.virtualThreadScheduler.parallelism", 1);
  private static final int TICKS = 3;
  private static final int LIMIT = 10_000; // milliseconds

  private static volatile int ticks;
  private static volatile int busy;

  private Liveness() {}

  public static void main(String[] arguments) throws Exception {
    int[] pipe = Fds.pipe();
    occupyCarriers(pipe[0]);
    Thread.ofVirtual().start(Liveness::tick);
    boolean good = true;
    for (Map.Entry<String, Row> each : Rows.all().entrySet()) {
      String fault = fault(each.getValue());
      if (fault != null) {
        System.out.println(each.getKey() + ": " + fault);
        good = false;
      }
    }
    System.out.println(good ? Rows.good() : "not all");
    System.exit(0); // what hangs goes on
  }

  /** With calls that the library knows nothing of. */
  private static void occupyCarriers(int fd) throws InterruptedException {
    for (int i = 1; i < CARRIERS; i++) {
      MemorySegment cell = Arena.ofAuto().allocate(1);
      Thread.ofVirtual()
          .start(
              () -> {
                busy++;
                Sys.read(fd, cell, 1);
              });
      while (busy < i) {
        Thread.sleep(1);
      }
    }
  }

  private static void tick() {
    while (true) {
      ticks++;
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String fault(Row row) throws Exception {
    Opened opened = new Opened(false);
    WaitingCall waiting = row.begin(opened);
    Running running = new Running(waiting, true);
    boolean goesOn = goesOn(running);
    boolean waited = waiting.early() || !running.ended();
    waiting.end().run();
    String fault = running.fault(waiting.result());
    if (fault == null) {
      opened.close();
    }
    return !goesOn ? "no other thread runs" : !waited ? "does not wait, " + fault : fault;
  }

  private static boolean goesOn(Running running) throws InterruptedException {
    int last = ticks;
    for (int i = 0; i < LIMIT; i++) {
      if (!running.begun() || !running.ended() && !running.parked()) {
        last = ticks;
      } else if (ticks - last >= TICKS) {
        return true;
      }
      Thread.sleep(1);
    }
    return false;
  }
}
