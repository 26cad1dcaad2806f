/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_eventfd_h;
import berkeley.sockets.blocking.WaitingCall.Row;
import berkeley.sockets.internal.calls.Fds;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * All calls that may wait, by two copies of the library in one process, with their class loaders,
 * while other code opens, duplicates and closes descriptors: by plain system calls, of which
 * neither copy learns. So each number means now this file and now that.
 */
public final class Neighbours {
  private static final int ROUNDS = Integer.getInteger("blocking.rounds", 1);
  private static final long SEED = Long.getLong("blocking.seed", System.nanoTime());
  private static final int SECONDS = 300;
  private static final int DUPLICATES = 4;

  private static volatile boolean over;

  private Neighbours() {}

  public static void main(String[] arguments) throws Exception {
    Thread stranger = Thread.ofPlatform().daemon().start(() -> open(new Random(SEED)));
    Class<?> copy = copy();
    FutureTask<String> other = start((Callable<?>) copy.getMethod("work").invoke(null));
    FutureTask<String> mine = start(work());
    String faults = mine.get(SECONDS, TimeUnit.SECONDS) + other.get(SECONDS, TimeUnit.SECONDS);
    faults += SharedDescriptors.faults(copy.getClassLoader());
    over = true;
    stranger.join();
    System.out.println(faults.isEmpty() ? Rows.good() : faults + "seed " + SEED);
    System.exit(0);
  }

  private static Class<?> copy() throws Exception {
    List<URL> classes = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(":")) {
      classes.add(Path.of(each).toUri().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(classes.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    return loader.loadClass(Neighbours.class.getName());
  }

  private static FutureTask<String> start(Callable<?> work) {
    FutureTask<String> task = new FutureTask<>(() -> (String) work.call());
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  /** What one copy does; returns what was wrong. */
  public static Callable<String> work() {
    return () -> {
      Random random = new Random(SEED);
      StringBuilder faults = new StringBuilder();
      for (int i = 0; i < ROUNDS; i++) {
        List<Map.Entry<String, Row>> rows = new ArrayList<>(Rows.all().entrySet());
        Collections.shuffle(rows, random);
        for (Map.Entry<String, Row> each : rows) {
          String fault = fault(each.getValue(), random);
          if (fault != null) {
            faults.append(each.getKey()).append(": ").append(fault).append('\n');
          }
        }
      }
      return faults.toString();
    };
  }

  private static String fault(Row row, Random random) throws Exception {
    Opened opened = new Opened(true);
    WaitingCall waiting = row.begin(opened);
    List<Integer> duplicates = new ArrayList<>();
    if (!opened.alone) {
      for (int fd : opened.numbers()) {
        duplicates.add(Fds.ok(Sys.dup(fd)));
      }
    }
    Running running = new Running(waiting, true);
    boolean parked = running.waitUntilParked();
    boolean waited = waiting.early() || !running.ended();
    if (random.nextBoolean()) {
      duplicates.forEach(Fds::closeUnnoticed);
      duplicates.clear();
    }
    waiting.end().run();
    String fault = running.fault(waiting.result());
    duplicates.forEach(Fds::closeUnnoticed);
    if (fault == null) {
      opened.close();
    }
    return !parked ? "holds its carrier" : !waited ? "does not wait, " + fault : fault;
  }

  /** Takes numbers and gives them back. */
  private static void open(Random random) {
    int[] mine = new int[DUPLICATES];
    while (!over) {
      for (int i = 0; i < mine.length; i++) {
        mine[i] =
            i == 0
                ? Fds.ok(Sys.eventfd(0, sys_eventfd_h.EFD_CLOEXEC))
                : Fds.ok(Sys.dup(mine[random.nextInt(i)]));
      }
      for (int each : mine) {
        Fds.closeUnnoticed(each);
        pause(random.nextInt(3) / 2);
      }
    }
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
