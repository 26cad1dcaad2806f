/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.HeapBuffers;
import berkeley.sockets.internal.memory.Scratch;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.DescriptorState;
import berkeley.sockets.internal.parking.Query;
import berkeley.sockets.internal.parking.SocketKind;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Sends and receives of heap memory, of which a stream's go in pieces of {@link Scratch#PIECE}, so
 * that neither the memory for a copy nor the time for which a call holds up the garbage collector
 * grows with the buffer. The result is what one call would have had: each piece continues the one
 * before, and an error after a part is the next call's. A number that is closed between two pieces
 * ends the call with what was done: the rest is not the next file's.
 */
final class HeapTransfer {
  private static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  private static final int MSG_FASTOPEN = Platform.flag(sys_socket_h.MSG_FASTOPEN);
  private static final int MSG_OOB = sys_socket_h.MSG_OOB;
  private static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;

  /** What these receive is one piece, or has to be looked at as a whole. */
  private static final int UNDIVIDED =
      MSG_OOB | Platform.flag(sys_socket_h.MSG_ERRQUEUE) | sys_socket_h.MSG_PEEK;

  private static final int SO_RCVTIMEO = sys_socket_h.SO_RCVTIMEO;
  private static final int SO_SNDTIMEO = sys_socket_h.SO_SNDTIMEO;

  private static final int PIECE = Scratch.PIECE;

  private HeapTransfer() {}

  /**
   * Whether heap memory may be lent to the kernel, and that is worth it. Each virtual thread tends
   * to have an array of its own, for which a segment is made anew: 170 bytes.
   */
  private static boolean lends(int fd, long n) {
    boolean own = Thread.currentThread().isVirtual();
    return n >= (own ? HeapBuffers.UNCOPIED_BLOCKING : HeapBuffers.UNCOPIED)
        && SocketKind.isBrief(fd);
  }

  /** To no address where that is null. */
  static long send(
      int fd,
      MemorySegment heap,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      int addrlen) {
    boolean lends = lends(fd, n);
    long piece = n > PIECE && SocketKind.isStream(fd) ? PIECE : n;
    if (!lends && piece == n) {
      return HeapBuffers.sendCopy(fd, heap, array, offset, n, flags, addr, addrlen);
    }
    boolean waits = (flags & MSG_DONTWAIT) == 0;
    int first = piece < n ? flags & ~MSG_OOB : flags; // the last byte of all is the urgent one
    long start = piece < n && waits ? Deadline.now() : 0;
    int closings = piece < n ? DescriptorState.closings(fd) : 0;
    long sent =
        lends
            ? HeapBuffers.sendUncopied(fd, heap, array, offset, piece, first, addr, addrlen)
            : HeapBuffers.sendCopy(
                fd, heap, array, offset, piece, first | MSG_DONTWAIT, addr, addrlen);
    boolean full = sent != piece;
    if (sent == AGAIN && waits) {
      sent = HeapBuffers.sendCopy(fd, heap, array, offset, piece, first, addr, addrlen);
      if (sent != piece) {
        return sent;
      }
    }
    return sent <= 0 || sent == n || full && !waits
        ? sent
        : sendRest(
            fd, heap, array, offset, n, flags & ~MSG_FASTOPEN, sent, full, lends, start, closings);
  }

  /**
   * Sends what a stream, which ignores addresses, has not taken yet.
   *
   * @param full whether it has no more room at once
   * @param lends whether heap memory may be lent to the kernel
   * @param start when the call began, if it waits
   * @param closings of the number, when the call began
   */
  private static long sendRest(
      int fd,
      MemorySegment heap,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      long sent,
      boolean full,
      boolean lends,
      long start,
      int closings) {
    boolean waits = (flags & MSG_DONTWAIT) == 0;
    long deadline = 0;
    long done = sent;
    while (done < n && DescriptorState.closings(fd) == closings) {
      long piece = Math.min(n - done, PIECE);
      int how = done + piece < n ? flags & ~MSG_OOB : flags;
      long more = full ? AGAIN : attempt(fd, heap, array, offset, done, piece, how, lends);
      if (more != AGAIN) {
        full = more != piece;
      } else if (waits) {
        deadline = deadline == 0 ? deadline(fd, SO_SNDTIMEO, start) : deadline;
        if (deadline == Deadline.FOREVER) {
          more = HeapBuffers.sendCopy(fd, heap, array, offset + done, piece, how, null, 0);
          waits = more == piece; // else a signal ended the call
        } else {
          full = false;
          if (Query.await(fd, poll_h.POLLOUT, deadline - Deadline.now()) > 0) {
            continue;
          }
        }
      }
      if (more < 0) {
        if (more != AGAIN) {
          PendingErrors.keep(fd, more);
        }
        return done;
      }
      done += more;
      if (full && !waits) {
        return done;
      }
    }
    return done;
  }

  private static long attempt(
      int fd,
      MemorySegment heap,
      byte @Nullable [] array,
      int offset,
      long done,
      long n,
      int flags,
      boolean lends) {
    if (!lends || n < HeapBuffers.UNCOPIED) {
      return HeapBuffers.sendCopy(fd, heap, array, offset + done, n, flags | MSG_DONTWAIT, null, 0);
    }
    return array == null
        ? HeapBuffers.sendUncopied(fd, heap.asSlice(done), null, 0, n, flags, null, 0)
        : HeapBuffers.sendUncopied(
            fd, MemorySegment.NULL, array, offset + (int) done, n, flags, null, 0);
  }

  /** When a call that began then gives up, however many pieces it has. */
  private static long deadline(int fd, int option, long start) {
    long timeout = Query.timeout(fd, option);
    return timeout <= 0 || timeout > Deadline.FOREVER - start ? Deadline.FOREVER : start + timeout;
  }

  /** Stores no sender's address where {@code addr}, and with it {@code addrlen}, is null. */
  static long recv(
      int fd,
      MemorySegment heap,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      @Nullable MemorySegment addrlen) {
    boolean lends = lends(fd, n);
    if (n <= PIECE || (flags & UNDIVIDED) != 0 || !SocketKind.isStream(fd)) {
      return HeapBuffers.recv(fd, heap, array, offset, n, flags, addr, addrlen, lends);
    }
    long start = waitsForAll(flags) ? Deadline.now() : 0;
    int closings = DescriptorState.closings(fd);
    long received = HeapBuffers.recv(fd, heap, array, offset, PIECE, flags, addr, addrlen, lends);
    return received == PIECE
        ? recvRest(fd, heap, array, offset, n, flags, lends, start, closings)
        : received;
  }

  private static boolean waitsForAll(int flags) {
    return (flags & (MSG_WAITALL | MSG_DONTWAIT)) == MSG_WAITALL;
  }

  /**
   * Receives what more there is, or if it waits for all, that, after a piece.
   *
   * @param start when the call began, if it waits, else 0
   * @param closings of the number, when the call began
   */
  private static long recvRest(
      int fd,
      MemorySegment heap,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      boolean lends,
      long start,
      int closings) {
    long deadline = start == 0 ? 0 : deadline(fd, SO_RCVTIMEO, start);
    int how = deadline == Deadline.FOREVER ? flags : flags | MSG_DONTWAIT;
    long done = PIECE;
    while (done < n && DescriptorState.closings(fd) == closings) {
      long piece = Math.min(n - done, PIECE);
      long more =
          array == null
              ? HeapBuffers.recv(fd, heap.asSlice(done), null, 0, piece, how, null, null, lends)
              : HeapBuffers.recv(
                  fd,
                  MemorySegment.NULL,
                  array,
                  offset + (int) done,
                  piece,
                  how,
                  null,
                  null,
                  lends);
      boolean continues = start != 0 && deadline != Deadline.FOREVER;
      if (more == AGAIN
          && continues
          && Query.await(fd, poll_h.POLLIN, deadline - Deadline.now()) > 0) {
        continue;
      }
      if (more < 0) {
        if (more != AGAIN) {
          PendingErrors.keep(fd, more);
        }
        return done;
      }
      done += more;
      if (more == 0 || more < piece && !continues) {
        return done;
      }
    }
    return done;
  }
}
