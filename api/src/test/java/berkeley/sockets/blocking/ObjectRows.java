/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import berkeley.sockets.AddressInfo;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.PollSet;
import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.Service;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.blocking.WaitingCall.Row;
import berkeley.sockets.options.Linger;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The methods of the object layer that may wait. */
final class ObjectRows {
  private static final int THREE = 3;
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  private ObjectRows() {}

  /** By class and method, and a word where there are several. */
  static Map<String, Row> all() {
    return ROWS;
  }

  static {
    receives();
    sends();
    connections();
    multiplexing();
    lookUps();
  }

  private interface Call {
    long run() throws IOException;
  }

  private interface OnSocket {
    long call(Socket socket, Opened opened) throws IOException;
  }

  private static long run(Call call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket[] pair(Opened opened, Type type) throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, type);
    opened.object(pair[0]);
    opened.object(pair[1]);
    return pair;
  }

  private static void reads(String name, long result, OnSocket call) {
    ROWS.put(
        name,
        opened -> {
          Socket[] pair = pair(opened, Type.STREAM);
          return new WaitingCall(
              () -> run(() -> call.call(pair[0], opened)),
              () -> Opened.write(pair[1].fd()),
              result);
        });
  }

  private static void writes(String name, Type type, OnSocket call) {
    ROWS.put(
        name,
        opened -> {
          Socket[] pair = pair(opened, type);
          opened.full(pair[0].fd());
          return new WaitingCall(
              () -> run(() -> call.call(pair[0], opened)), () -> Opened.drain(pair[1].fd()), 1);
        });
  }

  private static void receives() {
    reads("Socket.recv", THREE, (s, o) -> s.recv(o.memory(8), 0));
    reads("Socket.recv array", THREE, (s, o) -> s.recv(new byte[8], 0, 8, 0));
    reads("Socket.recv buffer", THREE, (s, o) -> s.recv(ByteBuffer.allocate(8), 0));
    reads(
        "Socket.recv message",
        THREE,
        (s, o) -> s.recv(o.object(Message.builder().data(8).build()), 0));
    reads(
        "Socket.recv batch", 1, (s, o) -> s.recv(o.object(Message.builder().data(8).batch(1)), 0));
    reads("Socket.recv parts", THREE, (s, o) -> s.recv(new MemorySegment[] {o.memory(8)}, 0));
    reads("Socket.recvFully", THREE, (s, o) -> s.recvFully(new byte[THREE], 0, THREE, 0));
    reads("Socket.recvFrom", THREE, (s, o) -> s.recvFrom(o.memory(8), 0, new SockAddrBuffer()));
    reads("Socket.input", THREE, (s, o) -> s.input().read(new byte[8]));
    reads("Socket.poll", PollSet.IN, (s, o) -> s.poll(PollSet.IN, -1));
  }

  private static void sends() {
    for (Type type : new Type[] {Type.STREAM, Type.DGRAM}) {
      String kind = type.equals(Type.STREAM) ? "" : " datagram";
      writes("Socket.send" + kind, type, (s, o) -> s.send(o.memory(1), 0));
      writes("Socket.send message" + kind, type, (s, o) -> s.send(message(o), 0));
      writes("Socket.send batch" + kind, type, (s, o) -> s.send(batch(o), 0, 1, 0));
    }
    Type stream = Type.STREAM;
    writes("Socket.send array", stream, (s, o) -> s.send(new byte[1], 0, 1, 0));
    writes("Socket.send parts", stream, (s, o) -> s.send(new MemorySegment[] {o.memory(1)}, 0));
    writes("Socket.sendAll", stream, (s, o) -> s.sendAll(new byte[1], 0, 1, 0));
    writes("Socket.sendFile", stream, (s, o) -> s.sendFile(oneByte(o), 0, 1));
    writes(
        "Socket.output",
        stream,
        (s, o) -> {
          s.output().write(1);
          return 1;
        });
    ROWS.put(
        "Socket.sendTo",
        opened -> {
          SockAddr name = name();
          Socket receiver = opened.object(Socket.open(Domain.UNIX, Type.DGRAM));
          receiver.bind(name);
          Socket sender = opened.object(Socket.open(Domain.UNIX, Type.DGRAM));
          sender.connect(name);
          opened.full(sender.fd());
          return new WaitingCall(
              () -> run(() -> sender.sendTo(new byte[1], 0, 1, 0, name)),
              () -> Opened.drain(receiver.fd()),
              1);
        });
  }

  private static Socket listener(Opened opened) throws IOException {
    Socket listener = opened.object(Socket.open(Domain.INET, Type.STREAM));
    listener.bind(SockAddr.Inet4.loopback(0));
    listener.listen(5);
    return listener;
  }

  private static SockAddr name() {
    return SockAddr.Unix.abstractName(
        "objects" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet());
  }

  private static Message message(Opened opened) {
    Message message = opened.object(Message.builder().data(1).build());
    message.setData(new byte[1]);
    return message;
  }

  private static MessageBatch batch(Opened opened) {
    MessageBatch batch = opened.object(Message.builder().data(1).batch(1));
    batch.get(0).setData(new byte[1]);
    return batch;
  }

  private static int oneByte(Opened opened) {
    try {
      return MirrorRows.fileOfOneByte(opened);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void connections() {
    ROWS.put(
        "Socket.accept",
        opened -> {
          Socket listener = listener(opened);
          Socket client = opened.object(Socket.open(Domain.INET, Type.STREAM));
          SockAddr address = listener.localAddress();
          return new WaitingCall(
              () ->
                  run(
                      () -> {
                        listener.accept().close();
                        return 0;
                      }),
              () -> run(() -> client.connect(address) ? 0 : 1),
              0);
        });
    ROWS.put(
        "Socket.connect",
        opened -> {
          SockAddr name = name();
          Socket listener = opened.object(Socket.open(Domain.UNIX, Type.STREAM));
          listener.bind(name);
          listener.listen(0);
          opened.object(Socket.open(Domain.UNIX, Type.STREAM)).connect(name);
          Socket client = opened.object(Socket.open(Domain.UNIX, Type.STREAM));
          return new WaitingCall(
              () -> run(() -> client.connect(name) ? 1 : 0),
              () ->
                  run(
                      () -> {
                        opened.object(listener.accept());
                        return 0;
                      }),
              1);
        });
    ROWS.put(
        "Socket.close",
        opened -> {
          opened.alone = true;
          Socket listener = listener(opened);
          Socket client = opened.object(Socket.open(Domain.INET, Type.STREAM));
          client.connect(listener.localAddress());
          Socket peer = opened.object(listener.accept());
          client.setOption(SocketOptions.SO_LINGER, new Linger(true, 60));
          opened.full(client.fd());
          return new WaitingCall(
              () ->
                  run(
                      () -> {
                        client.close();
                        return 0;
                      }),
              () -> MirrorRows.toTheEnd(peer.fd()),
              0,
              true);
        });
  }

  private static void multiplexing() {
    reads("PollSet.poll", 1, (s, o) -> new PollSet().add(s, PollSet.IN).poll(-1));
    reads("PollSet.poll time", 1, (s, o) -> new PollSet().add(s, PollSet.IN).poll(LONG));
    ROWS.put("Poller.await", opened -> awaits(opened, null));
    ROWS.put("Poller.await time", opened -> awaits(opened, LONG));
  }

  private static WaitingCall awaits(Opened opened, Duration time) throws IOException {
    Socket[] pair = pair(opened, Type.STREAM);
    Poller poller = opened.object(Poller.open());
    poller.add(pair[0], Poller.IN, null);
    PollerEvents ready = new PollerEvents(1);
    return new WaitingCall(
        () -> run(() -> time == null ? poller.await(ready) : poller.await(ready, time)),
        () -> Opened.write(pair[1].fd()),
        1);
  }

  private static void lookUps() {
    slow("Socket.listen", o -> o.object(Socket.listen("localhost", "0")));
    slow("AddressInfo.resolve", o -> AddressInfo.resolve("localhost", "53"));
    slow("AddressInfo.reverse", o -> AddressInfo.reverse(SockAddr.Inet4.loopback(53), 0));
    slow("Service.byName", o -> Service.byName("domain", "udp"));
    slow("Service.byPort", o -> Service.byPort(53, "udp"));
    slow("Service.protocol", o -> Service.protocol("tcp"));
    slow("Service.protocol number", o -> Service.protocol(6));
    ROWS.put(
        "Socket.connect by name",
        opened -> {
          Socket listener = listener(opened);
          int port = ((SockAddr.Inet4) listener.localAddress()).port();
          return slow(o -> o.object(Socket.connect("localhost", "" + port)), opened);
        });
  }

  private interface LookUp {
    Object ask(Opened opened) throws IOException;
  }

  private static void slow(String name, LookUp call) {
    ROWS.put(name, opened -> slow(call, opened));
  }

  /** Whether there is an answer at all depends on the machine's files. */
  private static WaitingCall slow(LookUp call, Opened opened) {
    SlowLookUps.close();
    return new WaitingCall(
        () ->
            run(
                () -> {
                  call.ask(opened);
                  return 0;
                }),
        SlowLookUps::open,
        0);
  }
}
