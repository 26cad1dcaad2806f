/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a test with the JDK's own classes and with ours: what it notes must be the same. */
final class Contract {
  /** Uses sockets of a stack, and notes what they do. */
  interface Body {
    void run(Stack stack, Outcome outcome) throws Exception;
  }

  private static final long BLOCK = 150; // milliseconds in which a thread that blocks has done so

  private Contract() {}

  static void same(Body body) throws Exception {
    Outcome jdk = new Outcome();
    Outcome ours = new Outcome();
    body.run(Stack.JDK, jdk);
    body.run(Stack.OURS, ours);
    assertEquals(jdk.without(ours), ours.without(jdk));
    assertEquals(jdk.toString(), ours.toString());
  }

  /** Runs a step on a thread of its own; the result is what {@link Outcome#of} would note. */
  static Running start(boolean virtual, Outcome.Step step) {
    CompletableFuture<String> result = new CompletableFuture<>();
    Runnable body = () -> result.complete(Outcome.tell(step));
    Thread thread =
        virtual ? Thread.ofVirtual().start(body) : Thread.ofPlatform().daemon().start(body);
    return new Running(thread, result);
  }

  /** A step on a thread of its own. */
  record Running(Thread thread, CompletableFuture<String> result) {
    /** Gives it time to block. */
    Running blocked() throws InterruptedException {
      Thread.sleep(BLOCK);
      return this;
    }

    String end() throws Exception {
      return result.get(30, TimeUnit.SECONDS);
    }
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Two ends of a connection, and the listener that it came through. */
  record Pair(ServerSocket listener, Socket client, Socket server) implements AutoCloseable {
    static Pair of(Stack stack) throws Exception {
      ServerSocket listener = stack.serverSocket();
      listener.bind(loopback(0));
      Socket client = stack.socket();
      client.connect(loopback(listener.getLocalPort()));
      return new Pair(listener, client, listener.accept());
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
      listener.close();
    }
  }

  /** As {@link Pair}, of channels. */
  record ChannelPair(ServerSocketChannel listener, SocketChannel client, SocketChannel server)
      implements AutoCloseable {
    static ChannelPair of(Stack stack) throws IOException {
      ServerSocketChannel listener = stack.provider().openServerSocketChannel();
      listener.bind(loopback(0));
      SocketChannel client = stack.provider().openSocketChannel();
      client.connect(listener.getLocalAddress());
      return new ChannelPair(listener, client, listener.accept());
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
      listener.close();
    }
  }

  /** A listener whose backlog is full: connecting to it waits. */
  record Full(ServerSocket listener, List<Socket> fillers) implements AutoCloseable {
    static Full of(Stack stack) throws IOException {
      ServerSocket listener = stack.serverSocket();
      listener.bind(loopback(0), 1);
      List<Socket> fillers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket filler = stack.socket();
        fillers.add(filler);
        try {
          filler.connect(loopback(listener.getLocalPort()), 200);
        } catch (SocketTimeoutException e) {
          break;
        }
      }
      return new Full(listener, fillers);
    }

    InetSocketAddress address() {
      return loopback(listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      for (Socket each : fillers) {
        each.close();
      }
      listener.close();
    }
  }
}
