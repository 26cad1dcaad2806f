/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.memory.Cmsg;
import berkeley.sockets.internal.memory.Peek;
import berkeley.sockets.internal.memory.Scratch;
import berkeley.sockets.internal.parking.SocketKind;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.MemorySegment;

/**
 * The descriptors that the program passes on with SCM_RIGHTS: they are {@link Unshared} no more.
 */
final class PassedDescriptors {
  private static final long LENGTH = msghdr.msg_controllen$offset();
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
      long length = messages.get(JAVA_LONG_UNALIGNED, i * size + LENGTH);
      if (length >= LEAST && length <= MOST && SocketKind.isUnix(fd)) {
        share(messages.get(JAVA_LONG_UNALIGNED, i * size + CONTROL), length);
      }
    }
  }

  private static void share(long address, long length) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment copy = scratch.memory(length);
      long read = Peek.read(address, copy, length);
      if (read == 0) {
        share(copy, length);
      } else if (read != Peek.FAULT) { // what is passed must not be looked at
        Unshared.shareAll();
      }
    } finally {
      scratch.release();
    }
  }

  private static void share(MemorySegment control, long length) {
    for (long at = 0; at >= 0; at = Cmsg.next(control, at, length)) {
      if (Cmsg.kind(control, at) == RIGHTS) {
        int bytes = Cmsg.dataLength(control, at, length);
        for (int i = 0; i + Integer.BYTES <= bytes; i += Integer.BYTES) {
          Unshared.share(control.get(JAVA_INT_UNALIGNED, Cmsg.data(at) + i));
        }
      }
    }
  }
}
