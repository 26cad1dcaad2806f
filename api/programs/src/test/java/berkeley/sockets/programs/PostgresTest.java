/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PostgreSQL's JDBC driver, by the name of the factory's class and by the agent. */
class PostgresTest {
  private static final int BYTES = 5_600_000; // what the program sends and receives at least

  @RegisterExtension static final TestServer SERVER = new TestServer(PostgresTest::prepare);

  private static List<String> prepare(Path directory, int port) throws Exception {
    String[] places = ServerProcess.versions(Path.of("/usr/lib/postgresql"), "bin");
    Path initdb = ServerProcess.require("initdb", places);
    Path postgres = ServerProcess.require("postgres", places);
    String data = directory.resolve("data").toString();
    ServerProcess.run(
        directory,
        List.of(
            initdb.toString(),
            "-D",
            data,
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"));
    return List.of(
        postgres.toString(),
        "-D",
        data,
        "-p",
        Integer.toString(port),
        "-F",
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=" + directory,
        "-c",
        "timezone=UTC");
  }

  private static String url(String more) {
    return "jdbc:postgresql://127.0.0.1:"
        + SERVER.port()
        + "/postgres?user=tester&sslmode=disable&gssEncMode=disable"
        + more;
  }

  private static Counted withFactory(String argument) throws Exception {
    Counted before = Counted.now();
    PostgresProgram.main(
        new String[] {
          url(
              "&socketFactory=berkeley.sockets.net.NativeSocketFactory"
                  + (argument.isEmpty()
                      ? ""
                      : "&socketFactoryArg=" + URLEncoder.encode(argument, StandardCharsets.UTF_8)))
        });
    return Counted.now().since(before);
  }

  @Test
  void theProgramIsRight() throws Exception {
    assertEquals(0, Way.JDK.run(PostgresProgram.class, url("")).opened());
  }

  @Test
  void overTcp() throws Exception {
    withFactory("").assertConnected(PostgresProgram.CONNECTIONS, BYTES);
  }

  @Test
  void overItsUnixSocket() throws Exception {
    withFactory(SERVER.directory().resolve(".s.PGSQL." + SERVER.port()).toString())
        .assertConnected(PostgresProgram.CONNECTIONS, BYTES);
  }

  @Test
  void overMultipathTcp() throws Exception {
    withFactory("protocol=MPTCP").assertConnected(PostgresProgram.CONNECTIONS, BYTES);
  }

  @Test
  void byTheAgent() throws Exception {
    Way.AGENT
        .run(PostgresProgram.class, url(""))
        .assertConnected(PostgresProgram.CONNECTIONS, BYTES);
  }
}
