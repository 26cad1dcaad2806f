/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import static berkeley.sockets.c.NetinetIn.IPPROTO_TCP;
import static berkeley.sockets.c.NetinetTcp.TCP_NODELAY;
import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_RCVTIMEO;
import static berkeley.sockets.c.SysSocket.accept;
import static berkeley.sockets.c.SysSocket.recv;
import static berkeley.sockets.c.SysSocket.setsockopt;
import static berkeley.sockets.c.SysSocket.socket;
import static berkeley.sockets.c.SysSocket.timeval;
import static java.lang.foreign.MemorySegment.NULL;

import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Many connections to a server in this process. */
public final class Clients implements AutoCloseable {
  /** Takes a connection from a listening socket's queue. */
  public interface Acceptor {
    void accept() throws Exception;
  }

  private final int[] clients;
  private final int[] servers;
  private final MemorySegment out;
  private final MemorySegment in;

  private Clients(int count, byte[] content) {
    this.clients = new int[count];
    this.servers = new int[count];
    this.out = Buffers.of(content);
    this.in = Buffers.allocate(content.length);
  }

  /** Connections whose other ends are descriptors. */
  public static Clients connected(int count, byte[] content) {
    int listener = Loopback.listener();
    Clients clients = new Clients(count, content);
    clients.connect(
        Loopback.addressOf(listener),
        i -> {
          clients.servers[i] = Calls.check(accept(listener, NULL, NULL));
          Calls.setOption(clients.servers[i], IPPROTO_TCP, TCP_NODELAY, 1);
        });
    Unistd.close(listener);
    return clients;
  }

  /** Connections to a port, each accepted before the next is made. */
  public static Clients connect(int count, byte[] content, int port, Acceptor acceptor) {
    Clients clients = new Clients(count, content);
    clients.connect(
        Loopback.address(port),
        i -> {
          try {
            acceptor.accept();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    return clients;
  }

  private void connect(MemorySegment address, java.util.function.IntConsumer accepted) {
    MemorySegment patience = timeval.allocate(Arena.ofAuto()); // else a lost server is waited for
    timeval.tv_sec(patience, 60);
    for (int i = 0; i < clients.length; i++) {
      clients[i] = Calls.check(socket(AF_INET, SOCK_STREAM, 0));
      Calls.check(SysSocket.connect(clients[i], address, (int) address.byteSize()));
      Calls.setOption(clients[i], IPPROTO_TCP, TCP_NODELAY, 1);
      Calls.check(
          setsockopt(clients[i], SOL_SOCKET, SO_RCVTIMEO, patience, (int) patience.byteSize()));
      accepted.accept(i);
    }
  }

  public int count() {
    return clients.length;
  }

  public int[] servers() {
    return servers;
  }

  /** The first so many clients send the content. */
  public void send(int count) {
    for (int i = 0; i < count; i++) {
      SysSocket.send(clients[i], out, out.byteSize(), 0);
    }
  }

  /** The first so many clients receive it. */
  public void receive(int count) {
    for (int i = 0; i < count; i++) {
      if (recv(clients[i], in, in.byteSize(), 0) != out.byteSize() || in.mismatch(out) >= 0) {
        throw new IllegalStateException("a wrong echo");
      }
    }
  }

  public byte[] received() {
    return Buffers.bytes(in);
  }

  @Override
  public void close() {
    for (int i = 0; i < clients.length; i++) {
      Unistd.close(clients[i]);
      if (servers[i] != 0) {
        Unistd.close(servers[i]);
      }
    }
  }
}
