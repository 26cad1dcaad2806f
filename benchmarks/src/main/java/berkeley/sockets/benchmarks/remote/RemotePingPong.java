/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.measure.Meter;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.benchmarks.measure.Workload;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** A message to another machine and back; both halves are of the same implementation. */
public final class RemotePingPong extends SlicedWorkload {
  /** Tells the JVM that measures where the server is. */
  public static final String PROPERTY = "benchmarks.host";

  private static final int[] SIZES = {1, 64, 1024, 16_384, 65_536};
  private static final int TIMED = 5000;
  private static final long MOST = 60_000_000_000L; // nanoseconds

  private final String host;
  private final byte[] content;

  private RemotePingPong(String host, int size) {
    super("remote-" + size, "TCP, " + size + " B to " + host + " and back, one at a time");
    this.host = host;
    this.content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) (i * 31 + 7);
    }
    int colon = host.lastIndexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    int port = colon < 0 ? Halves.PORT : Integer.parseInt(host.substring(colon + 1));
    for (Map.Entry<String, Half> each : Halves.all().entrySet()) {
      InetSocketAddress to = InetSocketAddress.createUnresolved(name, port++);
      String gap = each.getKey().equals("c") ? Baseline.gap() : null;
      row(each.getKey(), gap, () -> open(each.getValue(), to));
    }
  }

  /** From small to large. */
  public static List<Workload> all(String host) {
    return IntStream.of(SIZES).<Workload>mapToObj(size -> new RemotePingPong(host, size)).toList();
  }

  /** Notes how long each message took. */
  private static final class Timed extends Running {
    final Histogram times;

    Timed(Half half, Endpoint end, Histogram times) {
      super(n -> run(half, end, times, n), end::content, end);
      this.times = times;
    }

    private static long run(Half half, Endpoint end, Histogram times, int n) throws Throwable {
      long bytes = 0;
      long before = System.nanoTime();
      for (int i = 0; i < n; i++) {
        bytes += half.ping(end);
        long now = System.nanoTime();
        times.recordValue(Math.min(MOST, now - before));
        before = now;
      }
      return bytes;
    }
  }

  private Running open(Half half, InetSocketAddress to) throws Exception {
    return new Timed(half, half.connect(to, content), new Histogram(MOST, 3)).meter(Meter.WALL);
  }

  /** Percentiles of a run of their own, without the warm-up. */
  @Override
  public String note(Running running) throws Throwable {
    Histogram times = ((Timed) running).times;
    times.reset();
    running.run(TIMED);
    return String.format(
        Locale.ROOT,
        "p50 %.1f us, p99 %.1f us, p99.9 %.1f us",
        times.getValueAtPercentile(50) / 1000.0,
        times.getValueAtPercentile(99) / 1000.0,
        times.getValueAtPercentile(99.9) / 1000.0);
  }

  @Override
  public List<String> jvmArguments() {
    return List.of("-D" + PROPERTY + "=" + host);
  }

  @Override
  public long countPerOperation() {
    return content.length;
  }

  @Override
  public byte[] content() {
    return content;
  }
}
