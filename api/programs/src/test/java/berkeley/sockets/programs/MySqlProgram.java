/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * What programs do with the JDBC drivers of MariaDB and MySQL; knows a URL, and nothing of sockets.
 */
final class MySqlProgram {
  /** One, one that is too slow, and one for each virtual thread. */
  static final int CONNECTIONS = 22;

  private MySqlProgram() {}

  /** With the URL. */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    try (Connection connection = DriverManager.getConnection(url)) {
      values(connection);
    }
    timeout(url);
    JdbcThreads.run(url, "select ? + 1");
  }

  private static void values(Connection connection) throws SQLException {
    byte[] bytes = new byte[1_000_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("select ? + 1, ?, ?, repeat('y', 1000000)")) {
      statement.setInt(1, 41);
      statement.setString(2, "żółw \u20ac");
      statement.setBytes(3, bytes);
      try (ResultSet result = statement.executeQuery()) {
        Program.check(true, result.next());
        Program.check(42, result.getInt(1));
        Program.check("żółw \u20ac", result.getString(2));
        Program.check(true, Arrays.equals(bytes, result.getBytes(3)));
        Program.check("y".repeat(1_000_000), result.getString(4));
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("create temporary table test.t (i int primary key, t varchar(40))");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into test.t values (?, ?)")) {
      for (int i = 0; i < 2000; i++) {
        insert.setInt(1, i);
        insert.setString(2, "line " + i);
        insert.addBatch();
      }
      Program.check(2000, insert.executeBatch().length);
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*), sum(i) from test.t")) {
      Program.check(true, result.next());
      Program.check(2000, result.getInt(1));
      Program.check(1999 * 1000, result.getInt(2));
    }
  }

  private static void timeout(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url + "&socketTimeout=300");
        Statement statement = connection.createStatement()) {
      statement.execute("select sleep(60)");
      throw new IllegalStateException("no timeout");
    } catch (SQLException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
        if (cause instanceof java.net.SocketTimeoutException) {
          return;
        }
      }
      throw e;
    }
  }
}
