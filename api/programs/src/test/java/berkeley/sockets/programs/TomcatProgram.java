/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Tomcat as a server, with its connector over NIO. */
final class TomcatProgram {
  private TomcatProgram() {}

  private static final class Echo extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getOutputStream().write(request.getInputStream().readAllBytes());
    }
  }

  public static void main(String[] arguments) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    Path directory = Files.createTempDirectory("tomcat");
    Tomcat tomcat = new Tomcat();
    try {
      tomcat.setBaseDir(directory.toString());
      Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
      connector.setPort(0);
      connector.setProperty("address", "127.0.0.1");
      tomcat.setConnector(connector);
      Context context = tomcat.addContext("", directory.toString());
      Tomcat.addServlet(context, "echo", new Echo()).addMapping("/");
      tomcat.start();
      HttpLoad.run("http://127.0.0.1:" + connector.getLocalPort() + "/", null);
    } finally {
      tomcat.stop();
      tomcat.destroy();
      Directories.delete(directory);
    }
  }
}
