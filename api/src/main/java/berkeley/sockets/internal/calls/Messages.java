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
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr_storage;
import berkeley.sockets.internal.memory.GatherHeader;
import berkeley.sockets.internal.memory.Iovecs;
import berkeley.sockets.internal.memory.Peek;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import berkeley.sockets.internal.parking.ReceiveLowWater;
import berkeley.sockets.internal.parking.SocketKind;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * sendmsg, recvmsg, sendmmsg and recvmmsg. On a virtual thread they are tried with MSG_DONTWAIT,
 * then the thread parks.
 */
public final class Messages {
  private static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  private static final int MSG_FASTOPEN = Platform.flag(sys_socket_h.MSG_FASTOPEN);
  private static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;
  private static final int MSG_WAITFORONE = Platform.flag(sys_socket_h.MSG_WAITFORONE);

  private static final long SIZE = mmsghdr.sizeof();
  private static final long LENGTH = mmsghdr.msg_len$offset();

  private static final int MOST = 1024; // UIO_MAXIOV

  /** In place of a message's length: it is sent as a whole or not at all. */
  private static final long WHOLE = 0;

  private Messages() {}

  /** Of a message that the program has made, whose pointers may lead anywhere. */
  public static long sendmsg(int fd, MemorySegment message, int flags) {
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    PassedDescriptors.share(fd, message, 1, 0);
    return Parking.applies()
        ? sendmsgParking(fd, message, flags, length(fd, message, flags))
        : sendmsgInKernel(fd, message, flags);
  }

  /**
   * Of a message that this library has made.
   *
   * @param length of its data
   */
  public static long sendmsg(int fd, MemorySegment message, int flags, long length) {
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? sendmsgParking(fd, message, flags, length)
        : sendmsgInKernel(fd, message, flags);
  }

  /**
   * What a call that waits must send. It is looked at before the call: whoever receives the message
   * may take it as the sign that its memory is no longer needed.
   */
  private static long length(int fd, MemorySegment message, int flags) {
    return (flags & (MSG_DONTWAIT | MSG_FASTOPEN)) == 0 && SocketKind.isStream(fd)
        ? Iovecs.total(message)
        : WHOLE;
  }

  /** Into a message that the program has made. */
  public static long recvmsg(int fd, MemorySegment message, int flags) {
    long received = recvmsgOwn(fd, message, flags);
    if (received >= 0) {
      PassedDescriptors.made(fd, message, 1, 0);
    }
    return received;
  }

  /**
   * Into a message that this library has made, which is to tell {@link Descriptors#made(long)} of
   * each descriptor in it.
   */
  public static long recvmsgOwn(int fd, MemorySegment message, int flags) {
    long error = Transfer.takeUnlessAside(fd, flags);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? recvmsgParking(fd, message, flags)
        : recvmsgInKernel(fd, message, flags);
  }

  /** Of messages that the program has made. */
  public static long sendmmsg(int fd, MemorySegment vector, int count, int flags) {
    PassedDescriptors.share(fd, vector, count, SIZE);
    return sendmmsgOwn(fd, vector, count, flags);
  }

  /** Of messages that this library has made. */
  static long sendmmsgOwn(int fd, MemorySegment vector, int count, int flags) {
    long error = PendingErrors.take(fd);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? sendmmsgParking(fd, vector, count, flags)
        : sendmmsgInKernel(fd, vector, count, flags);
  }

  /** Into messages that the program has made. */
  public static long recvmmsg(
      int fd, MemorySegment vector, int count, int flags, MemorySegment timeout) {
    long received = recvmmsgOwn(fd, vector, count, flags, timeout);
    PassedDescriptors.made(fd, vector, received, SIZE);
    return received;
  }

  /** As {@link #recvmsgOwn}. */
  static long recvmmsgOwn(
      int fd, MemorySegment vector, int count, int flags, MemorySegment timeout) {
    long error = Transfer.takeUnlessAside(fd, flags);
    if (error < 0) {
      return error;
    }
    return Parking.applies()
        ? recvmmsgParking(fd, vector, count, flags, timeout)
        : recvmmsgInKernel(fd, vector, count, flags, timeout);
  }

  // ---- in the kernel, where they wait although a virtual thread changes the mode

  private static long sendmsgInKernel(int fd, MemorySegment message, int flags) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long sent = Sys.sendmsg(fd, message, flags);
      if (sent != AGAIN || (flags & MSG_DONTWAIT) != 0 || !Unshared.misled(fd, before)) {
        return sent;
      }
    }
  }

  private static long recvmsgInKernel(int fd, MemorySegment message, int flags) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long received = Sys.recvmsg(fd, message, flags);
      if (!Transfer.isMisled(received, fd, flags, before)) {
        return received;
      }
    }
  }

  private static long sendmmsgInKernel(int fd, MemorySegment vector, int count, int flags) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long sent = Sys.sendmmsg(fd, vector, count, flags);
      if (sent != AGAIN || (flags & MSG_DONTWAIT) != 0 || !Unshared.misled(fd, before)) {
        return sent;
      }
    }
  }

  private static long recvmmsgInKernel(
      int fd, MemorySegment vector, int count, int flags, MemorySegment timeout) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long received = Sys.recvmmsg(fd, vector, count, flags, timeout);
      if (!Transfer.isMisled(received, fd, flags, before)) {
        return received;
      }
    }
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
    long result =
        deadline == AGAIN ? Transfer.failed(fd, Iovecs.total(message), deadline) : deadline;
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
    msghdr.msg_flags(message, flags & Platform.flag(sys_socket_h.MSG_CMSG_CLOEXEC));
  }

  private static long recvmsgOffloaded(int fd, MemorySegment message, int flags) {
    MemorySegment lent = Offload.lend(message);
    return Offload.run(() -> recvmsgInKernel(fd, lent, flags));
  }

  private static long sendmsgParking(int fd, MemorySegment message, int flags, long length) {
    if ((flags & MSG_DONTWAIT) != 0) {
      return Sys.sendmsg(fd, message, flags);
    }
    if ((flags & MSG_FASTOPEN) != 0 || length == Iovecs.UNKNOWN) {
      MemorySegment lent = Offload.lend(message);
      return Offload.run(() -> sendmsgInKernel(fd, lent, flags));
    }
    long deadline = 0;
    boolean misled = false;
    while (true) {
      long ticket = Parking.ticketOut(fd);
      long sent = Sys.sendmsg(fd, message, flags | MSG_DONTWAIT);
      if (sent >= 0) {
        return sendRest(fd, message, flags, length, sent);
      }
      if (sent != AGAIN) {
        return sent == PIPE && deadline > 0 ? Query.failure(fd, sent) : sent;
      }
      if (Query.misleading(fd)) {
        if (misled) {
          MemorySegment name = name(message);
          return FullQueue.awaitDatagram(
              fd,
              name,
              name == null ? 0 : (int) name.byteSize(),
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

  /** A copy of where a message goes to, or null. */
  private static @Nullable MemorySegment name(MemorySegment message) {
    int length = msghdr.msg_namelen(message);
    if (length <= 0 || length > sockaddr_storage.sizeof()) {
      return null;
    }
    MemorySegment copy = Arena.ofAuto().allocate(length);
    return Peek.read(msghdr.msg_name(message).address(), copy, length) == 0 ? copy : null;
  }

  /** A blocking stream takes the whole message. */
  private static long sendRest(int fd, MemorySegment message, int flags, long length, long sent) {
    if (sent >= length || Parking.deadline(fd, sys_socket_h.SO_SNDTIMEO) < 0) {
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
    if (SocketKind.isStream(fd)) { // which may take a part of any
      return sendEach(fd, vector, Math.min(count, MOST), flags, 0);
    }
    long sent = Sys.sendmmsg(fd, vector, count, flags | MSG_DONTWAIT);
    if (sent < 0 && sent != AGAIN || sent < count && Query.nonBlocking(fd)) {
      return sent; // a part: the error that ended it is not reported by the kernel again
    }
    int done = (int) Math.max(sent, 0);
    return done > 0 && done < count && endedByError(fd) // which the kernel drops
        ? done
        : sendEach(fd, vector, count, flags, done);
  }

  /** Sends messages of which each may have to wait. */
  private static long sendEach(int fd, MemorySegment vector, int count, int flags, int first) {
    int done = first;
    while (done < count) {
      MemorySegment one = vector.asSlice(done * SIZE);
      long length = sendmsgParking(fd, one, flags, length(fd, one, flags));
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
}
