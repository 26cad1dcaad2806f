/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code benchmarks/server}: the server half of {@code benchmarks/compare --host}. */
public final class Server implements AutoCloseable {
  private final List<Half.Listener> listeners = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Listens, for each implementation on one port after the other.
   *
   * @param host a name or an address of this machine
   * @param port the first
   */
  Server(String host, int port) throws IOException {
    int next = port;
    try {
      for (Map.Entry<String, Half> each : Halves.all().entrySet()) {
        InetSocketAddress at = new InetSocketAddress(host, next++);
        if (!each.getKey().equals("c") || Baseline.gap() == null) {
          Half half = each.getValue();
          Half.Listener listener = half.listen(at);
          listeners.add(listener);
          Thread.ofPlatform().daemon().name(each.getKey()).start(() -> take(half, listener));
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void take(Half half, Half.Listener listener) {
    try {
      while (!closed) {
        Half.Accepted accepted = listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(half, accepted));
      }
    } catch (IOException e) {
      if (!closed) {
        System.err.println("benchmarks/server: " + e);
      }
    }
  }

  private static void serve(Half half, Half.Accepted accepted) {
    try (Endpoint end = accepted.open()) {
      half.echo(end);
    } catch (Throwable e) { // this connection's affair
      System.err.println("benchmarks/server: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (Half.Listener each : listeners) {
      each.close();
    }
  }

  public static void main(String[] arguments) throws Exception {
    String host = "0.0.0.0";
    int port = Halves.PORT;
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      if (arguments[i].equals("--host") && !value.isEmpty()) {
        host = value;
      } else if (arguments[i].equals("--port") && value.matches("\\d{1,5}")) {
        port = Integer.parseInt(value);
      } else {
        System.err.println("usage: benchmarks/server [--host ADDRESS] [--port PORT]");
        System.exit(2);
      }
    }
    Server server = new Server(host, port);
    int last = port + Halves.all().size() - 1;
    System.out.println("listening on " + host + ", ports " + port + " to " + last);
    System.out.println("on the other machine: benchmarks/compare --host THIS_MACHINE:" + port);
    Thread.currentThread().join(); // until it is killed
    server.close();
  }
}
