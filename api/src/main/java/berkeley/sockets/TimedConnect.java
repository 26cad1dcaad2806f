/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.internal.calls.Timeouts;
import berkeley.sockets.internal.parking.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.time.Duration;

/** connect(2) with a limit of time, on any kind of thread. */
final class TimedConnect {
  private static final long MILLISECOND = 1_000_000;

  private TimedConnect() {}

  /** The nanoseconds of a limit, of which there must be some. */
  static long nanoseconds(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout of " + timeout + "; it must be above zero");
    }
    return Timeouts.nanoseconds(timeout);
  }

  /** Connects a blocking socket, or closes it when the time is over. */
  static void connect(Socket socket, SockAddr address, long nanoseconds) throws IOException {
    if (socket.isNonBlocking()) {
      throw new IllegalBlockingModeException();
    }
    String where = "connect(" + socket.handle + ", " + address + ")";
    boolean connected =
        address instanceof SockAddr.Unix
            ? withSendTimeout(socket, address, nanoseconds)
            : withPoll(socket, address, nanoseconds);
    if (!connected) {
      socket.close();
      throw new SocketTimeoutException(
          where + ": no answer within " + Duration.ofNanos(nanoseconds) + "; the socket is closed");
    }
  }

  /** Non-blocking meanwhile: not all protocols know SO_SNDTIMEO in connect(2). */
  private static boolean withPoll(Socket socket, SockAddr address, long nanoseconds)
      throws IOException {
    long deadline = Deadline.after(nanoseconds);
    socket.setNonBlocking(true);
    try {
      boolean connected = socket.connect(address);
      int left = 1;
      while (!connected && left > 0) { // the last time when the limit has passed, without waiting
        left = left(deadline);
        connected = socket.poll(PollSet.OUT, left) != 0 && socket.finishConnect();
      }
      return connected;
    } finally {
      restore(socket);
    }
  }

  /** In milliseconds, rounded up. */
  private static int left(long deadline) {
    return deadline == Deadline.FOREVER
        ? Integer.MAX_VALUE
        : Math.clamp(Math.ceilDiv(deadline - Deadline.now(), MILLISECOND), 0, Integer.MAX_VALUE);
  }

  private static void restore(Socket socket) throws IOException {
    try {
      socket.setNonBlocking(false);
    } catch (ClosedChannelException e) {
      // by another thread, of which the call before this has told
    }
  }

  /** poll(2) does not tell when a full backlog of a UNIX listener has room again. */
  private static boolean withSendTimeout(Socket socket, SockAddr address, long nanoseconds)
      throws IOException {
    Duration before = socket.getOption(OptionCalls.Rows.SEND_TIMEOUT);
    socket.setSendTimeout(Duration.ofNanos(nanoseconds));
    try {
      return socket.connect(address);
    } finally {
      try {
        socket.setSendTimeout(before);
      } catch (ClosedChannelException e) {
        // as above
      }
    }
  }
}
