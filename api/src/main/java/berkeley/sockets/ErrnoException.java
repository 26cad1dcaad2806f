/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Absent;
import berkeley.sockets.bindings.headers.errno_h;
import java.io.IOException;

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
 */
public class ErrnoException extends IOException {
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
    String step = nextStep(errno);
    return step == null ? message.toString() : message.append("; ").append(step).toString();
  }

  /** What to do about errors whose cause is outside the program, or null. */
  private String nextStep(Errno errno) {
    return switch (errno) {
      case EADDRINUSE ->
          "another socket has this address; ss -lnp tells whose, and SO_REUSEADDR admits one whose"
              + " connections are closing";
      case EACCES ->
          call.equals("bind") && privileged()
              ? "ports below net.ipv4.ip_unprivileged_port_start need CAP_NET_BIND_SERVICE"
              : null;
      case EMFILE -> "this process has all the descriptors it may; see ulimit -n and /proc/self/fd";
      case ECONNREFUSED -> "nothing listens there, or a firewall rejects it";
      case EAFNOSUPPORT ->
          call.equals("socket")
              ? "this kernel lacks the address family or may not use it"
              : "the address is of another family than the socket";
      default -> null;
    };
  }

  private boolean privileged() {
    return address instanceof SockAddr.Inet4 four && four.port() < 1024
        || address instanceof SockAddr.Inet6 six && six.port() < 1024;
  }
}
