/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static java.nio.charset.StandardCharsets.UTF_8;

import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.Poller;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.ControlMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Forgets owners in various states; for {@link LeaksTest}. */
final class LeakProgram {
  private LeakProgram() {}

  private static Socket kept;

  public static void main(String[] args) throws Exception {
    ByteArrayOutputStream reports = new ByteArrayOutputStream();
    System.setErr(new PrintStream(reports, true, UTF_8)); // where warnings go by default
    kept = Socket.open(Domain.INET, Type.STREAM);
    closed();
    int detached = detached();
    int forgotten = forgotten();
    forgottenOthers();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(args[0]));
    while (reports.toString(UTF_8).split("was collected", -1).length < 6
        && System.nanoTime() < end) {
      System.gc();
      Thread.sleep(20);
    }
    System.gc();
    Thread.sleep(100); // for a report too many
    String text = reports.toString(UTF_8);
    System.out.println(text);
    System.out.println("forgotten " + forgotten + " open " + isOpen(forgotten));
    System.out.println("detached open " + isOpen(detached));
    System.out.println("kept open " + kept.isOpen());
    System.out.println("reports " + (text.split("was collected", -1).length - 1));
  }

  private static boolean isOpen(int fd) {
    return Files.exists(Path.of("/proc/self/fd/" + fd));
  }

  private static void closed() throws IOException {
    for (int i = 0; i < 10; i++) { // the same number each time
      Socket.open(Domain.INET, Type.STREAM).close();
    }
  }

  private static int detached() throws IOException {
    return Socket.open(Domain.INET, Type.STREAM).detach();
  }

  /** One of each class that has a descriptor or memory, and others in between that are closed. */
  private static void forgottenOthers() throws IOException {
    Message.builder().data(8).build().close();
    Message.builder().data(8).build();
    Message.builder().data(8).batch(2).close();
    Message.builder().data(8).batch(2);
    Poller.open().close();
    Poller.open();
    Descriptor.dup(0).close();
    Descriptor moved = Descriptor.dup(0);
    Descriptor.adopt(moved.detach()).close();
    try (Message message = Message.builder().descriptors(2).build()) {
      Descriptor sent = Descriptor.dup(0);
      message.add(ControlMessages.SCM_RIGHTS, List.of(sent)); // takes it over
      message.clearControl(); // and closes it
      Descriptor twice = Descriptor.dup(0); // stays here: the message refuses it
      try {
        message.add(ControlMessages.SCM_RIGHTS, List.of(twice, twice));
      } catch (IllegalStateException e) {
        System.out.println("refused");
      }
    }
  }

  private static int forgotten() throws IOException {
    Socket again = Socket.open(Domain.INET, Type.STREAM);
    again.close();
    Socket socket = Socket.open(Domain.INET, Type.STREAM);
    again.close(); // of a number that is another's by now
    return socket.use(fd -> fd);
  }
}
