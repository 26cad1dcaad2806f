/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.util.Arrays;

/** An end in the C mirror, with a byte array. */
record MirrorHeapEnd(int fd, byte[] buffer, int flags) implements End {
  static Maker maker(int flags) {
    return (fd, content) -> new MirrorHeapEnd(fd, content.clone(), flags);
  }

  @Override
  public void send() {
    long done = Descriptors.moved(SysSocket.send(fd, buffer, buffer.length, flags));
    while (done < buffer.length) {
      byte[] rest = Arrays.copyOfRange(buffer, (int) done, buffer.length);
      done += Descriptors.moved(SysSocket.send(fd, rest, rest.length, flags));
    }
  }

  @Override
  public long recv() {
    long done = SysSocket.recv(fd, buffer, buffer.length, flags);
    while (done > 0 && done < buffer.length) {
      byte[] rest = new byte[buffer.length - (int) done];
      long n = Descriptors.moved(SysSocket.recv(fd, rest, rest.length, flags));
      System.arraycopy(rest, 0, buffer, (int) done, (int) n);
      done += n;
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
