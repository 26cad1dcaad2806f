/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.LoadClient;
import berkeley.sockets.benchmarks.measure.Plan;
import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.Statistics;
import berkeley.sockets.benchmarks.measure.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long an answer takes that a virtual thread gives, as a client sees it: the median and the
 * 99th percentile. The servers take turns; the clients are another process.
 */
public final class Latency extends Workload {
  private static final String C = "c";
  private static final String NIO = "nio";
  private static final int ROUNDS = 15;
  private static final int WARM = 20_000;

  private final int connections;
  private final int rate;

  private Latency(String id, String title, int connections, int rate) {
    super(id, title + ", answered by virtual threads, 2 carriers; the median, wall clock");
    this.connections = connections;
    this.rate = rate;
    String gap = LoadClient.gap();
    row(C, Baseline.gap() == null ? gap : Baseline.gap(), this::loops);
    row("mirror", gap, () -> threads(EchoServer::mirror));
    row("socket", gap, () -> threads(EchoServer::socket));
    row("java.net", gap, () -> threads(EchoServer::javaNet));
    row(NIO, gap, () -> threads(EchoServer::nio));
    gap("jni", "a blocking JNI call pins its carrier");
    gap("netty", "event loops instead of threads: see epoll-echo");
    gapsOfUnixLibraries();
  }

  public static Latency closedLoop() {
    return new Latency(
        "vthreads-latency-1", "TCP, 64 B there and back on 1 connection, one at a time", 1, 0);
  }

  public static Latency openLoop(int connections, int rate) {
    return new Latency(
        "vthreads-latency-" + connections,
        "TCP, 64 B there and back on " + connections + " connections, " + rate + " a second",
        connections,
        rate);
  }

  /** The percentiles of the last run. */
  private final class Timed extends Running {
    long[] times = {0, 0, 0};

    Timed(LoadClient load, AutoCloseable server) {
      super(n -> 0, () -> FewInFlight.CONTENT, load, server);
      this.load = load;
    }

    final LoadClient load;

    @Override
    public long run(int n) throws Throwable {
      load.request(n);
      times = load.times(); // the clients have checked every byte of every answer
      return (long) n * countPerOperation();
    }
  }

  private Timed loops() throws Exception {
    EventLoops server = new EventLoops(1);
    return new Timed(LoadClient.timed(server.port(), connections, rate, server::accept), server);
  }

  /** With threads that start after their loop has been compiled: see {@link FewInFlight}. */
  private Timed threads(EchoServer.Maker maker) throws Exception {
    FewInFlight.warm(maker, WARM);
    EchoServer server = maker.make();
    return new Timed(LoadClient.timed(server.port(), connections, rate, server::accept), server);
  }

  @Override
  public List<Result> measure(Plan plan, Consumer<String> progress) {
    List<Result> rows = new ArrayList<>();
    Map<String, Timed> all = new LinkedHashMap<>();
    Map<String, double[][]> times = new LinkedHashMap<>(); // {p50, p99, p99.9} by round
    int rounds = plan == Plan.QUICK ? 3 : ROUNDS;
    int requests = plan == Plan.QUICK ? 1000 : 4000;
    try {
      for (Map.Entry<String, Factory> factory : implementations().entrySet()) {
        progress.accept("warm-up " + factory.getKey());
        Timed timed = (Timed) factory.getValue().open();
        all.put(factory.getKey(), timed);
        times.put(factory.getKey(), new double[3][rounds]);
        long unused = timed.run(requests);
      }
      for (int round = 0; round < rounds; round++) {
        progress.accept("round " + (round + 1) + " of " + rounds);
        for (Map.Entry<String, Timed> timed : all.entrySet()) {
          long unused = timed.getValue().run(requests);
          for (int which = 0; which < 3; which++) {
            times.get(timed.getKey())[which][round] = timed.getValue().times[which];
          }
        }
      }
      times.keySet().forEach(name -> rows.add(row(name, times, rounds)));
    } catch (Throwable e) {
      rows.clear();
      implementations().keySet().forEach(name -> rows.add(Result.gap(id(), name, e.toString())));
    } finally {
      all.values().forEach(Latency::close);
    }
    gaps().forEach((who, why) -> rows.add(Result.gap(id(), who, why)));
    return rows;
  }

  private static void close(Running running) {
    try {
      running.close();
    } catch (Exception e) {
      System.err.println("benchmarks: " + e);
    }
  }

  private Result row(String name, Map<String, double[][]> times, int rounds) {
    double[][] own = times.get(name);
    double[][] none = {new double[0]};
    double[] ratios = ratios(own[0], times.getOrDefault(C, none)[0]);
    double[] range =
        ratios.length == 0 ? new double[] {Double.NaN, Double.NaN} : Statistics.interval(ratios);
    Result row =
        new Result(
            id(),
            name,
            ratios.length == 0 ? Double.NaN : Statistics.median(ratios),
            range[0],
            range[1],
            false,
            Statistics.median(own[0]),
            Double.NaN,
            rounds,
            "wall",
            true,
            null,
            String.format(
                Locale.ROOT,
                "p50 %.0f us, p99 %.0f us, p99.9 %.0f us",
                us(own[0]),
                us(own[1]),
                us(own[2])),
            own[0]);
    if (name.equals(NIO) || !times.containsKey(NIO)) {
      return row;
    }
    double[][] nio = times.get(NIO);
    double median = Statistics.median(ratios(own[0], nio[0]));
    double percentile = Statistics.median(ratios(own[1], nio[1]));
    double last = Statistics.median(ratios(own[2], nio[2]));
    return row.with(
        String.format(Locale.ROOT, "%.2f, %.2f and %.2f of nio", median, percentile, last));
  }

  private static double us(double... nanos) {
    return Statistics.median(nanos) / 1000;
  }

  private static double[] ratios(double[] times, double[] to) {
    double[] ratios = new double[to.length];
    for (int i = 0; i < to.length; i++) {
      ratios[i] = times[i] / to[i];
    }
    return ratios;
  }

  @Override
  public List<String> jvmArguments() {
    return List.of("-Djdk.virtualThreadScheduler.parallelism=2");
  }

  @Override
  public int miniature() {
    return connections + 3;
  }

  @Override
  public long countPerOperation() {
    return FewInFlight.CONTENT.length;
  }

  @Override
  public byte[] content() {
    return FewInFlight.CONTENT;
  }
}
