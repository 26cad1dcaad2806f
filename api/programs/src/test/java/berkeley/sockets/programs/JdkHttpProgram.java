/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server and client. */
final class JdkHttpProgram {
  private JdkHttpProgram() {}

  /** With nothing, or for HTTPS with the store of a certificate. */
  public static void main(String[] arguments) throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Certificate certificate = arguments.length == 0 ? null : new Certificate(Path.of(arguments[0]));
    HttpServer server =
        certificate == null ? HttpServer.create(address, 0) : HttpsServer.create(address, 0);
    if (server instanceof HttpsServer tls) {
      tls.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    }
    server.createContext(
        "/",
        exchange -> {
          byte[] question = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, question.length);
          exchange.getResponseBody().write(question);
          exchange.close();
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setExecutor(threads);
      server.start();
      int port = server.getAddress().getPort();
      if (certificate == null) {
        HttpLoad.run("http://127.0.0.1:" + port + "/", null);
      } else {
        HttpLoad.run("https://localhost:" + port + "/", certificate.context());
      }
      server.stop(0);
    }
  }
}
