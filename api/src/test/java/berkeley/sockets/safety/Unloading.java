/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;

/**
 * The library in a class loader of its own, as in a web application; prints whether it goes after
 * platform threads have used it, and after virtual threads have waited.
 */
final class Unloading {
  private static final int TRIES = 400;
  private static final int PAUSE = 100; // milliseconds

  private Unloading() {}

  /** With the directories of the classes. */
  public static void main(String[] arguments) throws Exception {
    WeakReference<ClassLoader> loader = use(arguments);
    report(loader);
    report(wait(arguments));
    System.exit(0);
  }

  private static void report(WeakReference<ClassLoader> loader) throws InterruptedException {
    for (int i = 0; i < TRIES && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(PAUSE);
    }
    System.out.println(loader.get() == null ? "unloaded" : "kept");
  }

  private static URLClassLoader loader(String[] directories) throws Exception {
    URL[] classes = new URL[directories.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = Path.of(directories[i]).toUri().toURL();
    }
    return new URLClassLoader(classes, ClassLoader.getPlatformClassLoader());
  }

  private static Object[] pair(ClassLoader loader) throws Exception {
    Class<?> domain = loader.loadClass("berkeley.sockets.Domain");
    Class<?> type = loader.loadClass("berkeley.sockets.Type");
    return (Object[])
        loader
            .loadClass("berkeley.sockets.Socket")
            .getMethod("pair", domain, type)
            .invoke(null, domain.getField("UNIX").get(null), type.getField("STREAM").get(null));
  }

  /** On a virtual thread, twice, as the second wait on a descriptor needs more than the first. */
  private static WeakReference<ClassLoader> wait(String[] directories) throws Exception {
    try (URLClassLoader loader = loader(directories)) {
      Class<?> socket = loader.loadClass("berkeley.sockets.Socket");
      Method send = socket.getMethod("send", byte[].class, int.class, int.class, int.class);
      Method receive = socket.getMethod("recv", byte[].class, int.class, int.class, int.class);
      Object[] pair = pair(loader);
      for (int i = 0; i < 2; i++) {
        FutureTask<Object> waits =
            new FutureTask<>(() -> receive.invoke(pair[1], new byte[10], 0, 10, 0));
        Thread thread = Thread.ofVirtual().start(waits);
        while (thread.getState() != Thread.State.WAITING) {
          Thread.sleep(1);
        }
        send.invoke(pair[0], new byte[3], 0, 3, 0);
        System.out.println("waited: " + waits.get());
      }
      for (Object each : pair) {
        socket.getMethod("close").invoke(each);
      }
      return new WeakReference<>(loader);
    }
  }

  /** From this thread, which lives on, and with long and short arrays. */
  private static WeakReference<ClassLoader> use(String[] directories) throws Exception {
    try (URLClassLoader loader = loader(directories)) {
      Class<?> socket = loader.loadClass("berkeley.sockets.Socket");
      Method send = socket.getMethod("send", byte[].class, int.class, int.class, int.class);
      Method receive = socket.getMethod("recv", byte[].class, int.class, int.class, int.class);
      Object[] pair = pair(loader);
      for (int n : new int[] {10, 5000, 100_000}) {
        send.invoke(pair[0], new byte[n], 0, n, 0);
        System.out.println(n + ": " + receive.invoke(pair[1], new byte[n], 0, n, 0));
      }
      loader
          .loadClass("berkeley.sockets.c.Netdb")
          .getMethod("getprotobyname", String.class)
          .invoke(null, "tcp");
      for (Object each : pair) {
        socket.getMethod("close").invoke(each);
      }
      return new WeakReference<>(loader);
    }
  }
}
