/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Virtual threads that ask a database, each over a connection of its own. */
final class JdbcThreads {
  static final int COUNT = 20;

  private JdbcThreads() {}

  /** With a query that adds 1 to its argument. */
  static void run(String url, String query) throws Exception {
    List<Future<Integer>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < COUNT; i++) {
        int number = i;
        results.add(threads.submit(() -> sum(url, query, number)));
      }
      for (int i = 0; i < results.size(); i++) {
        Program.check(10 * (i + 1), results.get(i).get(60, TimeUnit.SECONDS));
      }
    }
  }

  private static int sum(String url, String query, int number) throws Exception {
    int sum = 0;
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < 10; i++) {
        statement.setInt(1, number);
        try (ResultSet result = statement.executeQuery()) {
          Program.check(true, result.next());
          sum += result.getInt(1);
        }
      }
    }
    return sum;
  }
}
