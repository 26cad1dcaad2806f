/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import berkeley.sockets.c.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Java half of native/src/libraries/preload.c: takes the calls of a C program and makes them
 * through the mirror.
 */
public final class Preload {
  private static final int INTERRUPT = -1;

  private static Row[] rows;
  private static MethodHandle answered;
  private static boolean virtual;

  /** The virtual threads that serve calls, by the address of the call. */
  private static final Map<Long, Thread> SERVING = new ConcurrentHashMap<>();

  private Preload() {}

  /** How a function of C is called in Java. */
  interface Row {
    long call(Call c);
  }

  /** All rows, by the name of the function. */
  static Map<String, Row> rowsByName() {
    Map<String, Row> all = new HashMap<>();
    SocketCalls.add(all);
    WaitingCalls.add(all);
    FileCalls.add(all);
    NameCalls.add(all);
    return all;
  }

  /**
   * Called by C when it has made the JVM.
   *
   * @param names an array of pointers to the names of functions, in the order of their numbers
   * @param count how many
   * @param answered the address of the function that is told when a virtual thread has answered
   * @param virtual whether each call is made on a virtual thread
   * @return the address of {@link #dispatch}
   */
  static long start(long names, int count, long answered, boolean virtual) throws Exception {
    Map<String, Row> all = rowsByName();
    Row[] inOrder = new Row[count];
    MemorySegment pointers = Call.at(names, count * 8L);
    for (int i = 0; i < count; i++) {
      String name =
          Call.at(pointers.getAtIndex(ValueLayout.JAVA_LONG, i), Long.MAX_VALUE).getString(0);
      inOrder[i] = all.remove(name);
      if (inOrder[i] == null) {
        throw new IllegalStateException("no row for " + name);
      }
    }
    if (!all.isEmpty()) {
      throw new IllegalStateException("C does not know " + all.keySet());
    }
    rows = inOrder;
    Preload.virtual = virtual;
    long address = link(answered);
    WarmUp.run(virtual);
    return address;
  }

  @SuppressWarnings("restricted")
  private static long link(long function) throws ReflectiveOperationException {
    Linker linker = Linker.nativeLinker();
    answered =
        linker.downcallHandle(
            MemorySegment.ofAddress(function), FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
    MethodHandle dispatch =
        MethodHandles.lookup()
            .findStatic(Preload.class, "dispatch", MethodType.methodType(void.class, long.class));
    return linker
        .upcallStub(dispatch, FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG), Arena.global())
        .address();
  }

  /** Every call of the program; nothing may be thrown from here, that would end the process. */
  static void dispatch(long address) {
    Call call = new Call(address);
    if (call.op() == INTERRUPT) {
      Thread serving = SERVING.get(call.l(0));
      if (serving != null) {
        serving.interrupt();
      }
    } else if (!virtual || call.here()) {
      serve(call);
    } else {
      Thread thread = Thread.ofVirtual().unstarted(() -> serveAndTell(call));
      SERVING.put(address, thread);
      thread.start();
    }
  }

  private static void serveAndTell(Call call) {
    serve(call);
    SERVING.remove(call.address());
    try {
      answered.invokeExact(call.address());
    } catch (Throwable e) {
      e.printStackTrace();
    }
  }

  private static void serve(Call call) {
    serve(call, rows[call.op()]);
  }

  /** The mirror writes errno on failure only, so what is there afterwards is this call's. */
  static void serve(Call call, Row row) {
    try {
      Errno.errno(0);
      long result = row.call(call);
      call.answer(result, Errno.errno());
    } catch (Call.Declined e) {
      call.declined();
    } catch (Throwable e) {
      e.printStackTrace();
      call.answer(-1, Errno.EIO);
      call.failed();
    }
  }
}
