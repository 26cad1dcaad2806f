/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.portable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.Platform;
import berkeley.sockets.options.ControlMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the process has open, as /proc shows it, with {@code -Dberkeley.sockets.portable=true}. */
class PortableTest {
  private static final long CLOEXEC = 02000000; // proc(5): in octal

  @BeforeEach
  void applies() {
    assumeTrue(Platform.PORTABLE, "a run of its own, the execution portable of api/pom.xml");
  }

  private static boolean isClosedOnExec(int fd) throws IOException {
    return (flags(fd) & CLOEXEC) != 0;
  }

  private static long flags(int fd) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo", "" + fd))) {
      if (line.startsWith("flags:")) {
        return Long.parseLong(line.substring(6).strip(), 8);
      }
    }
    throw new AssertionError("no flags");
  }

  private static List<String> open() throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : all.toList()) {
        try {
          open.add(Files.readSymbolicLink(each).toString());
        } catch (IOException e) {
          // that of the listing
        }
      }
    }
    return open;
  }

  @Test
  void thereIsNoEpollAndNoEventfdOfOurs() throws Exception {
    List<String> before = open();
    try (Poller poller = Poller.open();
        MessageBatch batch = Message.builder().data(8).batch(1)) {
      Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
      poller.add(pair[0], Poller.IN, "it");
      FutureTask<Long> receiving = new FutureTask<>(() -> pair[0].recv(batch.get(0), 0));
      Thread thread = Thread.ofVirtual().start(receiving);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
      PollerEvents ready = new PollerEvents(1);
      assertEquals(0, poller.await(ready, 0));
      List<String> more = open();
      before.forEach(more::remove);
      assertEquals(List.of(), more.stream().filter(name -> name.contains("event")).toList());
      assertTrue(more.stream().anyMatch(name -> name.startsWith("pipe:")), more.toString());
      pair[1].close();
      assertEquals(0, receiving.get(20, TimeUnit.SECONDS));
      pair[0].close();
    }
  }

  @Test
  void socketsAreClosedOnExec() throws Exception {
    try (Socket listener = Socket.listen("127.0.0.1", "0");
        Socket client = Socket.open(Domain.INET, Type.STREAM.nonBlocking())) {
      assertTrue(client.isNonBlocking());
      client.connect(listener.localAddress());
      try (Socket accepted = listener.accept();
          Socket adopted = Socket.adopt(accepted.dup().detach())) {
        Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
        for (Socket each : List.of(listener, client, accepted, adopted, pair[0], pair[1])) {
          assertTrue(isClosedOnExec(each.fd()), each.toString());
        }
        pair[0].close();
        pair[1].close();
      }
    }
  }

  @Test
  void receivedDescriptorsAreClosedOnExec() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Message out = Message.builder().data(1).controlBytes(64).build();
        Message in = Message.builder().data(1).controlBytes(64).build();
        Descriptor copy = Descriptor.dup(pair[1])) {
      out.setLength(1);
      out.add(ControlMessages.SCM_RIGHTS, List.of(copy));
      assertEquals(1, pair[0].send(out, 0));
      assertEquals(1, pair[1].recv(in, 0));
      List<Descriptor> came = in.get(ControlMessages.SCM_RIGHTS);
      assertEquals(1, came.size());
      assertTrue(isClosedOnExec(came.getFirst().fd()));
    }
    pair[0].close();
    pair[1].close();
  }

  @Test
  void aBatchEndsWithWhatThereIs() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM.nonBlocking());
    try (MessageBatch batch = Message.builder().data(16).batch(4)) {
      int[] counts = new int[4];
      counts[0] = pair[1].recv(batch, 0);
      for (int i = 0; i < 3; i++) {
        batch.get(i).setLength(i + 1);
      }
      counts[1] = pair[0].send(batch, 0, 3, 0);
      counts[2] = pair[1].recv(batch, 0);
      counts[3] = (int) batch.get(2).length();
      assertArrayEquals(new int[] {Socket.WOULD_BLOCK, 3, 3, 3}, counts);
    }
    pair[0].close();
    pair[1].close();
  }

  @Test
  void edgesAreRefused() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Poller poller = Poller.open()) {
      assertThrows(
          UnsupportedOperationException.class, () -> poller.add(pair[0], Poller.EDGE, null));
    }
    pair[0].close();
    pair[1].close();
  }
}
