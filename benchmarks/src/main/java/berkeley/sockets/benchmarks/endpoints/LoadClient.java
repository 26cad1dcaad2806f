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
    Process process =
        new ProcessBuilder(
                Libraries.program("load").toString(),
                Integer.toString(port),
                Integer.toString(connections))
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
