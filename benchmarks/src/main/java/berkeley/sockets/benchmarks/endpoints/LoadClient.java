/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;

/** Clients in a process of their own: native/src/programs/load.c. */
public final class LoadClient implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final PrintWriter input;

  private LoadClient(Process process) {
    this.process = process;
    this.output = process.inputReader();
    this.input = new PrintWriter(process.outputWriter(), true);
  }

  /** Why there are no clients, or null. */
  public static String gap() {
    return Files.exists(Libraries.program("load"))
        ? null
        : "no C compiler when native/ was built: no clients";
  }

  /** Connects so many clients, while the acceptor takes as many. */
  public static LoadClient start(int port, int connections, Clients.Acceptor acceptor)
      throws Exception {
    return start(port, connections, connections, acceptor);
  }

  /** The same with so many requests at once, on connections that take turns. */
  public static LoadClient start(int port, int connections, int window, Clients.Acceptor acceptor)
      throws Exception {
    return start("load", port, connections, window, acceptor);
  }

  /**
   * Clients that tell the times of the answers: native/src/programs/latency.c.
   *
   * @param rate of requests a second, or 0 for each when the last is answered
   */
  public static LoadClient timed(int port, int connections, int rate, Clients.Acceptor acceptor)
      throws Exception {
    return start("latency", port, connections, rate, acceptor);
  }

  private static LoadClient start(
      String program, int port, int connections, int last, Clients.Acceptor acceptor)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Libraries.program(program).toString(),
                Integer.toString(port),
                Integer.toString(connections),
                Integer.toString(last))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    LoadClient load = new LoadClient(process);
    for (int i = 0; i < connections; i++) {
      acceptor.accept();
    }
    load.expect("ready");
    return load;
  }

  /** Sends so many requests. */
  public void request(int n) {
    input.println(n);
  }

  /** Returns when all have been answered. */
  public void await() throws IOException {
    expect("done");
  }

  /** As {@link #await}, of clients that are timed: the percentiles 50, 99 and 99.9, in ns. */
  public long[] times() throws IOException {
    String line = output.readLine();
    if (line == null || !line.startsWith("done ")) {
      throw new IOException("the clients say " + line);
    }
    String[] words = line.split(" ");
    return new long[] {
      Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3])
    };
  }

  private void expect(String word) throws IOException {
    String line = output.readLine();
    if (!word.equals(line)) {
      throw new IOException("the clients say " + line + " for " + word);
    }
  }

  @Override
  public void close() throws Exception {
    input.close();
    process.waitFor();
  }
}
