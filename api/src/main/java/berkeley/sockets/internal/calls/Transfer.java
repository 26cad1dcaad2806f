/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.PIPE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.HeapBuffers;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import berkeley.sockets.internal.parking.ReceiveLowWater;
import berkeley.sockets.internal.parking.ShortReceives;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * send, recv, sendto and recvfrom.
 *
 * <p>The buffer is a segment, native or heap, or where the array is not null that array from an
 * offset on; neither costs an allocation (a segment made for each call is an object of 72 bytes).
 * It must not be read-only where data are received.
 *
 * <p>On a virtual thread a call is tried with MSG_DONTWAIT, then the thread parks. It parks only
 * after EAGAIN, never after a part: readiness is signalled when it comes, not while it lasts. Of a
 * receive after which the next is known to find nothing, see {@link ShortReceives}.
 */
public final class Transfer {
  private static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  private static final int MSG_FASTOPEN = Platform.flag(sys_socket_h.MSG_FASTOPEN);
  private static final int MSG_PEEK = sys_socket_h.MSG_PEEK;
  private static final int ASIDE = sys_socket_h.MSG_OOB | Platform.flag(sys_socket_h.MSG_ERRQUEUE);
  private static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;

  private static final int MSG_ZEROCOPY = Platform.flag(sys_socket_h.MSG_ZEROCOPY);

  private Transfer() {}

  public static long send(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n, int flags) {
    checkRange(array, offset, n);
    if ((flags & MSG_ZEROCOPY) != 0 && (array != null || !buf.isNative())) {
      flags = withoutZeroCopy(fd, flags);
    }
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? sendParking(fd, buf, array, offset, n, flags, null, 0)
        : sendInKernel(fd, buf, array, offset, n, flags, null, 0);
  }

  public static long recv(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n, int flags) {
    checkWritable(buf, array, offset, n);
    long error = takeUnlessAside(fd, flags);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? recvParking(fd, buf, array, offset, n, flags)
        : recvInKernel(fd, buf, array, offset, n, flags, null, null);
  }

  public static long sendto(
      int fd,
      MemorySegment buf,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      int addrlen) {
    checkRange(array, offset, n);
    if ((flags & MSG_ZEROCOPY) != 0 && (array != null || !buf.isNative())) {
      flags = withoutZeroCopy(fd, flags);
    }
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? sendParking(fd, buf, array, offset, n, flags, addr, addrlen)
        : sendInKernel(fd, buf, array, offset, n, flags, addr, addrlen);
  }

  public static long recvfrom(
      int fd,
      MemorySegment buf,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      MemorySegment addrlen) {
    checkWritable(buf, array, offset, n);
    long error = takeUnlessAside(fd, flags);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? recvfromParking(fd, buf, array, offset, n, flags, addr, addrlen)
        : recvInKernel(fd, buf, array, offset, n, flags, addr, addrlen);
  }

  /** The pending error, unless what is received is not the socket's data. */
  static long takeUnlessAside(int fd, int flags) {
    if ((flags & ASIDE) != 0) {
      ShortReceives.aside(fd);
      return 0;
    }
    return PendingErrors.take(fd);
  }

  /** Segments are checked where they meet the kernel. */
  static void checkRange(byte @Nullable [] array, int offset, long n) {
    if (array != null) {
      Objects.checkFromIndexSize(offset, n, array.length);
    }
  }

  /**
   * With MSG_ZEROCOPY the kernel reads the buffer after the call, when heap memory may have moved,
   * and the copy of it be another call's. Without SO_ZEROCOPY it ignores the flag, and so is never
   * given it.
   */
  private static int withoutZeroCopy(int fd, int flags) {
    if (Query.option(fd, sys_socket_h.SO_ZEROCOPY) > 0) {
      throw new IllegalArgumentException("MSG_ZEROCOPY needs native memory, not the heap's");
    }
    return flags & ~MSG_ZEROCOPY;
  }

  /** Refuses before the kernel hands out data that could not be stored. */
  static void checkWritable(MemorySegment buf, byte @Nullable [] array, int offset, long n) {
    if (array != null) {
      Objects.checkFromIndexSize(offset, n, array.length);
    } else if (buf.isReadOnly()) {
      throw new IllegalArgumentException("the buffer is read-only");
    }
  }

  // ---- the calls as they are, on any thread

  /** To no address where that is null: send(2). */
  static long sendNow(
      int fd,
      MemorySegment buf,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      int addrlen) {
    if (array == null && buf.isNative()) {
      return addr == null
          ? Sys.send(fd, buf, n, flags)
          : Sys.sendto(fd, buf, n, flags, addr, addrlen);
    }
    return HeapTransfer.send(fd, buf, array, offset, n, flags, addr, addrlen);
  }

  /**
   * Stores no sender's address where {@code addr}, and with it {@code addrlen}, is null: recv(2).
   */
  static long recvNow(
      int fd,
      MemorySegment buf,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      @Nullable MemorySegment addrlen) {
    if (array == null && buf.isNative()) {
      return addr == null || addrlen == null
          ? Sys.recv(fd, buf, n, flags)
          : Sys.recvfrom(fd, buf, n, flags, addr, addrlen);
    }
    return HeapTransfer.recv(fd, buf, array, offset, n, flags, addr, addrlen);
  }

  // ---- the same where they may wait, which they do although a virtual thread changes the mode

  static long sendInKernel(
      int fd,
      MemorySegment buf,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      int addrlen) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long sent = sendNow(fd, buf, array, offset, n, flags, addr, addrlen);
      if (sent != AGAIN || (flags & MSG_DONTWAIT) != 0 || !Unshared.misled(fd, before)) {
        return sent;
      }
    }
  }

  static long recvInKernel(
      int fd,
      MemorySegment buf,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      @Nullable MemorySegment addrlen) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long received = recvNow(fd, buf, array, offset, n, flags, addr, addrlen);
      if (!isMisled(received, fd, flags, before)) {
        return received;
      }
    }
  }

  /** Whether a receive must be made again. */
  static boolean isMisled(long received, int fd, int flags, int before) {
    return received == AGAIN && (flags & Parking.IMMEDIATE) == 0 && Unshared.misled(fd, before);
  }

  // ---- on a virtual thread

  static long recvParking(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n, int flags) {
    if (ReceiveLowWater.used) {
      long how = ReceiveLowWater.await(fd, n, flags);
      if (how < 0) {
        return how;
      }
      if (how == ReceiveLowWater.KERNEL) {
        return recvOffloaded(fd, HeapBuffers.segment(buf, array, offset), n, flags, null, null);
      }
      flags = (int) how;
    }
    if ((flags & Parking.IMMEDIATE) != 0) {
      return recvNow(fd, buf, array, offset, n, flags, null, null);
    }
    if ((flags & MSG_WAITALL) != 0 && Query.stream(fd)) {
      return recvAll(fd, buf, array, offset, n, flags);
    }
    boolean tells = ShortReceives.tells(n, flags);
    boolean valid = array != null || n <= buf.byteSize(); // the call checks it, if it is made
    long deadline = 0;
    do {
      long ticket = Parking.ticketIn(fd);
      if (!tells || !valid || deadline != 0 || !ShortReceives.foundEmpty(fd, ticket)) {
        long received = recvNow(fd, buf, array, offset, n, flags | MSG_DONTWAIT, null, null);
        if (received != AGAIN) {
          if (tells) {
            ShortReceives.received(fd, ticket, received, n);
          }
          return received;
        }
      }
      deadline = Parking.readable(fd, ticket, deadline);
    } while (deadline > 0);
    return deadline == 0
        ? recvNow(fd, buf, array, offset, n, flags, null, null)
        : failed(fd, n, deadline);
  }

  /** TCP that waited in vain for no bytes at all has received them; else the failure. */
  static long failed(int fd, long n, long failure) {
    return n == 0 && failure == AGAIN && !Query.nonBlocking(fd) && Query.isTcp(fd) ? 0 : failure;
  }

  private static long recvAll(
      int fd, MemorySegment buf, byte @Nullable [] array, int offset, long n, int flags) {
    if ((flags & MSG_PEEK) != 0) { // no wake-up tells that the part has grown
      return recvOffloaded(fd, HeapBuffers.segment(buf, array, offset), n, flags, null, null);
    }
    long deadline = 0;
    long done = 0;
    while (true) {
      long ticket = Parking.ticketIn(fd);
      long received =
          done == 0
              ? recvNow(fd, buf, array, offset, n, flags | MSG_DONTWAIT, null, null)
              : recvNow(
                  fd,
                  HeapBuffers.segment(buf, array, offset).asSlice(done),
                  null,
                  0,
                  n - done,
                  flags | MSG_DONTWAIT,
                  null,
                  null);
      if (received == AGAIN) {
        deadline = Parking.readable(fd, ticket, deadline);
        received = Math.min(deadline, 0);
      } else if (received > 0 && (done += received) < n) {
        deadline = deadline == 0 ? Parking.deadline(fd, sys_socket_h.SO_RCVTIMEO) : deadline;
        if (deadline < 0) {
          return done;
        }
        continue;
      } else if (received >= 0) {
        return done;
      } else if (done > 0) {
        PendingErrors.keep(fd, received);
      }
      if (received < 0) {
        return done > 0 ? done : received;
      }
    }
  }

  private static long recvfromParking(
      int fd,
      MemorySegment buf,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      MemorySegment addrlen) {
    if (ReceiveLowWater.used) {
      long how = ReceiveLowWater.await(fd, n, flags);
      if (how < 0) {
        return how;
      }
      if (how == ReceiveLowWater.KERNEL) {
        MemorySegment whole = HeapBuffers.segment(buf, array, offset);
        return recvOffloaded(fd, whole, n, flags, addr, addrlen);
      }
      flags = (int) how;
    }
    if ((flags & MSG_WAITALL) != 0 && (flags & Parking.IMMEDIATE) == 0 && Query.stream(fd)) {
      // a stream's sender is not told, but the length cell is written
      return addrlen.address() == 0
          ? recvAll(fd, buf, array, offset, n, flags)
          : recvOffloaded(fd, HeapBuffers.segment(buf, array, offset), n, flags, addr, addrlen);
    }
    long deadline = 0;
    do {
      long ticket = Parking.ticketIn(fd);
      long received = recvNow(fd, buf, array, offset, n, flags | MSG_DONTWAIT, addr, addrlen);
      if (received != AGAIN || (flags & Parking.IMMEDIATE) != 0) {
        return received;
      }
      deadline = Parking.readable(fd, ticket, deadline);
    } while (deadline > 0);
    if (deadline == 0) {
      return recvNow(fd, buf, array, offset, n, flags, addr, addrlen);
    }
    long result = failed(fd, n, deadline);
    if (result == 0 && addr.address() != 0) {
      addrlen.set(JAVA_INT_UNALIGNED, 0, 0); // as the kernel tells of a sender that has no name
    }
    return result;
  }

  private static long recvOffloaded(
      int fd,
      MemorySegment buf,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      @Nullable MemorySegment addrlen) {
    MemorySegment lent = Offload.lend(buf);
    @Nullable MemorySegment name = addr == null ? null : Offload.lend(addr);
    @Nullable MemorySegment length = addrlen == null ? null : Offload.lend(addrlen);
    return Offload.run(() -> recvInKernel(fd, lent, null, 0, n, flags, name, length));
  }

  static long sendParking(
      int fd,
      MemorySegment buf,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      int addrlen) {
    if ((flags & MSG_DONTWAIT) != 0) {
      return sendNow(fd, buf, array, offset, n, flags, addr, addrlen);
    }
    if ((flags & MSG_FASTOPEN) != 0) { // connects
      MemorySegment whole = HeapBuffers.segment(buf, array, offset);
      return sendOffloaded(fd, whole, n, flags, addr, addrlen);
    }
    long deadline = 0;
    long done = 0;
    boolean misled = false;
    while (true) {
      long ticket = Parking.ticketOut(fd);
      long sent =
          done == 0
              ? sendNow(fd, buf, array, offset, n, flags | MSG_DONTWAIT, addr, addrlen)
              : sendNow(
                  fd,
                  HeapBuffers.segment(buf, array, offset).asSlice(done),
                  null,
                  0,
                  n - done,
                  flags | MSG_DONTWAIT,
                  addr,
                  addrlen);
      if (sent == AGAIN) {
        if (Query.misleading(fd)) {
          if (misled) { // so nothing was sent yet
            int now = flags | MSG_DONTWAIT;
            return FullQueue.awaitDatagram(
                fd, addr, addrlen, () -> sendNow(fd, buf, array, offset, n, now, addr, addrlen));
          }
          misled = true;
          continue;
        }
        deadline = Parking.writable(fd, ticket, deadline);
        if (deadline < 0) {
          return done > 0 ? done : deadline;
        }
      } else if (sent < 0 && done > 0) {
        PendingErrors.keep(fd, sent);
        return done;
      } else if (sent < 0) {
        return sent == PIPE && deadline > 0 ? Query.failure(fd, sent) : sent;
      } else {
        done += sent;
        if (done >= n) {
          return done;
        }
        // a stream took a part; a blocking one takes all
        deadline = deadline == 0 ? Parking.deadline(fd, sys_socket_h.SO_SNDTIMEO) : deadline;
        if (deadline < 0) {
          return done;
        }
      }
    }
  }

  private static long sendOffloaded(
      int fd, MemorySegment buf, long n, int flags, @Nullable MemorySegment addr, int addrlen) {
    MemorySegment lent = Offload.lend(buf);
    @Nullable MemorySegment name = addr == null ? null : Offload.lend(addr);
    return Offload.run(() -> sendInKernel(fd, lent, null, 0, n, flags, name, addrlen));
  }
}
