/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures one workload: all implementations are warmed up until they get no faster, then take
 * turns in short slices, so that what disturbs the machine disturbs them alike. C has two turns in
 * each round; how far the two differ is how much the noise explains.
 */
public final class Measurement {
  private static final String C = "c";
  private static final int WINDOW = 5; // slices over which a warm-up is judged
  private static final int SLICES = 20; // at least, however little of the CPU there is to have
  private static final double GAIN = 0.97;
  private static final int COUNTED = 2000; // operations at most whose system calls are counted

  private final Workload workload;
  private final Plan plan;
  private final int rounds;
  private final Consumer<String> progress;

  public Measurement(Workload workload, Plan plan, Consumer<String> progress) {
    this.workload = workload;
    this.plan = plan;
    this.rounds = Math.min(plan.rounds(), workload.mostRounds());
    this.progress = progress;
  }

  /** One implementation's sockets, loop and samples. */
  private final class Implementation {
    final String name;
    final Running running;
    final int least = workload.leastOperations();
    int operations = least;
    boolean settled;
    final double[] nanos = new double[rounds];
    final double[] bytes = new double[rounds];

    Implementation(String name, Running running) {
      this.name = name;
      this.running = running;
    }

    /** Judged by the meter, as a busy machine stretches time but not what the work costs. */
    void warmUp() throws Throwable {
      List<Double> costs = new ArrayList<>();
      long total = 0;
      long start = System.nanoTime();
      for (long now = start;
          !settled && more(now - start, total, costs.size());
          now = System.nanoTime()) {
        long before = running.meter().nanos();
        running.run(operations);
        costs.add(Math.max(1.0, running.meter().nanos() - before) / operations);
        total += operations;
        settled =
            now - start >= plan.shortestWarmUp()
                && total >= workload.leastWarmUp()
                && costs.size() >= 2 * WINDOW
                && steady(costs);
        double cost = median(costs.subList(Math.max(0, costs.size() - WINDOW), costs.size()));
        operations =
            (int) Math.clamp((long) (plan.slice() / cost), least, Math.max(least, 8L * operations));
      }
    }

    /** Whether there is time left: three times as much until the compilers have seen enough. */
    private boolean more(long elapsed, long total, int slices) {
      long longest = plan.longestWarmUp() * workload.warmUpFactor();
      return slices < SLICES || elapsed < (total < workload.leastWarmUp() ? 3 * longest : longest);
    }

    private boolean steady(List<Double> costs) {
      int n = costs.size();
      return median(costs.subList(n - WINDOW, n))
          >= GAIN * median(costs.subList(n - 2 * WINDOW, n - WINDOW));
    }

    private double median(List<Double> costs) {
      return Statistics.median(costs.stream().mapToDouble(c -> c).toArray());
    }

    double slice(int round) throws Throwable {
      Meter meter = running.meter();
      long allocated = meter.allocated();
      long before = meter.nanos();
      long count = running.run(operations);
      long after = meter.nanos();
      bytes[round] = (double) (meter.allocated() - allocated) / operations;
      if (count != operations * workload.countPerOperation()) {
        throw new IllegalStateException(name + " did " + count + " in " + operations);
      }
      return (double) (after - before) / operations;
    }
  }

  List<Result> run() {
    if (workload.pinned()) {
      Host.pin(Host.cpus() - 1);
    }
    List<Result> rows = new ArrayList<>();
    if (workload.interleaved()) {
      rows.addAll(together(workload.implementations()));
    } else {
      workload.implementations().forEach((who, factory) -> rows.addAll(alone(who, factory, rows)));
    }
    workload.gaps().forEach((who, why) -> rows.add(Result.gap(workload.id(), who, why)));
    return rows;
  }

  private List<Result> together(Map<String, Workload.Factory> implementations) {
    List<Result> rows = new ArrayList<>();
    List<Implementation> all = new ArrayList<>();
    try {
      implementations.forEach((who, factory) -> open(who, factory, all, rows));
      double[] control = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        progress.accept("round " + (round + 1) + " of " + rounds);
        for (int i = 0; i < all.size(); i++) {
          Implementation implementation = all.get((round + i) % all.size());
          implementation.nanos[round] = implementation.slice(round);
        }
        if (base(all) != null) {
          control[round] = base(all).slice(round);
        }
      }
      for (Implementation implementation : all) {
        rows.add(
            row(implementation, base(all), control)
                .with(rivalry(implementation, all))
                .with(calls(implementation))
                .with(workload.note(implementation.running)));
      }
    } catch (Throwable e) {
      throw new IllegalStateException(workload.id() + ": " + e, e);
    } finally {
      for (Implementation implementation : all) {
        close(implementation.running);
      }
    }
    return rows;
  }

  /** What an operation takes of the kernel, after all turns, as what counts disturbs. */
  private String calls(Implementation implementation) throws Throwable {
    return plan == Plan.FULL && workload.countsCalls()
        ? KernelCounts.calls(
            implementation.running, Math.clamp(implementation.operations, 1, COUNTED))
        : "";
  }

  /** One after the other; the ratio is one of medians. */
  private List<Result> alone(String who, Workload.Factory factory, List<Result> before) {
    List<Result> rows = together(Map.of(who, factory));
    double c =
        before.stream()
            .filter(row -> row.implementation().equals(C))
            .findFirst()
            .map(Result::cpuNsPerOp)
            .orElse(Double.NaN);
    return rows.stream().map(row -> row.against(c)).toList();
  }

  private static Implementation base(List<Implementation> all) {
    return all.isEmpty() || !all.getFirst().name.equals(C) ? null : all.getFirst();
  }

  /** Opens and warms up; what cannot, becomes a named gap. */
  private void open(
      String who, Workload.Factory factory, List<Implementation> all, List<Result> gaps) {
    progress.accept("warm-up " + who);
    Running running = null;
    try {
      running = factory.open();
      Implementation implementation = new Implementation(who, running);
      implementation.warmUp();
      all.add(implementation);
    } catch (Throwable e) {
      if (running != null) {
        close(running);
      }
      gaps.add(Result.gap(workload.id(), who, e.toString().replaceAll("\\s", " ")));
    }
  }

  private static void close(Running running) {
    try {
      running.close();
    } catch (Exception e) {
      System.err.println("benchmarks: " + e);
    }
  }

  /** The median of the ratios to another implementation in the same round. */
  private String rivalry(Implementation implementation, List<Implementation> all) {
    for (Implementation rival : all) {
      if (rival.name.equals(workload.rival(implementation.name)) && rival != implementation) {
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
          ratios[i] = implementation.nanos[i] / rival.nanos[i];
        }
        return String.format(Locale.ROOT, "%.2f of %s", Statistics.median(ratios), rival.name);
      }
    }
    return "";
  }

  private Result row(Implementation implementation, Implementation c, double[] control) {
    double[] ratios = new double[rounds];
    double[] noise = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      double base = c == null ? Double.NaN : (c.nanos[i] + control[i]) / 2;
      ratios[i] = implementation.nanos[i] / base;
      noise[i] = c == null ? Double.NaN : control[i] / c.nanos[i];
    }
    double[] range = Statistics.interval(implementation == c ? noise : ratios);
    double[] chance = Statistics.interval(noise);
    double ratio = implementation == c ? 1 : Statistics.median(ratios);
    boolean tie =
        implementation != c
            && (range[0] <= 1 && range[1] >= 1 || ratio >= chance[0] && ratio <= chance[1]);
    return new Result(
        workload.id(),
        implementation.name,
        ratio,
        range[0],
        range[1],
        tie,
        Statistics.median(implementation.nanos),
        Statistics.median(implementation.bytes),
        rounds,
        implementation.running.meter().clock(),
        implementation.settled,
        null,
        "",
        implementation.nanos);
  }
}
