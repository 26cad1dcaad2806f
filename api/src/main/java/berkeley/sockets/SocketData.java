/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.linux.fcntl_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.internal.Patience;
import berkeley.sockets.internal.Waiting;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The first floor of {@link Socket}: the calls that move data. */
abstract sealed class SocketData extends SocketHandle permits SocketMessages {
  private static final int NOSIGNAL = sys_socket_h.MSG_NOSIGNAL();
  private static final int WAITALL = sys_socket_h.MSG_WAITALL();

  SocketData(int fd, int haste) {
    super(fd, haste);
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
        n = Waiting.send(fd, data, data.byteSize(), flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
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
        n = Waiting.send(fd, data, flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
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
   */
  public long recv(MemorySegment buffer, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recv(fd, buffer, buffer.byteSize(), flags | haste);
      } while (again(n, flags, Patience.IN));
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
        n = Waiting.recv(fd, buffer, flags | haste);
      } while (again(n, flags, Patience.IN));
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
        n = Waiting.recv(fd, buffer, offset, length, flags | haste);
      } while (again(n, flags, Patience.IN));
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
   */
  public long recvFrom(MemorySegment buffer, int flags, SockAddrBuffer from) throws IOException {
    enter();
    long n;
    try {
      do {
        n =
            Waiting.recvfrom(
                fd, buffer, buffer.byteSize(), flags | haste, from.memory(), from.offer());
      } while (again(n, flags, Patience.IN));
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
        n = Waiting.recvfrom(fd, buffer, flags | haste, from.memory(), from.offer());
      } while (again(n, flags, Patience.IN));
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
        n =
            Waiting.recvfrom(
                fd, buffer, offset, length, flags | haste, from.memory(), from.offer());
      } while (again(n, flags, Patience.IN));
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

  // ---- several calls in one, and several buffers in one call

  /**
   * send(2) until all is sent.
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return how many bytes were sent; not all only where the next call would have had to wait
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
   */
  public int sendAll(ByteBuffer data, int flags) throws IOException {
    int start = data.position();
    int n;
    do {
      n = send(data, flags);
    } while (n > 0 && data.hasRemaining());
    return data.position() - start;
  }

  /** As {@link #sendAll(MemorySegment, int)}, for a part of an array. */
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
   */
  public long recvFully(MemorySegment buffer, int flags) throws IOException {
    long done = 0;
    long n;
    do {
      n = recv(done == 0 ? buffer : buffer.asSlice(done), flags | WAITALL);
      done += Math.max(n, 0);
    } while (n > 0 && done < buffer.byteSize());
    return done;
  }

  /**
   * As {@link #recvFully(MemorySegment, int)}, from the buffer's position, which moves on, to its
   * limit.
   */
  public int recvFully(ByteBuffer buffer, int flags) throws IOException {
    int start = buffer.position();
    int n;
    do {
      n = recv(buffer, flags | WAITALL);
    } while (n > 0 && buffer.hasRemaining());
    return buffer.position() - start;
  }

  /** As {@link #recvFully(MemorySegment, int)}, for a part of an array. */
  public int recvFully(byte[] buffer, int offset, int length, int flags) throws IOException {
    int done = 0;
    int n;
    do {
      n = recv(buffer, offset + done, length - done, flags | WAITALL);
      done += Math.max(n, 0);
    } while (n > 0 && done < length);
    return done;
  }

  /**
   * sendmsg(2) with several buffers: gathers.
   *
   * @param parts native memory, sent in this order; must stay alive until the call returns, which
   *     nothing here can enforce
   * @param flags 0, or flags of C
   * @return as {@link #send(MemorySegment, int)}
   * @throws IllegalArgumentException if a part is on the heap
   */
  public long send(MemorySegment[] parts, int flags) throws IOException {
    enter();
    Parts scratch = Parts.acquire();
    long n;
    try {
      do {
        n = Waiting.sendmsg(fd, scratch.header(parts, false), flags | NOSIGNAL | haste);
      } while (again(n, flags, Patience.OUT));
    } finally {
      scratch.release();
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
   */
  public long recv(MemorySegment[] parts, int flags) throws IOException {
    enter();
    Parts scratch = Parts.acquire();
    long n;
    try {
      do {
        n = Waiting.recvmsg(fd, scratch.header(parts, true), flags | haste);
      } while (again(n, flags, Patience.IN));
    } finally {
      scratch.release();
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
   * @return how many bytes were sent; not all only where the next call would have had to wait
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
}
