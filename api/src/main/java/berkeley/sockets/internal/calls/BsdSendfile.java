/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.INTR;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Bsd;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.unistd_h;
import berkeley.sockets.internal.memory.Cells;
import java.lang.foreign.MemorySegment;

/**
 * Linux's sendfile(2) by that of macOS or FreeBSD, which takes the descriptors in the other order,
 * sends everything where Linux sends nothing, and tells the number of bytes beside the result. As
 * the manuals say, that number counts also after {@code EAGAIN} and {@code EINTR}.
 */
final class BsdSendfile {
  /** As {@link Bsd#sendfile}; tests have their own. */
  interface Call {
    long sendfile(int file, int socket, long offset, MemorySegment length);
  }

  private static final Call CALL =
      new Call() {
        @Override
        public long sendfile(int file, int socket, long offset, MemorySegment length) {
          return Bsd.sendfile(file, socket, offset, length);
        }
      };

  private BsdSendfile() {}

  static long sendfile(int out, int in, MemorySegment offset, long count) {
    return sendfile(CALL, out, in, offset, count);
  }

  static long sendfile(Call call, int out, int in, MemorySegment offset, long count) {
    boolean given = offset.address() != 0;
    long from = given ? offset.get(JAVA_LONG_UNALIGNED, 0) : Sys.lseek(in, 0, unistd_h.SEEK_CUR);
    if (count == 0 || !given && from < 0) {
      return count == 0 ? 0 : from;
    }
    long sent = send(call, in, out, from, count);
    if (sent > 0 && given) {
      offset.set(JAVA_LONG_UNALIGNED, 0, from + sent);
    } else if (sent > 0) {
      Sys.lseek(in, from + sent, unistd_h.SEEK_SET);
    }
    return sent;
  }

  private static long send(Call call, int in, int out, long from, long count) {
    Cells cells = Cells.acquire();
    try {
      long result = call.sendfile(in, out, from, cells.value(count));
      if (result < 0 && result != AGAIN && result != INTR) {
        return result; // the length may be as it was
      }
      long sent = cells.longAt();
      return sent > 0 ? sent : result;
    } finally {
      cells.release();
    }
  }
}
