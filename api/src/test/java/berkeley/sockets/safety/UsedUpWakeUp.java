/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a virtual thread while it registers its wait, and lets it park there, which uses up the
 * wake-up; prints what it has received. What it parks for stands for a lock that a logger or a
 * class loader holds.
 */
final class UsedUpWakeUp {
  private static final long EVENT_COMES = 300_000_000; // nanoseconds

  private UsedUpWakeUp() {}

  public static void main(String[] arguments) throws Exception {
    Socket[] warm = Socket.pair(Domain.UNIX, Type.STREAM);
    System.out.println("at first " + receive(warm, () -> send(warm[1])));
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    FaultPlan.AFTER.put(
        "epoll_ctl",
        () -> {
          send(pair[1]);
          long end = System.nanoTime() + EVENT_COMES;
          for (long left = EVENT_COMES; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
        });
    System.out.println("woken early " + receive(pair, () -> {}));
    System.exit(0);
  }

  private static void send(Socket to) {
    try {
      to.send(new byte[3], 0, 3, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long receive(Socket[] pair, Runnable whenItWaits) throws Exception {
    FutureTask<Integer> task = new FutureTask<>(() -> pair[0].recv(new byte[8], 0, 8, 0));
    Thread thread = Thread.ofVirtual().start(task);
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      Thread.sleep(1);
    }
    whenItWaits.run();
    return task.get(20, TimeUnit.SECONDS);
  }
}
