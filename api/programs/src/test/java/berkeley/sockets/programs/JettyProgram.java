/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty 12 as a server, over HTTP and over HTTPS. */
final class JettyProgram {
  private JettyProgram() {}

  /** With nothing, or for HTTPS with the store of a certificate. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    Certificate certificate = arguments.length == 0 ? null : new Certificate(Path.of(arguments[0]));
    ServerConnector connector;
    if (certificate == null) {
      connector = new ServerConnector(server);
    } else {
      SslContextFactory.Server tls = new SslContextFactory.Server();
      tls.setSslContext(certificate.context());
      tls.setSniRequired(false);
      connector = new ServerConnector(server, tls);
    }
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            ByteBuffer question = Content.Source.asByteBuffer(request);
            response.write(true, question, callback);
            return true;
          }
        });
    server.start();
    try {
      if (certificate == null) {
        HttpLoad.run("http://127.0.0.1:" + connector.getLocalPort() + "/", null);
      } else {
        HttpLoad.run("https://localhost:" + connector.getLocalPort() + "/", certificate.context());
      }
    } finally {
      server.stop();
    }
  }
}
