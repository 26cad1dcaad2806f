/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.Sys;
import java.lang.foreign.MemorySegment;

/** Lookups that read files or ask servers: a virtual thread hands them to a platform thread. */
public final class HostLookups {
  private HostLookups() {}

  public static long gethostbyname2_r(
      MemorySegment name,
      int family,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    if (!Parking.applies()) {
      return Sys.gethostbyname2_r(name, family, entry, buffer, size, result, herrno);
    }
    MemorySegment host = Offload.lend(name);
    return Offload.run(
        () -> Sys.gethostbyname2_r(host, family, entry, buffer, size, result, herrno));
  }

  public static int ether_ntohost(MemorySegment hostname, MemorySegment addr) {
    if (!Parking.applies()) {
      return Sys.ether_ntohost(hostname, addr);
    }
    MemorySegment[] m = Offload.lend(new MemorySegment[] {hostname, addr});
    return (int) Offload.run(() -> Sys.ether_ntohost(m[0], m[1]));
  }

  public static int ether_hostton(MemorySegment hostname, MemorySegment addr) {
    if (!Parking.applies()) {
      return Sys.ether_hostton(hostname, addr);
    }
    MemorySegment[] m = Offload.lend(new MemorySegment[] {hostname, addr});
    return (int) Offload.run(() -> Sys.ether_hostton(m[0], m[1]));
  }
}
