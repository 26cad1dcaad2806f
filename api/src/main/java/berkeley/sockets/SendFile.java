/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.OwnDescriptor;
import berkeley.sockets.internal.memory.PathBytes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** sendfile(2) of a whole file, told by its path. */
final class SendFile {
  private SendFile() {}

  static long all(Socket socket, Path file) throws IOException {
    int descriptor = open(file);
    try {
      long done = 0;
      long n;
      do {
        n = socket.sendFile(descriptor, done, Integer.MAX_VALUE);
        done += Math.max(n, 0);
      } while (n > 0);
      return done;
    } catch (ErrnoException e) {
      throw new ErrnoException(e.call(), e.fd(), null, file.toString(), e.value());
    } finally {
      OwnDescriptor.close(descriptor);
    }
  }

  private static int open(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] path = PathBytes.of(file);
      MemorySegment c = arena.allocate(path.length + 1L); // ends in a zero byte
      MemorySegment.copy(path, 0, c, ValueLayout.JAVA_BYTE, 0, path.length);
      long n = Descriptors.open(c, fcntl_h.O_RDONLY | fcntl_h.O_CLOEXEC, 0);
      if (n < 0) {
        throw new ErrnoException("open", -1, null, file.toString(), (int) -n);
      }
      return (int) n;
    }
  }
}
