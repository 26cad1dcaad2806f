/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.close;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Lets each call that a connect of a virtual thread makes end in a StackOverflowError, and prints
 * how often the socket was found non-blocking after that.
 */
final class ChangedMode {
  private static final int MOST = 100;

  private ChangedMode() {}

  public static void main(String[] arguments) throws Exception {
    int found = 0;
    int errors = 0;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment address = sockaddr_in.allocate(arena);
      sockaddr_in.sin_family(address, (short) AF_INET);
      address.asSlice(4, 4).copyFrom(MemorySegment.ofArray(new byte[] {127, 0, 0, 1}));
      int listener = socket(AF_INET, SOCK_STREAM, 0);
      bind(listener, address, 16);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      length.set(ValueLayout.JAVA_INT, 0, 16);
      getsockname(listener, address, length);
      listen(listener, MOST);
      connect(address, 0); // links
      for (int n = 1; n < MOST; n++) {
        int fd = connect(address, n);
        if (FaultPlan.hit() == null) {
          break;
        }
        errors++;
        if ((fcntl(fd, F_GETFL, 0) & O_NONBLOCK) != 0) {
          found++;
          System.out.println("non-blocking after call " + n);
        }
        close(fd);
      }
    }
    System.out.println((errors > 5) + " " + found);
    System.exit(0);
  }

  /** The n-th call fails. */
  private static int connect(MemorySegment address, int n) throws Exception {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              FaultPlan.arm(
                  Thread.currentThread(),
                  n,
                  () -> {
                    throw new StackOverflowError();
                  });
              try {
                berkeley.sockets.c.SysSocket.connect(fd, address, 16);
              } catch (StackOverflowError e) {
                // as intended
              } finally {
                FaultPlan.disarm();
              }
            },
            null);
    Thread.startVirtualThread(task);
    task.get(20, TimeUnit.SECONDS);
    return fd;
  }
}
