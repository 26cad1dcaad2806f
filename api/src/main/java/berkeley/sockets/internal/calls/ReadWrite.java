/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.NOSYS;
import static berkeley.sockets.internal.memory.Results.NOTSOCK;
import static berkeley.sockets.internal.memory.Results.OPNOTSUPP;
import static berkeley.sockets.internal.memory.Results.PERM;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_uio_h;
import berkeley.sockets.internal.memory.HeapBuffers;
import berkeley.sockets.internal.memory.Iovecs;
import berkeley.sockets.internal.memory.Scratch;
import berkeley.sockets.internal.parking.DescriptorState;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import berkeley.sockets.internal.parking.ReceiveLowWater;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * read, write, readv, writev, preadv, pwritev, preadv2 and pwritev2. The buffer is a segment or an
 * array, as in {@link Transfer}.
 *
 * <p>On a virtual thread sockets are received from and sent to as by recv and send; pipes and the
 * like are tried with RWF_NOWAIT, then the thread parks; files on a disk, for which no thread can
 * park, are read and written as on any thread.
 */
public final class ReadWrite {
  private static final int NOWAIT = sys_uio_h.RWF_NOWAIT;
  private static final long IOVEC = iovec.sizeof();
  private static final long IOV_BASE = iovec.iov_base$offset();
  private static final long IOV_LEN = iovec.iov_len$offset();
  private static final int PART = 1 << 16;
  private static final long CURRENT = -1;

  private ReadWrite() {}

  public static long read(int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    Transfer.checkWritable(buf, array, offset, n);
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? readParking(fd, buf, array, offset, n)
        : readInKernel(fd, buf, array, offset, n);
  }

  public static long write(int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    Transfer.checkRange(array, offset, n);
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? writeParking(fd, buf, array, offset, n)
        : writeInKernel(fd, buf, array, offset, n);
  }

  public static long readv(int fd, MemorySegment iov, int count) {
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    return Parking.applies() ? readvParking(fd, iov, count) : readvInKernel(fd, iov, count);
  }

  public static long writev(int fd, MemorySegment iov, int count) {
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    return Parking.applies() ? writevParking(fd, iov, count) : writevInKernel(fd, iov, count);
  }

  /** Holds the carrier: sockets and pipes, which may wait, have no offset. */
  public static long preadv(int fd, MemorySegment iov, int count, long offset) {
    return Sys.preadv(fd, iov, count, offset);
  }

  /** As {@link #preadv}. */
  public static long pwritev(int fd, MemorySegment iov, int count, long offset) {
    return Sys.pwritev(fd, iov, count, offset);
  }

  /** Without an offset as readv, which may wait. */
  public static long preadv2(int fd, MemorySegment iov, int count, long offset, int flags) {
    if (offset != CURRENT) {
      return Sys.preadv2(fd, iov, count, offset, flags);
    }
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    if (flags == 0 && Parking.applies()) {
      return readvParking(fd, iov, count);
    }
    if (!maySleep(fd, flags)) {
      return Sys.preadv2(fd, iov, count, offset, flags);
    }
    MemorySegment lent = Offload.lend(iov);
    return Offload.run(() -> Sys.preadv2(fd, lent, count, offset, flags));
  }

  /** Without an offset as writev, which may wait. */
  public static long pwritev2(int fd, MemorySegment iov, int count, long offset, int flags) {
    if (offset != CURRENT) {
      return Sys.pwritev2(fd, iov, count, offset, flags);
    }
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    if (flags == 0 && Parking.applies()) {
      return writevParking(fd, iov, count);
    }
    if (!maySleep(fd, flags)) {
      return Sys.pwritev2(fd, iov, count, offset, flags);
    }
    MemorySegment lent = Offload.lend(iov);
    return Offload.run(() -> Sys.pwritev2(fd, lent, count, offset, flags));
  }

  /** With flags of which not every file knows all: a pool thread makes the call as it is. */
  private static boolean maySleep(int fd, int flags) {
    return (flags & NOWAIT) == 0 && Parking.applies() && Parking.watches(fd);
  }

  // ---- in the kernel, where they wait although a virtual thread changes the mode

  private static long readInKernel(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long got = readNow(fd, buf, array, offset, n);
      if (got != AGAIN || !Unshared.misled(fd, before)) {
        return got;
      }
    }
  }

  private static long writeInKernel(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long put = writeNow(fd, buf, array, offset, n);
      if (put != AGAIN || !Unshared.misled(fd, before)) {
        return put;
      }
    }
  }

  private static long readvInKernel(int fd, MemorySegment iov, int count) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long got = Sys.readv(fd, iov, count);
      if (got != AGAIN || !Unshared.misled(fd, before)) {
        return got;
      }
    }
  }

  private static long writevInKernel(int fd, MemorySegment iov, int count) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long put = Sys.writev(fd, iov, count);
      if (put != AGAIN || !Unshared.misled(fd, before)) {
        return put;
      }
    }
  }

  // ---- the calls as they are, on any thread

  private static long readNow(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    if (array == null && buf.isNative()) {
      return Sys.read(fd, buf, n);
    }
    if (n <= Scratch.PIECE) {
      return HeapBuffers.read(fd, buf, array, offset, n);
    }
    if (Query.stream(fd)) {
      return Transfer.recvNow(fd, buf, array, offset, n, 0, null, null);
    }
    return Parking.watches(fd)
        ? HeapBuffers.read(fd, buf, array, offset, n)
        : divided(false, fd, HeapBuffers.segment(buf, array, offset), n);
  }

  /**
   * From a file on a disk as much as there is, or to it, or to a pipe: these take all, or tell the
   * next call why not.
   */
  private static long divided(boolean writes, int fd, MemorySegment heap, long n) {
    int closings = DescriptorState.closings(fd); // see HeapTransfer
    long done = 0;
    while (done < n && DescriptorState.closings(fd) == closings) {
      long piece = Math.min(n - done, Scratch.PIECE);
      MemorySegment part = heap.asSlice(done);
      long more =
          writes
              ? HeapBuffers.write(fd, part, null, 0, piece)
              : HeapBuffers.read(fd, part, null, 0, piece);
      if (more < 0) {
        return done > 0 ? done : more;
      }
      done += more;
      if (more < piece) {
        return done;
      }
    }
    return done;
  }

  private static long writeNow(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    if (array == null && buf.isNative()) {
      return Sys.write(fd, buf, n);
    }
    if (n <= Scratch.PIECE) {
      return HeapBuffers.write(fd, buf, array, offset, n);
    }
    if (Query.stream(fd)) {
      return Transfer.sendNow(fd, buf, array, offset, n, 0, null, 0);
    }
    return Sys.fcntl(fd, fcntl_h.F_GETPIPE_SZ, 0L) < 0 && Parking.watches(fd)
        ? HeapBuffers.write(fd, buf, array, offset, n)
        : divided(true, fd, HeapBuffers.segment(buf, array, offset), n);
  }

  // ---- on a virtual thread

  private static long readParking(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    if (n == 0) {
      return Sys.read(fd, MemorySegment.NULL, 0);
    }
    long received = Transfer.recvParking(fd, buf, array, offset, n, 0);
    if (received != NOTSOCK) {
      return received;
    }
    MemorySegment into = HeapBuffers.segment(buf, array, offset);
    if (into.byteSize() < n) { // NULL, which is the kernel's to refuse
      return Sys.read(fd, into, n);
    }
    long deadline = 0;
    do {
      long ticket = Parking.ticketIn(fd);
      long got = tryRead(fd, into, Math.min(n, PART));
      if (got > 0 && got < n && !Parking.watches(fd)) {
        long more = readNow(fd, into.asSlice(got), null, 0, n - got);
        return more < 0 ? got : got + more;
      }
      if (isMissing(got)) {
        if (!waitsToRead(fd)) {
          return readNow(fd, into, null, 0, n);
        }
        got = AGAIN;
      }
      if (got != AGAIN) {
        return got;
      }
      deadline = Parking.readable(fd, ticket, deadline);
    } while (deadline > 0);
    return isUnwatched(fd, deadline, poll_h.POLLIN) ? readNow(fd, into, null, 0, n) : deadline;
  }

  /**
   * Whether a wait ended with EPERM because no thread can wait for such a file, rather than because
   * a filter of system calls refuses what waiting needs: what a thread can wait for is not ready
   * when it was not a moment ago.
   */
  private static boolean isUnwatched(int fd, long deadline, int events) {
    return deadline == PERM && !Parking.watches(fd) && Query.ready(fd, events) != 0;
  }

  /**
   * Whether the call that does not wait is not to be had: for a pipe before Linux 6.4, or where a
   * filter of system calls refuses it. What else the errors may mean, the plain call tells.
   */
  private static boolean isMissing(long result) {
    return result == OPNOTSUPP || result == NOSYS || result == PERM;
  }

  /** Where it is not tried: the other end of a pipe is never readable, which read tells. */
  private static boolean waitsToRead(int fd) {
    long flags = Sys.fcntl(fd, fcntl_h.F_GETFL, 0L);
    return flags >= 0
        && (flags & fcntl_h.O_ACCMODE) != fcntl_h.O_WRONLY
        && Parking.watches(fd)
        && Query.ready(fd, poll_h.POLLIN) == 0;
  }

  private static long readNoWait(int fd, MemorySegment iov, int count) {
    return Platform.PORTABLE ? OPNOTSUPP : Sys.preadv2(fd, iov, count, CURRENT, NOWAIT);
  }

  private static long writeNoWait(int fd, MemorySegment iov, int count) {
    return Platform.PORTABLE ? OPNOTSUPP : Sys.pwritev2(fd, iov, count, CURRENT, NOWAIT);
  }

  private static long tryRead(int fd, MemorySegment into, long n) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment memory = scratch.memory(IOVEC + n);
      vector(memory, n);
      long got = readNoWait(fd, memory, 1);
      if (got > 0) {
        MemorySegment.copy(memory, IOVEC, into, 0, got);
      }
      return got;
    } finally {
      scratch.release();
    }
  }

  private static long writeParking(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    long sent = Transfer.sendParking(fd, buf, array, offset, n, 0, null, 0);
    if (sent != NOTSOCK) {
      return sent;
    }
    MemorySegment from = n == 0 ? MemorySegment.NULL : HeapBuffers.segment(buf, array, offset);
    if (n == 0 || from.byteSize() < n) { // a vector of no bytes would not reach the file
      return Sys.write(fd, from, n);
    }
    long done = 0;
    long deadline = 0;
    while (true) {
      long ticket = Parking.ticketOut(fd);
      long put = tryWrite(fd, from, done, Math.min(n - done, PART));
      if (isMissing(put)) {
        return writeRest(fd, from, done, n, Parking.watches(fd));
      } else if (put == AGAIN) {
        deadline = Parking.writable(fd, ticket, deadline);
        if (isUnwatched(fd, deadline, poll_h.POLLOUT)) {
          return writeRest(fd, from, done, n, false);
        }
        if (deadline < 0) {
          return done > 0 ? done : deadline;
        }
      } else if (put < 0) {
        return done > 0 ? done : put;
      } else {
        done += put;
        if (done >= n || put == 0) {
          return done;
        }
      }
    }
  }

  private static long writeRest(int fd, MemorySegment from, long done, long n, boolean offload) {
    MemorySegment rest = offload ? Offload.lend(from.asSlice(done)) : from.asSlice(done);
    long put =
        offload
            ? Offload.run(() -> writeInKernel(fd, rest, null, 0, n - done))
            : writeNow(fd, rest, null, 0, n - done);
    return put < 0 && done > 0 ? done : done + put;
  }

  private static long tryWrite(int fd, MemorySegment from, long offset, long n) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment memory = scratch.memory(IOVEC + n);
      vector(memory, n);
      MemorySegment.copy(from, offset, memory, IOVEC, n);
      return writeNoWait(fd, memory, 1);
    } finally {
      scratch.release();
    }
  }

  /** At the start of the memory an iovec for what follows. */
  private static void vector(MemorySegment memory, long n) {
    memory.set(JAVA_LONG_UNALIGNED, IOV_BASE, memory.address() + IOVEC);
    memory.set(JAVA_LONG_UNALIGNED, IOV_LEN, n);
  }

  private static long readvParking(int fd, MemorySegment iov, int count) {
    if (ReceiveLowWater.used && ReceiveLowWater.await(fd, 0, 0) == ReceiveLowWater.KERNEL) {
      MemorySegment lent = Offload.lend(iov);
      return Offload.run(() -> readvInKernel(fd, lent, count));
    }
    long total = Iovecs.total(iov, count);
    long deadline = 0;
    do {
      long ticket = Parking.ticketIn(fd);
      long got = readNoWait(fd, iov, count);
      if (got > 0 && got < total && !Parking.watches(fd)) {
        return Iovecs.rest(iov, count, got, (rest, left) -> Sys.readv(fd, rest, left));
      }
      if (isMissing(got)) {
        if (count <= 0 || !waitsToRead(fd)) {
          return Sys.readv(fd, iov, count);
        }
        got = AGAIN;
      }
      if (got != AGAIN) {
        return got;
      }
      deadline = Parking.readable(fd, ticket, deadline);
    } while (deadline > 0);
    return deadline == 0 || isUnwatched(fd, deadline, poll_h.POLLIN)
        ? Sys.readv(fd, iov, count)
        : deadline;
  }

  private static long writevParking(int fd, MemorySegment iov, int count) {
    long total = Iovecs.total(iov, count); // before what others may take as the end of the call
    long put = writeSome(fd, iov, count);
    if (isMissing(put)) { // of the plain call a part is the result: the next one is told why
      return writeAll(fd, iov, count);
    }
    if (put <= 0 || put >= total || Query.nonBlocking(fd)) {
      return put;
    }
    return Iovecs.rest(
        iov,
        count,
        put,
        (rest, left) -> {
          long more = writeSome(fd, rest, left);
          PendingErrors.keep(fd, more);
          return more;
        });
  }

  private static long writeSome(int fd, MemorySegment iov, int count) {
    long deadline = 0;
    do {
      long ticket = Parking.ticketOut(fd);
      long put = writeNoWait(fd, iov, count);
      if (put != AGAIN) {
        return put;
      }
      deadline = Parking.writable(fd, ticket, deadline);
    } while (deadline > 0);
    return isUnwatched(fd, deadline, poll_h.POLLOUT) ? Sys.writev(fd, iov, count) : deadline;
  }

  private static long writeAll(int fd, MemorySegment iov, int count) {
    MemorySegment lent = Offload.lend(iov);
    return Parking.watches(fd)
        ? Offload.run(() -> writevInKernel(fd, lent, count))
        : Sys.writev(fd, iov, count);
  }
}
