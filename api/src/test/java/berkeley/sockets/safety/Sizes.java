/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.SysSocket;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Large arrays, many threads and little direct memory; prints what it took. */
final class Sizes {
  private static final int THREADS = 1000;
  private static final int MEBIBYTE = 1 << 20;

  private Sizes() {}

  public static void main(String[] arguments) throws Exception {
    arrays(Integer.parseInt(arguments[0]));
    threads();
    nothingLeft();
    System.exit(0);
  }

  private static long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElseThrow();
  }

  /** Calls that wait with one array of so many mebibytes. */
  private static void arrays(int mebibytes) throws Exception {
    byte[] array = new byte[mebibytes * MEBIBYTE];
    Arrays.fill(array, (byte) 1);
    Socket[] stream = Socket.pair(Domain.UNIX, Type.STREAM);
    Socket[] messages = Socket.pair(Domain.UNIX, Type.DGRAM);
    byte[] part = new byte[MEBIBYTE];
    long before = peak();
    for (Socket[] pair : List.of(stream, messages)) {
      later(() -> pair[1].send(array, 0, 1, 0));
      say("received", pair[0].recv(array, 0, array.length, 0));
    }
    while (stream[0].send(array, 0, 1 << 16, SysSocket.MSG_DONTWAIT) > 0) {}
    later(
        () -> {
          while (stream[1].recv(part, 0, MEBIBYTE, 0) > 0) {}
        });
    say("sent all", stream[0].send(array, 0, array.length, 0) == array.length ? 1 : 0);
    say("grew by a quarter", peak() - before > mebibytes / 4 ? 1 : 0);
  }

  private static void threads() throws Exception {
    byte[] shared = new byte[MEBIBYTE];
    AtomicInteger failures = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(THREADS);
    Socket[][] pairs = new Socket[THREADS][];
    for (int i = 0; i < THREADS; i++) {
      Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
      pairs[i] = pair;
      Thread.ofPlatform()
          .daemon()
          .stackSize(1 << 18)
          .start(
              () -> {
                try {
                  pair[0].recv(shared, 0, shared.length, 0);
                  pair[0].send(shared, 0, 10_000, 0);
                } catch (Throwable e) {
                  failures.incrementAndGet();
                }
                done.countDown();
                sleepForever();
              });
    }
    for (Socket[] pair : pairs) {
      pair[1].send(shared, 0, 1, 0);
    }
    say("threads done", done.await(60, TimeUnit.SECONDS) ? THREADS : done.getCount());
    say("failures", failures.get());
    long used =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    say("direct memory above 64 KiB", used > 1 << 16 ? used : 0);
  }

  private static void sleepForever() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Threads that have made no call yet use and close a socket when direct memory is used up. */
  private static void nothingLeft() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    List<ByteBuffer> all = new ArrayList<>();
    for (int size : new int[] {4096, 1}) {
      try {
        while (true) {
          all.add(ByteBuffer.allocateDirect(size));
        }
      } catch (OutOfMemoryError e) {
        // as intended
      }
    }
    later(
        () -> {
          pair[0].send(new byte[100_000], 0, 100_000, 0);
          pair[0].setNonBlocking(false);
          pair[0].close();
        });
    byte[] got = new byte[200_000];
    say("received", pair[1].recvFully(got, 0, 100_000, 0));
    say("end", pair[1].recv(got, 0, 1, 0));
    say("buffers", all.isEmpty() ? 0 : 1);
  }

  private interface Later {
    void run() throws IOException;
  }

  private static void later(Later what) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                Thread.sleep(50);
                what.run();
              } catch (Exception | Error e) {
                System.out.println(e);
              }
            });
  }

  private static void say(String what, long result) {
    System.out.println(what + " " + result);
  }
}
