/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Fields;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.memory.Cmsg;
import berkeley.sockets.internal.memory.Peek;
import berkeley.sockets.internal.memory.Scratch;
import berkeley.sockets.internal.parking.SocketKind;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.MemorySegment;

/**
 * What messages carry with SCM_RIGHTS: descriptors that are {@link Unshared} no more when they have
 * been passed on, and new ones.
 */
final class PassedDescriptors {
  private static final long LENGTH = msghdr.msg_controllen$offset();
  private static final long LENGTH_SIZE = msghdr.msg_controllen$size();
  private static final long CONTROL = msghdr.msg_control$offset();
  private static final long RIGHTS = Cmsg.kind(sys_socket_h.SOL_SOCKET, sys_socket_h.SCM_RIGHTS);

  private static final long LEAST = Cmsg.len(Integer.BYTES);
  private static final long MOST = 1 << 20; // far above what the kernel takes

  private PassedDescriptors() {}

  /**
   * To be called before messages are sent: after that their memory may be freed.
   *
   * @param size of what each msghdr begins
   */
  static void share(int fd, MemorySegment messages, int count, long size) {
    if (messages.byteSize() == 0) { // NULL
      return;
    }
    for (int i = 0; i < count; i++) {
      long length = Fields.unsigned(messages, i * size + LENGTH, LENGTH_SIZE);
      if (length >= LEAST && length <= MOST && SocketKind.isUnix(fd)) {
        read(messages.get(JAVA_LONG_UNALIGNED, i * size + CONTROL), length, true);
      }
    }
  }

  /**
   * To be called after messages were received: what their descriptors' numbers stood for before is
   * over.
   *
   * @param count of the messages that came; none if negative
   * @param size of what each msghdr begins
   */
  static void made(int fd, MemorySegment messages, long count, long size) {
    try {
      for (int i = 0; i < count; i++) {
        long length = Fields.unsigned(messages, i * size + LENGTH, LENGTH_SIZE);
        if (length >= LEAST && length <= MOST && SocketKind.isUnix(fd)) {
          read(messages.get(JAVA_LONG_UNALIGNED, i * size + CONTROL), length, false);
        }
      }
    } catch (IllegalStateException | OutOfMemoryError | StackOverflowError e) {
      // the messages are there, and an error would lose their descriptors; so would that of an
      // arena which another thread closed meanwhile
    }
  }

  /** Another thread may free the memory meanwhile: the kernel copies it. */
  private static void read(long address, long length, boolean sent) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment copy = scratch.memory(length);
      long read = Peek.read(address, copy, length);
      if (read == 0) {
        tell(copy, length, sent);
      } else if (read != Peek.FAULT && sent) { // what is passed must not be looked at
        Unshared.shareAll();
      }
    } finally {
      scratch.release();
    }
  }

  private static void tell(MemorySegment control, long length, boolean sent) {
    for (long at = 0; at >= 0; at = Cmsg.next(control, at, length)) {
      if (Cmsg.kind(control, at) == RIGHTS) {
        int bytes = Cmsg.dataLength(control, at, length);
        for (int i = 0; i + Integer.BYTES <= bytes; i += Integer.BYTES) {
          int fd = control.get(JAVA_INT_UNALIGNED, Cmsg.data(at) + i);
          if (sent) {
            Unshared.share(fd);
          } else {
            Descriptors.made(fd);
          }
        }
      }
    }
  }
}
