/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.measure.Meter;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;

/**
 * The JDK's own HTTP server, which knows nothing of the provider of its channels. It prints its
 * port and the provider, and for each line of its input what {@link Meter#PROCESS} counts. Its
 * argument is the length of the answers.
 */
final class HttpProgram {
  private HttpProgram() {}

  public static void main(String[] arguments) throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(loopback, 1024);
    byte[] content = Content.pattern(Integer.parseInt(arguments[0]));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(content);
          }
        });
    server.start();
    System.out.println(
        server.getAddress().getPort() + " " + SelectorProvider.provider().getClass().getName());
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (input.readLine() != null) {
      System.out.println(Meter.PROCESS.nanos() + " " + Meter.PROCESS.allocated());
    }
    System.exit(0); // its parent has gone or wants no more
  }
}
