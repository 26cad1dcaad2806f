/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import berkeley.sockets.examples.Program.Result;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Programs that talk to each other, and a part of what they must say.
 *
 * @param client whether there is a second program whose language may vary
 */
record Scenario(String name, String expected, boolean client, Play play) {
  /** Runs the programs, a server and a client, and returns all they said. */
  interface Play {
    String run(Language server, Language client) throws Exception;
  }

  private static final int TIMEOUT = 60_000;
  private static final List<String> SERVERS =
      List.of("iterative", "thread", "virtual", "pool", "epoll", "reuseport");
  private static final List<String> CLIENTS = List.of("plain", "select", "poll", "nonblock");

  /** Without those of programs that {@code -Dexamples.excluded} names, with commas between. */
  static List<Scenario> all(boolean full) {
    List<Scenario> all = new ArrayList<>();
    alone(all, "lookup 127.0.0.1 http", "IPv4 127.0.0.1 port");
    alone(all, "lookup ::1", "IPv6 ::1 port");
    alone(all, "socket_options", "SO_TYPE = 1 (4 bytes)");
    alone(all, "socketpair hello", "child answered: HELLO");
    alone(all, "interfaces", "inet 127.0.0.1 mask 255.0.0.0 on lo");
    alone(all, "routes", "exited with 0");
    alone(all, "ping 127.0.0.1 2", "2 sent, 2 answered");
    alone(all, "ping ::1 1", "64 bytes from ::1: seq=1");
    alone(all, "traceroute 127.0.0.1", " 1  127.0.0.1  arrived");
    alone(all, "traceroute ::1", " 1  ::1  arrived");

    pair(all, "stream_server 127.0.0.1 0", "stream_client 127.0.0.1 PORT", "Hello, network!");
    pair(all, "stream_server ::1 0", "stream_client ::1 PORT", "connection from ::1");
    ending(all, "datagram_listener 127.0.0.1 0", "datagram_talker 127.0.0.1 PORT hi", "2 bytes");
    ending(all, "datagram_listener 0.0.0.0 0", "broadcaster 127.255.255.255 PORT hi", "SO_BROADC");
    pair(
        all,
        "framing server ::1 0",
        "framing client ::1 PORT one two " + "x".repeat(70_000),
        "owt");
    pair(all, "daytime server 127.0.0.1 0", "daytime client 127.0.0.1 PORT", "DATE UTC");
    pair(all, "udp_echo_server 127.0.0.1 0", udpClient("rcvtimeo", "127.0.0.1"), "127.0.0.1 on lo");
    pair(all, "udp_echo_server ::1 0", udpClient("poll", "::1"), "bytes to ::1 on lo");
    pair(all, "udp_echo_server :: 0", udpClient("timer", "127.0.0.1"), "::ffff:127.0.0.1 on lo");
    pair(all, "sntp server 127.0.0.1 0", "sntp client 127.0.0.1 PORT", "stratum 1");
    for (String mode : List.of("rcvtimeo", "poll", "timer")) {
      all.add(new Scenario("silence, " + mode, "recv: Connection timed out", true, silence(mode)));
    }
    all.add(new Scenario("urgent", "after the mark: more", true, Scenario::urgent));
    all.add(new Scenario("unix_echo", "echo, please", true, unixEcho(false)));
    all.add(new Scenario("unix_echo, abstract", "connection from uid", true, unixEcho(true)));
    all.add(new Scenario("descriptor", "in another process", true, Scenario::descriptor));
    multicast(all, "224.0.0.99", "lo");
    // lo has no route for IPv6 groups; what is sent to ff01:: stays in the interface
    for (String device : multicastInterfaces()) {
      multicast(all, "ff01::99%" + device, device);
    }
    all.add(new Scenario("telnet", "login: ", true, Scenario::telnet));
    all.add(new Scenario("chat by select", "hello from b", true, chat("select")));
    all.add(new Scenario("chat by poll", "hello from b", true, chat("poll")));
    all.add(new Scenario("http", "/: HTTP/1.1 200 OK", true, Scenario::http));
    all.add(new Scenario("inetd", "QUICK", true, Scenario::inetd));
    all.add(new Scenario("activation", "notified: STOPPING=1", true, Scenario::activation));
    for (int i = 0; i < SERVERS.size(); i++) {
      for (int j = 0; j < CLIENTS.size(); j++) {
        if (full || i % CLIENTS.size() == j) {
          all.add(echo(SERVERS.get(i), CLIENTS.get(j)));
        }
      }
    }
    List<String> excluded = List.of(System.getProperty("examples.excluded", "").split(","));
    all.removeIf(scenario -> excluded.contains(scenario.name().split("[ ,]", 2)[0]));
    return all;
  }

  private static String udpClient(String mode, String host) {
    return "udp_echo_client " + mode + " " + host + " PORT 20000 one two";
  }

  /** One program by itself. */
  private static void alone(List<Scenario> all, String commandLine, String expected) {
    all.add(
        new Scenario(
            commandLine,
            expected,
            false,
            (language, unused) -> {
              Result result = Program.start(language, commandLine).finish();
              return new Transcript().ended("program", result).toString();
            }));
  }

  /** A server that stays and a client that ends. */
  private static void pair(List<Scenario> all, String server, String client, String expected) {
    all.add(new Scenario(label(server), expected, true, (s, c) -> play(s, server, c, client, "")));
  }

  /** A server that ends with the first client. */
  private static void ending(List<Scenario> all, String server, String client, String expected) {
    Play play =
        (s, c) -> {
          try (Program listener = Program.start(s, server)) {
            Result result = Program.start(c, client.replace("PORT", listener.port())).finish();
            return new Transcript()
                .ended("client", result)
                .ended("server", listener.finish())
                .toString();
          }
        };
    all.add(new Scenario(label(client), expected, true, play));
  }

  private static String label(String commandLine) {
    return commandLine.substring(0, Math.min(40, commandLine.length()));
  }

  private static String play(Language s, String server, Language c, String client, String input)
      throws Exception {
    try (Program running = Program.start(s, server);
        Program talking = Program.start(c, client.replace("PORT", running.port()))) {
      Result result = talking.type(input).endInput().finish();
      return new Transcript().ended("client", result).running("server", running).toString();
    }
  }

  private static Scenario echo(String server, String client) {
    String input = "one\ntwo\n" + "a long line ".repeat(2000) + "\n";
    return new Scenario(
        "echo_server " + server + ", str_client " + client,
        input,
        true,
        (s, c) ->
            play(
                s,
                "echo_server " + server + " 127.0.0.1 0",
                c,
                "str_client " + client + " 127.0.0.1 PORT",
                input));
  }

  /** A server that is there and does not answer. */
  private static Play silence(String mode) {
    return (s, c) -> {
      try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        String client = "udp_echo_client " + mode + " 127.0.0.1 " + silent.getLocalPort();
        Result first = Program.start(s, client + " 50 text").finish();
        return new Transcript().ended("client", first).toString();
      }
    };
  }

  private static String urgent(Language s, Language c) throws Exception {
    try (Program server = Program.start(s, "urgent server 127.0.0.1 0")) {
      Result client = Program.start(c, "urgent client 127.0.0.1 " + server.port()).finish();
      server.await("after the mark: more");
      return new Transcript().ended("client", client).running("server", server).toString();
    }
  }

  private static Play unixEcho(boolean inAbstractNamespace) {
    return (s, c) -> {
      Path directory = Files.createTempDirectory("unix");
      String path = (inAbstractNamespace ? "@" : "") + directory + "/echo";
      try (Program server = Program.start(s, "unix_echo server " + path)) {
        server.await("listening");
        Program client = Program.start(c, "unix_echo client " + path);
        Result result = client.type("echo, please\n").endInput().finish();
        String all = new Transcript().ended("client", result).running("server", server).toString();
        return all.replace(path, "PATH");
      } finally {
        Files.deleteIfExists(directory.resolve("echo"));
        Files.delete(directory);
      }
    };
  }

  private static String descriptor(Language s, Language c) throws Exception {
    Path directory = Files.createTempDirectory("descriptor");
    Path file = Files.writeString(directory.resolve("file"), "opened in another process\n");
    Path path = directory.resolve("socket");
    try (Program server = Program.start(s, "descriptor server " + path + " " + file)) {
      server.await("listening");
      Result client = Program.start(c, "descriptor client " + path).finish();
      server.await("\"file, please\" from pid");
      String all = new Transcript().ended("client", client).running("server", server).toString();
      return all.replace(path.toString(), "PATH");
    } finally {
      Files.deleteIfExists(path);
      Files.delete(file);
      Files.delete(directory);
    }
  }

  private static void multicast(List<Scenario> all, String group, String device) {
    ending(
        all,
        "multicast receive " + group + " 0 " + device,
        "multicast send " + group + " PORT " + device + " text",
        "received: text");
  }

  private static List<String> multicastInterfaces() {
    try {
      for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        boolean v6 = device.inetAddresses().anyMatch(a -> a instanceof Inet6Address);
        if (device.isUp() && device.supportsMulticast() && v6 && !device.isLoopback()) {
          return List.of(device.getName());
        }
      }
      return List.of();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server of the test's own that negotiates before it talks. */
  private static String telnet(Language unused, Language c) throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Program client = Program.start(c, "telnet 127.0.0.1 " + listener.getLocalPort());
      listener.setSoTimeout(TIMEOUT);
      try (client;
          var socket = listener.accept()) {
        socket.setSoTimeout(TIMEOUT);
        var out = socket.getOutputStream();
        // IAC DO 24, IAC WILL 1, a subnegotiation, text with an escaped IAC
        out.write(new byte[] {-1, -3, 24, -1, -5, 1, -1, -6, 24, 1, -1, -16});
        out.write("login: ".getBytes());
        client.await("login: ");
        client.type("me\n");
        byte[] answer = socket.getInputStream().readNBytes(9);
        client.endInput();
        int end = socket.getInputStream().read();
        socket.shutdownOutput();
        return new Transcript().ended("client", client.finish()) + Arrays.toString(answer) + end;
      }
    }
  }

  private static Play chat(String mode) {
    return (s, c) -> {
      try (Program server = Program.start(s, "chat_server " + mode + " 127.0.0.1 0");
          Program a = Program.start(c, "telnet 127.0.0.1 " + server.port())) {
        server.await("1 talking");
        try (Program b = Program.start(Language.C, "telnet 127.0.0.1 " + server.port())) {
          server.await("2 talking");
          b.type("hello from b\n");
          a.await("hello from b\n");
          a.type("hello from a\n");
          b.await("hello from a\n");
          Transcript all = new Transcript().ended("b", b.endInput().finish());
          server.await("2 talking\n1 talking\n");
          all.ended("a", a.endInput().finish());
          server.await("1 talking\n0 talking\n");
          return all.running("server", server).toString();
        }
      }
    };
  }

  private static String http(Language s, Language c) throws Exception {
    Path directory = Files.createTempDirectory("http");
    Files.writeString(directory.resolve("index.html"), "<p>hello</p>\n");
    Files.write(directory.resolve("large"), new byte[300_000]);
    Files.createFile(directory.resolve("empty"));
    try {
      String server = "http_server 127.0.0.1 0 " + directory;
      return play(s, server, c, "web_client 127.0.0.1 PORT / /large /empty /none /../x /?q=1", "");
    } finally {
      for (String file : List.of("index.html", "large", "empty")) {
        Files.delete(directory.resolve(file));
      }
      Files.delete(directory);
    }
  }

  /** Ordinary programs and one of ours behind inetd: stream services and a datagram service. */
  private static String inetd(Language s, Language c) throws Exception {
    Path configuration = Files.createTempFile("inetd", ".conf");
    Program.Result stream;
    String udpServer = String.join(" ", c.command("udp_echo_server")) + " -";
    Files.writeString(
        configuration,
        "# services of a test\n0 stream nowait /usr/bin/tr a-z A-Z\n\n0 dgram wait "
            + udpServer
            + "\n");
    try (Program server = Program.start(s, "inetd 127.0.0.1 " + configuration)) {
      var ports = server.await(Pattern.compile("port (\\d+)\n0 listening on port (\\d+)\n"));
      String tcp = ports.group(1);
      String udp = ports.group(2);
      stream = Program.start(c, "telnet 127.0.0.1 " + tcp).type("quick\n").endInput().finish();
      Result first =
          Program.start(c, "udp_echo_client poll 127.0.0.1 " + udp + " 30000 1").finish();
      Result again =
          Program.start(c, "udp_echo_client poll 127.0.0.1 " + udp + " 30000 2").finish();
      return new Transcript()
          .ended("stream", stream)
          .ended("first datagram", first)
          .ended("second datagram", again)
          .toString();
    } finally {
      Files.delete(configuration);
    }
  }

  private static String activation(Language s, Language c) throws Exception {
    String service = String.join(" ", c.command("activated"));
    try (Program activator = Program.start(s, "activator 127.0.0.1 0 " + service)) {
      String client = "stream_client 127.0.0.1 " + activator.port();
      Result result = Program.start(Language.C, client).finish();
      return new Transcript()
          .ended("client", result)
          .ended("manager", activator.finish())
          .toString();
    }
  }
}
