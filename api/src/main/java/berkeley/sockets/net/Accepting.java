/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.PollSet;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * accept(2) with a limit of time. On a platform thread it is that one call, with {@code
 * SO_RCVTIMEO}. Once a virtual thread accepts, a listener that is the views' own becomes
 * non-blocking, as in the JDK, and its threads wait in poll(2): so none holds its carrier.
 */
final class Accepting {
  private final Socket listener;
  private final boolean own;

  private volatile boolean polls;
  private volatile boolean limited; // once it was, accepted sockets inherit a limit

  /**
   * Of a listener, or of a socket that is to become one.
   *
   * @param own whether no code but the view uses it
   */
  Accepting(Socket listener, boolean own) {
    this.listener = listener;
    this.own = own;
    this.limited = !own;
  }

  /** Sets the limit that {@link #accept} then has to be told. */
  void limit(int milliseconds) throws IOException {
    limited = true;
    listener.setReceiveTimeout(Duration.ofMillis(milliseconds));
  }

  /** Makes the listener's mode that of a channel. */
  void block(boolean on) throws IOException {
    if (!polls || !on) {
      listener.setNonBlocking(!on);
    }
  }

  /** What the listener has, without waiting if it is non-blocking. */
  @Nullable Socket acceptNow() throws IOException {
    Socket accepted = listener.accept();
    return accepted == null ? null : withoutLimit(accepted);
  }

  /**
   * Waits for a connection.
   *
   * @param milliseconds what was given to {@link #limit}, or 0
   * @return null when the time is over, or if the listener was made non-blocking by others
   */
  @Nullable Socket accept(int milliseconds) throws IOException {
    if (own && !polls && Thread.currentThread().isVirtual()) {
      listener.setNonBlocking(true);
      polls = true;
    }
    long start = System.nanoTime();
    while (true) {
      Socket accepted = listener.accept();
      if (accepted != null) {
        return withoutLimit(accepted);
      }
      int left = polls ? Waiting.left(milliseconds, start) : 0;
      if (left == 0) {
        return null;
      }
      listener.poll(PollSet.IN, left);
    }
  }

  private Socket withoutLimit(Socket accepted) throws IOException {
    if (limited) {
      boolean done = false;
      try {
        accepted.setReceiveTimeout(Duration.ZERO);
        done = true;
      } finally {
        if (!done) {
          accepted.close();
        }
      }
    }
    Counters.accepted();
    return accepted;
  }
}
