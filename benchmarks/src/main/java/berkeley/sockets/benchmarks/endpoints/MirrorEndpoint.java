/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import berkeley.sockets.c.SysSocket;
import java.lang.foreign.MemorySegment;

/** An endpoint in the C mirror, with native memory. */
public record MirrorEndpoint(int fd, MemorySegment buffer, int flags)
    implements DescriptorEndpoint {
  public static Maker maker(int flags) {
    return (fd, content) -> new MirrorEndpoint(fd, Buffers.of(content), flags);
  }

  @Override
  public void send() {
    long size = buffer.byteSize();
    long done = Calls.moved(SysSocket.send(fd, buffer, size, flags));
    while (done < size) {
      done += Calls.moved(SysSocket.send(fd, buffer.asSlice(done), size - done, flags));
    }
  }

  @Override
  public long recv() {
    long size = buffer.byteSize();
    long done = SysSocket.recv(fd, buffer, size, flags);
    while (done > 0 && done < size) {
      done += Calls.moved(SysSocket.recv(fd, buffer.asSlice(done), size - done, flags));
    }
    return done;
  }

  @Override
  public byte[] content() {
    return Buffers.bytes(buffer);
  }
}
