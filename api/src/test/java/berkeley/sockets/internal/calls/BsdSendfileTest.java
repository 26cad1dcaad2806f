/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.unistd_h;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program sees is sendfile(2) of Linux; below is a call that does as the manuals of macOS
 * and FreeBSD say of theirs: the length is 0 for all to the end of the file, and tells what was
 * sent after success, EAGAIN and EINTR. Other errors may leave it as it was.
 */
class BsdSendfileTest {
  private static final int OUT = 77;
  private static final long SIZE = 100;

  @TempDir Path directory;
  private final Arena arena = Arena.ofShared();
  private int file;
  private long most = Long.MAX_VALUE; // what the socket has room for
  private long error;
  private int calls;

  @BeforeEach
  void open() throws Exception {
    Path path = directory.resolve("file");
    Files.write(path, new byte[(int) SIZE]);
    file = (int) Sys.open(Strings.toC(arena, path.toString()), fcntl_h.O_RDONLY, 0);
  }

  @AfterEach
  void close() {
    Sys.close(file);
    arena.close();
  }

  private long bsd(int from, int socket, long offset, MemorySegment length) {
    calls++;
    assertEquals(file, from);
    assertEquals(OUT, socket);
    if (error == -errno_h.EBADF) {
      return error;
    }
    long asked = length.get(JAVA_LONG, 0);
    long left = Math.max(0, SIZE - offset);
    length.set(JAVA_LONG, 0, Math.min(most, asked == 0 ? left : Math.min(asked, left)));
    return error;
  }

  private long sendfile(MemorySegment offset, long count) {
    return BsdSendfile.sendfile(this::bsd, OUT, file, offset, count);
  }

  private long position() {
    return Sys.lseek(file, 0, unistd_h.SEEK_CUR);
  }

  @Test
  void theOffsetMovesByWhatWasSent() {
    MemorySegment offset = arena.allocate(JAVA_LONG);
    offset.set(JAVA_LONG, 0, 10);
    assertEquals(30, sendfile(offset, 30));
    assertEquals(40, offset.get(JAVA_LONG, 0));
    assertEquals(60, sendfile(offset, 1000));
    assertEquals(0, sendfile(offset, 1000)); // the end
    assertEquals(SIZE, offset.get(JAVA_LONG, 0));
    assertEquals(0, position());
  }

  @Test
  void withoutAnOffsetTheFilesOwnMoves() {
    Sys.lseek(file, 95, unistd_h.SEEK_SET);
    assertEquals(5, sendfile(MemorySegment.NULL, 30));
    assertEquals(SIZE, position());
    assertEquals(0, sendfile(MemorySegment.NULL, 30));
  }

  @Test
  void noBytesAreNotAllBytes() {
    assertEquals(0, sendfile(MemorySegment.NULL, 0));
    assertEquals(0, calls);
  }

  @Test
  void aPartCountsForMoreThanWhyItIsOne() {
    most = 7;
    for (int errno : new int[] {errno_h.EAGAIN, errno_h.EINTR}) {
      error = -errno;
      assertEquals(7, sendfile(MemorySegment.NULL, 30));
    }
    assertEquals(14, position());
    most = 0;
    assertEquals(-errno_h.EINTR, sendfile(MemorySegment.NULL, 30));
    assertEquals(14, position());
  }

  @Test
  void otherErrorsAreTold() {
    error = -errno_h.EPIPE;
    most = 7;
    assertEquals(-errno_h.EPIPE, sendfile(MemorySegment.NULL, 30));
    error = -errno_h.EBADF;
    assertEquals(-errno_h.EBADF, sendfile(MemorySegment.NULL, 30));
    assertEquals(0, position());
  }

  /** lseek(2): a pipe has no position. */
  @Test
  void whatHasNoPositionIsRefused() {
    MemorySegment ends = arena.allocate(JAVA_BYTE, 8);
    assertEquals(0, Sys.pipe(ends));
    int pipe = ends.get(JAVA_INT_UNALIGNED, 0);
    long n = BsdSendfile.sendfile(this::bsd, OUT, pipe, MemorySegment.NULL, 30);
    assertEquals(-errno_h.ESPIPE, n);
    Sys.close(pipe);
    Sys.close(ends.get(JAVA_INT_UNALIGNED, 4));
  }
}
