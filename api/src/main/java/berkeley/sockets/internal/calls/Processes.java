/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import java.lang.foreign.MemorySegment;

/** waitpid and posix_spawn; on a virtual thread a pool thread makes the call. */
public final class Processes {
  private Processes() {}

  public static long waitpid(int pid, MemorySegment status, int options) {
    if (!Parking.applies()) {
      return Sys.waitpid(pid, status, options);
    }
    MemorySegment cell = Offload.lend(status);
    return Offload.run(() -> Sys.waitpid(pid, cell, options));
  }

  /** Waits until the child has opened the files that its file actions name, perhaps a FIFO. */
  public static int posix_spawn(
      MemorySegment pid,
      MemorySegment path,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment argv,
      MemorySegment envp) {
    if (!Parking.applies()) {
      return Sys.posix_spawn(pid, path, actions, attributes, argv, envp);
    }
    MemorySegment[] m = Offload.lend(pid, path, actions, attributes, argv, envp);
    return (int) Offload.run(() -> Sys.posix_spawn(m[0], m[1], m[2], m[3], m[4], m[5]));
  }

  /** As {@link #posix_spawn}. */
  public static int posix_spawnp(
      MemorySegment pid,
      MemorySegment file,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment argv,
      MemorySegment envp) {
    if (!Parking.applies()) {
      return Sys.posix_spawnp(pid, file, actions, attributes, argv, envp);
    }
    MemorySegment[] m = Offload.lend(pid, file, actions, attributes, argv, envp);
    return (int) Offload.run(() -> Sys.posix_spawnp(m[0], m[1], m[2], m[3], m[4], m[5]));
  }
}
