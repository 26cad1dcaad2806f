/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.lang.foreign.MemorySegment;

/** An endpoint through JNI, with native memory. */
public record JniEndpoint(int fd, MemorySegment buffer, long address, long size, int flags)
    implements DescriptorEndpoint {
  public static Maker maker(int flags) {
    return (fd, content) -> {
      MemorySegment buffer = Buffers.of(content);
      return new JniEndpoint(fd, buffer, buffer.address(), content.length, flags);
    };
  }

  @Override
  public void send() {
    for (long done = 0; done < size; ) {
      done += Calls.moved(Jni.send(fd, address + done, size - done, flags));
    }
  }

  @Override
  public long recv() {
    long done = Jni.recv(fd, address, size, flags);
    while (done > 0 && done < size) {
      done += Calls.moved(Jni.recv(fd, address + done, size - done, flags));
    }
    return done;
  }

  @Override
  public byte[] content() {
    return Buffers.bytes(buffer);
  }
}
