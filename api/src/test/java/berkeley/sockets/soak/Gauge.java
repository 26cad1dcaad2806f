/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a process holds: open descriptors; the heap in use after a collection; what Native Memory
 * Tracking knows to be committed, without the heap, in all and by malloc for Java code ("Other");
 * resident memory; threads other than those that rest in the pool for blocking calls. Sizes in KiB.
 */
record Gauge(
    long descriptors, long heap, long nativeMemory, long other, long resident, int threads) {
  static Gauge read() throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20); // reference handlers and cleaners
    }
    Runtime runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) / 1024;
    String nmt = nmtSummary();
    long committed = committed(nmt, "Total:") - committed(nmt, "Java Heap (");
    return new Gauge(
        openDescriptors(),
        heap,
        committed,
        committed(nmt, "Other ("),
        residentSet(),
        liveThreads());
  }

  private static long openDescriptors() throws IOException {
    try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
      return fds.count();
    }
  }

  /** As {@code jcmd VM.native_memory summary}. */
  private static String nmtSummary() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "vmNativeMemory",
                  new Object[] {new String[] {"summary"}},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  private static long committed(String nmt, String category) {
    int start = nmt.indexOf(category);
    if (start < 0) {
      return 0; // no such category yet, or -XX:NativeMemoryTracking is off
    }
    String from = nmt.substring(nmt.indexOf("committed=", start) + 10);
    return Long.parseLong(from.substring(0, from.indexOf("KB")));
  }

  private static long residentSet() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  private static int liveThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> !t.getName().matches("berkeley-sockets-call-.*|ForkJoinPool.*"))
            .count();
  }

  static Gauge parse(String line) {
    long[] n = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Gauge(n[0], n[1], n[2], n[3], n[4], (int) n[5]);
  }

  String line() {
    return descriptors
        + " "
        + heap
        + " "
        + nativeMemory
        + " "
        + other
        + " "
        + resident
        + " "
        + threads;
  }

  /** Prints the change, and tells whether it is none to speak of. */
  boolean isAs(Gauge after, String who) {
    boolean good = is(who + " descriptors", descriptors, after.descriptors, 8); // the JDK's own
    good &= is(who + " threads", threads, after.threads, 4); // likewise
    good &= is(who + " heap KiB", heap, after.heap, 8192);
    good &= is(who + " native KiB (NMT)", nativeMemory, after.nativeMemory, 16384); // JIT, GC
    // the memory of threads that ended since the last collection, of which a warm JVM has more
    good &= is(who + " of that malloc by Java", other, after.other, 4096);
    good &= is(who + " resident KiB", resident, after.resident, 65536 + resident / 5);
    return good;
  }

  private static boolean is(String what, long before, long after, long slack) {
    boolean good = after <= before + slack;
    System.out.printf("%-28s %,d -> %,d%s%n", what, before, after, good ? "" : " GREW");
    return good;
  }
}
