/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** The JDK's HTTP client against a server that answers with what it is sent. */
final class HttpLoad {
  static final int REQUESTS = 40;
  static final int LENGTH = 100_000;

  private HttpLoad() {}

  /** Over HTTP, or over HTTPS with a context. */
  static void run(String uri, SSLContext context) throws Exception {
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    try (HttpClient client = (context == null ? builder : builder.sslContext(context)).build()) {
      List<CompletableFuture<String>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(question(i)))
                .build();
        answers.add(
            client.sendAsync(request, BodyHandlers.ofString()).thenApply(answer -> answer.body()));
      }
      for (int i = 0; i < REQUESTS; i++) {
        Program.check(question(i), answers.get(i).get(60, TimeUnit.SECONDS));
      }
    }
  }

  private static String question(int number) {
    return "question " + number + " " + "x".repeat(LENGTH);
  }
}
