/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.Errno;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The first waits of virtual threads happen while there are few or no descriptors left. */
final class FirstWait {
  private static final List<Integer> HELD = new ArrayList<>();
  private static String connected;
  private static int leakedByName;

  private FirstWait() {}

  static void run() throws Exception {
    loadAllClasses();
    Socket listener = Socket.listen("127.0.0.1", "0");
    listener.listen(0);
    int port = ((SockAddr.Inet4) listener.localAddress()).port();
    Socket inBacklog = Socket.connect("127.0.0.1", String.valueOf(port));
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    pair[0].setReceiveTimeout(Duration.ofMillis(50));
    int fd = pair[0].fd();
    onVirtual(() -> recv(fd, new byte[8], 8, MSG_DONTWAIT)).get(20, TimeUnit.SECONDS);

    takeAll();
    connectByName(port);
    long result;
    int leaked = 0;
    for (int left = 0; ; left++) {
      free(left);
      result = receive(fd);
      if (result == -Errno.EAGAIN) {
        break;
      }
      System.out.println("MIRROR recv with " + left + " left " + name(result));
      leaked += left - takeAll();
    }
    System.out.println(connected);
    System.out.println("MIRROR leaked " + (leaked + leakedByName));
    pair[1].send(new byte[3], 0, 3, 0);
    System.out.println("MIRROR recv of what is there " + receive(fd));
    pair[0].setReceiveTimeout(Duration.ofSeconds(10));
    FutureTask<Long> waiting = onVirtual(() -> recv(fd, new byte[8], 8, 0));
    Thread.sleep(100);
    pair[1].send(new byte[4], 0, 4, 0);
    System.out.println("MIRROR recv of what comes " + waiting.get(20, TimeUnit.SECONDS));
    inBacklog.close();
    System.exit(0);
  }

  /** To a listener that takes no more connections: connecting has to wait. */
  private static void connectByName(int port) throws Exception {
    int left = 2; // the socket, and an epoll: not what belongs to that
    free(left);
    String service = String.valueOf(port);
    FutureTask<Long> task =
        new FutureTask<>(
            () -> {
              try (Socket socket = Socket.connect("127.0.0.1", service)) {
                return (long) socket.fd();
              } catch (ErrnoException e) {
                return (long) -e.value();
              }
            });
    Thread thread = Thread.startVirtualThread(task);
    Thread.sleep(300);
    thread.interrupt();
    connected = "OBJECTS connect " + name(task.get(20, TimeUnit.SECONDS));
    leakedByName = left - takeAll();
  }

  private static long receive(int fd) throws Exception {
    return onVirtual(() -> recv(fd, new byte[8], 8, 0)).get(20, TimeUnit.SECONDS);
  }

  private static FutureTask<Long> onVirtual(Callable<Long> call) {
    FutureTask<Long> task =
        new FutureTask<>(
            () -> {
              long result = call.call();
              return result < 0 ? -Errno.errno() : result;
            });
    Thread.startVirtualThread(task);
    return task;
  }

  private static String name(long result) {
    return result < 0 ? Errno.strerrorname((int) -result) : "" + result;
  }

  private static int takeAll() {
    int taken = 0;
    for (int fd; (fd = dup(0)) >= 0; taken++) {
      HELD.add(fd);
    }
    return taken;
  }

  private static void free(int count) {
    for (int i = 0; i < count; i++) {
      close(HELD.removeLast());
    }
  }

  /** Class files that lie in directories need a descriptor each. */
  private static void loadAllClasses() throws Exception {
    for (String root : System.getProperty("java.class.path").split(":")) {
      if (root.endsWith("test-classes")) {
        continue;
      }
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String path = Path.of(root).relativize(file).toString();
          if (path.endsWith(".class") && !path.contains("-info")) {
            String name = path.substring(0, path.length() - 6).replace('/', '.');
            Class.forName(name, false, FirstWait.class.getClassLoader());
          }
        }
      }
    }
    Errno.strerrorname(1);
    new ErrnoException("socket", -1, null, 1).getMessage();
  }
}
