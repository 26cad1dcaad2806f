/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Programs of the JDK's classes alone, and what the counters say in the end. */
final class UnchangedPrograms {
  private UnchangedPrograms() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "sockets" -> sockets();
      case "multicast" -> multicast();
      default -> http();
    }
    report();
    System.out.println("done");
  }

  private static void sockets() throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    try (ServerSocket listener = new ServerSocket(0, 5, host);
        Socket client = new Socket(host, listener.getLocalPort());
        Socket server = listener.accept()) {
      client.getOutputStream().write(new byte[] {1, 2});
      check(2, server.getInputStream().read(new byte[9]));
    }
    try (DatagramSocket a = new DatagramSocket(0, host);
        DatagramSocket b = new DatagramSocket(0, host)) {
      a.send(new DatagramPacket(new byte[3], 3, b.getLocalSocketAddress()));
      DatagramPacket packet = new DatagramPacket(new byte[9], 9);
      b.receive(packet);
      check(3, packet.getLength());
    }
    try (Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        SocketChannel client = SocketChannel.open();
        DatagramChannel a = DatagramChannel.open();
        DatagramChannel b = DatagramChannel.open()) {
      listener.bind(new InetSocketAddress(host, 0));
      client.connect(listener.getLocalAddress());
      try (SocketChannel server = listener.accept()) {
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_READ);
        client.write(ByteBuffer.allocate(1));
        check(1, selector.select(10_000));
        check(1, server.read(ByteBuffer.allocate(9)));
      }
      b.bind(new InetSocketAddress(host, 0));
      a.send(ByteBuffer.allocate(1), b.getLocalAddress());
      b.receive(ByteBuffer.allocate(1));
    }
  }

  @SuppressWarnings({"deprecation", "removal"}) // programs use these still
  private static void multicast() throws IOException {
    NetworkInterface lo = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    InetSocketAddress group = new InetSocketAddress("239.7.8.11", 0);
    try (MulticastSocket socket = new MulticastSocket(0);
        MulticastSocket sender = new MulticastSocket()) {
      System.out.println(
          "reuse " + socket.getReuseAddress() + ", broadcast " + socket.getBroadcast());
      System.out.println("ttl " + socket.getTimeToLive() + ", loop " + socket.getLoopbackMode());
      sender.setTimeToLive(7);
      sender.setLoopbackMode(true);
      System.out.println("ttl " + sender.getTimeToLive() + ", loop " + sender.getLoopbackMode());
      sender.setLoopbackMode(false);
      sender.setInterface(InetAddress.getByName("127.0.0.1"));
      sender.setNetworkInterface(lo);
      System.out.println("interface " + sender.getNetworkInterface().getName());
      socket.joinGroup(group, lo);
      try {
        socket.joinGroup(group, lo);
      } catch (IOException e) {
        System.out.println("again: " + e.getClass());
      }
      sender.send(
          new DatagramPacket(
              new byte[3], 3, new InetSocketAddress(group.getAddress(), socket.getLocalPort())));
      DatagramPacket packet = new DatagramPacket(new byte[9], 9);
      socket.setSoTimeout(10_000);
      socket.receive(packet);
      System.out.println("received " + packet.getLength());
      socket.leaveGroup(group, lo);
      socket.joinGroup(group.getAddress());
      socket.leaveGroup(group.getAddress());
    }
  }

  private static void check(int expected, int found) {
    if (expected != found) {
      throw new IllegalStateException(found + " instead of " + expected);
    }
  }

  private static void http() throws Exception {
    byte[] page = new byte[100_000];
    Arrays.fill(page, (byte) 'x');
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] asked = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, page.length + asked.length);
          exchange.getResponseBody().write(page);
          exchange.getResponseBody().write(asked);
          exchange.close();
        });
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/page");
    int right = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<CompletableFuture<byte[]>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString("question " + i))
                .build();
        answers.add(
            client
                .sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(answer -> answer.body()));
      }
      for (int i = 0; i < answers.size(); i++) {
        byte[] expected = Arrays.copyOf(page, page.length + ("question " + i).length());
        System.arraycopy(
            ("question " + i).getBytes("UTF-8"),
            0,
            expected,
            page.length,
            expected.length - page.length);
        right += Arrays.equals(expected, answers.get(i).get(30, TimeUnit.SECONDS)) ? 1 : 0;
      }
    }
    server.stop(0);
    threads.close();
    System.out.println("all " + right + " answers are right");
    Counters counters = Counters.get();
    System.out.println(
        "native "
            + (counters.getConnected() > 0
                && counters.getAccepted() > 0
                && counters.getBytesSent() > 40 * page.length));
  }

  /** As a tool that reads JMX would. */
  private static void report() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("berkeley.sockets:type=Counters");
    if (!server.isRegistered(name)) {
      System.out.println("counted nothing");
      return;
    }
    for (String each : List.of("Opened", "Connected", "Accepted", "BytesReceived", "BytesSent")) {
      System.out.println("counted " + each + " " + server.getAttribute(name, each));
    }
  }
}
