/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.bindings.CallHook;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes calls of the library fail below everything that looks at their results, as a kernel would
 * that does not have them, or a machine that has run out of something.
 */
public final class FaultPlan extends CallHook {
  /** What happens instead of a call. */
  interface Fault {
    /** Returns an errno, or throws. */
    int happen();
  }

  /** The functions that always fail, and how. */
  static final Map<String, Integer> MISSING = new ConcurrentHashMap<>();

  /** How often each function of {@link #MISSING} was asked for. */
  static final Map<String, AtomicInteger> ASKED = new ConcurrentHashMap<>();

  /** What happens once, after the next call of a function. */
  static final Map<String, Runnable> AFTER = new ConcurrentHashMap<>();

  private static volatile Thread victim;
  private static volatile Fault fault;
  private static volatile int at;
  private static volatile String hit;
  private static final AtomicInteger count = new AtomicInteger();

  /** What takes no descriptor and no memory; close(2) that fails has closed, too. */
  private static final Set<String> NEEDS_NOTHING =
      Set.of("close", "free", "getsockopt", "getsockname", "getpeername");

  private static final MethodHandle CALL;

  static {
    try {
      CALL =
          MethodHandles.lookup()
              .findStatic(
                  FaultPlan.class,
                  "call",
                  MethodType.methodType(
                      long.class, String.class, MethodHandle.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** For ServiceLoader. */
  public FaultPlan() {}

  /** A JVM in which this is the hook. */
  static List<String> jvm(Path directory, String... arguments) throws java.io.IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(CallHook.class.getName()), FaultPlan.class.getName());
    List<String> command = ChildProcess.jvm(arguments);
    int classes = command.indexOf("-cp") + 1;
    command.set(classes, directory + ":" + command.get(classes));
    command.add(1, "-Dberkeley.sockets.trace=stderr");
    return command;
  }

  /** From now on the n-th call that a thread makes, or has made for it, ends in the fault. */
  static void arm(Thread thread, int n, Fault what) {
    count.set(0);
    hit = null;
    at = n;
    fault = what;
    victim = thread;
  }

  /** Ends that, and tells how many calls there were. */
  static int disarm() {
    victim = null;
    return count.get();
  }

  /** The function that failed, or null. */
  static String hit() {
    return hit;
  }

  @Override
  protected void start() {}

  @Override
  protected Object before(String function, Object[] arguments) {
    return null;
  }

  @Override
  protected void after(Object call, long result, boolean failure) {}

  @Override
  protected MethodHandle linked(String function, MethodHandle handle) {
    return MethodHandles.insertArguments(CALL, 0, function, handle)
        .asCollector(Object[].class, handle.type().parameterCount())
        .asType(handle.type());
  }

  static long call(String function, MethodHandle handle, Object[] arguments) throws Throwable {
    Integer missing = MISSING.get(function);
    if (missing != null) {
      ASKED.computeIfAbsent(function, name -> new AtomicInteger()).incrementAndGet();
      return fail(arguments, missing);
    }
    Thread me = Thread.currentThread();
    Thread now = victim;
    if (now != null && (me == now || me.getName().startsWith("berkeley-sockets-call-"))) {
      if (count.incrementAndGet() == at) {
        hit = function;
        int errno = fault.happen();
        if (errno != 0 && function.equals("aligned_alloc")) {
          return 0;
        }
        if (errno != 0 && !NEEDS_NOTHING.contains(function)) {
          return fail(arguments, errno);
        }
      }
    }
    long result = (long) handle.invokeWithArguments(arguments);
    Runnable after = AFTER.remove(function);
    if (after != null) {
      after.run();
    }
    return result;
  }

  private static long fail(Object[] arguments, int errno) {
    ((MemorySegment) arguments[0]).set(ValueLayout.JAVA_INT, 0, errno);
    return -1;
  }
}
