/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.internal.Patience;
import berkeley.sockets.internal.Waiting;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/** The upper floor of {@link Socket}: messages, their batches, and options. */
abstract sealed class SocketMessages extends SocketData permits Socket {
  private static final int NOSIGNAL = sys_socket_h.MSG_NOSIGNAL();
  private static final int CMSG_CLOEXEC = sys_socket_h.MSG_CMSG_CLOEXEC();

  SocketMessages(int fd, int haste) {
    super(fd, haste);
  }

  /**
   * sendmsg(2): data, name and control messages of a message.
   *
   * @param flags 0, or flags of C
   * @return how many bytes were sent, on a stream perhaps not all; or {@link Socket#WOULD_BLOCK}
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
   * @param flags 0, or flags of C
   * @return as {@link #recv(MemorySegment, int)}
   */
  public long recv(Message message, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recvmsg(fd, message.toReceive(), flags | closeOnExec() | haste);
      } while (again(n, flags, Patience.IN));
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
   * @param from the index of the first message to send
   * @param count how many to send
   * @param flags 0, or flags of C
   * @return how many were sent, perhaps not all; or {@link Socket#WOULD_BLOCK}. An error is thrown
   *     only if it is the first message's
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
   * @param flags 0, or flags of C
   * @return how many were received, from the batch's first on; or {@link Socket#WOULD_BLOCK}
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

  // ---- options

  /**
   * getsockopt(2).
   *
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
   * @param option a row of {@link SocketOptions}, {@link TcpOptions} and so on
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
}
