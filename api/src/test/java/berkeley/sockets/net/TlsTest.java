/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.SockAddr;
import berkeley.sockets.net.Contract.Running;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS of the JDK over views: an SSLSocket layered over one, and an SSLEngine over a channel. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static SSLContext context;

  @TempDir static Path directory;

  /** A certificate of localhost, made here by keytool, which both sides trust. */
  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "test",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    "changeit"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool").toFile())
            .start();
    assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, keytool.exitValue(), Files.readString(directory.resolve("keytool")));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(keys);
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
  }

  private static SSLSocket layered(Socket socket, boolean client) throws Exception {
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 443, true);
    tls.setUseClientMode(client);
    return tls;
  }

  private static String serve(ServerSocket listener) throws Exception {
    try (SSLSocket tls = layered(listener.accept(), false)) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(tls.getInputStream(), StandardCharsets.UTF_8));
      String line = in.readLine();
      tls.getOutputStream().write((line + ", " + line + "\n").getBytes(StandardCharsets.UTF_8));
      return String.valueOf(in.readLine()); // until the client ends the session
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "unix", "tcp virtual", "unix virtual"})
  void sslSocketOverAView(String kind) throws Exception {
    SocketSpec spec =
        kind.startsWith("unix")
            ? SocketSpec.STREAM.withAddress(
                SockAddr.Unix.path(directory.resolve("tls" + kind.length())))
            : SocketSpec.STREAM;
    try (ServerSocket listener = new NativeServerSocketFactory(spec).createServerSocket(0)) {
      Running server = Contract.start(kind.endsWith("virtual"), () -> serve(listener));
      Socket plain =
          new NativeSocketFactory(spec).createSocket("localhost", listener.getLocalPort());
      try (SSLSocket tls = layered(plain, true)) {
        tls.startHandshake();
        assertEquals("CN=localhost", tls.getSession().getPeerPrincipal().getName());
        tls.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
        BufferedReader in =
            new BufferedReader(new InputStreamReader(tls.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("hello, hello", in.readLine());
        tls.shutdownOutput();
        assertNull(in.readLine());
      }
      assertEquals("null", server.end());
      assertTrue(plain.isClosed());
    }
  }

  @Test
  void sslEngineOverAChannel() throws Exception {
    try (Contract.ChannelPair pair = Contract.ChannelPair.of(Stack.OURS)) {
      Running server =
          Contract.start(false, () -> new EngineChannel(pair.server(), false).receive());
      EngineChannel client = new EngineChannel(pair.client(), true);
      client.send("over an engine");
      assertEquals("over an engine", server.end());
    }
  }

  /** The least that a program with an SSLEngine does. */
  private static final class EngineChannel {
    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 15).flip();
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 15);
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 15);

    EngineChannel(SocketChannel channel, boolean client) throws SSLException {
      this.channel = channel;
      this.engine = context.createSSLEngine("localhost", 443);
      engine.setUseClientMode(client);
      engine.beginHandshake();
    }

    void send(String text) throws Exception {
      handshake();
      wrap(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      channel.read(ByteBuffer.allocate(1)); // until the peer has read it
    }

    String receive() throws Exception {
      handshake();
      while (plain.position() == 0) {
        unwrap();
      }
      channel.close();
      return new String(plain.array(), 0, plain.position(), StandardCharsets.UTF_8);
    }

    private void handshake() throws Exception {
      HandshakeStatus status = engine.getHandshakeStatus();
      while (status != HandshakeStatus.FINISHED && status != HandshakeStatus.NOT_HANDSHAKING) {
        if (status == HandshakeStatus.NEED_TASK) {
          engine.getDelegatedTask().run();
        } else if (status == HandshakeStatus.NEED_WRAP) {
          wrap(ByteBuffer.allocate(0));
        } else {
          unwrap();
        }
        status = engine.getHandshakeStatus();
      }
    }

    private void wrap(ByteBuffer data) throws Exception {
      out.clear();
      engine.wrap(data, out);
      out.flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    private void unwrap() throws Exception {
      Status status = engine.unwrap(in, plain).getStatus();
      if (status == Status.BUFFER_UNDERFLOW) {
        in.compact();
        assertTrue(channel.read(in) >= 0, "the peer has ended the connection");
        in.flip();
      }
    }
  }
}
