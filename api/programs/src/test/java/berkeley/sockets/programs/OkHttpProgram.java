/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp, over HTTP and HTTPS. */
final class OkHttpProgram {
  private OkHttpProgram() {}

  /** With a URL, the length of its page, and the store of the server's certificate. */
  public static void main(String[] arguments) throws Exception {
    run(null, arguments[0], Integer.parseInt(arguments[1]), new Certificate(Path.of(arguments[2])));
  }

  /** With a factory, or null for the default. */
  static void run(SocketFactory factory, String url, int length, Certificate certificate)
      throws Exception {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(5, 1, TimeUnit.MINUTES))
            .readTimeout(30, TimeUnit.SECONDS)
            .sslSocketFactory(certificate.context().getSocketFactory(), certificate.trust());
    OkHttpClient client = (factory == null ? builder : builder.socketFactory(factory)).build();
    List<Future<Integer>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        results.add(
            threads.submit(
                () -> {
                  int sum = 0;
                  for (int j = 0; j < 5; j++) {
                    try (Response response =
                        client.newCall(new Request.Builder().url(url).build()).execute()) {
                      Program.check(200, response.code());
                      sum += response.body().bytes().length;
                    }
                  }
                  return sum;
                }));
      }
      for (Future<Integer> result : results) {
        Program.check(5 * length, result.get(60, TimeUnit.SECONDS));
      }
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
