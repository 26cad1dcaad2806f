/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.File;
import java.io.IOException;

/** Closes sockets where a thread has no stack left, then once more, and prints what stays open. */
final class DeepStack {
  private static final int SOCKETS = 30;

  private static Socket socket;
  private static int overflows;

  private DeepStack() {}

  public static void main(String[] arguments) throws Exception {
    for (Socket each : Socket.pair(Domain.UNIX, Type.STREAM)) {
      each.close(); // everything is linked
    }
    for (boolean virtual : new boolean[] {false, true}) {
      overflows = 0;
      int before = descriptors();
      for (int i = 0; i < SOCKETS; i++) {
        socket = Socket.open(Domain.INET, Type.STREAM);
        Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        builder.start(DeepStack::run).join();
        socket.close();
      }
      for (int i = 0; i < 100 && descriptors() > before; i++) {
        Thread.sleep(20); // another thread may be closing
      }
      System.out.println(
          (virtual ? "virtual" : "platform")
              + (overflows > 0 ? " overflowed" : " did not overflow")
              + ", open "
              + Math.max(0, descriptors() - before));
    }
  }

  private static int descriptors() {
    return new File("/proc/self/fd").list().length;
  }

  private static void run() {
    try {
      deeper();
    } catch (StackOverflowError | IOException e) {
      // as intended
    }
  }

  @SuppressWarnings("InfiniteRecursion") // until there is no stack left
  private static void deeper() throws IOException {
    try {
      deeper();
    } catch (StackOverflowError e) {
      try {
        socket.close();
      } catch (StackOverflowError again) {
        overflows++;
        throw again;
      }
    }
  }
}
