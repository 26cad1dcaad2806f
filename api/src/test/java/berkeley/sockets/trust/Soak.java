/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.trust;

import berkeley.sockets.ControlMessage;
import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.Shutdown;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Mixed load for a time: connections opened and closed, many held open at once, datagrams,
 * descriptor passing, on virtual and platform threads, with garbage collections in between. Ends
 * with a verdict: each byte sent has been received, descriptors, memory and threads are as before.
 *
 * <p>{@code api/soak SECONDS [CONCURRENT]} runs it by hand; a short one is a test.
 */
public final class Soak {
  private static final byte[] DATA = new byte[1024];

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong datagrams = new AtomicLong();
  private final AtomicLong passed = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 60;
    int concurrent = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    new Soak()
        .round(Math.max(0.5, seconds / 10), concurrent); // warms up, and grows what grows once
    long descriptors = descriptors();
    long resident = resident();
    long heap = heap();
    Soak soak = new Soak();
    soak.round(seconds, concurrent);
    System.out.printf(
        "connections %d, concurrent %d, datagrams %d, descriptors passed %d, bytes %d%n",
        soak.connections.get(),
        concurrent,
        soak.datagrams.get(),
        soak.passed.get(),
        soak.sent.get());
    boolean good = is("bytes", soak.sent.get(), soak.received.get(), 0);
    good &= is("descriptors", descriptors, descriptors(), 8); // the JDK's own come and go
    good &= is("heap KiB", heap, heap(), 4096 + heap / 5);
    good &= is("resident KiB", resident, resident(), 65536 + resident / 5);
    System.out.println(good ? "SOAK GOOD" : "SOAK BAD");
    System.exit(good ? 0 : 1);
  }

  private static boolean is(String what, long before, long after, long slack) {
    boolean good = slack == 0 ? before == after : after <= before + slack;
    System.out.println(what + " " + before + " -> " + after + (good ? "" : " GREW"));
    return good;
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
      return fds.count();
    }
  }

  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  private static long heap() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
  }

  private interface Work {
    void run() throws Exception;
  }

  private void start(boolean virtual, Work work) {
    Runnable body =
        () -> {
          try {
            work.run();
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
            stop.set(true);
          }
        };
    Thread thread =
        virtual ? Thread.ofVirtual().unstarted(body) : Thread.ofPlatform().unstarted(body);
    synchronized (threads) {
      threads.add(thread);
    }
    thread.start();
  }

  private void round(double seconds, int concurrent) throws Exception {
    List<Socket> listeners = new ArrayList<>();
    for (boolean virtual : new boolean[] {true, false}) {
      Socket listener = Socket.open(Domain.INET, Type.STREAM);
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1024);
      listeners.add(listener);
      SockAddr address = listener.localAddress();
      start(virtual, () -> serve(listener, virtual));
      for (int i = 0; i < 4; i++) {
        start(virtual, () -> connectAgainAndAgain(address));
      }
      start(virtual, this::datagrams);
      start(virtual, this::passDescriptors);
    }
    start(true, () -> holdOpen(listeners.getFirst().localAddress(), concurrent));
    start(false, this::collect);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end && !stop.get()) {
      Thread.sleep(20);
    }
    stop.set(true);
    join(listeners);
    if (failure.get() != null) {
      throw new AssertionError("a thread failed", failure.get());
    }
  }

  /** Clients end by themselves; then the listeners are closed, which ends the servers. */
  private void join(List<Socket> listeners) throws Exception {
    Thread.sleep(100);
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    boolean closed = false;
    while (true) {
      List<Thread> alive;
      synchronized (threads) {
        threads.removeIf(thread -> !thread.isAlive());
        alive = List.copyOf(threads);
      }
      if (alive.size() <= listeners.size() && !closed) {
        closed = true;
        for (Socket listener : listeners) {
          listener.close();
        }
      }
      if (alive.isEmpty()) {
        return;
      }
      if (System.nanoTime() > patience) {
        Thread stuck = alive.getFirst();
        AssertionError e = new AssertionError(alive.size() + " threads are stuck, one here");
        e.setStackTrace(stuck.getStackTrace());
        throw e;
      }
      alive.getFirst().join(Duration.ofMillis(20));
    }
  }

  private void serve(Socket listener, boolean virtual) throws IOException {
    while (true) {
      Socket socket;
      try {
        socket = listener.accept();
      } catch (ClosedChannelException e) {
        return; // the end
      }
      start(virtual, () -> echo(socket));
    }
  }

  private void echo(Socket socket) throws IOException {
    try (socket) {
      byte[] buffer = new byte[4096];
      int n;
      while ((n = socket.recv(buffer, 0, buffer.length, 0)) > 0) {
        socket.sendAll(buffer, 0, n, 0);
      }
    }
  }

  private void exchange(Socket socket, byte[] buffer) throws IOException {
    socket.sendAll(DATA, 0, DATA.length, 0);
    sent.addAndGet(DATA.length);
    received.addAndGet(socket.recvFully(buffer, 0, DATA.length, 0));
  }

  private void connectAgainAndAgain(SockAddr address) throws IOException {
    byte[] buffer = new byte[DATA.length];
    while (!stop.get()) {
      try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
        socket.connect(address);
        exchange(socket, buffer);
        socket.shutdown(Shutdown.WRITE);
        received.addAndGet(Math.max(0, socket.recv(buffer, 0, 1, 0))); // must be the end
      }
      connections.incrementAndGet();
    }
  }

  /** Opens many connections, uses each, closes them all at the end. */
  private void holdOpen(SockAddr address, int count) throws Exception {
    CountDownLatch ready = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      start(
          true,
          () -> {
            byte[] buffer = new byte[DATA.length];
            try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
              socket.connect(address);
              exchange(socket, buffer);
              connections.incrementAndGet();
              ready.countDown();
              while (!stop.get()) {
                Thread.sleep(100);
                exchange(socket, buffer);
              }
            }
          });
    }
    while (!stop.get() && !ready.await(100, TimeUnit.MILLISECONDS)) {}
  }

  /** Bursts over a UNIX datagram pair, which loses none. */
  private void datagrams() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    byte[] buffer = new byte[DATA.length];
    try (Socket a = pair[0];
        Socket b = pair[1]) {
      while (!stop.get()) {
        int burst = 0;
        b.setNonBlocking(true);
        a.setNonBlocking(true);
        while (burst < 10 && a.send(DATA, 0, 100, 0) == 100) {
          burst++;
        }
        sent.addAndGet(burst * 100L);
        for (int n; (n = b.recv(buffer, 0, buffer.length, 0)) > 0; ) {
          received.addAndGet(n);
          datagrams.incrementAndGet();
        }
      }
    }
  }

  private void passDescriptors() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = pair[0];
        Socket b = pair[1];
        Message out = new Message(64, 1);
        Message in = new Message(64, 1)) {
      for (long i = 0; !stop.get(); i++) {
        out.clear();
        out.setData(new byte[1]);
        out.add(ControlMessage.SCM_RIGHTS, List.of(Descriptor.dup(a)));
        a.send(out, 0);
        b.recv(in, 0);
        if (i % 2 == 0) { // the others are closed by the next receive
          in.get(ControlMessage.SCM_RIGHTS).getFirst().close();
        }
        passed.incrementAndGet();
      }
    }
  }

  private void collect() throws InterruptedException {
    while (!stop.get()) {
      System.gc();
      Thread.sleep(250);
    }
  }
}
