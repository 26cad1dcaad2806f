/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

/**
 * Links a function on a thread of its own, where the calling thread has too little stack left. A
 * class whose initialiser throws cannot be used any more, be it one of the JDK's that linking
 * needs; so nothing of it happens where the stack may not suffice.
 */
final class Linking {
  private static final long STACK = 1 << 20;

  private Linking() {}

  /** As {@link Native#link(String, String, String, int, int)}; an error is the caller's. */
  static void elsewhere(String name, String function, String shape, int kind, int failure) {
    Throwable[] thrown = new Throwable[1];
    Thread thread =
        new Thread(null, null, "berkeley-sockets-linking", STACK, false) {
          @Override
          public void run() {
            try {
              Native.link(name, function, shape, kind, failure);
            } catch (Throwable e) {
              thrown[0] = e;
            }
          }
        };
    thread.setContextClassLoader(null);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thrown[0] instanceof Error e) {
      throw e;
    }
    if (thrown[0] instanceof RuntimeException e) {
      throw e;
    }
  }
}
