/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Apache's HttpClient 5, over HTTP and HTTPS: the classic one, over streams, and that over
 * channels.
 */
final class ApacheProgram {
  private ApacheProgram() {}

  /**
   * With classic or async, a URL, the length of its page, and the store of the server's
   * certificate.
   */
  public static void main(String[] arguments) throws Exception {
    int length = Integer.parseInt(arguments[2]);
    Certificate certificate = new Certificate(Path.of(arguments[3]));
    if (arguments[0].equals("classic")) {
      classic(null, arguments[1], length, certificate);
    } else {
      async(arguments[1], length, certificate);
    }
  }

  /** With a factory, or null for the default. */
  static void classic(SocketFactory factory, String url, int length, Certificate certificate)
      throws Exception {
    TlsSocketStrategy tls = new DefaultClientTlsStrategy(certificate.context());
    PoolingHttpClientConnectionManagerBuilder connections =
        factory == null
            ? PoolingHttpClientConnectionManagerBuilder.create()
            : new WithFactory(factory);
    try (CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(connections.setTlsSocketStrategy(tls).build())
            .build()) {
      for (int i = 0; i < 20; i++) {
        Program.check(
            length,
            client.execute(
                ClassicRequestBuilder.get(url).build(),
                response -> {
                  Program.check(200, response.getCode());
                  return EntityUtils.toByteArray(response.getEntity()).length;
                }));
      }
    }
  }

  /** The client's way to make sockets otherwise. */
  private static final class WithFactory extends PoolingHttpClientConnectionManagerBuilder {
    private final SocketFactory factory;

    WithFactory(SocketFactory factory) {
      this.factory = factory;
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
      Registry<TlsSocketStrategy> strategies =
          RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build();
      return new DefaultHttpClientConnectionOperator(this::socket, ports, names, strategies);
    }

    private Socket socket(java.net.Proxy socks) throws IOException {
      return factory.createSocket();
    }
  }

  private static void async(String url, int length, Certificate certificate) throws Exception {
    try (CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setTlsStrategy(
                        ClientTlsStrategyBuilder.create()
                            .setSslContext(certificate.context())
                            .buildAsync())
                    .build())
            .build()) {
      client.start();
      for (int i = 0; i < 20; i++) {
        Future<SimpleHttpResponse> future =
            client.execute(SimpleRequestBuilder.get(url).build(), null);
        SimpleHttpResponse response = future.get(60, TimeUnit.SECONDS);
        Program.check(200, response.getCode());
        Program.check(length, response.getBodyBytes().length);
      }
    }
  }
}
