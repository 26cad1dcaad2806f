/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One call that moves bytes of a stream: of a buffer, several, or a part of an array. */
final class StreamTransfers {
  /** What a call returns that was asked for nothing; the kernel would take it for something. */
  static final int NOTHING_WANTED = -2;

  private StreamTransfers() {}

  /** Receives into what of the three is not null. */
  static long receive(
      Socket socket,
      ByteBuffer one,
      ByteBuffer[] several,
      byte[] array,
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
    return Buffers.anyRemaining(several, offset, length)
        ? Buffers.receive(socket, several, offset, length, flags)
        : NOTHING_WANTED;
  }

  /** Sends what of the two is not null. */
  static long send(
      Socket socket, ByteBuffer one, ByteBuffer[] several, int offset, int length, int flags)
      throws IOException {
    if (one != null) {
      return one.hasRemaining() ? socket.send(one, flags) : 0;
    }
    return Buffers.send(socket, several, offset, length, flags);
  }
}
