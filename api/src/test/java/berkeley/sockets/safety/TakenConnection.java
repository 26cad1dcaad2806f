/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.SysSocket.*;

import berkeley.sockets.Domain;
import berkeley.sockets.Shutdown;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.Sys;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes the connection of which poll(2) has told a virtual thread before that thread accepts it,
 * and prints whether its only carrier runs other threads then, and whether it gets the next
 * connection.
 */
final class TakenConnection {
  private static final MemorySegment NULL = MemorySegment.NULL;
  private static final int LIMIT = 5;

  private TakenConnection() {}

  public static void main(String[] arguments) throws Exception {
    try (Arena arena = Arena.ofShared()) {
      int listener = socket(AF_INET, SOCK_STREAM, 0);
      MemorySegment address = sockaddr_in.allocate(arena);
      sockaddr_in.sin_family(address, (short) AF_INET);
      address.asSlice(4, 4).copyFrom(MemorySegment.ofArray(new byte[] {127, 0, 0, 1}));
      bind(listener, address, 16);
      listen(listener, 5);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, 16);
      getsockname(listener, address, length);
      contest(
          "foreign accept",
          () -> accept(listener, NULL, NULL),
          () -> Sys.accept(listener, NULL, NULL),
          () -> connect(socket(AF_INET, SOCK_STREAM, 0), address, 16));
    }
    Socket listener = Socket.open(Domain.INET, Type.STREAM);
    listener.bind(SockAddr.Inet4.loopback(0));
    listener.listen(5);
    contest(
        "shutdown and listen",
        () -> listener.accept().detach(),
        () -> {
          try {
            listener.shutdown(Shutdown.BOTH);
            listener.listen(5);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        () -> {
          Socket client = Socket.open(Domain.INET, Type.STREAM);
          client.connect(listener.localAddress()); // shutdown has given the port back
          return client.detach();
        });
    System.exit(0);
  }

  private static void contest(
      String what, Callable<Integer> accept, Runnable taker, Callable<Integer> connect)
      throws Exception {
    FutureTask<Integer> accepting = new FutureTask<>(accept);
    Thread thread = Thread.ofVirtual().start(accepting);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    FutureTask<Void> taken = new FutureTask<>(taker, null);
    FaultPlan.AFTER.put("poll", taken);
    connect.call();
    taken.get(LIMIT, TimeUnit.SECONDS);
    FutureTask<Integer> other = new FutureTask<>(() -> 7);
    Thread.ofVirtual().start(other);
    boolean runs = ends(other);
    connect.call();
    System.out.println(what + ": others run " + runs + ", accepted " + ends(accepting));
  }

  private static boolean ends(FutureTask<Integer> task) throws Exception {
    try {
      return task.get(LIMIT, TimeUnit.SECONDS) >= 0;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
