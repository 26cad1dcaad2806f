/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import static berkeley.sockets.c.NetinetIn.IPPROTO_TCP;
import static berkeley.sockets.c.NetinetTcp.TCP_NODELAY;
import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.AF_UNIX;
import static berkeley.sockets.c.SysSocket.SOCK_DGRAM;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_RCVBUF;
import static berkeley.sockets.c.SysSocket.SO_SNDBUF;
import static berkeley.sockets.c.SysSocket.accept;
import static berkeley.sockets.c.SysSocket.bind;
import static berkeley.sockets.c.SysSocket.connect;
import static berkeley.sockets.c.SysSocket.socket;
import static berkeley.sockets.c.SysSocket.socketpair;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Pairs of descriptors, which C, the mirror, the object layer and JNI use alike. */
public final class Pairs {
  private Pairs() {}

  /** Two sockets, of which the first sends to the second. */
  public record Pair(int a, int b) implements AutoCloseable {
    @Override
    public void close() {
      Unistd.close(a);
      Unistd.close(b);
    }
  }

  /** Both ends of a TCP connection. */
  public static Pair tcp() {
    int listener = Loopback.listener();
    MemorySegment address = Loopback.addressOf(listener);
    int client = Calls.check(socket(AF_INET, SOCK_STREAM, 0));
    Calls.check(connect(client, address, (int) address.byteSize()));
    int server = Calls.check(accept(listener, NULL, NULL));
    Unistd.close(listener);
    Calls.setOption(client, IPPROTO_TCP, TCP_NODELAY, 1);
    Calls.setOption(server, IPPROTO_TCP, TCP_NODELAY, 1);
    return withBuffers(client, server);
  }

  /** Both ends of a UNIX stream. */
  public static Pair unix() {
    MemorySegment pair = Arena.ofAuto().allocate(JAVA_INT, 2);
    Calls.check(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    return withBuffers(pair.getAtIndex(JAVA_INT, 0), pair.getAtIndex(JAVA_INT, 1));
  }

  private static Pair withBuffers(int a, int b) {
    for (int fd : new int[] {a, b}) {
      Calls.setOption(fd, SOL_SOCKET, SO_SNDBUF, Buffers.SOCKET_SIZE);
      Calls.setOption(fd, SOL_SOCKET, SO_RCVBUF, Buffers.SOCKET_SIZE);
    }
    return new Pair(a, b);
  }

  /** A UDP sender that is not connected, and a receiver. */
  public static Pair udp() {
    int out = Calls.check(socket(AF_INET, SOCK_DGRAM, 0));
    int in = Calls.check(socket(AF_INET, SOCK_DGRAM, 0));
    MemorySegment address = Loopback.address(0);
    Calls.check(bind(in, address, (int) address.byteSize()));
    Calls.setOption(in, SOL_SOCKET, SO_RCVBUF, Buffers.SOCKET_SIZE);
    return new Pair(out, in);
  }
}
