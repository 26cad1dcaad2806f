/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.Shutdown;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.ControlMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The half that makes the load, and compares what comes back. */
final class Client {
  private static final int[] SIZES = {1, 100, 1000, 5000, 40_000};
  private static final int CONNECTORS = 4;
  private static final long SECOND = 1_000_000_000;
  private static final long PROGRESS = 10 * SECOND;

  private final Addresses server;
  private final Crew crew = new Crew();
  private final Counts counts = new Counts();
  private final AtomicInteger held = new AtomicInteger();

  Client(Addresses server) {
    this.server = server;
  }

  Counts counts() {
    return counts;
  }

  /** All kinds of load at once; returns when every thread has ended. */
  void run(double seconds, int concurrent) throws InterruptedException {
    for (boolean virtual : new boolean[] {true, false}) {
      int kind = virtual ? 0 : 1;
      for (int i = 0; i < CONNECTORS; i++) {
        SockAddr address = server.streams().get(i % 2);
        crew.start(virtual, () -> connectAgainAndAgain(address));
      }
      crew.start(virtual, () -> bursts(server.datagrams().get(kind), virtual));
      crew.start(virtual, () -> passDescriptors(server.descriptors().get(kind)));
    }
    for (int i = 0; i < concurrent; i++) {
      boolean virtual = i % 50 != 0; // at either end
      crew.start(virtual, () -> holdOpen(server.streams().get(virtual ? 0 : 1), concurrent));
    }
    crew.start(false, () -> collect(crew));
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long report = start + PROGRESS;
    while (crew.goesOn()
        && (System.nanoTime() < end || held.get() < concurrent)
        && System.nanoTime() < end + Duration.ofSeconds(60).toNanos()) {
      Thread.sleep(20);
      if (System.nanoTime() > report) {
        System.err.printf("%d s of %.0f: %s%n", (report - start) / SECOND, seconds, counts);
        report += PROGRESS;
      }
    }
    counts.most.add(held.get());
    crew.stop();
    crew.join(0);
  }

  private void exchange(Socket socket, byte[] buffer, int size, int seed, long position)
      throws IOException {
    Pattern.fill(buffer, size, seed, position);
    socket.sendAll(buffer, 0, size, 0);
    counts.sent.add(size);
    int n = socket.recvFully(buffer, 0, size, 0);
    counts.received.add(n);
    counts.wrong.add(size - n + Pattern.differences(buffer, n, seed, position));
  }

  /** Says that this is all, and receives nothing but the end. */
  private void finish(Socket socket, byte[] buffer) throws IOException {
    socket.shutdown(Shutdown.WRITE);
    counts.wrong.add(Math.max(0, socket.recv(buffer, 0, buffer.length, 0)));
  }

  private void connectAgainAndAgain(SockAddr address) throws IOException {
    byte[] buffer = new byte[SIZES[SIZES.length - 1]];
    while (crew.goesOn()) {
      int seed = ThreadLocalRandom.current().nextInt();
      try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
        socket.connect(address);
        exchange(socket, buffer, SIZES[(seed & 0xffff) % SIZES.length], seed, 0);
        finish(socket, buffer);
      }
      counts.connections.increment();
    }
  }

  private void holdOpen(SockAddr address, int count) throws Exception {
    byte[] buffer = new byte[1000];
    int seed = ThreadLocalRandom.current().nextInt();
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      socket.connect(address);
      exchange(socket, buffer, buffer.length, seed, 0);
      held.incrementAndGet();
      for (long position = buffer.length; crew.goesOn(); position += buffer.length) {
        Thread.sleep(Math.max(10, count / 5)); // some five thousand a second in all
        exchange(socket, buffer, buffer.length, seed, position);
      }
      finish(socket, buffer);
    }
    counts.connections.increment();
  }

  /** As many datagrams at once as the receiver has room for, then all their echoes. */
  private void bursts(SockAddr address, boolean batches) throws IOException {
    byte[] buffer = new byte[Server.DATAGRAM];
    try (Socket socket = Socket.open(Domain.INET, Type.DGRAM);
        MessageBatch batch = Message.builder().data(Server.DATAGRAM).batch(Server.BURST)) {
      socket.connect(address);
      socket.setReceiveTimeout(Duration.ofSeconds(5));
      for (int seed = 0; crew.goesOn(); seed++) {
        int size = 1 + ThreadLocalRandom.current().nextInt(Server.DATAGRAM);
        for (int i = 0; i < Server.BURST; i++) {
          Pattern.fill(buffer, size, seed, i);
          if (!batches) {
            counts.sent.add(socket.send(buffer, 0, size, 0));
          } else {
            batch.get(i).setData(java.util.Arrays.copyOf(buffer, size));
          }
        }
        for (int done = 0; batches && done < Server.BURST; ) {
          int n = socket.send(batch, done, Server.BURST - done, 0);
          counts.sent.add((long) n * size);
          done += n;
        }
        for (int i = 0; i < Server.BURST; i++) { // in order, over loopback
          int n = Math.max(0, socket.recv(buffer, 0, buffer.length, 0));
          counts.received.add(n);
          counts.wrong.add(size - n + Pattern.differences(buffer, n, seed, i));
          counts.datagrams.increment();
        }
      }
    }
  }

  private void passDescriptors(SockAddr address) throws IOException {
    byte[] buffer = new byte[1000];
    try (Socket socket = Socket.open(Domain.UNIX, Type.SEQPACKET);
        Message message = Message.builder().data(1).controlBytes(64).build()) {
      socket.connect(address);
      while (crew.goesOn()) {
        Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
        try (Socket mine = pair[0]) {
          message.setData(new byte[1]);
          message.add(
              ControlMessages.SCM_RIGHTS,
              List.of(Descriptor.adopt(pair[1].detach()), Descriptor.dup(socket)));
          socket.send(message, 0);
          message.clear(); // closes this process's, without which there would be no end
          exchange(mine, buffer, buffer.length, mine.fd(), 0);
          finish(mine, buffer);
        }
        counts.passed.add(2);
      }
    }
  }

  static void collect(Crew crew) throws InterruptedException {
    byte[][] garbage = new byte[64][];
    for (int i = 0; crew.goesOn(); i++) {
      garbage[i % garbage.length] = new byte[ThreadLocalRandom.current().nextInt(1 << 18)];
      if (i % 20 == 0) { // what ended threads had is used again only after a collection
        System.gc();
      }
      Thread.sleep(5);
    }
  }
}
