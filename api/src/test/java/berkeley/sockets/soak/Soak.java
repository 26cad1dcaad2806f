/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Mixed load for a time, between two processes: connections opened and closed, many held open at
 * once, bursts of UDP datagrams, descriptors passed, on virtual and platform threads, with garbage
 * collections in between. Ends with a verdict: each byte sent was echoed and came back unchanged;
 * descriptors, memory and threads of both processes are as they were after a warm-up.
 *
 * <p>{@code api/soak SECONDS [CONCURRENT]} runs it by hand; a short one is a test.
 */
public final class Soak implements AutoCloseable {
  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader answers;

  public static void main(String[] args) throws Exception {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 60;
    int concurrent = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    boolean good = false;
    try (Soak soak = new Soak()) {
      good = soak.run(seconds, concurrent);
    } catch (Throwable e) {
      e.printStackTrace(System.out);
    }
    System.out.println(good ? "SOAK GOOD" : "SOAK BAD");
    System.exit(good ? 0 : 1);
  }

  private Soak() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Server.class.getName()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    orders = new PrintWriter(process.outputWriter(), true);
    answers = process.inputReader();
  }

  private String ask(String order) throws IOException {
    if (order != null) {
      orders.println(order);
    }
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the server has died");
    }
    return answer;
  }

  private boolean run(double seconds, int concurrent) throws Exception {
    Addresses server = Addresses.parse(ask(null));
    new Client(server).run(Math.max(1, seconds / 6), concurrent); // grows what grows once
    ask("count"); // which waits for the end of its threads
    Gauge before = Gauge.read();
    Gauge theirsBefore = Gauge.parse(ask("gauge"));

    long start = System.nanoTime();
    Client client = new Client(server);
    client.run(seconds, concurrent);
    double took = (System.nanoTime() - start) / 1e9;
    String[] theirs = ask("count").split(" ");
    Gauge after = Gauge.read();
    Gauge theirsAfter = Gauge.parse(ask("gauge"));

    System.out.printf("%.0f s, %d concurrent: %s%n", took, concurrent, client.counts());
    long sent = client.counts().sent.sum();
    boolean good = equal("bytes the server received", sent, Long.parseLong(theirs[0]));
    good &= equal("bytes the server sent", sent, Long.parseLong(theirs[1]));
    good &= equal("bytes that came back", sent, client.counts().received.sum());
    good &= equal("differing bytes", 0, client.counts().wrong.sum());
    good &= before.isAs(after, "client");
    good &= theirsBefore.isAs(theirsAfter, "server");
    return good;
  }

  static boolean equal(String what, long expected, long actual) {
    System.out.printf("%-28s %,d%s%n", what, actual, expected == actual ? "" : " NOT " + expected);
    return expected == actual;
  }

  /** The server ends with its input. */
  @Override
  public void close() {
    orders.close();
    if (process.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join() == null) {
      process.destroyForcibly();
    }
  }
}
