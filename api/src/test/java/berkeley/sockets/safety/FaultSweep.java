/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.Errno;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Each operation with each of its calls failing in each way, one at a time. Prints what then leaks,
 * hangs, or no longer works.
 */
final class FaultSweep {
  private static final int SECONDS = 20;

  /** What an operation has opened, closed at its end by its own thread. */
  static final class Opened {
    private final List<AutoCloseable> all = new ArrayList<>();

    <T extends AutoCloseable> T add(T each) {
      all.add(each);
      return each;
    }

    /** A close that fails is repeated: that is how a program gets rid of a descriptor. */
    private void close() throws Exception {
      Throwable failure = null;
      for (AutoCloseable each : all.reversed()) {
        try {
          each.close();
        } catch (Exception | Error e) {
          each.close();
          failure = e;
        }
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
  }

  interface Operation {
    void run(Opened opened) throws Exception;
  }

  private static final Map<String, FaultPlan.Fault> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("EMFILE", () -> Errno.EMFILE);
    FAULTS.put("ENOMEM", () -> Errno.ENOMEM);
    FAULTS.put("ENOSPC", () -> Errno.ENOSPC);
    FAULTS.put(
        "OutOfMemoryError",
        () -> {
          throw new OutOfMemoryError("planned");
        });
    FAULTS.put(
        "StackOverflowError",
        () -> {
          throw new StackOverflowError("planned");
        });
  }

  private FaultSweep() {}

  public static void main(String[] arguments) throws Exception {
    Socket[] pair = waiting();
    for (Map.Entry<String, Operation> each : FaultOperations.all().entrySet()) {
      for (boolean virtual : new boolean[] {false, true}) {
        sweep((virtual ? "virtual " : "platform ") + each.getKey(), virtual, each.getValue());
      }
    }
    pair[1].close();
    System.exit(0); // the threads of what hangs go on
  }

  /** A pair on whose first socket a virtual thread waits: while one does, epoll stays open. */
  private static Socket[] waiting() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    Thread waiter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    pair[0].recv(new byte[1]);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (waiter.getState() != Thread.State.WAITING && System.nanoTime() < limit) {
      Thread.sleep(1);
    }
    return pair;
  }

  private static void sweep(String name, boolean virtual, Operation operation) throws Exception {
    int calls = 0;
    for (int i = 0; i < 3; i++) { // the first ones link, load, and open what stays
      String outcome = run(virtual, operation, Integer.MAX_VALUE, () -> 0);
      calls = FaultPlan.disarm();
      if (!outcome.equals("done")) {
        System.out.println(name + " does not work: " + outcome);
        return;
      }
    }
    int faults = 0;
    for (Map.Entry<String, FaultPlan.Fault> fault : FAULTS.entrySet()) {
      for (int n = 1; n <= calls; n++) {
        String[] before = descriptors();
        String outcome = run(virtual, operation, n, fault.getValue());
        FaultPlan.disarm();
        String what = name + ", call " + n + " (" + FaultPlan.hit() + ") " + fault.getKey() + ": ";
        if (FaultPlan.hit() == null) {
          continue;
        }
        faults++;
        if (outcome.startsWith("FAULT")) {
          System.out.println(what + outcome);
        }
        report(what, before);
        String again = run(virtual, operation, Integer.MAX_VALUE, () -> 0);
        FaultPlan.disarm();
        if (!again.equals("done")) {
          System.out.println(what + "and then " + again);
        }
      }
    }
    System.out.println(name + " swept " + (calls > 0 && faults >= calls ? "all" : "nothing"));
  }

  private static void report(String what, String[] before) throws InterruptedException {
    String[] after = descriptors();
    for (int i = 0; i < 100 && after.length > before.length; i++) {
      Thread.sleep(20); // another thread may be closing
      after = descriptors();
    }
    if (after.length > before.length) {
      System.out.println(what + "leaked " + (after.length - before.length));
    }
  }

  private static String[] descriptors() {
    String[] found = new File("/proc/self/fd").list();
    Arrays.sort(found);
    return found;
  }

  /** "done", the error that a caller has to expect, or a line that begins with FAULT. */
  private static String run(boolean virtual, Operation operation, int n, FaultPlan.Fault fault)
      throws Exception {
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              FaultPlan.arm(Thread.currentThread(), n, fault);
              return outcome(operation);
            });
    Thread thread =
        virtual
            ? Thread.ofVirtual().start(task)
            : Thread.ofPlatform().daemon().name("operation").start(task);
    try {
      return task.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return "FAULT hangs: " + Arrays.toString(thread.getStackTrace());
    }
  }

  private static String outcome(Operation operation) {
    Opened opened = new Opened();
    String result;
    try {
      try {
        operation.run(opened);
      } finally {
        opened.close();
      }
      result = "done";
    } catch (IOException | OutOfMemoryError | StackOverflowError e) {
      result = e.toString();
    } catch (Throwable e) {
      result = "FAULT " + e + " " + Arrays.toString(e.getStackTrace());
    }
    return result;
  }
}
