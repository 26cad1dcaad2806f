/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import static berkeley.sockets.c.ArpaInet.htonl;
import static berkeley.sockets.c.NetinetIn.INADDR_LOOPBACK;
import static berkeley.sockets.c.NetinetIn.IPPROTO_TCP;
import static berkeley.sockets.c.NetinetTcp.TCP_NODELAY;
import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.accept;
import static berkeley.sockets.c.SysSocket.bind;
import static berkeley.sockets.c.SysSocket.connect;
import static berkeley.sockets.c.SysSocket.getsockname;
import static berkeley.sockets.c.SysSocket.listen;
import static berkeley.sockets.c.SysSocket.recv;
import static berkeley.sockets.c.SysSocket.send;
import static berkeley.sockets.c.SysSocket.setsockopt;
import static berkeley.sockets.c.SysSocket.socket;
import static berkeley.sockets.c.Unistd.close;
import static java.lang.foreign.MemorySegment.NULL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One echo through the C mirror. */
public final class MirrorEcho {
  private static final int SIZE = 64;

  private MirrorEcho() {}

  public static void main(String[] arguments) {
    // through buffers: a segment's first accessor costs a program's start some milliseconds
    MemorySegment address = Arena.global().allocate(16, 4);
    buffer(address).putShort(0, (short) AF_INET).putInt(4, htonl(INADDR_LOOPBACK));
    MemorySegment number = Arena.global().allocate(4, 4);
    buffer(number).putInt(0, 16);
    MemorySegment data = Arena.global().allocate(SIZE);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    int server = -1;
    if (bind(listener, address, 16) == 0
        && listen(listener, 1) == 0
        && getsockname(listener, address, number) == 0
        && connect(client, address, 16) == 0) {
      server = accept(listener, NULL, NULL);
    }
    buffer(number).putInt(0, 1);
    if (setsockopt(client, IPPROTO_TCP, TCP_NODELAY, number, 4) != 0
        || send(client, data, SIZE, 0) != SIZE
        || recv(server, data, SIZE, 0) != SIZE
        || send(server, data, SIZE, 0) != SIZE
        || recv(client, data, SIZE, 0) != SIZE
        || close(server) + close(client) + close(listener) != 0) {
      throw new IllegalStateException();
    }
  }

  private static ByteBuffer buffer(MemorySegment struct) {
    return struct.asByteBuffer().order(ByteOrder.nativeOrder());
  }
}
