/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.Patience;
import berkeley.sockets.internal.Waiting;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The first floor of {@link Socket}: the calls that move data. */
abstract sealed class SocketData extends SocketHandle permits SocketMessages {
  private static final int NOSIGNAL = sys_socket_h.MSG_NOSIGNAL;
  private static final int WAITALL = sys_socket_h.MSG_WAITALL;

  SocketData(int fd, int haste) {
    super(fd, haste);
  }

  /**
   * send(2).
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return how many bytes were sent, on a stream perhaps not all; or {@link Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long send(MemorySegment data, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, data.byteSize(), flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("send", n, null);
  }

  /**
   * As {@link #send(MemorySegment, int)}, from the buffer's position, which moves on, to its limit.
   *
   * @param data the bytes to send, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int send(ByteBuffer data, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("send", n, null));
  }

  /**
   * As {@link #send(MemorySegment, int)}, for a part of an array.
   *
   * @param data holds the bytes to send
   * @param offset where they begin
   * @param length how many they are
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int send(byte[] data, int offset, int length, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, offset, length, flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
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
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recv(MemorySegment buffer, int flags) throws IOException {
    enter();
    long n;
    long turn = turn(flags);
    try {
      do {
        n = Waiting.recv(fd, buffer, buffer.byteSize(), flags | haste(turn));
      } while ((turn = turn(n, flags, turn)) >= 0);
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("recv", n, null);
  }

  /**
   * As {@link #recv(MemorySegment, int)}, from the buffer's position, which moves on, to its limit.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recv(ByteBuffer buffer, int flags) throws IOException {
    enter();
    long n;
    long turn = turn(flags);
    try {
      do {
        n = Waiting.recv(fd, buffer, flags | haste(turn));
      } while ((turn = turn(n, flags, turn)) >= 0);
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recv", n, null));
  }

  /**
   * As {@link #recv(MemorySegment, int)}, for a part of an array.
   *
   * @param buffer where to
   * @param offset where the room for them begins
   * @param length how many bytes fit there
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recv(byte[] buffer, int offset, int length, int flags) throws IOException {
    enter();
    long n;
    long turn = turn(flags);
    try {
      do {
        n = Waiting.recv(fd, buffer, offset, length, flags | haste(turn));
      } while ((turn = turn(n, flags, turn)) >= 0);
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
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long sendTo(MemorySegment data, int flags, SockAddr to) throws IOException {
    SockAddrBuffer address = SockAddrBuffer.acquire();
    try {
      return sendTo(data, flags, address.set(to));
    } finally {
      address.release();
    }
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, to an address that is in memory already.
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
  public long sendTo(MemorySegment data, int flags, SockAddrBuffer to) throws IOException {
    enter();
    long n;
    try {
      do {
        n =
            Waiting.sendto(
                fd, data, data.byteSize(), flags | NOSIGNAL | haste, to.memory(), to.length());
      } while (again(n, flags, Patience.OUT));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("sendto", n, to);
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, from the buffer's position, which moves on.
   *
   * @param data the bytes to send, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
  public int sendTo(ByteBuffer data, int flags, SockAddr to) throws IOException {
    enter();
    SockAddrBuffer address = SockAddrBuffer.acquire();
    long n;
    try {
      address.set(to);
      do {
        n = Waiting.sendto(fd, data, flags | NOSIGNAL | haste, address.memory(), address.length());
      } while (again(n, flags, Patience.OUT));
      return (int) (n > 0 ? n : outcome("sendto", n, address));
    } finally {
      address.release();
      guard.leave();
    }
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, for a part of an array.
   *
   * @param data holds the bytes to send
   * @param offset where they begin
   * @param length how many they are
   * @param flags 0, or flags of C
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
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
                fd,
                data,
                offset,
                length,
                flags | NOSIGNAL | haste,
                address.memory(),
                address.length());
      } while (again(n, flags, Patience.OUT));
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
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recvFrom(MemorySegment buffer, int flags, SockAddrBuffer from) throws IOException {
    enter();
    long n;
    long turn = turn(flags);
    try {
      do {
        n =
            Waiting.recvfrom(
                fd, buffer, buffer.byteSize(), flags | haste(turn), from.memory(), from.offer());
      } while ((turn = turn(n, flags, turn)) >= 0);
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("recvfrom", n, null);
  }

  /**
   * As {@link #recvFrom(MemorySegment, int, SockAddrBuffer)}, moving the buffer's position.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @param from receives the address of the sender
   * @return as there
   * @throws IOException as there
   */
  public int recvFrom(ByteBuffer buffer, int flags, SockAddrBuffer from) throws IOException {
    enter();
    long n;
    long turn = turn(flags);
    try {
      do {
        n = Waiting.recvfrom(fd, buffer, flags | haste(turn), from.memory(), from.offer());
      } while ((turn = turn(n, flags, turn)) >= 0);
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recvfrom", n, null));
  }

  /**
   * As {@link #recvFrom(MemorySegment, int, SockAddrBuffer)}, for a part of an array.
   *
   * @param buffer where to
   * @param offset where the room for them begins
   * @param length how many bytes fit there
   * @param flags 0, or flags of C
   * @param from receives the address of the sender
   * @return as there
   * @throws IOException as there
   */
  public int recvFrom(byte[] buffer, int offset, int length, int flags, SockAddrBuffer from)
      throws IOException {
    enter();
    long n;
    long turn = turn(flags);
    try {
      do {
        n =
            Waiting.recvfrom(
                fd, buffer, offset, length, flags | haste(turn), from.memory(), from.offer());
      } while ((turn = turn(n, flags, turn)) >= 0);
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recvfrom", n, null));
  }

  /**
   * recvfrom(2).
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return length and sender, or null where the call would have had to wait
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
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

  // ---- several calls in one

  /**
   * send(2) until all is sent.
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return how many bytes were sent; not all only where the next call would have had to wait
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long sendAll(MemorySegment data, int flags) throws IOException {
    long done = 0;
    long n;
    do {
      n = send(done == 0 ? data : data.asSlice(done), flags);
      done += Math.max(n, 0);
    } while (n > 0 && done < data.byteSize());
    return done;
  }

  /**
   * As {@link #sendAll(MemorySegment, int)}, from the buffer's position, which moves on, to its
   * limit.
   *
   * @param data the bytes to send, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int sendAll(ByteBuffer data, int flags) throws IOException {
    int start = data.position();
    int n;
    do {
      n = send(data, flags);
    } while (n > 0 && data.hasRemaining());
    return data.position() - start;
  }

  /**
   * As {@link #sendAll(MemorySegment, int)}, for a part of an array.
   *
   * @param data holds the bytes to send
   * @param offset where they begin
   * @param length how many they are
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int sendAll(byte[] data, int offset, int length, int flags) throws IOException {
    int done = 0;
    int n;
    do {
      n = send(data, offset + done, length - done, flags);
      done += Math.max(n, 0);
    } while (n > 0 && done < length);
    return done;
  }

  /**
   * recv(2) until the buffer is full.
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return how many bytes were received; less than the buffer holds only at the end of the stream,
   *     or where the next call would have had to wait, which the next recv tells apart
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recvFully(MemorySegment buffer, int flags) throws IOException {
    long done = 0;
    long n;
    do {
      n = recv(done == 0 ? buffer : buffer.asSlice(done), whole(flags));
      done += Math.max(n, 0);
    } while (n > 0 && done < buffer.byteSize());
    return done;
  }

  /**
   * As {@link #recvFully(MemorySegment, int)}, from the buffer's position, which moves on, to its
   * limit.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recvFully(ByteBuffer buffer, int flags) throws IOException {
    int start = buffer.position();
    int n;
    do {
      n = recv(buffer, whole(flags));
    } while (n > 0 && buffer.hasRemaining());
    return buffer.position() - start;
  }

  /**
   * As {@link #recvFully(MemorySegment, int)}, for a part of an array.
   *
   * @param buffer where to
   * @param offset where the room for them begins
   * @param length how many bytes fit there
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recvFully(byte[] buffer, int offset, int length, int flags) throws IOException {
    int done = 0;
    int n;
    do {
      n = recv(buffer, offset + done, length - done, whole(flags));
      done += Math.max(n, 0);
    } while (n > 0 && done < length);
    return done;
  }

  /** A receive that is to spin takes what comes. */
  private int whole(int flags) {
    return spin == null ? flags | WAITALL : flags;
  }
}
