/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import berkeley.sockets.c.SysSocket;
import java.util.Arrays;

/** An endpoint in the C mirror, with a byte array. */
public record MirrorHeapEndpoint(int fd, byte[] buffer, int flags) implements DescriptorEndpoint {
  public static Maker maker(int flags) {
    return (fd, content) -> new MirrorHeapEndpoint(fd, content.clone(), flags);
  }

  @Override
  public void send() {
    long done = Calls.moved(SysSocket.send(fd, buffer, buffer.length, flags));
    while (done < buffer.length) {
      byte[] rest = Arrays.copyOfRange(buffer, (int) done, buffer.length);
      done += Calls.moved(SysSocket.send(fd, rest, rest.length, flags));
    }
  }

  @Override
  public long recv() {
    long done = SysSocket.recv(fd, buffer, buffer.length, flags);
    while (done > 0 && done < buffer.length) {
      byte[] rest = new byte[buffer.length - (int) done];
      long n = Calls.moved(SysSocket.recv(fd, rest, rest.length, flags));
      System.arraycopy(rest, 0, buffer, (int) done, (int) n);
      done += n;
    }
    return done;
  }

  @Override
  public byte[] content() {
    return buffer.clone();
  }
}
