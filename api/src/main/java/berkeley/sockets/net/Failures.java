/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions that the JDK throws where ours are {@link ErrnoException}, which stays the cause:
 * its message says more.
 */
final class Failures {
  private Failures() {}

  /** What naming, connecting and accepting fail with. */
  static IOException ofConnecting(IOException failure) {
    if (!(failure instanceof ErrnoException e)) {
      return failure;
    }
    String message = e.errno().message();
    IOException translated =
        switch (e.errno()) {
          case EINTR -> new InterruptedIOException(message);
          case ECONNREFUSED, ETIMEDOUT, ENOTCONN -> new ConnectException(message);
          case EHOSTUNREACH -> new NoRouteToHostException(message);
          case EADDRINUSE, EADDRNOTAVAIL, EACCES -> new BindException(message);
          case EPROTO -> new ProtocolException(message);
          default -> new SocketException(message);
        };
    translated.initCause(e);
    return translated;
  }

  /** What receiving on a stream fails with. */
  static IOException ofReceiving(IOException failure) {
    return failure instanceof ErrnoException e && e.errno() == Errno.ECONNRESET
        ? new SocketException("Connection reset", e)
        : ofSending(failure);
  }

  /** What sending on a stream fails with. */
  static IOException ofSending(IOException failure) {
    if (!(failure instanceof ErrnoException e)) {
      return failure;
    }
    String message = e.errno().message();
    IOException translated =
        e.errno() == Errno.EINTR ? new InterruptedIOException(message) : new IOException(message);
    translated.initCause(e);
    return translated;
  }

  /** What sending and receiving datagrams fail with. */
  static IOException ofDatagrams(IOException failure) {
    if (!(failure instanceof ErrnoException e)) {
      return failure;
    }
    IOException translated =
        switch (e.errno()) {
          case EINTR -> new InterruptedIOException(e.errno().message());
          case ECONNREFUSED -> new PortUnreachableException();
          case EHOSTUNREACH -> new NoRouteToHostException(e.errno().message());
          default -> new SocketException(e.errno().message());
        };
    translated.initCause(e);
    return translated;
  }

  /** As {@link #ofDatagrams}, of read and write, which the JDK makes as on a file. */
  static IOException ofConnectedDatagrams(IOException failure) {
    if (!(failure instanceof ErrnoException e) || e.errno() == Errno.ECONNREFUSED) {
      return ofDatagrams(failure);
    }
    return ofSending(failure);
  }

  /** What java.net's sockets throw: a SocketException, or one that says more. */
  static IOException inSocket(IOException failure) {
    return switch (failure) {
      case ErrnoException e -> new SocketException(e.errno().message(), e);
      case SocketException e -> e;
      case InterruptedIOException e -> e;
      case UnknownHostException e -> e;
      case ProtocolException e -> e;
      case ClosedChannelException e -> closed(e);
      default -> new SocketException(failure.getMessage(), failure);
    };
  }

  /** What connecting a socket of java.net fails with; it is closed, also by an interrupt. */
  static IOException inConnect(IOException failure) {
    IOException translated = inSocket(ofConnecting(failure));
    return translated instanceof InterruptedIOException
            && !(translated instanceof SocketTimeoutException)
        ? new SocketException("Closed by interrupt", failure)
        : translated;
  }

  /** As {@link #inSocket}, where no other class may be thrown. */
  static SocketException socketException(IOException failure) {
    return inSocket(failure) instanceof SocketException e
        ? e
        : new SocketException(failure.getMessage(), failure);
  }

  /** What a call on a closed socket fails with, and one during which it is closed. */
  static SocketException closed(@Nullable Throwable cause) {
    return new SocketException("Socket closed", cause);
  }
}
