/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static berkeley.sockets.internal.Parking.IMMEDIATE;
import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.PIPE;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.netinet_in_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.internal.memory.HeapBuffers;
import java.lang.foreign.MemorySegment;

/**
 * The plain data calls on a virtual thread: tried with MSG_DONTWAIT, then parked. The buffer is a
 * segment, or an array from an offset, as in {@link Heap}. A thread parks only after EAGAIN, never
 * after a part: readiness is signalled when it comes, not while it lasts.
 */
final class Parked {
  private static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT();
  private static final int MSG_FASTOPEN = sys_socket_h.MSG_FASTOPEN();
  private static final int MSG_PEEK = sys_socket_h.MSG_PEEK();
  private static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL();

  private Parked() {}

  static long recv(int fd, MemorySegment buf, byte[] array, int offset, long n, int flags) {
    if (LowWater.used) {
      long how = LowWater.await(fd, n, flags);
      if (how < 0) {
        return how;
      }
      if (how == LowWater.KERNEL) {
        return elsewhere(fd, HeapBuffers.segment(buf, array, offset), n, flags);
      }
      flags = (int) how;
    }
    if ((flags & IMMEDIATE) != 0) {
      return tryRecv(fd, buf, array, offset, n, flags);
    }
    if ((flags & MSG_WAITALL) != 0 && Query.stream(fd)) {
      return recvAll(fd, buf, array, offset, n, flags);
    }
    long deadline = 0;
    do {
      long ticket = Parking.ticketIn(fd);
      long received = tryRecv(fd, buf, array, offset, n, flags | MSG_DONTWAIT);
      if (received != AGAIN) {
        return received;
      }
      deadline = Parking.readable(fd, ticket, deadline);
    } while (deadline > 0);
    return deadline == 0 ? tryRecv(fd, buf, array, offset, n, flags) : failed(fd, n, deadline);
  }

  /** TCP that waited in vain for no bytes at all has received them; else the failure. */
  static long failed(int fd, long n, long failure) {
    return n == 0
            && failure == AGAIN
            && !Parking.nonblocking(fd)
            && Query.option(fd, sys_socket_h.SO_PROTOCOL()) == netinet_in_h.IPPROTO_TCP()
        ? 0
        : failure;
  }

  private static long recvAll(
      int fd, MemorySegment buf, byte[] array, int offset, long n, int flags) {
    if ((flags & MSG_PEEK) != 0) { // no wake-up tells that the part has grown
      return elsewhere(fd, HeapBuffers.segment(buf, array, offset), n, flags);
    }
    long deadline = 0;
    long done = 0;
    while (true) {
      long ticket = Parking.ticketIn(fd);
      long received =
          done == 0
              ? tryRecv(fd, buf, array, offset, n, flags | MSG_DONTWAIT)
              : tryRecv(
                  fd,
                  HeapBuffers.segment(buf, array, offset).asSlice(done),
                  null,
                  0,
                  n - done,
                  flags | MSG_DONTWAIT);
      if (received == AGAIN) {
        deadline = Parking.readable(fd, ticket, deadline);
        received = Math.min(deadline, 0);
      } else if (received > 0 && (done += received) < n) {
        deadline = deadline == 0 ? Parking.deadline(fd, sys_socket_h.SO_RCVTIMEO()) : deadline;
        if (deadline < 0) {
          return done;
        }
        continue;
      } else if (received >= 0) {
        return done;
      }
      if (received < 0) {
        return done > 0 ? done : received;
      }
    }
  }

  private static long elsewhere(int fd, MemorySegment buf, long n, int flags) {
    MemorySegment lent = Offload.lend(buf);
    return Offload.run(() -> Waiting.recv(fd, lent, n, flags));
  }

  private static long tryRecv(
      int fd, MemorySegment buf, byte[] array, int offset, long n, int flags) {
    return array == null && buf.isNative()
        ? Sys.recv(fd, buf, n, flags)
        : HeapBuffers.recv(fd, buf, array, offset, n, flags);
  }

  static long recvfrom(
      int fd,
      MemorySegment buf,
      byte[] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      MemorySegment addrlen) {
    if (LowWater.used) {
      long how = LowWater.await(fd, n, flags);
      if (how < 0) {
        return how;
      }
      if (how == LowWater.KERNEL) {
        return elsewhere(fd, HeapBuffers.segment(buf, array, offset), n, flags, addr, addrlen);
      }
      flags = (int) how;
    }
    if ((flags & MSG_WAITALL) != 0 && (flags & IMMEDIATE) == 0 && Query.stream(fd)) {
      // a stream's sender is not told, but the length cell is written
      return addrlen.address() == 0
          ? recvAll(fd, buf, array, offset, n, flags)
          : elsewhere(fd, HeapBuffers.segment(buf, array, offset), n, flags, addr, addrlen);
    }
    long deadline = 0;
    do {
      long ticket = Parking.ticketIn(fd);
      long received = tryRecvfrom(fd, buf, array, offset, n, flags | MSG_DONTWAIT, addr, addrlen);
      if (received != AGAIN || (flags & IMMEDIATE) != 0) {
        return received;
      }
      deadline = Parking.readable(fd, ticket, deadline);
    } while (deadline > 0);
    return deadline == 0
        ? tryRecvfrom(fd, buf, array, offset, n, flags, addr, addrlen)
        : failed(fd, n, deadline);
  }

  private static long elsewhere(
      int fd, MemorySegment buf, long n, int flags, MemorySegment addr, MemorySegment addrlen) {
    MemorySegment[] m = Offload.lend(buf, addr, addrlen);
    return Offload.run(() -> Waiting.recvfrom(fd, m[0], n, flags, m[1], m[2]));
  }

  private static long tryRecvfrom(
      int fd,
      MemorySegment buf,
      byte[] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      MemorySegment addrlen) {
    return array == null && buf.isNative()
        ? Sys.recvfrom(fd, buf, n, flags, addr, addrlen)
        : HeapBuffers.recvfrom(fd, buf, array, offset, n, flags, addr, addrlen);
  }

  /** To no address where that is null: send(2). */
  static long sendto(
      int fd,
      MemorySegment buf,
      byte[] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      int addrlen) {
    if ((flags & MSG_DONTWAIT) != 0) {
      return trySend(fd, buf, array, offset, n, flags, addr, addrlen);
    }
    if ((flags & MSG_FASTOPEN) != 0) { // connects
      return offload(fd, HeapBuffers.segment(buf, array, offset), n, flags, addr, addrlen);
    }
    long deadline = 0;
    long done = 0;
    boolean misled = false;
    while (true) {
      long ticket = Parking.ticketOut(fd);
      long sent =
          done == 0
              ? trySend(fd, buf, array, offset, n, flags | MSG_DONTWAIT, addr, addrlen)
              : trySend(
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
          if (misled) {
            return offload(fd, HeapBuffers.segment(buf, array, offset), n, flags, addr, addrlen);
          }
          misled = true;
          continue;
        }
        deadline = Parking.writable(fd, ticket, deadline);
        if (deadline < 0) {
          return done > 0 ? done : deadline;
        }
      } else if (sent < 0) {
        return done > 0 ? done : sent == PIPE && deadline > 0 ? Query.failure(fd, sent) : sent;
      } else {
        done += sent;
        if (done >= n) {
          return done;
        }
        // a stream took a part; a blocking one takes all
        deadline = deadline == 0 ? Parking.deadline(fd, sys_socket_h.SO_SNDTIMEO()) : deadline;
        if (deadline < 0) {
          return done;
        }
      }
    }
  }

  private static long trySend(
      int fd,
      MemorySegment buf,
      byte[] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      int addrlen) {
    if (array == null && buf.isNative()) {
      return addr == null
          ? Sys.send(fd, buf, n, flags)
          : Sys.sendto(fd, buf, n, flags, addr, addrlen);
    }
    return addr == null
        ? HeapBuffers.send(fd, buf, array, offset, n, flags)
        : HeapBuffers.sendto(fd, buf, array, offset, n, flags, addr, addrlen);
  }

  private static long offload(
      int fd, MemorySegment buf, long n, int flags, MemorySegment addr, int addrlen) {
    MemorySegment lent = Offload.lend(buf);
    MemorySegment name = addr == null ? null : Offload.lend(addr);
    return Offload.run(
        () ->
            name == null
                ? Waiting.send(fd, lent, n, flags)
                : Waiting.sendto(fd, lent, n, flags, name, addrlen));
  }
}
