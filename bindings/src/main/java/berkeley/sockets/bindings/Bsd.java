/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * What macOS and FreeBSD have under another name, or with other arguments, than Linux. Their own
 * {@code <sys/socket.h>} is the source.
 */
public final class Bsd {
  /** {@code SO_NOSIGPIPE}: a send on a connection that has ended raises no SIGPIPE. */
  public static final int SO_NOSIGPIPE = noSigpipe(Platform.HERE);

  private Bsd() {}

  static int noSigpipe(int platform) {
    return (platform & Platform.FREEBSD) != 0 ? 0x800 : 0x1022;
  }

  private static final class Sendfile {
    static final MethodHandle SENDFILE =
        sendfile(Linker.nativeLinker().defaultLookup(), Platform.is(Platform.FREEBSD));
  }

  /**
   * {@code int sendfile(int fd, int s, off_t offset, off_t *len, struct sf_hdtr *hdtr, int flags)}
   * of macOS, or {@code int sendfile(int fd, int s, off_t offset, size_t nbytes, struct sf_hdtr
   * *hdtr, off_t *sbytes, int flags)} of FreeBSD, as a handle with errno's cell, {@code fd}, {@code
   * s}, {@code offset}, how many bytes, and where that number stands and the result is stored.
   */
  static MethodHandle sendfile(SymbolLookup library, boolean isFreeBsd) {
    MethodHandle sendfile =
        Linker.nativeLinker()
            .downcallHandle(
                library.findOrThrow("sendfile"),
                Native.descriptor(isFreeBsd ? "LLLLPPL" : "LLLPPL"),
                ErrnoCell.ERRNO);
    int last = sendfile.type().parameterCount() - 1;
    sendfile = MethodHandles.insertArguments(sendfile, last, 0L);
    sendfile = MethodHandles.insertArguments(sendfile, 5, MemorySegment.NULL);
    return isFreeBsd ? sendfile : MethodHandles.dropArguments(sendfile, 4, long.class);
  }

  /**
   * Sends a part of a file.
   *
   * @param file what is sent, a regular file
   * @param socket where to, a stream socket
   * @param offset from where in the file
   * @param length how many bytes, 0 for all to the end; then how many were sent
   * @return 0 or a negated errno
   */
  public static long sendfile(int file, int socket, long offset, MemorySegment length) {
    return sendfile(Sendfile.SENDFILE, file, socket, offset, length);
  }

  static long sendfile(
      MethodHandle sendfile, int file, int socket, long offset, MemorySegment length) {
    MemorySegment cell = ErrnoCell.acquire();
    try {
      long count = length.get(JAVA_LONG, 0);
      long returned =
          (long) sendfile.invokeExact(cell, (long) file, (long) socket, offset, count, length);
      return (int) returned == -1 ? -ErrnoCell.errno(cell) : 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      ErrnoCell.release(cell);
    }
  }
}
