/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;

import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.HeapBuffers;
import berkeley.sockets.internal.memory.Scratch;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.Query;
import java.lang.foreign.MemorySegment;

/**
 * Sends and receives of heap memory, of which a stream's go in pieces of {@link Scratch#PIECE}, so
 * that neither the memory for a copy nor the time for which a call holds up the garbage collector
 * grows with the buffer. The result is what one call would have had: each piece continues the one
 * before, and an error after a part is the next call's.
 */
final class HeapTransfer {
  private static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  private static final int MSG_FASTOPEN = sys_socket_h.MSG_FASTOPEN;
  private static final int MSG_OOB = sys_socket_h.MSG_OOB;
  private static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;

  /** What these receive is one piece, or has to be looked at as a whole. */
  private static final int UNDIVIDED = MSG_OOB | sys_socket_h.MSG_ERRQUEUE | sys_socket_h.MSG_PEEK;

  private static final int PIECE = Scratch.PIECE;

  private HeapTransfer() {}

  /** To no address where that is null. */
  static long send(
      int fd,
      MemorySegment heap,
      byte[] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      int addrlen) {
    if (n < HeapBuffers.UNCOPIED) {
      return addr == null
          ? HeapBuffers.sendCopy(fd, heap, array, offset, n, flags)
          : HeapBuffers.sendtoCopy(fd, heap, array, offset, n, flags, addr, addrlen);
    }
    boolean waits = (flags & MSG_DONTWAIT) == 0;
    long piece = n > PIECE && Query.stream(fd) ? PIECE : n;
    int first = piece < n ? flags & ~MSG_OOB : flags; // the last byte of all is the urgent one
    long start = piece < n && waits ? Deadline.now() : 0;
    long sent =
        addr == null
            ? HeapBuffers.sendUncopied(fd, heap, array, offset, piece, first)
            : HeapBuffers.sendtoUncopied(fd, heap, array, offset, piece, first, addr, addrlen);
    boolean full = sent != piece;
    if (sent == AGAIN && waits) {
      sent =
          addr == null
              ? HeapBuffers.sendCopy(fd, heap, array, offset, piece, first)
              : HeapBuffers.sendtoCopy(fd, heap, array, offset, piece, first, addr, addrlen);
      if (sent != piece) {
        return sent;
      }
    }
    return sent <= 0 || sent == n || full && !waits
        ? sent
        : sendRest(fd, heap, array, offset, n, flags & ~MSG_FASTOPEN, sent, full, start);
  }

  /**
   * Sends what a stream, which ignores addresses, has not taken yet.
   *
   * @param full whether it has no more room at once
   * @param start when the first piece was sent, 0 if that does not matter
   */
  private static long sendRest(
      int fd,
      MemorySegment heap,
      byte[] array,
      int offset,
      long n,
      int flags,
      long sent,
      boolean full,
      long start) {
    boolean waits = (flags & MSG_DONTWAIT) == 0;
    long done = sent;
    while (done < n) {
      long piece = Math.min(n - done, PIECE);
      int how = done + piece < n ? flags & ~MSG_OOB : flags;
      long more = full ? AGAIN : uncopied(fd, heap, array, offset, done, piece, how);
      if (more != AGAIN) {
        full = more != piece;
      } else if (waits) {
        full = true;
        how = start == 0 ? how : inTime(fd, sys_socket_h.SO_SNDTIMEO, start, how);
        more = HeapBuffers.sendCopy(fd, heap, array, offset + done, piece, how);
        waits = more == piece; // else a signal or the timeout ended the call
      }
      if (more < 0) {
        PendingErrors.keep(fd, more);
        return done;
      }
      done += more;
      if (full && !waits) {
        return done;
      }
    }
    return done;
  }

  private static long uncopied(
      int fd, MemorySegment heap, byte[] array, int offset, long done, long n, int flags) {
    if (n < HeapBuffers.UNCOPIED) {
      return HeapBuffers.sendCopy(fd, heap, array, offset + done, n, flags | MSG_DONTWAIT);
    }
    return array == null
        ? HeapBuffers.sendUncopied(fd, heap.asSlice(done), null, 0, n, flags)
        : HeapBuffers.sendUncopied(fd, null, array, offset + (int) done, n, flags);
  }

  /** Flags with which a piece does not wait when the timeout of the whole call has passed. */
  private static int inTime(int fd, int option, long start, int flags) {
    long timeout = Query.timeout(fd, option);
    return timeout > 0 && Deadline.now() - start >= timeout ? flags | MSG_DONTWAIT : flags;
  }

  static long recv(int fd, MemorySegment heap, byte[] array, int offset, long n, int flags) {
    if (n <= PIECE || (flags & UNDIVIDED) != 0 || !Query.stream(fd)) {
      return HeapBuffers.recv(fd, heap, array, offset, n, flags);
    }
    long start = (flags & MSG_WAITALL) == 0 ? 0 : Deadline.now();
    long received = HeapBuffers.recv(fd, heap, array, offset, PIECE, flags);
    return received == PIECE ? recvRest(fd, heap, array, offset, n, flags, start) : received;
  }

  static long recvfrom(
      int fd,
      MemorySegment heap,
      byte[] array,
      int offset,
      long n,
      int flags,
      MemorySegment addr,
      MemorySegment addrlen) {
    if (n <= PIECE || (flags & UNDIVIDED) != 0 || !Query.stream(fd)) {
      return HeapBuffers.recvfrom(fd, heap, array, offset, n, flags, addr, addrlen);
    }
    long start = (flags & MSG_WAITALL) == 0 ? 0 : Deadline.now();
    long received = HeapBuffers.recvfrom(fd, heap, array, offset, PIECE, flags, addr, addrlen);
    return received == PIECE ? recvRest(fd, heap, array, offset, n, flags, start) : received;
  }

  /** Receives what more there is, or with MSG_WAITALL all, after a piece. */
  private static long recvRest(
      int fd, MemorySegment heap, byte[] array, int offset, long n, int flags, long start) {
    long done = PIECE;
    while (done < n) {
      long piece = Math.min(n - done, PIECE);
      int how =
          start == 0 ? flags | MSG_DONTWAIT : inTime(fd, sys_socket_h.SO_RCVTIMEO, start, flags);
      long more =
          array == null
              ? HeapBuffers.recv(fd, heap.asSlice(done), null, 0, piece, how)
              : HeapBuffers.recv(fd, null, array, offset + (int) done, piece, how);
      if (more < 0) {
        PendingErrors.keep(fd, more);
        return done;
      }
      done += more;
      if (more < piece) {
        return done;
      }
    }
    return done;
  }
}
