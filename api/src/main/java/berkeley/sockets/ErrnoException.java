/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Absent;
import berkeley.sockets.bindings.headers.errno_h;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;

/**
 * A system call that failed. The message names the call, the descriptor, the address if there was
 * one, the error, and for common ones the next step: {@code connect(fd=7, [::1]:443): ECONNREFUSED
 * (Connection refused); nothing listens there, or a firewall rejects it}.
 *
 * {@snippet :
 * try {
 *   socket.connect(address);
 * } catch (ErrnoException e) {
 *   switch (e.errno()) {
 *     case ECONNREFUSED -> retryLater();
 *     case EHOSTUNREACH, ENETUNREACH -> giveUp();
 *     default -> throw e;
 *   }
 * }
 * }
 *
 * <p>It is what each method throws that makes a system call. What makes several for its caller, as
 * {@link Socket#connect(String, int)} and {@link Socket#listen(String, int)} do, throws what {@link
 * #toJava} returns: the exceptions that java.net has for the purpose, with this one as their cause.
 * {@link #errnoOf} finds the error in either. With the classes of java.net, all that fails in a
 * socket is a {@link SocketException}, all that takes too long a {@link
 * java.net.SocketTimeoutException}, and a closed socket a {@link
 * java.nio.channels.ClosedChannelException}.
 */
public class ErrnoException extends SocketException {
  private static final long serialVersionUID = 1;

  /** The name of the call in C. */
  private final String call;

  /** What the message shows in parentheses after the descriptor. */
  private final String arguments;

  /** The descriptor or -1. */
  private final int fd;

  /** The number in C. */
  private final int value;

  /** The address of the other or own end. */
  private final transient SockAddr address;

  /**
   * A failure.
   *
   * @param call the name of the call in C
   * @param fd the descriptor it was made on, -1 for none
   * @param address the address it was given, or null
   * @param value the error number in C
   * @throws UnsupportedOperationException instead, if this platform's C library lacks the call
   */
  public ErrnoException(String call, int fd, SockAddr address, int value) {
    this(call, fd, address, null, value);
  }

  /** As the public one, with arguments for the message. */
  ErrnoException(String call, int fd, SockAddr address, String arguments, int value) {
    if (value == errno_h.ENOSYS && Absent.is(call)) {
      throw new UnsupportedOperationException(Absent.message(call));
    }
    this.call = call;
    this.arguments = address != null ? address.toString() : arguments;
    this.fd = fd;
    this.value = value;
    this.address = address;
  }

  /** {@return the name of the call in C, such as {@code connect}} */
  public String call() {
    return call;
  }

  /** {@return the descriptor of the call, -1 for none; its owner may have closed it since} */
  public int fd() {
    return fd;
  }

  /** {@return the address that the call was given, or null} */
  public SockAddr address() {
    return address;
  }

  /** {@return the error, {@link Errno#UNKNOWN} if its number has no name} */
  public Errno errno() {
    return Errno.of(value);
  }

  /** {@return the number of the error in C} */
  public int value() {
    return value;
  }

  /**
   * The exception of java.net that says the same, for code that catches those:
   *
   * <table>
   * <caption>which class stands for which error</caption>
   * <tr><th>error</th><th>class</th></tr>
   * <tr><td>{@code ECONNREFUSED} of connect</td><td>{@link ConnectException}</td></tr>
   * <tr><td>{@code ECONNREFUSED} of other calls</td><td>{@link
   *     PortUnreachableException}</td></tr>
   * <tr><td>{@code ETIMEDOUT} of connect</td><td>{@link ConnectException}</td></tr>
   * <tr><td>{@code EHOSTUNREACH}, {@code ENETUNREACH}</td><td>{@link
   *     NoRouteToHostException}</td></tr>
   * <tr><td>{@code EADDRINUSE}, {@code EADDRNOTAVAIL}; {@code EACCES} of bind</td><td>{@link
   *     BindException}</td></tr>
   * <tr><td>{@code EINTR}</td><td>{@link InterruptedIOException}</td></tr>
   * <tr><td>all others</td><td>this exception, a {@link SocketException}</td></tr>
   * </table>
   *
   * @return an exception with the same message whose cause is this one; or this one
   */
  public IOException toJava() {
    IOException translated = translated();
    if (translated == null) {
      return this;
    }
    translated.initCause(this);
    return translated;
  }

  private IOException translated() {
    String message = getMessage();
    boolean connect = call.equals("connect");
    return switch (errno()) {
      case ECONNREFUSED ->
          connect ? new ConnectException(message) : new PortUnreachableException(message);
      case ETIMEDOUT -> connect ? new ConnectException(message) : null;
      case EHOSTUNREACH, ENETUNREACH -> new NoRouteToHostException(message);
      case EADDRINUSE, EADDRNOTAVAIL -> new BindException(message);
      case EACCES -> call.equals("bind") ? new BindException(message) : null;
      case EINTR -> new InterruptedIOException(message);
      default -> null;
    };
  }

  /**
   * The error of the system call that an exception is, or has among its causes.
   *
   * @param failure an exception
   * @return the error, {@link Errno#UNKNOWN} if there is none
   */
  public static Errno errnoOf(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ErrnoException e) {
        return e.errno();
      }
    }
    return Errno.UNKNOWN;
  }

  @Override
  public String getMessage() {
    StringBuilder message = new StringBuilder(call).append('(');
    if (fd >= 0) {
      message.append("fd=").append(fd);
    }
    if (arguments != null) {
      message.append(fd >= 0 ? ", " : "").append(arguments);
    }
    message.append("): ");
    Errno errno = errno();
    if (errno == Errno.UNKNOWN) {
      message.append("errno ").append(value);
    } else {
      message.append(errno);
    }
    message.append(" (").append(ErrnoNumbers.message(value)).append(')');
    String step = Hints.of(errno, call, address);
    return step == null ? message.toString() : message.append("; ").append(step).toString();
  }
}
