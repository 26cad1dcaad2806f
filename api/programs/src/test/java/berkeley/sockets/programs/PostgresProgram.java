/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What programs do with PostgreSQL's JDBC driver; knows a URL, and nothing of sockets. */
final class PostgresProgram {
  /** One, one for a cancel, one to notify, and one for each virtual thread. */
  static final int CONNECTIONS = 23;

  private static final String CANCELED = "57014"; // query_canceled, PostgreSQL's appendix A

  private PostgresProgram() {}

  /** With the URL. */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    try (Connection connection = DriverManager.getConnection(url)) {
      types(connection);
      large(connection);
      copy(connection.unwrap(PGConnection.class), connection);
      cancel(connection);
      timeouts(connection, url);
    }
    JdbcThreads.run(url, "select ?::int + 1, pg_sleep(0.01)");
  }

  private static void types(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select ?::int, ?::bigint, ?::numeric, ?::text, ?::bytea, ?::date, ?::bool, array[1,2,3]")) {
      byte[] bytes = new byte[256];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) i;
      }
      statement.setInt(1, -7);
      statement.setLong(2, Long.MIN_VALUE);
      statement.setBigDecimal(3, new BigDecimal("12345678901234567890.123"));
      statement.setString(4, "żółw \u20ac");
      statement.setBytes(5, bytes);
      statement.setObject(6, LocalDate.of(1983, 9, 1));
      statement.setBoolean(7, true);
      for (int i = 0; i < 10; i++) { // the driver changes to binary transfer on the way
        try (ResultSet result = statement.executeQuery()) {
          Program.check(true, result.next());
          Program.check(-7, result.getInt(1));
          Program.check(Long.MIN_VALUE, result.getLong(2));
          Program.check(new BigDecimal("12345678901234567890.123"), result.getBigDecimal(3));
          Program.check("żółw \u20ac", result.getString(4));
          Program.check(true, Arrays.equals(bytes, result.getBytes(5)));
          Program.check(LocalDate.of(1983, 9, 1), result.getObject(6, LocalDate.class));
          Program.check(true, result.getBoolean(7));
          Array array = result.getArray(8);
          Program.check("[1, 2, 3]", Arrays.toString((Integer[]) array.getArray()));
        }
      }
    }
  }

  /** More than any buffer holds, in both directions. */
  private static void large(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select length(?::text), repeat('y', 3000000)")) {
      statement.setString(1, "x".repeat(2_000_000));
      try (ResultSet result = statement.executeQuery()) {
        Program.check(true, result.next());
        Program.check(2_000_000, result.getInt(1));
        Program.check("y".repeat(3_000_000), result.getString(2));
      }
    }
  }

  private static void copy(PGConnection driver, Connection connection) throws Exception {
    int rows = 20_000;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      lines.append(i).append('\t').append("line ").append(i).append('\n');
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("create temporary table copied (i int, t text)");
    }
    Program.check(
        (long) rows,
        driver.getCopyAPI().copyIn("copy copied from stdin", new StringReader(lines.toString())));
    StringWriter back = new StringWriter();
    driver.getCopyAPI().copyOut("copy (select * from copied order by i) to stdout", back);
    Program.check(lines.toString(), back.toString());
  }

  /** The driver cancels with a connection of its own. */
  private static void cancel(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      Thread canceling =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      do {
                        statement.cancel(); // does nothing before the statement runs
                        Thread.sleep(100);
                      } while (!Thread.currentThread().isInterrupted());
                    } catch (SQLException | InterruptedException e) {
                      // the statement has ended
                    }
                  });
      try {
        statement.execute("select pg_sleep(60)");
        throw new IllegalStateException("not canceled");
      } catch (SQLException e) {
        Program.check(CANCELED, e.getSQLState());
      } finally {
        canceling.interrupt();
        canceling.join();
      }
    }
    try (Statement statement = connection.createStatement()) {
      Program.check(true, statement.execute("select 1"));
    } catch (SQLException e) {
      Program.check(CANCELED, e.getSQLState()); // by the last of the requests
    }
  }

  /**
   * A wait that ends by its timeout, one that ends by a notification, and a read that is too long.
   */
  private static void timeouts(Connection connection, String url) throws Exception {
    PGConnection driver = connection.unwrap(PGConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen news");
      PGNotification[] none = driver.getNotifications(200);
      Program.check(true, none == null || none.length == 0);
      try (Connection other = DriverManager.getConnection(url);
          Statement notifying = other.createStatement()) {
        notifying.execute("notify news, 'paper'");
      }
      PGNotification[] news = driver.getNotifications(30_000);
      Program.check(1, news.length);
      Program.check("paper", news[0].getParameter());
      Program.check(true, statement.execute("select 1"));
    }
    connection.setNetworkTimeout(Runnable::run, 300);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_sleep(60)");
      throw new IllegalStateException("no timeout");
    } catch (SQLException e) {
      Program.check("java.net.SocketTimeoutException", e.getCause().getClass().getName());
    }
    Program.check(true, connection.isClosed());
  }
}
