/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.signal_h;
import berkeley.sockets.bindings.headers.signal_h.sigaction;
import berkeley.sockets.internal.calls.Fds;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A signal every few milliseconds for one thread, or for each thread of the process, as a
 * wall-clock profiler sends them. kill(2) with the number of a thread prefers that thread.
 */
final class Signals implements AutoCloseable {
  private static final int SIGNAL = signal_h.SIGURG;
  private static final int PAUSE = 3;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment former = sigaction.allocate(arena);
  private final Thread sender = Thread.ofPlatform().daemon().unstarted(this::send);
  private volatile boolean ended;
  private volatile String only;

  Signals() {
    MemorySegment ours = sigaction.allocate(arena);
    // any function that may be called in a handler and has no effect
    sigaction.sa_handler(ours, Linker.nativeLinker().defaultLookup().find("getpid").orElseThrow());
    sigaction.sa_flags(ours, signal_h.SA_RESTART);
    Fds.ok(Sys.sigaction(SIGNAL, ours, former));
    sender.start();
  }

  /** From now on they are for the current thread alone, which is a platform thread. */
  void forMe() {
    try {
      only = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void send() {
    while (!ended) {
      String one = only;
      String[] threads = one != null ? new String[] {one} : new File("/proc/self/task").list();
      for (String each : threads == null ? new String[0] : threads) {
        Sys.kill(Integer.parseInt(each), SIGNAL);
      }
      Virtual.pause(PAUSE);
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      sender.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Fds.ok(Sys.sigaction(SIGNAL, former, MemorySegment.NULL));
    arena.close();
  }
}
