/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.MemorySegment;

/** sendfile, splice, tee and vmsplice; on a virtual thread a pool thread makes the call. */
public final class KernelCopies {
  private KernelCopies() {}

  public static long sendfile(int out, int in, MemorySegment offset, long count) {
    long error = PendingErrors.take(out);
    if (error < 0) {
      return error;
    }
    if (!Parking.applies()) {
      return sendfileNow(out, in, offset, count);
    }
    MemorySegment at = Offload.lend(offset);
    return Offload.run(() -> sendfileNow(out, in, at, count));
  }

  /** Again, if it met the moment in which a virtual thread had made the socket non-blocking. */
  private static long sendfileNow(int out, int in, MemorySegment offset, long count) {
    while (true) {
      int before = Unshared.changesOf(out);
      long sent =
          Platform.is(Platform.BSD)
              ? BsdSendfile.sendfile(out, in, offset, count)
              : Sys.sendfile(out, in, offset, count);
      if (sent != AGAIN || !Unshared.misled(out, before)) {
        return sent;
      }
    }
  }

  public static long splice(
      int in, MemorySegment inOffset, int out, MemorySegment outOffset, long n, int flags) {
    long error = PendingErrors.take(in);
    error = error < 0 ? error : PendingErrors.take(out);
    if (error < 0) {
      return error;
    }
    if (!Parking.applies()) {
      return spliceNow(in, inOffset, out, outOffset, n, flags);
    }
    MemorySegment[] at = Offload.lend(inOffset, outOffset);
    return Offload.run(() -> spliceNow(in, at[0], out, at[1], n, flags));
  }

  /** As {@link #sendfileNow}. */
  private static long spliceNow(
      int in, MemorySegment inOffset, int out, MemorySegment outOffset, long n, int flags) {
    while (true) {
      int inBefore = Unshared.changesOf(in);
      int outBefore = Unshared.changesOf(out);
      long moved = Sys.splice(in, inOffset, out, outOffset, n, flags);
      if (moved != AGAIN
          || (flags & Platform.flag(fcntl_h.SPLICE_F_NONBLOCK)) != 0
          || !Unshared.misled(in, inBefore) && !Unshared.misled(out, outBefore)) {
        return moved;
      }
    }
  }

  public static long tee(int in, int out, long n, int flags) {
    return Parking.applies()
        ? Offload.run(() -> Sys.tee(in, out, n, flags))
        : Sys.tee(in, out, n, flags);
  }

  public static long vmsplice(int fd, MemorySegment iov, long count, int flags) {
    if (!Parking.applies()) {
      return Sys.vmsplice(fd, iov, count, flags);
    }
    MemorySegment vector = Offload.lend(iov);
    return Offload.run(() -> Sys.vmsplice(fd, vector, count, flags));
  }
}
