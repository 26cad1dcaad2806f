/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One of the two skins; every call returns its count, or the negated errno. */
enum Skin {
  MIRROR {
    @Override
    long send(Socket socket, byte[] data, int flags) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, data);
        int all = flags | SysSocket.MSG_NOSIGNAL;
        return of(SysSocket.send(socket.fd(), bytes, data.length, all));
      }
    }

    @Override
    long recv(Socket socket, byte[] data, int flags) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment bytes = arena.allocate(Math.max(1, data.length));
        long n = SysSocket.recv(socket.fd(), bytes, data.length, flags);
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, data, 0, (int) Math.max(0, n));
        return of(n);
      }
    }

    @Override
    long accept(Socket listener) {
      long fd = SysSocket.accept(listener.fd(), MemorySegment.NULL, MemorySegment.NULL);
      if (fd >= 0) {
        Unistd.close((int) fd);
      }
      return of(fd);
    }

    @Override
    long connect(Socket socket, SockAddr address) {
      SockAddrBuffer c = new SockAddrBuffer(address);
      return of(SysSocket.connect(socket.fd(), c.memory(), c.length()));
    }

    @Override
    long open() {
      int fd = SysSocket.socket(SysSocket.AF_INET, SysSocket.SOCK_STREAM, 0);
      if (fd >= 0) {
        Unistd.close(fd);
      }
      return of(fd);
    }

    private long of(long result) {
      return result >= 0 ? result : -Errno.errno();
    }
  },

  OBJECTS {
    @Override
    long send(Socket socket, byte[] data, int flags) {
      return of(() -> socket.send(data, 0, data.length, flags));
    }

    @Override
    long recv(Socket socket, byte[] data, int flags) {
      return of(() -> socket.recv(data, 0, data.length, flags));
    }

    @Override
    long accept(Socket listener) {
      return of(
          () -> {
            Socket socket = listener.accept();
            if (socket == null) {
              return -1;
            }
            socket.close();
            return 0;
          });
    }

    @Override
    long connect(Socket socket, SockAddr address) {
      return of(() -> socket.connect(address) ? 0 : -1);
    }

    @Override
    long open() {
      return of(
          () -> {
            Socket.open(Domain.INET, Type.STREAM).close();
            return 0;
          });
    }

    private long of(Call call) {
      try {
        long n = call.run();
        return n == Socket.WOULD_BLOCK ? -Errno.EAGAIN : n;
      } catch (ErrnoException e) {
        return -e.value();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  };

  private interface Call {
    long run() throws IOException;
  }

  abstract long send(Socket socket, byte[] data, int flags);

  abstract long recv(Socket socket, byte[] data, int flags);

  /** Accepts a connection and closes it. */
  abstract long accept(Socket listener);

  /** Would-block in the object layer is EAGAIN here, EINPROGRESS in the mirror. */
  abstract long connect(Socket socket, SockAddr address);

  /** Opens a socket and closes it. */
  abstract long open();
}
