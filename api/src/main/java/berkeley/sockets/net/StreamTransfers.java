/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call that moves bytes of a stream: of a buffer, several, or a part of an array. */
final class StreamTransfers {
  /** What a call returns that was asked for nothing; the kernel would take it for something. */
  static final int NOTHING_WANTED = -2;

  private StreamTransfers() {}

  /** Receives into what of the three is not null. */
  static long receive(
      Socket socket,
      @Nullable ByteBuffer one,
      ByteBuffer @Nullable [] several,
      byte @Nullable [] array,
      int offset,
      int length,
      int flags)
      throws IOException {
    if (one != null) {
      return one.hasRemaining() ? socket.recv(one, flags) : NOTHING_WANTED;
    }
    if (array != null) {
      return length > 0 ? socket.recv(array, offset, length, flags) : NOTHING_WANTED;
    }
    ByteBuffer[] all = Objects.requireNonNull(several);
    return Buffers.anyRemaining(all, offset, length)
        ? Buffers.receive(socket, all, offset, length, flags)
        : NOTHING_WANTED;
  }

  /** Sends what of the two is not null. */
  static long send(
      Socket socket,
      @Nullable ByteBuffer one,
      ByteBuffer @Nullable [] several,
      int offset,
      int length,
      int flags)
      throws IOException {
    if (one != null) {
      return one.hasRemaining() ? socket.send(one, flags) : 0;
    }
    return Buffers.send(socket, Objects.requireNonNull(several), offset, length, flags);
  }
}
