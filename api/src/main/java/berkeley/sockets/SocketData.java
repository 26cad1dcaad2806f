/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.internal.Waiting;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The first floor of {@link Socket}: the calls that move data. */
abstract sealed class SocketData extends SocketHandle permits SocketMessages {
  private static final int NOSIGNAL = sys_socket_h.MSG_NOSIGNAL();

  SocketData(int fd) {
    super(fd);
  }

  /**
   * send(2).
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return how many bytes were sent, on a stream perhaps not all; or {@link Socket#WOULD_BLOCK}
   */
  public long send(MemorySegment data, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, data.byteSize(), flags | NOSIGNAL);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("send", n, null);
  }

  /**
   * As {@link #send(MemorySegment, int)}, from the buffer's position, which moves on, to its limit.
   */
  public int send(ByteBuffer data, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, flags | NOSIGNAL);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("send", n, null));
  }

  /** As {@link #send(MemorySegment, int)}, for a part of an array. */
  public int send(byte[] data, int offset, int length, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, offset, length, flags | NOSIGNAL);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("send", n, null));
  }

  /**
   * recv(2).
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return how many bytes were received, 0 at the end of a stream, or {@link Socket#WOULD_BLOCK};
   *     with {@code MSG_TRUNC} a datagram's whole length, even where the buffer is shorter
   */
  public long recv(MemorySegment buffer, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recv(fd, buffer, buffer.byteSize(), flags);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("recv", n, null);
  }

  /**
   * As {@link #recv(MemorySegment, int)}, from the buffer's position, which moves on, to its limit.
   */
  public int recv(ByteBuffer buffer, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recv(fd, buffer, flags);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recv", n, null));
  }

  /** As {@link #recv(MemorySegment, int)}, for a part of an array. */
  public int recv(byte[] buffer, int offset, int length, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recv(fd, buffer, offset, length, flags);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recv", n, null));
  }

  /**
   * sendto(2).
   *
   * @param data the bytes of a datagram
   * @param flags 0, or flags of C
   * @param to where to
   * @return how many bytes were sent, or {@link Socket#WOULD_BLOCK}
   */
  public long sendTo(MemorySegment data, int flags, SockAddr to) throws IOException {
    SockAddrBuffer address = SockAddrBuffer.acquire();
    try {
      return sendTo(data, flags, address.set(to));
    } finally {
      address.release();
    }
  }

  /** As {@link #sendTo(MemorySegment, int, SockAddr)}, to an address that is in memory already. */
  public long sendTo(MemorySegment data, int flags, SockAddrBuffer to) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.sendto(fd, data, data.byteSize(), flags | NOSIGNAL, to.memory(), to.length());
      } while (again(n));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("sendto", n, to);
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, from the buffer's position, which moves on.
   */
  public int sendTo(ByteBuffer data, int flags, SockAddr to) throws IOException {
    enter();
    SockAddrBuffer address = SockAddrBuffer.acquire();
    long n;
    try {
      address.set(to);
      do {
        n = Waiting.sendto(fd, data, flags | NOSIGNAL, address.memory(), address.length());
      } while (again(n));
      return (int) (n > 0 ? n : outcome("sendto", n, address));
    } finally {
      address.release();
      guard.leave();
    }
  }

  /** As {@link #sendTo(MemorySegment, int, SockAddr)}, for a part of an array. */
  public int sendTo(byte[] data, int offset, int length, int flags, SockAddr to)
      throws IOException {
    enter();
    SockAddrBuffer address = SockAddrBuffer.acquire();
    long n;
    try {
      address.set(to);
      do {
        n =
            Waiting.sendto(
                fd, data, offset, length, flags | NOSIGNAL, address.memory(), address.length());
      } while (again(n));
      return (int) (n > 0 ? n : outcome("sendto", n, address));
    } finally {
      address.release();
      guard.leave();
    }
  }

  /**
   * recvfrom(2), allocating nothing.
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @param from receives the address of the sender
   * @return as {@link #recv(MemorySegment, int)}
   */
  public long recvFrom(MemorySegment buffer, int flags, SockAddrBuffer from) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recvfrom(fd, buffer, buffer.byteSize(), flags, from.memory(), from.offer());
      } while (again(n));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("recvfrom", n, null);
  }

  /** As {@link #recvFrom(MemorySegment, int, SockAddrBuffer)}, moving the buffer's position. */
  public int recvFrom(ByteBuffer buffer, int flags, SockAddrBuffer from) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recvfrom(fd, buffer, flags, from.memory(), from.offer());
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recvfrom", n, null));
  }

  /** As {@link #recvFrom(MemorySegment, int, SockAddrBuffer)}, for a part of an array. */
  public int recvFrom(byte[] buffer, int offset, int length, int flags, SockAddrBuffer from)
      throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recvfrom(fd, buffer, offset, length, flags, from.memory(), from.offer());
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recvfrom", n, null));
  }

  /**
   * recvfrom(2).
   *
   * @return length and sender, or null where the call would have had to wait
   */
  public Received recvFrom(MemorySegment buffer, int flags) throws IOException {
    SockAddrBuffer from = SockAddrBuffer.acquire();
    try {
      long n = recvFrom(buffer, flags, from);
      return n == Socket.WOULD_BLOCK ? null : new Received(n, from.get());
    } finally {
      from.release();
    }
  }
}
