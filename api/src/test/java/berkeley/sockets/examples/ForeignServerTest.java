/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our clients, and frames made by hand over our sockets, against servers that nobody here wrote.
 */
@Tag("child")
class ForeignServerTest {
  @TempDir Path directory;

  @Test
  void netcatGreetsOurClient() throws Exception {
    Foreign.path("nc");
    int port = Foreign.freePort();
    try (Program nc = Foreign.start("nc", "-v", "-l", "-N", "127.0.0.1", "" + port)) {
      nc.await("istening on");
      Program client = Program.start(Language.JAVA, "stream_client 127.0.0.1 " + port);
      nc.type("from netcat\n").endInput();
      assertEquals(new Program.Result(0, "from netcat\n", ""), client.finish());
    }
  }

  @Test
  void socatEchoesOurDatagrams() throws Exception {
    Foreign.path("socat");
    int port = Foreign.freePort();
    try (Program socat =
        Foreign.start("socat", "-dd", "UDP4-RECVFROM:" + port + ",bind=127.0.0.1,fork", "PIPE")) {
      socat.await("receiving on");
      String client = "udp_echo_client timer 127.0.0.1 " + port + " 20000 one";
      assertEquals("one\n", Program.start(Language.JAVA, client).finish().out());
    }
  }

  @Test
  void nginxAnswersOurWebClient() throws Exception {
    Foreign.path("nginx");
    int port = Foreign.freePort();
    Files.writeString(directory.resolve("index.html"), "x".repeat(1000));
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        master_process off;
        pid %1$s/pid;
        error_log stderr;
        events { }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server { listen 127.0.0.1:%2$d; root %1$s; }
        }
        """
            .formatted(directory, port));
    try (Program nginx = Foreign.start("nginx", "-e", "stderr", "-c", configuration.toString())) {
      Foreign.awaitListener(nginx, port);
      Program.Result client =
          Program.start(Language.JAVA, "web_client 127.0.0.1 " + port + " / /none /").finish();
      assertTrue(client.out().startsWith("/: HTTP/1.1 200 OK, 1"), client.toString());
      assertTrue(client.out().contains("/none: HTTP/1.1 404 Not Found"), client.toString());
    }
  }

  @Test
  void iperfAcceptsUs() throws Exception {
    Foreign.path("iperf3");
    int port = Foreign.freePort();
    try (Program iperf = Foreign.start("iperf3", "-s", "-B", "127.0.0.1", "-p", "" + port)) {
      Foreign.awaitListener(iperf, port);
      try (Peer peer = Peer.tcp(port)) {
        // The control connection starts with a cookie; the answer is PARAM_EXCHANGE, one byte 9.
        peer.send("berkeleyberkeleyberkeleyberkeley1234\0");
        assertEquals("\t", peer.receive(1));
      }
    }
  }

  @Test
  void dnsmasqAnswersAQuery() throws Exception {
    Foreign.path("dnsmasq");
    int port = Foreign.freePort();
    try (Program dnsmasq =
        Foreign.start(
            "dnsmasq",
            "--keep-in-foreground",
            "--conf-file=/dev/null",
            "--log-facility=-",
            "--user=" + System.getProperty("user.name"),
            "--no-resolv",
            "--no-hosts",
            "--pid-file=",
            "--listen-address=127.0.0.1",
            "--bind-interfaces",
            "--address=/host.test/192.0.2.7",
            "--port=" + port)) {
      dnsmasq.await("started");
      try (Peer peer = Peer.udp(port)) {
        // id 0x1234, recursion desired, one question: host.test IN A
        peer.send("\u0012\u0034\1\0\0\1\0\0\0\0\0\0\4host\4test\0\0\1\0\1");
        String answer = peer.receive(43);
        assertEquals("\u0012\u0034", answer.substring(0, 2));
        assertEquals(1, answer.charAt(7), "answers");
        assertTrue(answer.endsWith("\0\4\u00c0\0\2\7"), "an address of 4 bytes: 192.0.2.7");
      }
    }
  }

  @Test
  void redisKeepsAValue() throws Exception {
    Foreign.path("redis-server");
    int port = Foreign.freePort();
    try (Program redis =
        Foreign.start(
            "redis-server",
            "--port",
            "" + port,
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            directory.toString())) {
      Foreign.awaitListener(redis, port);
      try (Peer peer = Peer.tcp(port)) {
        peer.send("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nva\r\nl\r\n");
        assertEquals("+OK\r\n", peer.receive(5));
        peer.send("*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n*1\r\n$4\r\nPING\r\n"); // two in one segment
        assertEquals("$5\r\nva\r\nl\r\n+PONG\r\n", peer.receive(18));
      }
    }
  }

  @Test
  void memcachedKeepsAValue() throws Exception {
    Foreign.path("memcached");
    int port = Foreign.freePort();
    try (Program memcached =
        Foreign.start("memcached", "-l", "127.0.0.1", "-p", "" + port, "-u", "nobody")) {
      Foreign.awaitListener(memcached, port);
      try (Peer peer = Peer.tcp(port)) {
        peer.send("set key 0 0 5\r\nvalue\r\n");
        assertEquals("STORED\r\n", peer.receive(8));
        peer.send("get key\r\n");
        assertEquals("VALUE key 0 5\r\nvalue\r\nEND\r\n", peer.receive(27));
      }
    }
  }

  /** A connected socket of the C mirror, in this process. */
  record Peer(int fd) implements AutoCloseable {
    static Peer tcp(int port) {
      return connected(berkeley.sockets.c.SysSocket.SOCK_STREAM, port);
    }

    static Peer udp(int port) {
      return connected(berkeley.sockets.c.SysSocket.SOCK_DGRAM, port);
    }

    private static Peer connected(int type, int port) {
      return new Peer(MirrorSockets.connect(type, port));
    }

    /** Each char is a byte. */
    void send(String text) {
      byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
      assertEquals(data.length, MirrorSockets.send(fd, data));
    }

    String receive(int size) {
      return new String(MirrorSockets.receive(fd, size), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
      MirrorSockets.close(fd);
    }
  }
}
