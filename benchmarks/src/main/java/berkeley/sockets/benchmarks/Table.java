/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.benchmarks.report.ReadmeTable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command {@code benchmarks/table}: the table of README.md, from the rows that {@code
 * benchmarks/compare} wrote.
 */
public final class Table {
  private Table() {}

  public static void main(String[] arguments) throws Exception {
    boolean write = arguments.length == 2 && arguments[1].equals("--write");
    if (arguments.length != 1 && !write) {
      System.err.println("usage: benchmarks/table FILE.json [--write]   (into README.md)");
      System.exit(2);
      return;
    }
    String table = ReadmeTable.of(Files.readString(Path.of(arguments[0])));
    if (write) {
      Path readme = Path.of("README.md");
      Files.writeString(readme, ReadmeTable.replaceIn(Files.readString(readme), table));
    } else {
      System.out.print(table);
    }
  }
}
