/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Native;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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

  private static final String PROPERTY = "berkeley.sockets.pool";
  private static final int LIMIT = Math.max(1, Integer.getInteger(PROPERTY, 1024));

  /** As many calls as may be under way; more are refused, as one may wait for another. */
  private static final Semaphore CALLS = new Semaphore(LIMIT);

  /** Look-ups wait for nobody in this process: more than these wait until one has ended. */
  private static final Semaphore LOOKUPS = new Semaphore(LIMIT);

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

  /**
   * Waits to the end, whatever interrupts: the call uses the caller's memory.
   *
   * @throws RejectedExecutionException if as many calls as there may be threads are under way
   */
  public static long run(Call call) {
    return new Task(call, CALLS).await(false);
  }

  /**
   * Returns -EINTR when the caller is interrupted; the call may still take place.
   *
   * @throws RejectedExecutionException as {@link #run}
   */
  public static long interruptibly(Call call) {
    return new Task(call, CALLS).await(true);
  }

  /** As {@link #run}, for calls that end whatever else in this process does. */
  public static long lookUp(Call call) {
    return new Task(call, LOOKUPS).await(false);
  }

  /** As {@link #interruptibly}, for calls that end whatever else in this process does. */
  public static long lookUpInterruptibly(Call call) {
    return new Task(call, LOOKUPS).await(true);
  }

  private static final class Task extends AtomicInteger implements Runnable {
    private static final long serialVersionUID = 1;
    private static final int WAITED_FOR = 0;
    private static final int DONE = 1;
    private static final int ABANDONED = 2;

    private final transient Call call;
    private final transient Semaphore permits;
    private final transient Thread caller = Thread.currentThread();
    private long result;
    private @Nullable Throwable failure;

    Task(Call call, Semaphore permits) {
      this.call = call;
      this.permits = permits;
    }

    long await(boolean interruptibly) {
      boolean interrupted = interruptibly && caller.isInterrupted();
      if (interrupted && !call.runsAbandoned()) {
        return INTR;
      }
      if (!start(interruptibly)) {
        return INTR;
      }
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

    /** False after an interrupt that came while there was no permit. */
    private boolean start(boolean interruptibly) {
      if (!permits.tryAcquire()) {
        if (permits == CALLS) {
          throw new RejectedExecutionException(
              LIMIT + " calls wait on threads of the pool, more than -D" + PROPERTY + " allows");
        }
        if (!interruptibly) {
          permits.acquireUninterruptibly();
        } else {
          try {
            permits.acquire();
          } catch (InterruptedException e) {
            caller.interrupt();
            return false;
          }
        }
      }
      boolean started = false;
      try {
        THREADS.execute(this);
        started = true;
      } finally {
        if (!started) {
          permits.release();
        }
      }
      return true;
    }

    @Override
    public void run() {
      boolean wanted = get() != ABANDONED || call.runsAbandoned();
      long value = 0;
      try {
        value = wanted ? call.run() : 0;
        result = value;
      } catch (Throwable e) {
        failure = e;
      }
      permits.release(); // before the caller can make the next call
      if (compareAndSet(WAITED_FOR, DONE)) {
        LockSupport.unpark(caller);
      } else if (wanted) {
        call.undo(value);
      }
    }
  }
}
