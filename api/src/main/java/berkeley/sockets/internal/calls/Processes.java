/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import java.lang.foreign.MemorySegment;

/** waitpid; on a virtual thread a pool thread makes the call. */
public final class Processes {
  private Processes() {}

  public static long waitpid(int pid, MemorySegment status, int options) {
    if (!Parking.applies()) {
      return Sys.waitpid(pid, status, options);
    }
    MemorySegment cell = Offload.lend(status);
    return Offload.run(() -> Sys.waitpid(pid, cell, options));
  }
}
