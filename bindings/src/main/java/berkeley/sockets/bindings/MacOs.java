/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * What macOS has under another name, or with other arguments, than Linux. Its own headers are the
 * source: {@code <sys/socket.h>}, {@code <crt_externs.h>}.
 */
public final class MacOs {
  /** {@code SO_NOSIGPIPE}: a send on a connection that has ended raises no SIGPIPE. */
  public static final int SO_NOSIGPIPE = 0x1022;

  private MacOs() {}

  /** Whether this is one. */
  public static boolean isHere() {
    return Platform.is(Platform.MACOS);
  }

  private static final class Sendfile {
    static final MethodHandle SENDFILE = sendfile(Linker.nativeLinker().defaultLookup());
  }

  static MethodHandle sendfile(SymbolLookup library) {
    return Linker.nativeLinker()
        .downcallHandle(
            library.findOrThrow("sendfile"), Native.descriptor("LLLPPL"), ErrnoCell.ERRNO);
  }

  /**
   * {@code int sendfile(int fd, int s, off_t offset, off_t *len, struct sf_hdtr *hdtr, int flags)}
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
      long returned =
          (long)
              sendfile.invokeExact(
                  cell, (long) file, (long) socket, offset, length, MemorySegment.NULL, 0L);
      return (int) returned == -1 ? -ErrnoCell.errno(cell) : 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      ErrnoCell.release(cell);
    }
  }

  /** {@code environ}, as {@link Native#variable} has it elsewhere. */
  public static MemorySegment environ() {
    Native.check();
    return Native.pointer(environ(Linker.nativeLinker().defaultLookup()));
  }

  /**
   * Where {@code environ} is, which only the program itself can name there: environ(7).
   *
   * @param library has {@code char ***_NSGetEnviron(void)}
   */
  static long environ(SymbolLookup library) {
    MethodHandle function =
        Linker.nativeLinker()
            .downcallHandle(library.findOrThrow("_NSGetEnviron"), FunctionDescriptor.of(JAVA_LONG));
    try {
      return (long) function.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
