/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import berkeley.sockets.net.NativeSocketFactory;
import berkeley.sockets.net.SocketSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OkHttp and Apache's HttpClient against nginx: HTTP and HTTPS, over TCP and over its UNIX socket.
 */
class NginxTest {
  private static final int LENGTH = 300_000;

  @RegisterExtension static final TestServer SERVER = new TestServer(NginxTest::prepare);
  private static int tlsPort;
  private static Path store;

  private static List<String> prepare(Path directory, int port) throws Exception {
    Path nginx = ServerProcess.require("nginx");
    store = Certificate.make(directory);
    Path certificate = directory.resolve("certificate.pem");
    Path key = directory.resolve("key.pem");
    new Certificate(store).writePem(certificate, key);
    Files.writeString(directory.resolve("page"), "p".repeat(LENGTH));
    tlsPort = ServerProcess.freePort();
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        worker_processes 1;
        pid DIRECTORY/pid;
        error_log stderr;
        events { }
        http {
          access_log off;
          client_body_temp_path DIRECTORY/a;
          proxy_temp_path DIRECTORY/b;
          fastcgi_temp_path DIRECTORY/c;
          uwsgi_temp_path DIRECTORY/d;
          scgi_temp_path DIRECTORY/e;
          server {
            listen 127.0.0.1:PORT;
            listen unix:DIRECTORY/http.sock;
            listen 127.0.0.1:TLS ssl;
            listen unix:DIRECTORY/https.sock ssl;
            ssl_certificate DIRECTORY/certificate.pem;
            ssl_certificate_key DIRECTORY/key.pem;
            root DIRECTORY;
          }
        }
        """
            .replace("DIRECTORY", directory.toString())
            .replace("PORT", Integer.toString(port))
            .replace("TLS", Integer.toString(tlsPort)));
    for (Path file : List.of(certificate, key, configuration, directory.resolve("page"))) {
      Directories.give(file);
    }
    return List.of(nginx.toString(), "-e", "stderr", "-c", configuration.toString());
  }

  private static String url(String scheme) {
    return scheme + "://localhost:" + (scheme.equals("http") ? SERVER.port() : tlsPort) + "/page";
  }

  private static NativeSocketFactory factory(String kind, String scheme) throws Exception {
    return new NativeSocketFactory(
        kind.equals("tcp")
            ? SocketSpec.STREAM
            : SocketSpec.parse(SERVER.directory().resolve(scheme + ".sock").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp http", "tcp https", "unix http", "unix https"})
  void okHttpWithAFactory(String kind) throws Exception {
    String[] words = kind.split(" ");
    Counted before = Counted.now();
    OkHttpProgram.run(factory(words[0], words[1]), url(words[1]), LENGTH, new Certificate(store));
    Counted.now().since(before).assertConnected(1, 100 * LENGTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp http", "tcp https", "unix http", "unix https"})
  void apacheWithAFactory(String kind) throws Exception {
    String[] words = kind.split(" ");
    Counted before = Counted.now();
    ApacheProgram.classic(
        factory(words[0], words[1]), url(words[1]), LENGTH, new Certificate(store));
    Counted.now().since(before).assertConnected(1, 20 * LENGTH);
  }

  @Test
  void okHttpByTheAgent() throws Exception {
    Way.AGENT
        .run(OkHttpProgram.class, url("https"), Integer.toString(LENGTH), store.toString())
        .assertConnected(1, 100 * LENGTH);
  }

  @Test
  void apacheByTheAgent() throws Exception {
    Way.AGENT
        .run(
            ApacheProgram.class,
            "classic",
            url("https"),
            Integer.toString(LENGTH),
            store.toString())
        .assertConnected(1, 20 * LENGTH);
  }

  /** The client over channels, with TLS by an SSLEngine. */
  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void apacheByProperty(String scheme) throws Exception {
    Way.PROPERTY
        .run(ApacheProgram.class, "async", url(scheme), Integer.toString(LENGTH), store.toString())
        .assertConnected(1, 20 * LENGTH);
  }
}
