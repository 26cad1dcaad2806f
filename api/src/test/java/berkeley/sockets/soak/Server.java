/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

import static berkeley.sockets.c.SysSocket.MSG_WAITFORONE;

import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.SocketOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The half that echoes; its orders come line by line, its end with the end of its input. */
public final class Server {
  static final int BURST = 16;
  static final int DATAGRAM = 1200;

  private final Crew crew = new Crew();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();

  public static void main(String[] args) throws Exception {
    new Server().serve(new BufferedReader(new InputStreamReader(System.in)));
    System.exit(0);
  }

  private void serve(BufferedReader orders) throws Exception {
    StringBuilder addresses = new StringBuilder();
    for (boolean virtual : new boolean[] {true, false}) {
      Socket listener = Socket.open(Domain.INET, Type.STREAM);
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(4096);
      addresses.append(port(listener)).append(' ');
      crew.start(virtual, () -> accept(listener, virtual, this::echo));
    }
    for (boolean virtual : new boolean[] {true, false}) {
      Socket socket = Socket.open(Domain.INET, Type.DGRAM);
      socket.bind(SockAddr.Inet4.loopback(0));
      addresses.append(port(socket)).append(' ');
      crew.start(virtual, () -> echoDatagrams(socket, virtual));
    }
    for (boolean virtual : new boolean[] {true, false}) {
      String name = "soak-" + virtual + "-" + ProcessHandle.current().pid();
      Socket listener = Socket.open(Domain.UNIX, Type.SEQPACKET);
      listener.bind(SockAddr.Unix.abstractName(name));
      listener.listen(16);
      addresses.append(name).append(' ');
      crew.start(virtual, () -> accept(listener, virtual, s -> echoOnPassed(s, virtual)));
    }
    Crew garbage = new Crew();
    garbage.start(false, () -> Client.collect(garbage));
    System.out.println(addresses.toString().strip());
    for (String order; (order = orders.readLine()) != null; ) {
      switch (order) {
        case "count" -> {
          crew.join(6);
          System.out.println(received.sumThenReset() + " " + sent.sumThenReset());
        }
        case "gauge" -> System.out.println(Gauge.read().line());
        default -> throw new IllegalArgumentException(order);
      }
    }
  }

  private static int port(Socket socket) throws IOException {
    return ((SockAddr.Inet4) socket.localAddress()).port();
  }

  private interface Service {
    void serve(Socket socket) throws IOException;
  }

  private void accept(Socket listener, boolean virtual, Service service) throws IOException {
    while (true) {
      Socket socket = listener.accept();
      crew.start(virtual, () -> service.serve(socket));
    }
  }

  private void echo(Socket socket) throws IOException {
    byte[] buffer = new byte[4096];
    try (socket) {
      int n;
      while ((n = socket.recv(buffer, 0, buffer.length, 0)) > 0) {
        received.add(n);
        socket.sendAll(buffer, 0, n, 0);
        sent.add(n);
      }
    }
  }

  private void echoDatagrams(Socket socket, boolean batches) throws IOException {
    socket.setOption(SocketOptions.SO_RCVBUF, 1 << 20);
    byte[] buffer = new byte[DATAGRAM];
    SockAddrBuffer from = new SockAddrBuffer();
    try (MessageBatch batch = Message.builder().data(DATAGRAM).batch(BURST)) {
      while (true) {
        if (!batches) {
          int n = socket.recvFrom(buffer, 0, buffer.length, 0, from);
          received.add(n);
          sent.add(socket.sendTo(buffer, 0, n, 0, from.get()));
          continue;
        }
        int n = socket.recv(batch, MSG_WAITFORONE);
        for (int i = 0; i < n; i++) {
          received.add(batch.get(i).length());
        }
        for (int done = 0; done < n; ) {
          int some = socket.send(batch, done, n - done, 0);
          for (int i = done; i < done + some; i++) {
            sent.add(batch.get(i).length());
          }
          done += some;
        }
      }
    }
  }

  /** Each message brings one end of a pair, on which to echo, and one that nobody takes. */
  private void echoOnPassed(Socket socket, boolean virtual) throws IOException {
    try (socket;
        Message message = Message.builder().data(1).controlBytes(64).build()) {
      while (socket.recv(message, 0) > 0) {
        List<Descriptor> descriptors = message.get(ControlMessages.SCM_RIGHTS);
        Socket passed = descriptors.getFirst().toSocket();
        if (passed.fd() % 2 == 0) { // else the next receive closes it
          descriptors.getLast().close();
        }
        crew.start(virtual, () -> echo(passed));
      }
    }
  }
}
