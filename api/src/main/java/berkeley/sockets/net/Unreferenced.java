/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Closes the native socket of a view that nothing refers to any more, as the JDK does with the
 * sockets of java.net and datagram channels. A socket that its user can reach without the view is
 * not closed so.
 */
final class Unreferenced implements Runnable {
  private static final Cleaner CLEANER = Cleaner.create();

  private volatile @Nullable Socket socket;
  private final Cleaner.Cleanable cleanable;

  private Unreferenced(Object view, Socket socket) {
    this.socket = socket;
    this.cleanable = CLEANER.register(view, this);
  }

  /** Watches a view, which alone refers to a socket. */
  static Unreferenced watch(Object view, Socket socket) {
    return new Unreferenced(view, socket);
  }

  /**
   * Ends the watch, as others use the socket, too.
   *
   * @param watch may be null
   * @param socket may be null
   * @return the socket
   */
  static @Nullable Socket end(@Nullable Unreferenced watch, @Nullable Socket socket) {
    if (watch != null) {
      watch.socket = null;
      watch.cleanable.clean();
    }
    return socket;
  }

  /** Ends the watch and closes the socket; either may be null. */
  static void close(@Nullable Unreferenced watch, @Nullable Socket socket) throws IOException {
    Socket it = end(watch, socket);
    if (it != null) {
      it.close();
    }
  }

  /** For the cleaner. */
  @Override
  public void run() {
    Socket it = socket;
    if (it != null) {
      try {
        it.close();
      } catch (IOException e) {
        // nobody is left to be told
      }
    }
  }
}
