/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.AddressInfo;
import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.Interface;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.PollSet;
import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.Shutdown;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.safety.FaultSweep.Opened;
import berkeley.sockets.safety.FaultSweep.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a program does with sockets, each from the opening to the closing. */
final class FaultOperations {
  private static final int MEGABYTE = 1 << 20;
  private static final int SHORT_WAIT = 10; // milliseconds; long enough to have begun to wait

  private FaultOperations() {}

  static Map<String, Operation> all() {
    Map<String, Operation> all = new LinkedHashMap<>();
    all.put("open", opened -> opened.add(Socket.open(Domain.INET, Type.STREAM)));
    all.put("send and recv", FaultOperations::sendAndRecv);
    all.put("options", FaultOperations::options);
    all.put("connect and accept", FaultOperations::connect);
    all.put("by name", FaultOperations::byName);
    all.put("dup", FaultOperations::dup);
    all.put("datagrams", FaultOperations::datagrams);
    all.put("descriptors in messages", FaultOperations::rights);
    all.put("batch", FaultOperations::batch);
    all.put("poller", FaultOperations::poller);
    all.put("poll set", FaultOperations::pollSet);
    all.put("file", FaultOperations::file);
    all.put("look-ups", FaultOperations::lookups);
    all.put("long send", FaultOperations::longSend);
    all.put("recv that waits", FaultOperations::waitingRecv);
    all.put("recv that times out", FaultOperations::timedOut);
    all.put("accept that waits", FaultOperations::waitingAccept);
    all.put("poll that waits", FaultOperations::waitingPoll);
    all.put("close of what waits", FaultOperations::closing);
    return all;
  }

  private static Socket[] pair(Opened opened, Type type) throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, type);
    opened.add(pair[0]);
    opened.add(pair[1]);
    return pair;
  }

  private static Socket listener(Opened opened) throws IOException {
    Socket listener = opened.add(Socket.open(Domain.INET, Type.STREAM));
    listener.bind(SockAddr.Inet4.loopback(0));
    listener.listen(5);
    return listener;
  }

  private interface Later {
    void run() throws IOException;
  }

  /** On a thread whose calls do not fail. */
  private static void later(Later what) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                Thread.sleep(SHORT_WAIT);
                what.run();
              } catch (IOException | InterruptedException e) {
                // closed meanwhile: the operation has failed as planned
              }
            });
  }

  private static void sendAndRecv(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    byte[] bytes = new byte[64];
    pair[0].sendAll(bytes, 0, 64, 0);
    pair[1].recvFully(bytes, 0, 64, 0);
    pair[0].shutdown(Shutdown.WRITE);
    pair[1].recv(bytes, 0, 64, 0);
  }

  private static void options(Opened opened) throws IOException {
    Socket socket = opened.add(Socket.open(Domain.INET, Type.STREAM));
    socket.setOption(SocketOptions.SO_KEEPALIVE, true);
    socket.getOption(SocketOptions.SO_KEEPALIVE);
    socket.setReceiveTimeout(Duration.ofSeconds(1));
    socket.setNonBlocking(true);
  }

  private static void connect(Opened opened) throws IOException {
    Socket listener = listener(opened);
    Socket client = opened.add(Socket.open(Domain.INET, Type.STREAM));
    client.connect(listener.localAddress());
    opened.add(listener.accept()).peerAddress();
  }

  private static void byName(Opened opened) throws IOException {
    Socket listener = opened.add(Socket.listen("127.0.0.1", "0"));
    int port = ((SockAddr.Inet4) listener.localAddress()).port();
    opened.add(Socket.connect("127.0.0.1", String.valueOf(port)));
  }

  private static void dup(Opened opened) throws IOException {
    Socket socket = opened.add(Socket.open(Domain.INET, Type.STREAM));
    opened.add(socket.dup());
    opened.add(Descriptor.dup(socket));
  }

  private static void datagrams(Opened opened) throws IOException {
    Socket socket = opened.add(Socket.open(Domain.INET, Type.DGRAM));
    socket.bind(SockAddr.Inet4.loopback(0));
    byte[] bytes = new byte[64];
    socket.sendTo(bytes, 0, 64, 0, socket.localAddress());
    socket.recv(bytes, 0, 64, berkeley.sockets.c.SysSocket.MSG_DONTWAIT);
  }

  private static void rights(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    Message out = opened.add(Message.builder().data(1).controlBytes(64).build());
    Message in = opened.add(Message.builder().data(1).controlBytes(64).build());
    out.setData(new byte[1]);
    out.add(ControlMessages.SCM_RIGHTS, List.of(opened.add(Descriptor.dup(pair[0]))));
    pair[0].send(out, 0);
    pair[1].recv(in, berkeley.sockets.c.SysSocket.MSG_DONTWAIT);
    opened.add(in.get(ControlMessages.SCM_RIGHTS).getFirst().toSocket());
  }

  private static void batch(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.DGRAM);
    MessageBatch out = opened.add(Message.builder().data(64).batch(4));
    MessageBatch in = opened.add(Message.builder().data(64).batch(4));
    for (int i = 0; i < 4; i++) {
      out.get(i).setData(new byte[8]);
    }
    pair[0].send(out, 0, 4, 0);
    pair[1].recv(in, berkeley.sockets.c.SysSocket.MSG_DONTWAIT);
  }

  private static void poller(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    Poller poller = opened.add(Poller.open());
    poller.add(pair[0], Poller.IN, null);
    PollerEvents ready = new PollerEvents(4);
    later(() -> pair[1].send(new byte[1], 0, 1, 0));
    poller.await(ready, Duration.ofSeconds(5));
    poller.remove(pair[0]);
  }

  private static void pollSet(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    new PollSet().add(pair[0], PollSet.IN).poll(Duration.ZERO);
  }

  private static void file(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    Path file = Files.createTempFile("sent", "");
    try {
      Files.write(file, new byte[100]);
      pair[0].sendFile(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void lookups(Opened opened) throws IOException {
    AddressInfo.resolve("127.0.0.1", "80");
    Interface.all();
  }

  private static void longSend(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    later(
        () -> {
          byte[] bytes = new byte[MEGABYTE];
          int n;
          do {
            n = pair[1].recv(bytes, 0, MEGABYTE, 0);
          } while (n > 0);
        });
    pair[0].sendAll(new byte[MEGABYTE], 0, MEGABYTE, 0);
  }

  private static void waitingRecv(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    later(() -> pair[1].send(new byte[1], 0, 1, 0));
    pair[0].recv(new byte[8], 0, 8, 0);
  }

  static void timedOut(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    pair[0].setReceiveTimeout(Duration.ofMillis(SHORT_WAIT));
    pair[0].recv(new byte[8], 0, 8, 0);
  }

  private static void waitingAccept(Opened opened) throws IOException {
    Socket listener = listener(opened);
    SockAddr address = listener.localAddress();
    later(
        () -> {
          try (Socket client = Socket.open(Domain.INET, Type.STREAM)) {
            client.connect(address);
          }
        });
    opened.add(listener.accept());
  }

  private static void waitingPoll(Opened opened) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    PollSet set = new PollSet().add(pair[0], PollSet.IN).add(pair[1], PollSet.IN);
    later(() -> pair[1].send(new byte[1], 0, 1, 0));
    set.poll(Duration.ofSeconds(5));
  }

  /** Another thread is in recv: it is woken, or the next close wakes it. */
  private static void closing(Opened opened) throws Exception {
    Socket[] pair = pair(opened, Type.STREAM);
    Thread waits =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    pair[0].recv(new byte[8], 0, 8, 0);
                  } catch (IOException e) {
                    // closed
                  }
                });
    Thread.sleep(SHORT_WAIT);
    try {
      pair[0].close();
    } catch (OutOfMemoryError | StackOverflowError e) {
      pair[0].close();
    }
    if (!waits.join(Duration.ofSeconds(10))) {
      throw new IllegalStateException("a thread still waits");
    }
  }
}
