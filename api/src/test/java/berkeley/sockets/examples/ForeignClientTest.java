/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our servers and clients that nobody here wrote. */
@Tag("child")
class ForeignClientTest {
  @TempDir Path directory;

  private Program httpServer() throws Exception {
    Files.writeString(directory.resolve("index.html"), "<title>t</title><p id='x'>served</p>\n");
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    Files.write(directory.resolve("large.bin"), large);
    return Program.start(Language.JAVA, "http_server 127.0.0.1 0 " + directory);
  }

  @Test
  void curlFetchesFiles() throws Exception {
    Foreign.path("curl");
    try (Program server = httpServer()) {
      String base = "http://127.0.0.1:" + server.port();
      Path copy = directory.resolve("copy");
      // Two files over one connection.
      Program.Result two =
          Foreign.start(
                  "curl",
                  "-sS",
                  "-w",
                  "%{http_code} %{num_connects} %{content_type}\n",
                  base + "/",
                  "-o",
                  directory.resolve("page").toString(),
                  base + "/large.bin",
                  "-o",
                  copy.toString())
              .finish();
      assertEquals(
          "200 1 text/html; charset=utf-8\n200 0 application/octet-stream\n", two.out(), two.err());
      assertArrayEquals(
          Files.readAllBytes(directory.resolve("large.bin")), Files.readAllBytes(copy));

      String codes = "%{http_code}\n";
      Program.Result none =
          Foreign.start(
                  "curl", "-s", "-o", "/dev/null", "-w", codes, "--path-as-is", base + "/../x")
              .finish();
      assertEquals("404\n", none.out());
      Program.Result head = Foreign.start("curl", "-sI", base + "/large.bin").finish();
      assertTrue(head.out().contains("Content-Length: 3000000\r\n"), head.out());
      Program.Result post =
          Foreign.start("curl", "-s", "-w", codes, "-d", "x", base + "/").finish();
      assertEquals("405 Method Not Allowed\n405\n", post.out());
    }
  }

  @Test
  void browserShowsThePage() throws Exception {
    Foreign.path("chromium");
    try (Program server = httpServer()) {
      Program.Result page =
          Foreign.start(
                  "chromium",
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--user-data-dir=" + directory.resolve("profile"),
                  "--dump-dom",
                  "http://127.0.0.1:" + server.port() + "/")
              .finish();
      assertTrue(page.out().contains("<p id=\"x\">served</p>"), page.toString());
    }
  }

  @Test
  void netcatIsGreeted() throws Exception {
    Foreign.path("nc");
    try (Program server = Program.start(Language.JAVA, "stream_server 127.0.0.1 0")) {
      Program.Result nc = Foreign.start("nc", "127.0.0.1", server.port()).endInput().finish();
      assertEquals("Hello, network!\n", nc.out());
    }
  }

  @Test
  void socatIsEchoedOverUnixSockets() throws Exception {
    Foreign.path("socat");
    String name = directory.getFileName().toString();
    try (Program server = Program.start(Language.JAVA, "unix_echo server @" + name)) {
      server.await("listening");
      Program.Result socat =
          Foreign.start("socat", "-t30", "-", "ABSTRACT-CONNECT:" + name)
              .type("through socat\n")
              .endInput()
              .finish();
      assertEquals("through socat\n", socat.out(), socat.err());
    }
  }

  @Test
  void ssSeesOurListeners() throws Exception {
    Foreign.path("ss");
    try (Program server = Program.start(Language.JAVA, "echo_server epoll 127.0.0.1 0")) {
      String port = server.port();
      Program.Result ss = Foreign.start("ss", "-Hltn", "sport = :" + port).finish();
      assertTrue(ss.out().startsWith("LISTEN"), ss.out());
      assertTrue(ss.out().contains("127.0.0.1:" + port), ss.out());
      try (Program client =
          Program.start(Language.JAVA, "str_client poll 127.0.0.1 " + port).type("x\n")) {
        client.await("x\n");
        Program.Result connected = Foreign.start("ss", "-Htn", "dport = :" + port).finish();
        assertTrue(connected.out().startsWith("ESTAB"), connected.out());
      }
    }
  }

  @Test
  void tcpdumpSeesOurDatagram() throws Exception {
    Foreign.path("tcpdump");
    Foreign.assumeRoot("tcpdump may not capture");
    int port = Foreign.freePort();
    try (Program tcpdump =
            Foreign.start(
                "tcpdump", "-i", "lo", "-n", "-l", "-A", "-c", "1", "udp dst port " + port);
        Program listener = Program.start(Language.JAVA, "datagram_listener 127.0.0.1 " + port)) {
      tcpdump.await("listening on lo");
      listener.await("listening on");
      String talker = "datagram_talker 127.0.0.1 " + port + " seen-on-the-wire";
      assertEquals(0, Program.start(Language.JAVA, talker).finish().exit());
      Program.Result seen = tcpdump.finish();
      assertTrue(seen.out().contains("127.0.0.1." + port + ": UDP, length 16"), seen.out());
      assertTrue(seen.out().contains("seen-on-the-wire"), seen.out());
    }
  }

  /** A service name of /etc/services, which inetd looks up. */
  @Test
  void inetdServesNetcatByServiceName() throws Exception {
    Foreign.path("nc");
    Path services = Path.of("/etc/services");
    assumeTrue(
        Files.exists(services) && Files.readString(services).contains("\nzabbix-trapper"),
        "/etc/services does not have zabbix-trapper");
    Path configuration = directory.resolve("inetd.conf");
    Files.writeString(configuration, "zabbix-trapper stream nowait /bin/cat\n");
    long pid = ProcessHandle.current().pid(); // two builds on one machine shall not meet there
    String host = "127.77." + (pid >> 8 & 255) + "." + (pid & 255);
    try (Program inetd = Program.start(Language.JAVA, "inetd " + host + " " + configuration)) {
      inetd.await("zabbix-trapper listening on port 10051");
    }
    Files.writeString(configuration, "0 stream nowait /bin/cat -n\n");
    try (Program inetd = Program.start(Language.JAVA, "inetd 127.0.0.1 " + configuration)) {
      Program.Result nc =
          Foreign.start("nc", "-N", "127.0.0.1", inetd.port())
              .type("first\nsecond\n")
              .endInput()
              .finish();
      assertEquals("     1\tfirst\n     2\tsecond\n", nc.out());
    }
  }
}
