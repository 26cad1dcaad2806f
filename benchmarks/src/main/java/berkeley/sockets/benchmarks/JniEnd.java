/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.c.Unistd;
import java.lang.foreign.MemorySegment;

/** An end through JNI, with native memory. */
record JniEnd(int fd, MemorySegment buffer, long address, long size, int flags) implements End {
  static Maker maker(int flags) {
    return (fd, content) -> {
      MemorySegment buffer = Descriptors.buffer(content);
      return new JniEnd(fd, buffer, buffer.address(), content.length, flags);
    };
  }

  @Override
  public void send() {
    for (long done = 0; done < size; ) {
      done += Descriptors.moved(Jni.send(fd, address + done, size - done, flags));
    }
  }

  @Override
  public long recv() {
    long done = Jni.recv(fd, address, size, flags);
    while (done > 0 && done < size) {
      done += Descriptors.moved(Jni.recv(fd, address + done, size - done, flags));
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
