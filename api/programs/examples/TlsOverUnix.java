/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// TLS of the JDK over a UNIX socket: a server and a client, each an SSLSocket over a native one.
// usage: TlsOverUnix SOCKET KEYSTORE PASSWORD LINE
// The key store is made by
//   keytool -genkeypair -alias test -keyalg EC -dname CN=localhost -ext san=dns:localhost \
//     -storetype PKCS12 -keystore KEYSTORE -storepass PASSWORD

import berkeley.sockets.net.NativeServerSocketFactory;
import berkeley.sockets.net.NativeSocketFactory;
import berkeley.sockets.net.SocketSpec;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

SSLContext context(String store, char[] password) throws Exception {
  KeyStore keys = KeyStore.getInstance("PKCS12");
  try (var in = new FileInputStream(store)) {
    keys.load(in, password);
  }
  var own = KeyManagerFactory.getInstance("PKIX");
  own.init(keys, password);
  var trusted = TrustManagerFactory.getInstance("PKIX");
  trusted.init(keys); // a certificate that signs itself
  SSLContext context = SSLContext.getInstance("TLS");
  context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
  return context;
}

SSLSocket layered(SSLContext context, Socket socket) throws Exception {
  // the host is the one whose certificate is checked; the last argument closes both with one
  return (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 443, true);
}

BufferedReader lines(Socket socket) throws Exception {
  return new BufferedReader(
      new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
}

void serve(SSLContext context, ServerSocket listener) {
  try (SSLSocket tls = layered(context, listener.accept())) {
    tls.setUseClientMode(false);
    String line = lines(tls).readLine();
    tls.getOutputStream().write(("you said: " + line + "\n").getBytes(StandardCharsets.UTF_8));
  } catch (Exception e) {
    e.printStackTrace();
  }
}

void main(String[] args) throws Exception {
  SocketSpec spec = SocketSpec.parse(args[0]);
  SSLContext context = context(args[1], args[2].toCharArray());
  try (ServerSocket listener = new NativeServerSocketFactory(spec).createServerSocket(0)) {
    Thread server = Thread.ofVirtual().start(() -> serve(context, listener));
    try (SSLSocket tls =
        layered(context, new NativeSocketFactory(spec).createSocket("localhost", 443))) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // checks the host's name
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      IO.println(tls.getSession().getProtocol() + " with " + tls.getSession().getPeerPrincipal());
      tls.getOutputStream().write((args[3] + "\n").getBytes(StandardCharsets.UTF_8));
      IO.println(lines(tls).readLine());
    }
    server.join();
  }
}
