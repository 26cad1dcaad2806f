/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** What programs do with Jedis. */
final class RedisProgram {
  /** One, two for a subscription, and one for each virtual thread. */
  static final int CONNECTIONS = 23;

  private RedisProgram() {}

  /** With the server's port. */
  public static void main(String[] arguments) throws Exception {
    run(() -> new Jedis("127.0.0.1", Integer.parseInt(arguments[0])));
  }

  static void run(Supplier<Jedis> connections) throws Exception {
    try (Jedis jedis = connections.get()) {
      jedis.flushAll();
      byte[] value = "0123456789".repeat(100_000).getBytes("UTF-8");
      Program.check("OK", jedis.set("large".getBytes("UTF-8"), value));
      Program.check(value.length, jedis.get("large".getBytes("UTF-8")).length);
      Pipeline pipeline = jedis.pipelined();
      List<Response<Long>> counts = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        counts.add(pipeline.incr("count"));
      }
      pipeline.sync();
      Program.check(10_000L, counts.getLast().get());
      Program.check(null, jedis.blpop(1, "empty")); // waits, in the server
      subscription(connections, jedis);
    }
    virtualThreads(connections);
  }

  private static void subscription(Supplier<Jedis> connections, Jedis publishing) throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    JedisPubSub subscription =
        new JedisPubSub() {
          @Override
          public void onSubscribe(String channel, int channels) {
            events.add("subscribed");
          }

          @Override
          public void onMessage(String channel, String message) {
            events.add(message);
          }
        };
    Thread subscriber =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (Jedis jedis = connections.get()) {
                    jedis.subscribe(subscription, "news");
                  }
                });
    Program.check("subscribed", events.poll(30, TimeUnit.SECONDS));
    publishing.publish("news", "paper");
    Program.check("paper", events.poll(30, TimeUnit.SECONDS));
    subscription.unsubscribe();
    Program.check(true, subscriber.join(java.time.Duration.ofSeconds(30)));
    try (Jedis jedis = connections.get()) {
      Program.check("PONG", jedis.ping());
    }
  }

  private static void virtualThreads(Supplier<Jedis> connections) throws Exception {
    List<Future<Long>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        String key = "thread" + i;
        results.add(
            threads.submit(
                () -> {
                  long last = 0;
                  try (Jedis jedis = connections.get()) {
                    for (int j = 0; j < 50; j++) {
                      last = jedis.incr(key);
                    }
                  }
                  return last;
                }));
      }
      for (Future<Long> result : results) {
        Program.check(50L, result.get(60, TimeUnit.SECONDS));
      }
    }
  }
}
