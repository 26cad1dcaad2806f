/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Native;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Hands a call that can only block to a platform thread, and parks the virtual thread. */
public final class Offload {
  /** A call, and how to undo it if it succeeds after its caller has returned. */
  public interface Call {
    long run();

    default void undo(long result) {}

    /** Whether it takes place even if its caller was interrupted before it began. */
    default boolean runsAbandoned() {
      return false;
    }
  }

  private static final long STACK = 512 << 10;
  private static final long IDLE_SECONDS = 10;

  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform()
              .daemon()
              .stackSize(STACK)
              .name("berkeley-sockets-call-", 0)
              .inheritInheritableThreadLocals(false) // and the context class loader is the system's
              .factory());

  private static final Thread OTHER_THREAD =
      Thread.ofPlatform().inheritInheritableThreadLocals(false).unstarted(Thread::yield);

  private Offload() {}

  /**
   * The same memory for the thread that makes the call: of a confined arena's, which only its owner
   * may use, a segment without an owner, as the owner waits meanwhile. Shared memory stays as it
   * is: the call keeps it from being freed.
   */
  public static MemorySegment lend(MemorySegment segment) {
    return segment.isNative()
            && segment.isAccessibleBy(Thread.currentThread())
            && !segment.isAccessibleBy(OTHER_THREAD)
            && segment.scope().isAlive()
        ? Native.memory(segment.address(), segment.byteSize())
        : segment;
  }

  /** Each of them lent. */
  public static MemorySegment[] lend(MemorySegment... segments) {
    for (int i = 0; i < segments.length; i++) {
      segments[i] = lend(segments[i]);
    }
    return segments;
  }

  /** Waits to the end, whatever interrupts: the call uses the caller's memory. */
  public static long run(Call call) {
    return new Task(call).await(false);
  }

  /** Returns -EINTR when the caller is interrupted; the call may still take place. */
  public static long interruptibly(Call call) {
    return new Task(call).await(true);
  }

  private static final class Task extends AtomicInteger implements Runnable {
    private static final long serialVersionUID = 1;
    private static final int WAITED_FOR = 0;
    private static final int DONE = 1;
    private static final int ABANDONED = 2;

    private final transient Call call;
    private final transient Thread caller = Thread.currentThread();
    private long result;
    private Throwable failure;

    Task(Call call) {
      this.call = call;
    }

    long await(boolean interruptibly) {
      boolean interrupted = interruptibly && caller.isInterrupted();
      if (interrupted && !call.runsAbandoned()) {
        return INTR;
      }
      THREADS.execute(this);
      while (get() != DONE) {
        LockSupport.park(this);
        if (Thread.interrupted()) { // else park would return at once
          interrupted = true;
          if (interruptibly && compareAndSet(WAITED_FOR, ABANDONED)) {
            caller.interrupt();
            return INTR;
          }
        }
      }
      if (interrupted) {
        caller.interrupt();
      }
      if (failure instanceof Error e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      return result;
    }

    @Override
    public void run() {
      if (get() == ABANDONED && !call.runsAbandoned()) {
        return;
      }
      long value = 0;
      try {
        value = call.run();
        result = value;
      } catch (Throwable e) {
        failure = e;
      }
      if (compareAndSet(WAITED_FOR, DONE)) {
        LockSupport.unpark(caller);
      } else {
        call.undo(value);
      }
    }
  }
}
