/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.benchmarks.report.ResultsPage;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command {@code benchmarks/results}: a page of the documents, from what {@code
 * benchmarks/compare} wrote.
 */
public final class Results {
  private Results() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("usage: benchmarks/results FILE.json   (into docs/results)");
      System.exit(2);
      return;
    }
    Path page = ResultsPage.write(Path.of("docs/results"), Files.readString(Path.of(arguments[0])));
    System.out.println("wrote " + page + " and the list beside it");
  }
}
