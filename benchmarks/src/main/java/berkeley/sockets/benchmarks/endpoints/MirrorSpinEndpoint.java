/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import static berkeley.sockets.c.Errno.EAGAIN;
import static berkeley.sockets.c.SysSocket.MSG_DONTWAIT;

import berkeley.sockets.c.Errno;
import berkeley.sockets.c.SysSocket;
import java.lang.foreign.MemorySegment;

/** An endpoint in the C mirror that asks again instead of waiting, with one byte of memory. */
public record MirrorSpinEndpoint(int fd, MemorySegment buffer) implements DescriptorEndpoint {
  public static Maker maker() {
    return (fd, content) -> new MirrorSpinEndpoint(fd, Buffers.of(content));
  }

  @Override
  public void send() {
    Calls.moved(SysSocket.send(fd, buffer, 1, 0));
  }

  @Override
  public long recv() {
    long n;
    do {
      n = SysSocket.recv(fd, buffer, 1, MSG_DONTWAIT);
    } while (n < 0 && Errno.errno() == EAGAIN);
    return n;
  }

  @Override
  public byte[] content() {
    return Buffers.bytes(buffer);
  }
}
