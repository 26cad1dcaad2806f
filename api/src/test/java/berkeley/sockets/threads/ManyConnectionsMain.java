/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Transfer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One half of a test, as a program: {@code server CONNECTIONS ROUNDS} prints its port, then how
 * often an unrelated virtual thread ticked; {@code client CONNECTIONS ROUNDS PORT} prints how many
 * connections got all their answers. Every connection has a virtual thread with blocking calls.
 */
public final class ManyConnectionsMain {
  private static final int REQUEST = 64;
  private static final Arena MEMORY = Arena.ofAuto();

  private ManyConnectionsMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    int connections = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("server")) {
      server(connections, rounds);
    } else {
      client(connections, rounds, Integer.parseInt(arguments[3]));
    }
  }

  private static void server(int connections, int rounds) throws InterruptedException {
    int listener = Fds.bound(Fds.STREAM, 4096);
    MemorySegment name = Fds.name(MEMORY, listener);
    byte[] port = name.asSlice(2, 2).toArray(ValueLayout.JAVA_BYTE);
    AtomicInteger ticks = new AtomicInteger();
    Thread.startVirtualThread(
        () -> {
          while (true) {
            try {
              Thread.sleep(1);
              ticks.incrementAndGet();
            } catch (InterruptedException e) {
              return;
            }
          }
        });
    System.out.println((port[0] & 0xff) << 8 | port[1] & 0xff);
    CountDownLatch served = new CountDownLatch(connections);
    Thread acceptor =
        Thread.startVirtualThread(
            () -> {
              for (int i = 0; i < connections; i++) {
                int fd =
                    Fds.ok(Connections.accept(listener, MemorySegment.NULL, MemorySegment.NULL));
                Thread.startVirtualThread(
                    () -> {
                      byte[] request = new byte[REQUEST];
                      for (int round = 0; round < rounds; round++) {
                        Fds.ok(Transfer.recv(fd, null, request, 0, REQUEST, 0));
                        Fds.ok(Transfer.send(fd, null, request, 0, REQUEST, 0));
                      }
                      Fds.ok(Transfer.recv(fd, null, request, 0, REQUEST, 0));
                      Fds.close(fd);
                      served.countDown();
                    });
              }
            });
    acceptor.join();
    served.await();
    System.out.println(ticks);
  }

  private static void client(int connections, int rounds, int port) throws InterruptedException {
    MemorySegment address = Fds.loopback(MEMORY, port);
    CountDownLatch connected = new CountDownLatch(connections);
    AtomicInteger answered = new AtomicInteger();
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] =
          Thread.startVirtualThread(
              () -> {
                int fd = Fds.ok(Sys.socket(Fds.AF_INET, Fds.STREAM, 0));
                Fds.ok(Connections.connect(fd, address, 16));
                connected.countDown();
                try {
                  connected.await(); // all are open at once
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                byte[] request = new byte[REQUEST];
                for (int round = 0; round < rounds; round++) {
                  request[0] = (byte) round;
                  Fds.ok(Transfer.send(fd, null, request, 0, REQUEST, 0));
                  request[0]--;
                  int got = Fds.ok(Transfer.recv(fd, null, request, 0, REQUEST, 0));
                  if (got != REQUEST || request[0] != (byte) round) {
                    throw new AssertionError("round " + round + ": " + got);
                  }
                }
                answered.incrementAndGet();
                Fds.close(fd);
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(answered);
  }
}
