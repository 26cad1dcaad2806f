/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.Patience;
import berkeley.sockets.internal.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;

/**
 * A socket of any domain, type and protocol, as an owner of its descriptor. Each method that is
 * named after a system call makes that one call.
 *
 * <p><b>Results.</b> What would have to wait on a non-blocking socket, with {@code MSG_DONTWAIT},
 * or past a timeout is no failure: {@link #WOULD_BLOCK}, null or false, as the method says. Zero is
 * what it is in C: end of stream, or an empty datagram. Calls that a signal interrupted are made
 * again, unless the thread was interrupted ({@link Thread#interrupt}). All else is an {@link
 * ErrnoException}. Flags are those of C, such as {@code MSG_PEEK} in {@code
 * berkeley.sockets.c.SysSocket}; {@code MSG_NOSIGNAL} is always set.
 *
 * <p><b>Threads.</b> Any number of threads may use a socket at once; the kernel orders the calls.
 * {@link #close} may come at any time: calls in flight are woken and throw {@link
 * AsynchronousCloseException}, later ones throw {@link ClosedChannelException}, and the descriptor
 * itself is closed when the last call in flight has ended, so that no call can meet another file
 * under the same number. A socket that is not closed stays open: no garbage collector closes it. A
 * virtual thread that has to wait does not hold its carrier (but see {@link #accept()}).
 *
 * <p><b>Memory.</b> Segments may be native or on the heap; native ones go to the kernel as they
 * are. On the plain data calls nothing is allocated. Descriptors are opened with {@code
 * SOCK_CLOEXEC}: a child process does not inherit them.
 */
public final class Socket extends SocketMessages {
  /** The result of a call that would have had to wait. */
  public static final int WOULD_BLOCK = -1;

  private static final int CLOEXEC = sys_socket_h.SOCK_CLOEXEC;
  private static final long INPROGRESS = -errno_h.EINPROGRESS;
  private static final long ALREADY = -errno_h.EALREADY;
  private static final long ISCONN = -errno_h.EISCONN;

  private final SockAddr accepted; // the peer, if accept told
  private volatile SockAddr connecting; // where a non-blocking connect is on its way to

  private Socket(int fd, int haste, SockAddr accepted) {
    super(fd, haste);
    this.accepted = accepted;
  }

  // ---- opening and owning

  /**
   * socket(2), with {@code SOCK_CLOEXEC}.
   *
   * @param domain the domain, such as {@link Domain#INET}
   * @param type the type, such as {@link Type#STREAM}
   * @return a socket that is neither bound nor connected
   * @throws ErrnoException {@code EAFNOSUPPORT}, {@code EPROTONOSUPPORT}, {@code EACCES}, {@code
   *     EMFILE} and others
   */
  public static Socket open(Domain domain, Type type) throws IOException {
    return open(domain, type, Protocol.DEFAULT);
  }

  /**
   * As {@link #open(Domain, Type)}, for a certain protocol.
   *
   * @param domain the domain
   * @param type the type
   * @param protocol the protocol, such as {@link Protocol#TCP}
   * @return a socket that is neither bound nor connected
   * @throws ErrnoException as {@link #open(Domain, Type)}
   */
  public static Socket open(Domain domain, Type type, Protocol protocol) throws IOException {
    long n = Sys.socket(domain.value(), type.value() | CLOEXEC, protocol.value());
    if (n < 0) {
      throw new ErrnoException(
          "socket", -1, null, domain + ", " + type + ", " + protocol, (int) -n);
    }
    return new Socket((int) n, haste(domain.value()), null);
  }

  /**
   * getaddrinfo(3), then socket(2) and connect(2) for one address after the other, in the order of
   * getaddrinfo, until one connects.
   *
   * @param host a name or an address in numbers, or null for this host
   * @param service a name such as {@code http}, or a port number
   * @return a connected stream socket
   * @throws AddressInfoException if the name cannot be resolved
   * @throws ErrnoException the failure with the first address; those with the others are suppressed
   *     in it
   */
  public static Socket connect(String host, String service) throws IOException {
    return Attempts.CONNECT.first(host, service);
  }

  /**
   * getaddrinfo(3) with {@code AI_PASSIVE}, then socket(2), {@code SO_REUSEADDR}, bind(2) and
   * listen(2) for one address after the other, in the order of getaddrinfo, until one is bound.
   *
   * @param host a name or an address in numbers of this host, or null for all its addresses
   * @param service a name such as {@code http}, or a port number, {@code 0} for any free one
   * @return a listening stream socket, with the backlog {@code SOMAXCONN}
   * @throws AddressInfoException if the name cannot be resolved
   * @throws ErrnoException the failure with the first address; those with the others are suppressed
   *     in it
   */
  public static Socket listen(String host, String service) throws IOException {
    return Attempts.LISTEN.first(host, service);
  }

  /**
   * socketpair(2), with {@code SOCK_CLOEXEC}.
   *
   * @param domain the domain, mostly {@link Domain#UNIX}
   * @param type the type
   * @return two sockets, each the other's peer
   * @throws ErrnoException {@code EOPNOTSUPP} if the domain has no pairs, {@code EMFILE} and others
   */
  public static Socket[] pair(Domain domain, Type type) throws IOException {
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    try {
      MemorySegment both = scratch.offer();
      long n = Sys.socketpair(domain.value(), type.value() | CLOEXEC, 0, both);
      if (n < 0) {
        throw new ErrnoException("socketpair", -1, null, domain + ", " + type, (int) -n);
      }
      return new Socket[] {
        new Socket(scratch.cellInt(0), haste(domain.value()), null),
        new Socket(scratch.cellInt(1), haste(domain.value()), null)
      };
    } finally {
      scratch.release();
    }
  }

  /**
   * Takes over a descriptor: from now on it is this socket's to close. Its flags stay as they are.
   *
   * @param fd a socket, asked for its domain with getsockopt(2)
   * @return its owner
   * @throws ErrnoException {@code EBADF} if it is not open, {@code ENOTSOCK} if it is not a socket
   */
  public static Socket adopt(int fd) throws IOException {
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    try {
      int option = sys_socket_h.SO_DOMAIN;
      MemorySegment cell = scratch.cell(Integer.BYTES);
      long n = Sys.getsockopt(fd, sys_socket_h.SOL_SOCKET, option, scratch.memory(), cell);
      if (n < 0) {
        throw new ErrnoException("getsockopt", fd, null, "SO_DOMAIN", (int) -n);
      }
      return new Socket(fd, haste(scratch.memoryInt()), null);
    } finally {
      scratch.release();
    }
  }

  /**
   * fcntl(2) with {@code F_DUPFD_CLOEXEC}: a second descriptor of the same socket, with an owner of
   * its own. Closing one while calls are in flight on it shuts down the connection of both.
   *
   * @return the owner of the second descriptor
   * @throws ErrnoException {@code EMFILE}
   * @throws ClosedChannelException if the socket is closed
   */
  public Socket dup() throws IOException {
    enter();
    try {
      return new Socket(
          (int) check("fcntl", Sys.fcntl(fd, fcntl_h.F_DUPFD_CLOEXEC, 0)), haste, accepted);
    } finally {
      guard.leave();
    }
  }

  // ---- naming and connecting

  /**
   * bind(2): gives the socket a local address.
   *
   * @param address the address
   * @throws ErrnoException {@code EADDRINUSE}, {@code EADDRNOTAVAIL}, {@code EACCES}, {@code
   *     EINVAL} if it has one already, and others
   */
  public void bind(SockAddr address) throws IOException {
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire().set(address);
    long n;
    try {
      n = Sys.bind(fd, buffer.memory(), buffer.length());
    } finally {
      buffer.release();
      guard.leave();
    }
    check("bind", n, address);
  }

  /**
   * listen(2): lets others connect.
   *
   * @param backlog how many connections may wait to be accepted
   * @throws ErrnoException {@code EADDRINUSE}, {@code EOPNOTSUPP} and others
   */
  public void listen(int backlog) throws IOException {
    enter();
    long n;
    try {
      n = Sys.listen(fd, backlog);
    } finally {
      guard.leave();
    }
    check("listen", n);
  }

  /**
   * accept4(2), with {@code SOCK_CLOEXEC}: takes the next connection. On a virtual thread that
   * loses it to another process, or to a platform thread, this holds the carrier until the next
   * one; one carrier for each listener at the most.
   *
   * @return a socket that knows its peer's address, or null where the call would have had to wait
   * @throws ErrnoException {@code EINVAL} if the socket does not listen, {@code EMFILE}, {@code
   *     ECONNABORTED}, {@code EINTR} after {@link Thread#interrupt} and others
   */
  public Socket accept() throws IOException {
    return accept(0);
  }

  /**
   * As {@link #accept()}, with flags.
   *
   * @param flags 0 or {@code SOCK_NONBLOCK} for a non-blocking socket
   * @return as {@link #accept()}
   * @throws ErrnoException as {@link #accept()}
   */
  public Socket accept(int flags) throws IOException {
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    long n = 1;
    try {
      if (haste != 0 && !Patience.isNonBlocking(fd) && SocketOptions.SO_ACCEPTCONN.get(fd)) {
        n = Patience.await(guard, Patience.IN); // what does not listen fails at once
      }
      if (n > 0) {
        do {
          n = Waiting.accept4(fd, buffer.memory(), buffer.offer(), flags | CLOEXEC);
        } while (again(n));
      }
      if (n >= 0) {
        return new Socket((int) n, haste, buffer.get());
      }
    } finally {
      buffer.release();
      guard.leave();
    }
    failed("accept4", n, null);
    return null;
  }

  /**
   * connect(2). On a virtual thread a stream socket that has to wait takes a pool thread; {@link
   * #connect(String, String)} does not.
   *
   * @param address the peer's
   * @return true when connected; false on a non-blocking socket whose connection is on its way:
   *     when it is writable, call {@link #finishConnect}
   * @throws ErrnoException {@code ECONNREFUSED}, {@code ETIMEDOUT}, {@code ENETUNREACH}, {@code
   *     EINTR} after {@link Thread#interrupt} (the connection goes on) and others
   */
  public boolean connect(SockAddr address) throws IOException {
    return connect(address, false);
  }

  /**
   * connect(2) once more, after {@link #connect} returned false.
   *
   * @return true when connected, false when still on its way
   * @throws IllegalStateException if there was no such connect
   * @throws ErrnoException if the connection failed
   */
  public boolean finishConnect() throws IOException {
    SockAddr address = connecting;
    if (address == null) {
      throw new IllegalStateException("no connection is on its way");
    }
    return connect(address, true);
  }

  private boolean connect(SockAddr address, boolean begun) throws IOException {
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire().set(address);
    long n;
    try {
      n = Waiting.connect(fd, buffer.memory(), buffer.length());
      while (again(n)) {
        begun = true;
        n = Waiting.connect(fd, buffer.memory(), buffer.length());
      }
    } finally {
      buffer.release();
      guard.leave();
    }
    if (n == 0 && !guard.isClosed() || begun && n == ISCONN) {
      connecting = null;
      return true;
    }
    if (n == INPROGRESS || begun && n == ALREADY || n == AGAIN) {
      connecting = address;
      n = AGAIN;
    }
    failed("connect", n, address);
    return false;
  }

  /**
   * shutdown(2): ends one or both directions of a connection.
   *
   * @param how which
   * @throws ErrnoException {@code ENOTCONN} if there is none
   */
  public void shutdown(Shutdown how) throws IOException {
    enter();
    long n;
    try {
      n = Sys.shutdown(fd, how.value());
    } finally {
      guard.leave();
    }
    check("shutdown", n);
  }

  /**
   * getsockname(2): the address of this end.
   *
   * @return the address, null if it has none
   * @throws ErrnoException {@code ENOBUFS}
   * @throws ClosedChannelException if the socket is closed
   */
  public SockAddr localAddress() throws IOException {
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    try {
      check("getsockname", Sys.getsockname(fd, buffer.memory(), buffer.offer()));
      return buffer.get();
    } finally {
      buffer.release();
      guard.leave();
    }
  }

  /**
   * getpeername(2): the address of the other end; of an accepted socket, what accept told, without
   * a call.
   *
   * @return the address
   * @throws ErrnoException {@code ENOTCONN} if there is none
   */
  public SockAddr peerAddress() throws IOException {
    if (accepted != null) {
      return accepted;
    }
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    try {
      check("getpeername", Sys.getpeername(fd, buffer.memory(), buffer.offer()));
      return buffer.get();
    } finally {
      buffer.release();
      guard.leave();
    }
  }

  // ---- streams

  /**
   * recv(2) as a stream. A timeout is a {@link java.net.SocketTimeoutException}; closing the stream
   * closes the socket.
   *
   * @return a stream for a blocking socket; on a non-blocking one reading throws {@link
   *     java.nio.channels.IllegalBlockingModeException} where it would have to wait
   */
  public InputStream input() {
    return new SocketInput(this);
  }

  /**
   * send(2) as a stream. A timeout is a {@link java.net.SocketTimeoutException}; closing the stream
   * closes the socket.
   *
   * @return a stream for a blocking socket; on a non-blocking one writing throws {@link
   *     java.nio.channels.IllegalBlockingModeException} where it would have to wait
   */
  public OutputStream output() {
    return new SocketOutput(this);
  }
}
