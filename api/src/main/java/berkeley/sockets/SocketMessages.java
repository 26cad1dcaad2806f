/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.fcntl_h;
import berkeley.sockets.bindings.linux.sys_ioctl_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.internal.Patience;
import berkeley.sockets.internal.Spin;
import berkeley.sockets.internal.Waiting;
import berkeley.sockets.internal.memory.GatherHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.file.Path;
import java.time.Duration;

/** The upper floor of {@link Socket}: messages and their batches, files, options and modes. */
abstract sealed class SocketMessages extends SocketData permits Socket {
  private static final int NOSIGNAL = sys_socket_h.MSG_NOSIGNAL();
  private static final int CMSG_CLOEXEC = sys_socket_h.MSG_CMSG_CLOEXEC();

  SocketMessages(int fd, int haste) {
    super(fd, haste);
  }

  /**
   * sendmsg(2): data, name and control messages of a message.
   *
   * @param message the message
   * @param flags 0, or flags of C
   * @return how many bytes were sent, on a stream perhaps not all; or {@link Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long send(Message message, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.sendmsg(fd, message.toSend(), flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
    } finally {
      guard.leave();
      Reference.reachabilityFence(message);
    }
    if (n >= 0) {
      return n;
    }
    failed("sendmsg", n, n == AGAIN ? null : message.name());
    return Socket.WOULD_BLOCK;
  }

  /**
   * recvmsg(2), with {@code MSG_CMSG_CLOEXEC}: what the message held before is gone.
   *
   * @param message the message
   * @param flags 0, or flags of C
   * @return as {@link #recv(MemorySegment, int)}
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recv(Message message, int flags) throws IOException {
    enter();
    long n;
    long turn = turn(flags);
    try {
      do {
        n = Waiting.recvmsg(fd, message.toReceive(), flags | closeOnExec() | haste(turn));
      } while ((turn = turn(n, flags, turn)) >= 0);
      if (n >= 0) {
        message.received(n);
      }
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("recvmsg", n, null);
  }

  /**
   * sendmmsg(2): several messages of a batch in one call.
   *
   * @param batch the batch
   * @param from the index of the first message to send
   * @param count how many to send
   * @param flags 0, or flags of C
   * @return how many were sent, perhaps not all; or {@link Socket#WOULD_BLOCK}. An error is thrown
   *     only if it is the first message's
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public int send(MessageBatch batch, int from, int count, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.sendmmsg(fd, batch.toSend(from, count), count, flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
    } finally {
      guard.leave();
      Reference.reachabilityFence(batch);
    }
    return (int) (n > 0 ? n : outcome("sendmmsg", n, null));
  }

  /**
   * recvmmsg(2), with {@code MSG_CMSG_CLOEXEC}: as many messages as there are, and the batch can
   * take. A blocking socket waits until the batch is full, or with {@code MSG_WAITFORONE} for one
   * message only.
   *
   * @param batch the batch
   * @param flags 0, or flags of C
   * @return how many were received, from the batch's first on; or {@link Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public int recv(MessageBatch batch, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        MemorySegment vector = batch.toReceive();
        n =
            Waiting.recvmmsg(
                fd, vector, batch.capacity(), flags | closeOnExec() | haste, MemorySegment.NULL);
      } while (again(n, flags, Patience.IN));
      if (n > 0) {
        batch.received(n);
        if (guard.isClosed() && batch.get(0).length() == 0) {
          n = 0; // what shutdown(2) left to receive: nothing
        }
      }
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recvmmsg", n, null));
  }

  /** Only where descriptors can come; packet(7) refuses what it does not know. */
  private int closeOnExec() {
    return haste == 0 ? CMSG_CLOEXEC : 0;
  }

  // ---- several buffers in one call, and files

  /**
   * sendmsg(2) with several buffers: gathers.
   *
   * @param parts native memory, sent in this order; must stay alive until the call returns, which
   *     nothing here can enforce
   * @param flags 0, or flags of C
   * @return as {@link #send(MemorySegment, int)}
   * @throws IllegalArgumentException if a part is on the heap
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long send(MemorySegment[] parts, int flags) throws IOException {
    enter();
    GatherHeader header = GatherHeader.acquire();
    long n;
    try {
      do {
        n = Waiting.sendmsg(fd, header.of(parts, false), flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
    } finally {
      header.release();
      guard.leave();
    }
    return n > 0 ? n : outcome("sendmsg", n, null);
  }

  /**
   * recvmsg(2) with several buffers: scatters.
   *
   * @param parts native memory, filled in this order; must stay alive until the call returns, which
   *     nothing here can enforce
   * @param flags 0, or flags of C
   * @return as {@link #recv(MemorySegment, int)}
   * @throws IllegalArgumentException if a part is on the heap or read-only
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recv(MemorySegment[] parts, int flags) throws IOException {
    enter();
    GatherHeader header = GatherHeader.acquire();
    long n;
    long turn = turn(flags);
    try {
      do {
        n = Waiting.recvmsg(fd, header.of(parts, true), flags | haste(turn));
      } while ((turn = turn(n, flags, turn)) >= 0);
    } finally {
      header.release();
      guard.leave();
    }
    return n > 0 ? n : outcome("recvmsg", n, null);
  }

  /**
   * sendfile(2): sends a part of a file without copying it through the program.
   *
   * @param file a descriptor of the file, whose own position is neither used nor moved
   * @param offset where the part begins
   * @param count how many bytes it has, at most
   * @return how many bytes were sent, perhaps not all; 0 at the end of the file; or {@link
   *     Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code EINVAL} for what cannot be mapped, {@code EPIPE} and others
   */
  public long sendFile(int file, long offset, long count) throws IOException {
    enter();
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    long n;
    try {
      do {
        n = Waiting.sendfile(fd, file, scratch.cell(offset, 0), count);
      } while (again(n));
    } finally {
      scratch.release();
      guard.leave();
    }
    return n > 0 ? n : outcome("sendfile", n, null);
  }

  /**
   * open(2), sendfile(2) until all is sent, close(2).
   *
   * @param file the path
   * @return how many bytes were sent; not all only where the next call would have had to wait
   * @throws ErrnoException {@code ENOENT}, {@code EACCES}, {@code EPIPE} and others
   */
  public long sendFile(Path file) throws IOException {
    int descriptor = open(file);
    try {
      long done = 0;
      long n;
      do {
        n = sendFile(descriptor, done, Integer.MAX_VALUE);
        done += Math.max(n, 0);
      } while (n > 0);
      return done;
    } finally {
      Waiting.close(descriptor);
    }
  }

  private static int open(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int flags = fcntl_h.O_RDONLY() | fcntl_h.O_CLOEXEC();
      long n = Waiting.open(arena.allocateFrom(file.toString()), flags, 0);
      if (n < 0) {
        throw new ErrnoException("open", -1, null, file.toString(), (int) -n);
      }
      return (int) n;
    }
  }

  // ---- options

  /**
   * getsockopt(2).
   *
   * @param <T> the class of the value
   * @param option a row of {@link SocketOptions}, {@link TcpOptions} and so on
   * @return its value, as the kernel has it
   * @throws ErrnoException {@code ENOPROTOOPT} if it is not known or cannot be read, and others
   */
  public <T> T getOption(SockOpt<T> option) throws IOException {
    enter();
    try {
      return option.get(fd);
    } finally {
      guard.leave();
    }
  }

  /**
   * setsockopt(2).
   *
   * @param <T> the class of the value
   * @param option a row of {@link SocketOptions}, {@link TcpOptions} and so on
   * @param value the value
   * @throws ErrnoException {@code ENOPROTOOPT} if it is not known or cannot be written, {@code
   *     EINVAL}, {@code EPERM} and others
   */
  public <T> void setOption(SockOpt<T> option, T value) throws IOException {
    enter();
    try {
      option.set(fd, value);
    } finally {
      guard.leave();
    }
  }

  // ---- modes

  /**
   * ioctl(2) with {@code FIONBIO}: whether calls that would have to wait return at once.
   *
   * @param on whether they do from now on, for all descriptors of the socket
   * @throws ClosedChannelException if the socket is closed
   */
  public void setNonBlocking(boolean on) throws IOException {
    enter();
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    long n;
    try {
      n = Waiting.ioctl(fd, sys_ioctl_h.FIONBIO(), scratch.cell(on ? 1 : 0));
    } finally {
      scratch.release();
      guard.leave();
    }
    check("ioctl", n);
  }

  /**
   * fcntl(2) with {@code F_GETFL}.
   *
   * @return whether {@code O_NONBLOCK} is set
   * @throws ClosedChannelException if the socket is closed
   */
  public boolean isNonBlocking() throws IOException {
    enter();
    long n;
    try {
      n = Sys.fcntl(fd, fcntl_h.F_GETFL(), 0);
    } finally {
      guard.leave();
    }
    return (check("fcntl", n) & fcntl_h.O_NONBLOCK()) != 0;
  }

  /**
   * {@code SO_RCVTIMEO}: how long receiving and accepting may wait; after that they return {@link
   * Socket#WOULD_BLOCK} or null.
   *
   * @param time in steps of a microsecond; zero for no limit
   * @throws ClosedChannelException if the socket is closed
   */
  public void setReceiveTimeout(Duration time) throws IOException {
    setTimeout(sys_socket_h.SO_RCVTIMEO(), time);
  }

  /**
   * {@code SO_SNDTIMEO}: how long sending and connecting may wait; after that sending returns
   * {@link Socket#WOULD_BLOCK} and connecting false.
   *
   * @param time in steps of a microsecond; zero for no limit
   * @throws ClosedChannelException if the socket is closed
   */
  public void setSendTimeout(Duration time) throws IOException {
    setTimeout(sys_socket_h.SO_SNDTIMEO(), time);
  }

  /**
   * Lets receives spin before they wait: where nothing is there, recv, recvFrom and recvmsg are
   * made with {@code MSG_DONTWAIT} again and again, and wait in the kernel only after that. It
   * saves a sleeping thread's way back, at the price of a busy CPU: for exchanges between CPUs
   * whose answers come within microseconds. Unlike {@link SocketOptions#SO_BUSY_POLL}, which polls
   * a device, it also serves loopback and UNIX sockets.
   *
   * <p>Where spinning was in vain, the next receives wait at once, more of them each time; now and
   * then one tries again. Results are the same as without, but a timeout begins after the spin. It
   * does not concern accept, batches, receives with {@code MSG_WAITALL}, non-blocking sockets,
   * virtual threads, and other {@code Socket}s of the same connection.
   *
   * @param bound for how long a receive spins at most, such as twice the time in which an answer
   *     normally comes; zero, as at first, for not at all
   */
  public void setReceiveSpin(Duration bound) {
    long nanos = bound.toNanos();
    spin = nanos > 0 ? new Spin(nanos) : null;
  }

  /** Throws what {@link Socket#WOULD_BLOCK} means to a stream, after having moved some bytes. */
  IOException timeout(int moved) throws IOException {
    if (isNonBlocking()) {
      throw new IllegalBlockingModeException();
    }
    SocketTimeoutException timeout = new SocketTimeoutException(this + ": timeout");
    timeout.bytesTransferred = moved;
    return timeout;
  }

  /** ioctl(2) with {@code FIONREAD}: how many bytes there are to receive. */
  int readable() throws IOException {
    enter();
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    try {
      check("ioctl", Sys.ioctl(fd, sys_ioctl_h.FIONREAD(), scratch.cell(0)));
      return scratch.cellInt(0);
    } finally {
      scratch.release();
      guard.leave();
    }
  }

  private void setTimeout(int option, Duration time) throws IOException {
    Duration up = time.plusNanos(999); // a nanosecond is not "no limit"
    enter();
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    long n;
    try {
      MemorySegment timeval = scratch.cell(up.getSeconds(), up.getNano() / 1000);
      n = Waiting.setsockopt(fd, sys_socket_h.SOL_SOCKET(), option, timeval, 16);
    } finally {
      scratch.release();
      guard.leave();
    }
    check("setsockopt", n);
  }
}
