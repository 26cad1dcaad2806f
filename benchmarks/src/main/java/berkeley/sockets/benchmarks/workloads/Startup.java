/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.measure.Plan;
import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.Statistics;
import berkeley.sockets.benchmarks.measure.TemporaryDirectory;
import berkeley.sockets.benchmarks.measure.Workload;
import berkeley.sockets.benchmarks.startup.Empty;
import berkeley.sockets.benchmarks.startup.Floor;
import berkeley.sockets.benchmarks.startup.JavaNet;
import berkeley.sockets.benchmarks.startup.JavaNetEcho;
import berkeley.sockets.benchmarks.startup.JavaNetServer;
import berkeley.sockets.benchmarks.startup.Mirror;
import berkeley.sockets.benchmarks.startup.MirrorEcho;
import berkeley.sockets.benchmarks.startup.Nio;
import berkeley.sockets.benchmarks.startup.NioEcho;
import berkeley.sockets.benchmarks.startup.NioServer;
import berkeley.sockets.benchmarks.startup.ObjectLayer;
import berkeley.sockets.benchmarks.startup.ObjectLayerEcho;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Fresh JVMs, in turn with empty ones and with ones that make a single native call, the floor; on
 * the class path and on the module path, plain and with the AOT cache of JDK 25. The figure is the
 * CPU time above the empty JVM, and the ratio is to the floor's, both of the same round and started
 * in the same way.
 */
public final class Startup extends Workload {
  private static final String EMPTY = "empty";
  private static final String FLOOR = "floor";
  private static final int ROUNDS = 11;
  private static final int QUICK = 3;

  /** Who differs on the module path: java.net and NIO are of the JDK. */
  private static final List<String> ON_MODULE_PATH = List.of(EMPTY, FLOOR, "mirror", "socket");

  private final Map<String, String> programs = new LinkedHashMap<>();
  private final Map<String, String[]> starts = new LinkedHashMap<>(); // row to {program, how}
  private final boolean servers;

  private Startup(
      String id,
      String title,
      boolean servers,
      String mirror,
      String socket,
      Class<?> javaNet,
      Class<?> nio) {
    super(id, title + ", above an empty JVM (its own row); ratios are to the floor");
    this.servers = servers;
    programs.put(EMPTY, Empty.class.getName());
    programs.put(FLOOR, Floor.class.getName());
    programs.put("mirror", mirror);
    programs.put("socket", socket);
    programs.put("java.net", javaNet.getName());
    programs.put("nio", nio.getName());
    for (String how : List.of("", Start.AOT, Start.MODULES, Start.MODULES + Start.AOT)) {
      for (String program : how.contains(Start.MODULES) ? ON_MODULE_PATH : programs.keySet()) {
        String name = program + how;
        starts.put(name, new String[] {program, how});
        row(name, () -> running(name));
      }
    }
    gap("c", "starts no JVM");
    gap("jni", "costs what its library takes to load");
    gap("netty", "not measured");
    gapsOfUnixLibraries();
  }

  public static Startup firstConnection() {
    return new Startup(
        "startup",
        "a fresh JVM up to one accepted connection",
        false,
        Mirror.class.getName(),
        ObjectLayer.class.getName(),
        JavaNet.class,
        Nio.class);
  }

  public static Startup firstEcho() {
    return new Startup(
        "first-echo",
        "a fresh JVM up to one echo over a connection with TCP_NODELAY",
        false,
        MirrorEcho.class.getName(),
        ObjectLayerEcho.class.getName(),
        JavaNetEcho.class,
        NioEcho.class);
  }

  /** The programs that README.md shows, and the same through the JDK. */
  public static Startup readme() {
    return new Startup(
        "readme-echo",
        "the README's echo server from its start to the first echo",
        true,
        Programs.README.get(0),
        Programs.README.get(1),
        JavaNetServer.class,
        NioServer.class);
  }

  private Start start(Path directory, String name) throws IOException, InterruptedException {
    String[] start = starts.get(name);
    String program = start[0];
    boolean server = servers && !program.equals(EMPTY) && !program.equals(FLOOR);
    List<String> classes = List.copyOf(programs.values());
    return Start.prepare(directory, classes, programs.get(program), start[1], server);
  }

  /** A JVM for each operation. */
  private Running running(String name) throws Exception {
    TemporaryDirectory directory = TemporaryDirectory.create();
    try {
      Start start = start(directory.path(), name);
      return Running.each(
          () -> {
            start.run();
            return 1;
          },
          () -> new byte[0],
          directory);
    } catch (Exception e) {
      directory.close();
      throw e;
    }
  }

  @Override
  public List<Result> measure(Plan plan, Consumer<String> progress) {
    List<Result> rows = new ArrayList<>();
    int rounds = plan == Plan.QUICK ? QUICK : ROUNDS;
    Map<String, List<Start.Cost>> costs = new LinkedHashMap<>();
    try {
      Path directory = Files.createTempDirectory("berkeley"); // deleted with this JVM's own
      Map<String, Start> all = new LinkedHashMap<>();
      for (String name : implementations().keySet()) {
        progress.accept("preparing " + name);
        try {
          all.put(name, start(directory, name));
          costs.put(name, new ArrayList<>());
        } catch (UnsupportedOperationException e) {
          rows.add(Result.gap(id(), name, e.getMessage()));
        }
      }
      for (int round = 0; round < rounds; round++) {
        progress.accept("round " + (round + 1) + " of " + rounds);
        for (Map.Entry<String, Start> start : all.entrySet()) {
          costs.get(start.getKey()).add(start.getValue().run());
        }
      }
      costs.keySet().forEach(name -> rows.add(row(name, costs, rounds)));
    } catch (IOException | InterruptedException e) {
      implementations().keySet().forEach(name -> rows.add(Result.gap(id(), name, e.toString())));
    }
    gaps().forEach((name, why) -> rows.add(Result.gap(id(), name, why)));
    return rows;
  }

  private Result row(String name, Map<String, List<Start.Cost>> costs, int rounds) {
    String how = starts.get(name)[1];
    boolean absolute = name.equals(EMPTY + how);
    double[] cpu = new double[rounds];
    double[] wall = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      Start.Cost empty = costs.get(EMPTY + how).get(i);
      Start.Cost cost = costs.get(name).get(i);
      Start.Cost above = absolute ? cost : cost.above(empty);
      Start.Cost floor = costs.get(FLOOR + how).get(i).above(empty);
      cpu[i] = above.cpu();
      wall[i] = above.wall();
      ratios[i] = absolute ? Double.NaN : (double) above.cpu() / Math.max(1, floor.cpu());
    }
    double[] range = Statistics.interval(ratios);
    return new Result(
        id(),
        name,
        Statistics.median(ratios),
        range[0],
        range[1],
        false,
        Statistics.median(cpu),
        Double.NaN,
        rounds,
        "process cpu",
        true,
        null,
        String.format(Locale.ROOT, "wall %.0f ms", Statistics.median(wall) / 1e6),
        cpu);
  }

  @Override
  public int miniature() {
    return 1;
  }

  @Override
  public long countPerOperation() {
    return 1;
  }

  @Override
  public byte[] content() {
    return new byte[0];
  }
}
