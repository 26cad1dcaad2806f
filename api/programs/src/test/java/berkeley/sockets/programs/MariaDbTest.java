/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import berkeley.sockets.net.NativeSocketFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MariaDB's JDBC driver, by the name of the factory's class and by the agent. */
public class MariaDbTest { // public for the driver, which makes the factory below
  private static final int BYTES = 3_000_000; // a million there, two back

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    Path install = ServerProcess.require("mariadb-install-db");
    Path mariadbd = ServerProcess.require("mariadbd");
    Path directory = Directories.create();
    String data = directory.resolve("data").toString();
    ServerProcess.run(
        directory,
        List.of(
            install.toString(),
            "--no-defaults",
            "--datadir=" + data,
            "--auth-root-authentication-method=normal"));
    int port = ServerProcess.freePort();
    server =
        new ServerProcess(
            directory,
            port,
            List.of(
                mariadbd.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + directory.resolve("mariadb.sock"),
                "--max-allowed-packet=16M",
                "--skip-grant-tables"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  private static String url(String more) {
    return "jdbc:mariadb://127.0.0.1:" + server.port + "/test?user=tester&sslMode=disable" + more;
  }

  /** The driver gives a factory no argument. */
  public static final class OverUnix extends NativeSocketFactory {
    public OverUnix() {
      super(server.directory.resolve("mariadb.sock").toString());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {NativeSocketFactory.class, OverUnix.class})
  void withAFactory(Class<?> factory) throws Exception {
    Counted before = Counted.now();
    MariaDbProgram.main(new String[] {url("&socketFactory=" + factory.getName())});
    Counted.now().since(before).assertConnected(MariaDbProgram.CONNECTIONS, BYTES);
  }

  @Test
  void byTheAgent() throws Exception {
    Way.AGENT.run(MariaDbProgram.class, url("")).assertConnected(MariaDbProgram.CONNECTIONS, BYTES);
  }
}
