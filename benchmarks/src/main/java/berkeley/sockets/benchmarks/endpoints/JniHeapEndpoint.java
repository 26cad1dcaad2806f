/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

/** An endpoint through JNI, with a byte array. */
public record JniHeapEndpoint(int fd, byte[] buffer, int flags) implements DescriptorEndpoint {
  public static Maker maker(int flags) {
    return (fd, content) -> new JniHeapEndpoint(fd, content.clone(), flags);
  }

  @Override
  public void send() {
    for (int done = 0; done < buffer.length; ) {
      done += (int) Calls.moved(Jni.sendArray(fd, buffer, done, buffer.length - done, flags));
    }
  }

  @Override
  public long recv() {
    int done = (int) Jni.recvArray(fd, buffer, 0, buffer.length, flags);
    while (done > 0 && done < buffer.length) {
      done += (int) Calls.moved(Jni.recvArray(fd, buffer, done, buffer.length - done, flags));
    }
    return done;
  }

  @Override
  public byte[] content() {
    return buffer.clone();
  }
}
