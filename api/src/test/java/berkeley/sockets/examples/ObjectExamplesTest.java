/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.examples.Program.Result;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The numbered examples of the object layer, each as a process of its own. Their peers are the
 * JDK's sockets and C programs: what those saw is what is expected.
 */
@Tag("child")
class ObjectExamplesTest {
  private static final int LIMIT = 60_000;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static String classes;

  @TempDir Path directory;

  @BeforeAll
  static void compile() {
    Path target = Sources.ROOT.resolve("api/target/object-example-classes");
    classes = Sources.compile(Sources.objects(), target);
  }

  @Test
  void areNumberedFromOneToTen() {
    List<String> numbers =
        Sources.objects().stream().map(f -> f.getFileName().toString().substring(1, 3)).toList();
    List<String> expected =
        IntStream.rangeClosed(1, 10).mapToObj("%02d"::formatted).collect(Collectors.toList());
    assertEquals(expected, numbers);
  }

  private static Program start(int number, String arguments) {
    String name = Sources.objects().get(number - 1).getFileName().toString().replace(".java", "");
    List<String> command = new ArrayList<>(Sources.java());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes, name));
    command.addAll(List.of(arguments.split(" ")));
    return new Program(command);
  }

  /** The port in {@code listening on ADDRESS:PORT}. */
  private static int port(Program server) {
    Pattern pattern = Pattern.compile("(?:listening on|joined) .*:(\\d+)\\R");
    return Integer.parseInt(server.await(pattern).group(1));
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(LOOPBACK, port);
    socket.setSoTimeout(LIMIT);
    return socket;
  }

  private static ServerSocket listen(int backlog) throws IOException {
    ServerSocket listener = new ServerSocket(0, backlog, LOOPBACK);
    listener.setSoTimeout(LIMIT);
    return listener;
  }

  @Test
  void e01TcpClient() throws Exception {
    try (ServerSocket listener = listen(1);
        Program client = start(1, "127.0.0.1 " + listener.getLocalPort() + " hello");
        Socket peer = listener.accept()) {
      peer.setSoTimeout(LIMIT);
      assertEquals("hello\n", new String(peer.getInputStream().readAllBytes(), UTF_8));
      peer.getOutputStream().write("an answer\nof two lines\n".getBytes(UTF_8));
      peer.shutdownOutput();
      assertEquals(new Result(0, "an answer\nof two lines\n", ""), client.finish());
    }
  }

  @Test
  void e02TcpServer() throws Exception {
    try (Program server = start(2, "127.0.0.1 0")) {
      int port = port(server);
      try (Socket one = connect(port);
          Socket two = connect(port)) { // while the first is being served
        for (Socket each : List.of(two, one)) {
          String name = "127.0.0.1:" + each.getLocalPort();
          each.getOutputStream().write("ping\n".getBytes(UTF_8));
          assertEquals("ping\n", new String(each.getInputStream().readNBytes(5), UTF_8));
          server.await("connected: " + name + "\n");
          each.shutdownOutput();
          assertEquals(-1, each.getInputStream().read());
          server.await("ended: " + name + "\n");
        }
      }
    }
  }

  @Test
  void e03SilentPeer() throws Exception {
    try (ServerSocket silent = listen(1)) {
      Result result = start(3, "127.0.0.1:" + silent.getLocalPort() + " 2000").finish();
      assertEquals(new Result(0, "no answer in time\nthe stream timed out\n", ""), result);
    }
  }

  /** The kernel drops what comes to a listener whose backlog is full. */
  @Test
  void e03NoRoomInTheBacklog() throws Exception {
    try (ServerSocket full = listen(1)) {
      List<Socket> waiting = new ArrayList<>();
      try {
        for (int i = 0; i < 2; i++) { // Linux lets one more in than the backlog says
          waiting.add(connect(full.getLocalPort()));
        }
        Result result = start(3, "127.0.0.1:" + full.getLocalPort() + " 100").finish();
        assertEquals(new Result(0, "not connected in time\n", ""), result);
      } finally {
        for (Socket each : waiting) {
          each.close();
        }
      }
    }
  }

  @Test
  void e04NonBlocking() throws Exception {
    int closed;
    try (ServerSocket free = listen(1)) {
      closed = free.getLocalPort();
    }
    try (ServerSocket slow = listen(1);
        ServerSocket quick = listen(1)) {
      String to = "127.0.0.1:";
      String arguments =
          to + slow.getLocalPort() + " " + to + quick.getLocalPort() + " " + to + closed;
      try (Program client = start(4, arguments);
          Socket first = slow.accept();
          Socket second = quick.accept()) {
        first.getOutputStream().write("in two ".getBytes(UTF_8));
        second.getOutputStream().write("quick\n".getBytes(UTF_8));
        second.shutdownOutput();
        client.await(quick.getLocalPort() + ": quick\n"); // before the slow one has ended
        first.getOutputStream().write("parts\n".getBytes(UTF_8));
        first.shutdownOutput();
        Result result = client.finish();
        assertTrue(result.out().contains(slow.getLocalPort() + ": in two parts\n"), result.out());
        assertTrue(result.out().contains(closed + ": ECONNREFUSED\n"), result.out());
        assertEquals(3, result.out().lines().count());
        assertEquals(new Result(0, result.out(), ""), result);
      }
    }
  }

  /** More than fits into the server and the kernel's buffers, before anything is read. */
  @Test
  void e05PollerServer() throws Exception {
    byte[] data = new byte[8 << 20];
    new Random(5).nextBytes(data);
    try (Program server = start(5, "127.0.0.1 0")) {
      int port = port(server);
      Socket reset = connect(port);
      try (Socket talking = connect(port);
          Socket other = connect(port)) {
        CompletableFuture<Void> sent =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    talking.getOutputStream().write(data);
                    talking.shutdownOutput();
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
        other.getOutputStream().write("meanwhile\n".getBytes(UTF_8));
        assertEquals("meanwhile\n", new String(other.getInputStream().readNBytes(10), UTF_8));
        reset.setSoLinger(true, 0);
        reset.close();
        assertArrayEquals(data, talking.getInputStream().readAllBytes());
        sent.get(LIMIT, TimeUnit.MILLISECONDS);
      }
      try (Socket after = connect(port)) {
        after.getOutputStream().write(7);
        assertEquals(7, after.getInputStream().read());
      }
      server.stop();
      assertEquals(1, server.output().lines().count(), server.output());
    }
  }

  @Test
  void e06UdpBatchReceives() throws Exception {
    try (Program server = start(6, "receive 127.0.0.1:0 40")) {
      int port = port(server);
      try (DatagramSocket sender = new DatagramSocket(0, LOOPBACK)) {
        byte[] data = new byte[1400];
        for (int i = 1; i <= 40; i++) {
          sender.send(new DatagramPacket(data, i * 10, LOOPBACK, port));
        }
        server.await("received 40 datagrams, 8200 bytes\n"); // 10 + 20 + ... + 400
        server.await("from 127.0.0.1:" + sender.getLocalPort() + "\n");
      }
      assertEquals(0, server.finish().exit());
    }
  }

  @Test
  void e06UdpBatchSends() throws Exception {
    try (DatagramSocket receiver = new DatagramSocket(0, LOOPBACK)) {
      receiver.setSoTimeout(LIMIT);
      receiver.setReceiveBufferSize(1 << 20);
      Result result =
          start(6, "send 127.0.0.1:" + receiver.getLocalPort() + " 70").finish(); // 32, 32, 6
      assertEquals(new Result(0, "sent 70 datagrams\n", ""), result);
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      for (int i = 0; i < 70; i++) {
        receiver.receive(packet);
        assertEquals("datagram " + i, new String(packet.getData(), 0, packet.getLength(), UTF_8));
      }
    }
  }

  @Test
  void e07MulticastReceives() throws Exception {
    NetworkInterface lo = NetworkInterface.getByInetAddress(LOOPBACK);
    try (Program receiver = start(7, "receive 224.0.0.98:0 " + lo.getName());
        DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
      int port = port(receiver);
      sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo);
      InetSocketAddress group = new InetSocketAddress("224.0.0.98", port);
      sender.send(ByteBuffer.wrap("to the group".getBytes(UTF_8)), group);
      String expected = "joined 224.0.0.98:" + port + "\nreceived: to the group\n";
      assertEquals(new Result(0, expected, ""), receiver.finish());
    }
  }

  @Test
  void e07MulticastSends() throws Exception {
    NetworkInterface lo = NetworkInterface.getByInetAddress(LOOPBACK);
    try (DatagramChannel receiver = DatagramChannel.open(StandardProtocolFamily.INET)) {
      receiver.bind(new InetSocketAddress("224.0.0.98", 0));
      receiver.join(InetAddress.getByName("224.0.0.98"), lo);
      int port = receiver.socket().getLocalPort();
      Result result = start(7, "send 224.0.0.98:" + port + " " + lo.getName() + " text").finish();
      assertEquals(new Result(0, "sent to 224.0.0.98:" + port + "\n", ""), result);
      receiver.socket().setSoTimeout(LIMIT);
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      receiver.socket().receive(packet);
      assertEquals("text", new String(packet.getData(), 0, packet.getLength(), UTF_8));
    }
  }

  @Test
  void e08DescriptorPassingToC() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "opened in another process\n");
    Path path = directory.resolve("socket");
    int uid = (Integer) Files.getAttribute(file, "unix:uid");
    try (Program server = start(8, "server " + path + " " + file)) {
      server.await("listening");
      Result client = peer("client " + path).finish();
      assertEquals(new Result(0, "opened in another process\n", ""), client);
      String expected =
          "listening on " + path + "\n\"file, please\" (12 bytes) from uid " + uid + "\n";
      assertEquals(new Result(0, expected, ""), server.finish());
    }
  }

  @Test
  void e08DescriptorPassingFromC() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "opened by a C program\n");
    Path path = directory.resolve("socket");
    try (Program server = peer("server " + path + " " + file)) {
      server.await("listening");
      Result client = start(8, "client " + path).finish();
      assertEquals(new Result(0, "opened by a C program\n", ""), client);
      server.await("\"file, please\" from pid");
    }
  }

  private static Program peer(String arguments) {
    assumeTrue(Files.exists(Language.NATIVE.resolve("descriptor")), "no C compiler");
    return Program.start(Language.C, "descriptor " + arguments);
  }

  /** The kernel counts the process's threads while all connections are open. */
  @Test
  void e09VirtualThreads() throws Exception {
    int connections = 200;
    List<Socket> all = new ArrayList<>();
    try (Program server = start(9, "127.0.0.1 0")) {
      int port = port(server);
      for (int i = 0; i < connections; i++) {
        all.add(connect(port));
      }
      for (Socket each : all) {
        each.getOutputStream().write(each.getLocalPort() >> 8);
        assertEquals(each.getLocalPort() >> 8, each.getInputStream().read());
      }
      int threads = threads(server);
      assertTrue(threads < connections / 2, threads + " threads");
      for (Socket each : all.subList(0, 10)) {
        each.shutdownOutput();
        assertEquals(-1, each.getInputStream().read()); // served
      }
      server.endInput();
      Result result = server.finish();
      for (Socket each : all) {
        assertEquals(-1, each.getInputStream().read());
      }
      assertEquals(new Result(0, result.out(), ""), result);
      assertTrue(result.out().endsWith("served 200 connections\n"), result.out());
    } finally {
      for (Socket each : all) {
        each.close();
      }
    }
  }

  private static int threads(Program program) throws IOException {
    Path status = Path.of("/proc/" + program.pid() + "/status");
    assumeTrue(Files.exists(status), "no /proc");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("Threads:")) {
        return Integer.parseInt(line.substring(8).strip());
      }
    }
    throw new AssertionError(Files.readString(status));
  }

  @Test
  void e10Options() throws Exception {
    NetworkInterface lo = NetworkInterface.getByInetAddress(LOOPBACK);
    try (Program server = start(10, "0.0.0.0:0 2");
        DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
      int port = port(server);
      sender.bind(new InetSocketAddress(LOOPBACK, 0));
      int from = sender.socket().getLocalPort();
      sender.setOption(StandardSocketOptions.IP_TOS, 0x10);
      sender.send(ByteBuffer.allocate(3), new InetSocketAddress("127.0.0.1", port));
      sender.setOption(StandardSocketOptions.IP_TOS, 0);
      sender.send(ByteBuffer.allocate(0), new InetSocketAddress("127.7.7.7", port));
      int ttl = defaultTtl();
      String expected =
          """
          SO_RCVBUF is 200000
          SO_PRIORITY is 3
          listening on 0.0.0.0:%1$d
          3 bytes from 127.0.0.1:%2$d
            to 127.0.0.1 on %3$s
            IP_TOS 16, IP_TTL %4$d
          0 bytes from 127.0.0.1:%2$d
            to 127.7.7.7 on %3$s
            IP_TOS 0, IP_TTL %4$d
          """
              .formatted(port, from, lo.getName(), ttl);
      assertEquals(new Result(0, expected, ""), server.finish());
    }
  }

  private static int defaultTtl() throws IOException {
    Path file = Path.of("/proc/sys/net/ipv4/ip_default_ttl"); // gives all to its first read only
    return Integer.parseInt(Files.readAllLines(file).getFirst());
  }
}
