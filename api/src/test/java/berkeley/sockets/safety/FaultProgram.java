/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Message;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.Errno;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs in a JVM that the machine treats badly, and prints what each skin reports. */
public final class FaultProgram {
  public static void main(String[] args) throws Exception {
    if (args[0].equals("leaks")) {
      leaks();
      return;
    }
    if (args[0].equals("first-wait")) {
      FirstWait.run();
      return;
    }
    for (Skin skin : Skin.values()) {
      switch (args[0]) {
        case "descriptors" -> descriptors(skin);
        case "injected" -> injected(skin);
        case "lossy" -> lossy(skin);
        case "vanishing" -> vanishing(skin);
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private static void say(Skin skin, String what, long result) {
    System.out.println(
        skin + " " + what + " " + (result < 0 ? Errno.strerrorname((int) -result) : result));
  }

  /** Uses up all descriptors, then frees one. */
  private static void descriptors(Skin skin) throws Exception {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(5);
      client.connect(listener.localAddress());
      skin.open();
      skin.accept(listener);
      Errno.strerrorname(1);
      new ErrnoException("socket", -1, null, 1).getMessage(); // class files need descriptors
      Socket second = Socket.open(Domain.INET, Type.STREAM);
      second.connect(listener.localAddress());
      List<Socket> all = new ArrayList<>();
      try {
        while (true) {
          all.add(Socket.open(Domain.INET, Type.STREAM));
        }
      } catch (java.io.IOException e) {
        say(skin, "full " + e.getMessage().contains("ulimit -n"), all.isEmpty() ? 0 : 1);
      }
      say(skin, "open", skin.open());
      say(skin, "accept", skin.accept(listener));
      all.removeLast().close();
      say(skin, "accept-again", Math.min(0, skin.accept(listener)));
      say(skin, "open-again", Math.min(0, skin.open()));
      for (Socket socket : all) {
        socket.close();
      }
      second.close();
    }
  }

  /** Everything that makes descriptors, many times; some calls fail, now one and now another. */
  private static void leaks() throws Exception {
    int before = sockets();
    int failures = 0;
    for (int i = 0; i < 40; i++) {
      List<AutoCloseable> made = new ArrayList<>();
      try {
        makeAll(made);
      } catch (ErrnoException e) {
        failures++;
      } finally {
        for (AutoCloseable each : made) {
          each.close();
        }
      }
    }
    say(Skin.OBJECTS, "failures", failures);
    say(Skin.OBJECTS, "left", sockets() - before);
  }

  /** Listing a directory can meet the same fault. */
  private static int sockets() throws Exception {
    for (int i = 0; ; i++) {
      try {
        return SecurityTest.open().size();
      } catch (java.io.IOException e) {
        if (i == 3) {
          throw e;
        }
      }
    }
  }

  private static void makeAll(List<AutoCloseable> made) throws Exception {
    Socket listener = Socket.listen("127.0.0.1", "0");
    made.add(listener);
    int port = ((SockAddr.Inet4) listener.localAddress()).port();
    made.add(Socket.connect("127.0.0.1", String.valueOf(port)));
    made.add(listener.accept());
    made.add(listener.dup());
    List<Socket> pair = List.of(Socket.pair(Domain.UNIX, Type.STREAM));
    made.addAll(pair);
    Message out = Message.builder().data(1).controlBytes(64).build();
    made.add(out);
    Message in = Message.builder().data(1).controlBytes(64).build();
    made.add(in);
    out.setData(new byte[1]);
    out.add(ControlMessages.SCM_RIGHTS, List.of(Descriptor.dup(listener)));
    pair.get(0).send(out, 0);
    pair.get(1).recv(in, 0);
    made.add(in.get(ControlMessages.SCM_RIGHTS).getFirst().toSocket());
  }

  private static void injected(Skin skin) throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    try (Socket a = pair[0];
        Socket b = pair[1]) {
      for (int i = 0; i < 2; i++) {
        say(skin, "send", skin.send(a, new byte[3], 0));
      }
      skin.send(a, new byte[3], 0);
      for (int i = 0; i < 2; i++) {
        say(skin, "recv", skin.recv(b, new byte[8], 0));
      }
    }
  }

  /** A megabyte over an interface that loses and delays packets arrives whole. */
  private static void lossy(Skin skin) throws Exception {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      client.connect(listener.localAddress());
      byte[] data = new byte[1 << 18];
      new java.util.Random(7).nextBytes(data);
      try (Socket server = listener.accept()) {
        Thread sender = Thread.ofPlatform().start(() -> sendAll(skin, client, data));
        byte[] got = new byte[data.length];
        int n = 0;
        while (n < got.length) {
          byte[] part = new byte[got.length - n];
          int more = (int) skin.recv(server, part, 0);
          System.arraycopy(part, 0, got, n, more);
          n += more;
        }
        sender.join();
        say(skin, "arrived", Arrays.equals(data, got) ? 1 : 0);
      }
    }
  }

  private static void sendAll(Skin skin, Socket socket, byte[] data) {
    for (int n = 0; n < data.length; ) {
      n += (int) skin.send(socket, Arrays.copyOfRange(data, n, data.length), 0);
    }
  }

  /** The interface goes down under a connection. */
  private static void vanishing(Skin skin) throws Exception {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      client.connect(listener.localAddress());
      client.setOption(TcpOptions.TCP_USER_TIMEOUT, 300);
      try (Socket server = listener.accept()) {
        link("down");
        say(skin, "peer", server.getOption(SocketOptions.SO_ERROR));
        say(skin, "send", skin.send(client, new byte[1], 0));
        say(skin, "recv", skin.recv(client, new byte[1], 0));
        say(skin, "error", client.getOption(SocketOptions.SO_ERROR));
        link("up");
        try (Socket late = Socket.open(Domain.INET, Type.STREAM)) {
          say(skin, "connect-again", skin.connect(late, listener.localAddress()));
        }
      }
    }
  }

  private static void link(String state) throws Exception {
    new ProcessBuilder("ip", "link", "set", "lo", state).inheritIO().start().waitFor();
  }
}
