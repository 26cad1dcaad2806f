/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.PIPE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.memory.GatherHeader;
import berkeley.sockets.internal.memory.Iovecs;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import berkeley.sockets.internal.parking.ReceiveLowWater;
import java.lang.foreign.MemorySegment;

/**
 * sendmsg, recvmsg, sendmmsg and recvmmsg. On a virtual thread they are tried with MSG_DONTWAIT,
 * then the thread parks.
 */
public final class Messages {
  private static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  private static final int MSG_FASTOPEN = sys_socket_h.MSG_FASTOPEN;
  private static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;
  private static final int MSG_WAITFORONE = sys_socket_h.MSG_WAITFORONE;

  private static final long SIZE = mmsghdr.sizeof();
  private static final long LENGTH = mmsghdr.msg_len$offset();

  private Messages() {}

  public static long sendmsg(int fd, MemorySegment message, int flags) {
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    long sent =
        Parking.applies() ? sendmsgParking(fd, message, flags) : Sys.sendmsg(fd, message, flags);
    if (sent >= 0) {
      PassedDescriptors.sent(message, 0);
    }
    return sent;
  }

  public static long recvmsg(int fd, MemorySegment message, int flags) {
    long error = Transfer.takeUnlessAside(fd, flags);
    if (error < 0) {
      return error;
    }
    long received =
        Parking.applies() ? recvmsgParking(fd, message, flags) : Sys.recvmsg(fd, message, flags);
    if (received >= 0) {
      PassedDescriptors.received(message, 0);
    }
    return received;
  }

  public static long sendmmsg(int fd, MemorySegment vector, int count, int flags) {
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    long sent =
        Parking.applies()
            ? sendmmsgParking(fd, vector, count, flags)
            : Sys.sendmmsg(fd, vector, count, flags);
    for (int i = 0; i < sent; i++) {
      PassedDescriptors.sent(vector, i * SIZE);
    }
    return sent;
  }

  public static long recvmmsg(
      int fd, MemorySegment vector, int count, int flags, MemorySegment timeout) {
    long error = Transfer.takeUnlessAside(fd, flags);
    if (error < 0) {
      return error;
    }
    long received =
        Parking.applies()
            ? recvmmsgParking(fd, vector, count, flags, timeout)
            : Sys.recvmmsg(fd, vector, count, flags, timeout);
    for (int i = 0; i < received; i++) {
      PassedDescriptors.received(vector, i * SIZE);
    }
    return received;
  }

  // ---- on a virtual thread

  private static long recvmsgParking(int fd, MemorySegment message, int flags) {
    if (ReceiveLowWater.used && ReceiveLowWater.await(fd, 0, flags) == ReceiveLowWater.KERNEL) {
      return recvmsgOffloaded(fd, message, flags);
    }
    if ((flags & MSG_WAITALL) != 0 && (flags & Parking.IMMEDIATE) == 0 && Query.stream(fd)) {
      return recvmsgOffloaded(fd, message, flags);
    }
    long deadline = 0;
    do {
      long ticket = Parking.ticketIn(fd);
      long received = Sys.recvmsg(fd, message, flags | MSG_DONTWAIT);
      if (received != AGAIN || (flags & Parking.IMMEDIATE) != 0) {
        return received;
      }
      deadline = Parking.readable(fd, ticket, deadline);
    } while (deadline > 0);
    if (deadline == 0) {
      return Sys.recvmsg(fd, message, flags);
    }
    long result = Transfer.failed(fd, Iovecs.total(message), deadline);
    if (result == 0) {
      receivedNothing(message, flags);
    }
    return result;
  }

  /**
   * Stores what the kernel does after a receive of no bytes, without a name or control messages.
   */
  private static void receivedNothing(MemorySegment message, int flags) {
    if (msghdr.msg_name(message).address() != 0) {
      msghdr.msg_namelen(message, 0);
    }
    msghdr.msg_controllen(message, 0);
    msghdr.msg_flags(message, flags & sys_socket_h.MSG_CMSG_CLOEXEC);
  }

  private static long recvmsgOffloaded(int fd, MemorySegment message, int flags) {
    MemorySegment lent = Offload.lend(message);
    return Offload.run(() -> Sys.recvmsg(fd, lent, flags));
  }

  private static long sendmsgParking(int fd, MemorySegment message, int flags) {
    if ((flags & MSG_DONTWAIT) != 0) {
      return Sys.sendmsg(fd, message, flags);
    }
    if ((flags & MSG_FASTOPEN) != 0) {
      MemorySegment lent = Offload.lend(message);
      return Offload.run(() -> Sys.sendmsg(fd, lent, flags));
    }
    long deadline = 0;
    boolean misled = false;
    while (true) {
      long ticket = Parking.ticketOut(fd);
      long sent = Sys.sendmsg(fd, message, flags | MSG_DONTWAIT);
      if (sent >= 0) {
        return sendRest(fd, message, flags, sent);
      }
      if (sent != AGAIN) {
        return sent == PIPE && deadline > 0 ? Query.failure(fd, sent) : sent;
      }
      if (Query.misleading(fd)) {
        if (misled) {
          return FullQueue.awaitDatagram(
              fd,
              msghdr.msg_name(message),
              msghdr.msg_namelen(message),
              () -> Sys.sendmsg(fd, message, flags | MSG_DONTWAIT));
        }
        misled = true;
        continue;
      }
      deadline = Parking.writable(fd, ticket, deadline);
      if (deadline < 0) {
        return deadline;
      }
    }
  }

  /** A blocking stream takes the whole message; one that took a part is lent to a thread. */
  private static long sendRest(int fd, MemorySegment message, int flags, long sent) {
    if (sent == Iovecs.total(message)
        || !Query.stream(fd)
        || Parking.deadline(fd, sys_socket_h.SO_SNDTIMEO) < 0) {
      return sent;
    }
    GatherHeader header = GatherHeader.acquire();
    try {
      return Iovecs.rest(
          message,
          sent,
          (iov, count) -> {
            long deadline = 0;
            while (true) {
              long ticket = Parking.ticketOut(fd);
              long more = Sys.sendmsg(fd, header.of(iov, count), flags | MSG_DONTWAIT);
              if (more != AGAIN) {
                PendingErrors.keep(fd, more);
                return more;
              }
              deadline = Parking.writable(fd, ticket, deadline);
              if (deadline < 0) {
                return deadline;
              }
            }
          });
    } finally {
      header.release();
    }
  }

  /** In C, too, the timeout is looked at after a message only, never while waiting for one. */
  private static long recvmmsgParking(
      int fd, MemorySegment vector, int count, int flags, MemorySegment timeout) {
    if ((flags & Parking.IMMEDIATE) != 0) {
      return Sys.recvmmsg(fd, vector, count, flags, timeout);
    }
    long deadline = 0;
    long waited = 0;
    int done = 0;
    while (true) {
      long ticket = Parking.ticketIn(fd);
      MemorySegment rest = done == 0 ? vector : vector.asSlice(done * SIZE);
      long received = Sys.recvmmsg(fd, rest, count - done, flags | MSG_DONTWAIT, timeout);
      if (received >= 0) {
        done += (int) received;
        subtract(timeout, waited); // as late as this: a call that fails leaves it as it is
        waited = 0;
        if (done >= count || (flags & MSG_WAITFORONE) != 0 || expired(timeout)) {
          return done;
        }
        deadline = deadline == 0 ? Parking.deadline(fd, sys_socket_h.SO_RCVTIMEO) : deadline;
        if (deadline < 0 || received == 0) {
          return done;
        }
        continue;
      }
      if (received != AGAIN) {
        return ended(fd, done, received);
      }
      long before = Deadline.now();
      deadline = Parking.readable(fd, ticket, deadline);
      if (deadline < 0) {
        return done > 0 ? done : deadline;
      }
      if (deadline == 0) {
        long more = Sys.recvmmsg(fd, rest, count - done, flags, timeout);
        return more < 0 ? ended(fd, done, more) : done + more;
      }
      waited += Deadline.now() - before;
    }
  }

  /** The kernel, too, keeps the error that ends a batch. */
  private static long ended(int fd, int done, long error) {
    if (done == 0) {
      return error;
    }
    PendingErrors.keep(fd, error);
    return done;
  }

  private static boolean expired(MemorySegment timeout) {
    return timeout.address() != 0 && (timespec.tv_sec(timeout) | timespec.tv_nsec(timeout)) == 0;
  }

  private static void subtract(MemorySegment timeout, long nanoseconds) {
    if (timeout.address() != 0) {
      long all = Deadline.nanoseconds(timespec.tv_sec(timeout), timespec.tv_nsec(timeout));
      long left = Math.max(all - nanoseconds, 0);
      timespec.tv_sec(timeout, left / Deadline.SECOND);
      timespec.tv_nsec(timeout, left % Deadline.SECOND);
    }
  }

  private static long sendmmsgParking(int fd, MemorySegment vector, int count, int flags) {
    if ((flags & (MSG_DONTWAIT | MSG_FASTOPEN)) != 0) {
      return Sys.sendmmsg(fd, vector, count, flags);
    }
    long sent = Sys.sendmmsg(fd, vector, count, flags | MSG_DONTWAIT);
    if (sent < 0 && sent != AGAIN || sent < count && Query.nonBlocking(fd)) {
      return sent; // a part: the error that ended it is not reported by the kernel again
    }
    int done = (int) Math.max(sent, 0);
    if (done > 0 && done < count) {
      MemorySegment last = vector.asSlice((done - 1) * SIZE);
      if (last.get(JAVA_INT_UNALIGNED, LENGTH) != Iovecs.total(last)) {
        complete(fd, last, flags);
      } else if (endedByError(fd)) {
        return done; // the kernel drops the error
      }
    } else if (done > 0) {
      complete(fd, vector.asSlice((done - 1) * SIZE), flags);
    }
    while (done < count) { // each of the others may have to wait
      MemorySegment one = vector.asSlice(done * SIZE);
      long length = sendmsgParking(fd, one, flags);
      if (length < 0) {
        return done > 0 ? done : length;
      }
      one.set(JAVA_INT_UNALIGNED, LENGTH, (int) length);
      done++;
    }
    return done;
  }

  /**
   * Whether what ended a batch that was sent in part was not a lack of room, but an error that the
   * kernel has forgotten by now. Those of UNIX sockets last, and their next message meets them; nor
   * do they say truly whether there is room.
   */
  private static boolean endedByError(int fd) {
    return Query.ready(fd, poll_h.POLLOUT) != 0 && Query.domain(fd) != sys_socket_h.AF_UNIX;
  }

  private static void complete(int fd, MemorySegment one, int flags) {
    one.set(
        JAVA_INT_UNALIGNED,
        LENGTH,
        (int) sendRest(fd, one, flags, one.get(JAVA_INT_UNALIGNED, LENGTH)));
  }
}
