/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the JDK does not tell about the machine, and the choice of CPU. */
public final class Host {
  private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  private static final long CPU_SET = 128; // sizeof(cpu_set_t)

  private static final MethodHandle CLOCK_GETTIME = libc("clock_gettime", JAVA_INT, ADDRESS);
  private static final int RUSAGE_CHILDREN = -1;
  private static final long RUSAGE = 144; // sizeof(struct rusage)

  private static final int SIGINT = 2;

  private static final MethodHandle KILL = libc("kill", JAVA_INT, JAVA_INT);
  private static final MethodHandle GETRUSAGE = libc("getrusage", JAVA_INT, ADDRESS);
  private static final MethodHandle GETAFFINITY =
      libc("sched_getaffinity", JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle SETAFFINITY =
      libc("sched_setaffinity", JAVA_INT, JAVA_LONG, ADDRESS);

  private static final MemorySegment TIME = Arena.global().allocate(16, 8);
  private static final MemorySegment ALLOWED = Arena.global().allocate(CPU_SET, 8);

  static {
    try {
      int unused = (int) GETAFFINITY.invokeExact(0, CPU_SET, ALLOWED);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private Host() {}

  private static MethodHandle libc(String name, java.lang.foreign.MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  /** The process's CPU time; the JDK's own counter has steps of 10 ms. */
  public static synchronized long processCpuNanos() {
    try {
      int unused = (int) CLOCK_GETTIME.invokeExact(CLOCK_PROCESS_CPUTIME_ID, TIME);
      return TIME.get(JAVA_LONG, 0) * 1_000_000_000 + TIME.get(JAVA_LONG, 8);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** As Ctrl-C does; a kill(1) would be a process whose making counts. */
  static void interrupt(long pid) {
    try {
      int unused = (int) KILL.invokeExact((int) pid, SIGINT);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The CPU time of all child processes that have ended, in steps of a microsecond. */
  public static long childrenCpuNanos() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(RUSAGE, 8);
      int unused = (int) GETRUSAGE.invokeExact(RUSAGE_CHILDREN, usage);
      long seconds = usage.get(JAVA_LONG, 0) + usage.get(JAVA_LONG, 16); // user, system
      return seconds * 1_000_000_000 + (usage.get(JAVA_LONG, 8) + usage.get(JAVA_LONG, 24)) * 1000;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Keeps this thread, and the threads it starts, on one CPU.
   *
   * @param index which of the CPUs that this process may use
   * @return the CPU, or -1 where that is not allowed
   */
  public static int pin(int index) {
    int cpu = -1;
    for (int bit = 0; bit < CPU_SET * 8 && index >= 0; bit++) {
      if ((ALLOWED.get(JAVA_LONG, bit / 64 * 8) >>> bit & 1) != 0) {
        cpu = bit;
        index--;
      }
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(CPU_SET, 8);
      set.set(JAVA_LONG, cpu / 64 * 8, 1L << cpu);
      return (int) SETAFFINITY.invokeExact(0, CPU_SET, set) == 0 ? cpu : -1;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The number of CPUs that this process may use. */
  public static int cpus() {
    int count = 0;
    for (long offset = 0; offset < CPU_SET; offset += 8) {
      count += Long.bitCount(ALLOWED.get(JAVA_LONG, offset));
    }
    return count;
  }

  public static String kernel() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version");
  }

  public static String jdk() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  public static String libc() {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("gnu_get_libc_version")
        .map(
            function -> {
              try {
                MethodHandle version =
                    linker.downcallHandle(function, FunctionDescriptor.of(ADDRESS));
                MemorySegment text = (MemorySegment) version.invokeExact();
                return "glibc " + text.reinterpret(32).getString(0);
              } catch (Throwable e) {
                throw new AssertionError(e);
              }
            })
        .orElse("not glibc");
  }

  public static String cpu() {
    String model =
        first("/proc/cpuinfo", "model name", line -> line.substring(line.indexOf(':') + 2));
    return (model.isEmpty() ? System.getProperty("os.arch") : model) + ", " + cpus() + " CPUs";
  }

  public static String load() {
    return first("/proc/loadavg", "", line -> line.substring(0, line.indexOf(' ')));
  }

  /** All CPUs' jiffies so far: {total, stolen by the hypervisor}. */
  public static long[] jiffies() {
    String[] fields = first("/proc/stat", "cpu ", UnaryOperator.identity()).trim().split(" +");
    long total = 0;
    for (int i = 1; i < Math.min(fields.length, 9); i++) {
      total += Long.parseLong(fields[i]);
    }
    return new long[] {total, fields.length > 8 ? Long.parseLong(fields[8]) : 0};
  }

  private static String first(String file, String prefix, UnaryOperator<String> read) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.stream().filter(l -> l.startsWith(prefix)).findFirst().map(read).orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
