/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Calls of virtual threads that need another thread, while the system gives none, and afterwards.
 * For a user whose number of threads is limited.
 */
final class NoThread {
  private static final CountDownLatch END = new CountDownLatch(1);

  private NoThread() {}

  public static void main(String[] arguments) throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    Socket listener = Socket.open(Domain.INET, Type.STREAM);
    listener.bind(SockAddr.Inet4.loopback(0));
    listener.listen(100);
    SockAddr address = listener.localAddress();
    Path fifo = Path.of(arguments[0], "none"); // opening it needs no wait, but a thread
    Files.createDirectories(fifo);
    Callable<String> waits = () -> "recv " + pair[0].recv(new byte[8], 0, 8, 0);
    Callable<String> opens = () -> "file " + file(pair[0], fifo);
    Callable<String> connects = () -> "connect " + connect(address);
    pair[1].send(new byte[1], 0, 1, 0);
    say(waits); // carriers and classes
    say(connects);

    int descriptors = descriptors();
    List<Thread> all = new ArrayList<>();
    try {
      while (true) {
        Thread thread = new Thread(NoThread::sleep);
        thread.setDaemon(true);
        thread.start();
        all.add(thread);
      }
    } catch (OutOfMemoryError e) {
      System.out.println("no thread is left");
    }
    say(opens);
    pair[0].setReceiveTimeout(Duration.ofMillis(10));
    say(waits);
    say(connects);
    END.countDown();
    for (Thread each : all) {
      each.join();
    }
    System.out.println("leaked " + Math.max(0, descriptors() - descriptors));
    say(opens);
    pair[0].setReceiveTimeout(Duration.ZERO);
    FutureTask<String> later = start(waits);
    Thread.sleep(20);
    pair[1].send(new byte[2], 0, 2, 0);
    System.out.println(later.get(20, TimeUnit.SECONDS));
    say(connects);
    System.exit(0);
  }

  private static void sleep() {
    try {
      END.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int descriptors() {
    return new File("/proc/self/fd").list().length;
  }

  private static long file(Socket socket, Path path) throws IOException {
    return socket.sendFile(path);
  }

  private static String connect(SockAddr address) throws IOException {
    try (Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      client.connect(address);
      return "done";
    }
  }

  private static FutureTask<String> start(Callable<String> call) {
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              try {
                return call.call();
              } catch (IOException | OutOfMemoryError e) {
                return e.getClass().getSimpleName();
              }
            });
    Thread.startVirtualThread(task);
    return task;
  }

  private static void say(Callable<String> call) throws Exception {
    System.out.println(start(call).get(20, TimeUnit.SECONDS));
  }
}
