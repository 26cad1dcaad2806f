/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import static berkeley.sockets.c.ArpaInet.htonl;
import static berkeley.sockets.c.NetinetIn.INADDR_LOOPBACK;
import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.accept;
import static berkeley.sockets.c.SysSocket.bind;
import static berkeley.sockets.c.SysSocket.connect;
import static berkeley.sockets.c.SysSocket.getsockname;
import static berkeley.sockets.c.SysSocket.listen;
import static berkeley.sockets.c.SysSocket.socket;
import static berkeley.sockets.c.Unistd.close;
import static java.lang.foreign.MemorySegment.NULL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One accepted connection through the C mirror. */
public final class Mirror {
  private Mirror() {}

  public static void main(String[] arguments) {
    // through buffers: the first accessor of a struct costs a program's start some 20 ms
    MemorySegment address = Arena.global().allocate(16, 4);
    buffer(address).putShort(0, (short) AF_INET).putInt(4, htonl(INADDR_LOOPBACK));
    MemorySegment length = Arena.global().allocate(4, 4);
    buffer(length).putInt(0, 16);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    int server = -1;
    if (bind(listener, address, 16) == 0
        && listen(listener, 1) == 0
        && getsockname(listener, address, length) == 0
        && connect(client, address, 16) == 0) {
      server = accept(listener, NULL, NULL);
    }
    if (server < 0 || close(server) + close(client) + close(listener) != 0) {
      throw new IllegalStateException();
    }
  }

  private static ByteBuffer buffer(MemorySegment struct) {
    return struct.asByteBuffer().order(ByteOrder.nativeOrder());
  }
}
