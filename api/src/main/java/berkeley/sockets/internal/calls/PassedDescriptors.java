/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.memory.Cmsg;
import java.lang.foreign.MemorySegment;

/** What messages carry with SCM_RIGHTS: descriptors that are shared by that, and new ones. */
final class PassedDescriptors {
  private static final long LENGTH = msghdr.msg_controllen$offset();
  private static final long CONTROL = msghdr.msg_control$offset();

  private PassedDescriptors() {}

  /**
   * To be called with each struct msghdr that was sent. Not before: its pointers are known to be
   * good only when the kernel has followed them.
   */
  static void sent(MemorySegment messages, long at) {
    tell(messages, at, true);
  }

  /** To be called with each struct msghdr that was received. */
  static void received(MemorySegment messages, long at) {
    tell(messages, at, false);
  }

  private static void tell(MemorySegment messages, long at, boolean sent) {
    long length = messages.get(JAVA_LONG_UNALIGNED, at + LENGTH);
    if (length > 0 && Cmsg.first(length) == 0) {
      long address = messages.get(JAVA_LONG_UNALIGNED, at + CONTROL);
      Control.tell(address, address + length, sent);
    }
  }

  /** Reads control messages where they are: a segment for each would be an object. */
  private static final class Control {
    private static final MemorySegment ALL = Native.memory(0, Long.MAX_VALUE);
    private static final long RIGHTS = Cmsg.kind(sys_socket_h.SOL_SOCKET, sys_socket_h.SCM_RIGHTS);

    static void tell(long address, long end, boolean sent) {
      for (long at = address; at >= 0; at = Cmsg.next(ALL, at, end)) {
        if (Cmsg.kind(ALL, at) == RIGHTS) {
          int bytes = Cmsg.dataLength(ALL, at, end);
          for (int i = 0; i + Integer.BYTES <= bytes; i += Integer.BYTES) {
            int fd = ALL.get(JAVA_INT_UNALIGNED, Cmsg.data(at) + i);
            if (sent) {
              Descriptors.lent(fd);
            } else {
              Descriptors.made(fd);
            }
          }
        }
      }
    }
  }
}
