/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.memory.Iovecs;
import java.lang.foreign.MemorySegment;

/**
 * sendmmsg(2) and recvmmsg(2) of the object layer, or where they are not to be had, as many
 * sendmsg(2) and recvmsg(2), with the same results: an error after a message is not told, but for a
 * receive's, which is the next call's.
 */
public final class Batches {
  /** {@code MSG_WAITFORONE}, also where only this library knows it. */
  public static final int WAITFORONE =
      Platform.has(sys_socket_h.MSG_WAITFORONE) ? sys_socket_h.MSG_WAITFORONE : 1 << 16;

  /** The size of a struct mmsghdr. */
  public static final long SIZE =
      Platform.has(mmsghdr.sizeof()) ? mmsghdr.sizeof() : msghdr.sizeof() + Long.BYTES;

  /** Where its length is. */
  public static final long LENGTH =
      Platform.has(mmsghdr.msg_len$offset()) ? mmsghdr.msg_len$offset() : msghdr.sizeof();

  private static final int MOST = 1024; // UIO_MAXIOV

  private Batches() {}

  /** As sendmmsg(2). */
  public static long sendmmsg(int fd, MemorySegment vector, int count, int flags) {
    if (!Platform.PORTABLE) {
      return Messages.sendmmsgOwn(fd, vector, count, flags);
    }
    int most = Math.min(count, MOST);
    for (int i = 0; i < most; i++) {
      MemorySegment one = vector.asSlice(i * SIZE, SIZE);
      long n = Messages.sendmsg(fd, one, flags, Iovecs.total(one));
      if (n < 0) {
        return i == 0 ? n : i;
      }
      one.set(JAVA_INT_UNALIGNED, LENGTH, (int) n);
    }
    return most;
  }

  /** As recvmmsg(2), without a timeout; as {@link Messages#recvmsgOwn}. */
  public static long recvmmsg(int fd, MemorySegment vector, int count, int flags) {
    if (!Platform.PORTABLE) {
      return Messages.recvmmsgOwn(fd, vector, count, flags, MemorySegment.NULL);
    }
    int most = Math.min(count, MOST);
    int how = flags & ~WAITFORONE;
    for (int i = 0; i < most; i++) {
      MemorySegment one = vector.asSlice(i * SIZE, SIZE);
      long n = Messages.recvmsgOwn(fd, one, how);
      if (n < 0) {
        if (i > 0 && n != AGAIN) {
          PendingErrors.keep(fd, n);
        }
        return i == 0 ? n : i;
      }
      one.set(JAVA_INT_UNALIGNED, LENGTH, (int) n);
      if ((msghdr.msg_flags(one) & sys_socket_h.MSG_OOB) != 0) {
        return i + 1L;
      }
      if ((flags & WAITFORONE) != 0) {
        how |= sys_socket_h.MSG_DONTWAIT;
      }
    }
    return most;
  }
}
