/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.MemorySegment;

/** An end in the C mirror, with native memory. */
record MirrorEnd(int fd, MemorySegment buffer, int flags) implements End {
  static Maker maker(int flags) {
    return (fd, content) -> new MirrorEnd(fd, Descriptors.buffer(content), flags);
  }

  @Override
  public void send() {
    long size = buffer.byteSize();
    long done = Descriptors.moved(SysSocket.send(fd, buffer, size, flags));
    while (done < size) {
      done += Descriptors.moved(SysSocket.send(fd, buffer.asSlice(done), size - done, flags));
    }
  }

  @Override
  public long recv() {
    long size = buffer.byteSize();
    long done = SysSocket.recv(fd, buffer, size, flags);
    while (done > 0 && done < size) {
      done += Descriptors.moved(SysSocket.recv(fd, buffer.asSlice(done), size - done, flags));
    }
    return done;
  }

  @Override
  public byte[] content() {
    return Descriptors.bytes(buffer);
  }

  @Override
  public void hangUp() {
    Descriptors.hangUp(fd);
  }

  @Override
  public void close() {
    Unistd.close(fd);
  }
}
