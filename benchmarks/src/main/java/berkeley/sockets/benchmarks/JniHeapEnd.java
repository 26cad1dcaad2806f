/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.c.Unistd;

/** An end through JNI, with a byte array. */
record JniHeapEnd(int fd, byte[] buffer, int flags) implements End {
  static Maker maker(int flags) {
    return (fd, content) -> new JniHeapEnd(fd, content.clone(), flags);
  }

  @Override
  public void send() {
    for (int done = 0; done < buffer.length; ) {
      done += (int) Descriptors.moved(Jni.sendArray(fd, buffer, done, buffer.length - done, flags));
    }
  }

  @Override
  public long recv() {
    int done = (int) Jni.recvArray(fd, buffer, 0, buffer.length, flags);
    while (done > 0 && done < buffer.length) {
      done += (int) Descriptors.moved(Jni.recvArray(fd, buffer, done, buffer.length - done, flags));
    }
    return done;
  }

  @Override
  public byte[] content() {
    return buffer.clone();
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
