/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import java.io.PrintStream;

/** One line on the terminal that is rewritten; elsewhere a line for each workload. */
public final class Progress {
  private final PrintStream out = System.err;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final int workloads;
  private int number;
  private String workload;
  private String last = "";

  public Progress(int workloads) {
    this.workloads = workloads;
  }

  public void begin(String id) {
    number++;
    workload = "[" + number + "/" + workloads + "] " + id;
    if (!terminal) {
      out.println(workload);
    }
  }

  public void step(String what) {
    if (terminal) {
      String line = workload + ": " + what;
      out.print("\r" + line + " ".repeat(Math.max(0, last.length() - line.length())));
      out.flush();
      last = line;
    }
  }

  public void end() {
    if (terminal) {
      out.print("\r" + " ".repeat(last.length()) + "\r");
      out.flush();
    }
  }
}
