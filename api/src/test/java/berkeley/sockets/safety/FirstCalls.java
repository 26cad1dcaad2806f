/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.bindings.Sys;
import java.util.function.LongSupplier;

/** Calls functions for the first time where there is no stack or memory left, then once more. */
final class FirstCalls {
  private static final int SMALLEST = 16;

  private static int failures;
  private static long result;

  private FirstCalls() {}

  public static void main(String[] arguments) throws Exception {
    long pid = ProcessHandle.current().pid();
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    LongSupplier[] four = {Sys::getuid, Sys::geteuid, Sys::getgid, Sys::getegid};
    inDeepStack(Thread.ofPlatform(), Sys::getpid);
    System.out.println("platform: " + (failures > 0) + " " + (Sys.getpid() == pid));
    inDeepStack(Thread.ofVirtual(), Sys::getppid);
    System.out.println("virtual: " + (failures > 0) + " " + (Sys.getppid() == parent));
    failures = 0;
    withoutMemory(four);
    for (LongSupplier each : four) {
      System.out.print(each.getAsLong() + " ");
    }
    System.out.println(failures > 0);
  }

  private static void inDeepStack(Thread.Builder builder, LongSupplier call) throws Exception {
    failures = 0;
    builder.start(() -> deeper(call)).join();
  }

  /** From the end of the stack upwards until it succeeds. */
  private static void deeper(LongSupplier call) {
    try {
      deeper(call);
    } catch (StackOverflowError e) {
      try {
        result = call.getAsLong();
      } catch (StackOverflowError again) {
        failures++;
        throw again;
      }
    }
  }

  private static void withoutMemory(LongSupplier[] calls) {
    Object[] kept = null;
    for (int n = 1 << 20; n >= SMALLEST; n /= 2) {
      try {
        while (true) {
          Object[] next = new Object[n];
          next[0] = kept;
          kept = next;
        }
      } catch (OutOfMemoryError e) {
        // as intended
      }
    }
    for (LongSupplier call : calls) {
      try {
        result += call.getAsLong();
      } catch (OutOfMemoryError e) {
        failures++;
      }
    }
    if (kept == null) {
      throw new IllegalStateException();
    }
  }
}
