/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import berkeley.sockets.net.NativeSocketFactory;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDBC drivers of MariaDB and MySQL, by the name of the factory's class and by the agent. */
public class MySqlTest { // public for the driver, which makes the factory below
  private static final int BYTES = 3_000_000; // a million there, two back

  @RegisterExtension static final TestServer SERVER = new TestServer(MySqlTest::prepare);

  private static List<String> prepare(Path directory, int port) throws Exception {
    Path install = ServerProcess.require("mariadb-install-db");
    Path mariadbd = ServerProcess.require("mariadbd");
    String data = directory.resolve("data").toString();
    ServerProcess.run(
        directory,
        List.of(
            install.toString(),
            "--no-defaults",
            "--datadir=" + data,
            "--auth-root-authentication-method=normal"));
    return List.of(
        mariadbd.toString(),
        "--no-defaults",
        "--datadir=" + data,
        "--port=" + port,
        "--bind-address=127.0.0.1",
        "--socket=" + directory.resolve("mariadb.sock"),
        "--max-allowed-packet=16M",
        "--skip-grant-tables");
  }

  private static String mariaDb(String more) {
    return "jdbc:mariadb://127.0.0.1:" + SERVER.port() + "/test?user=tester&sslMode=disable" + more;
  }

  private static String mySql(String more) {
    return "jdbc:mysql://127.0.0.1:" + SERVER.port() + "/test?user=tester&sslMode=DISABLED" + more;
  }

  /** The driver gives a factory no argument. */
  public static final class OverUnix extends NativeSocketFactory {
    public OverUnix() {
      super(SERVER.directory().resolve("mariadb.sock").toString());
    }
  }

  /** What Connector/J takes for a factory. */
  public static final class MySqlOverTcp extends StandardSocketFactory {
    @Override
    protected Socket createSocket(PropertySet properties) {
      return socket(new NativeSocketFactory());
    }
  }

  /** As above, over the server's UNIX socket. */
  public static final class MySqlOverUnix extends StandardSocketFactory {
    @Override
    protected Socket createSocket(PropertySet properties) {
      return socket(new OverUnix());
    }
  }

  private static Socket socket(NativeSocketFactory factory) {
    try {
      return factory.createSocket();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertNative(String url) throws Exception {
    Counted before = Counted.now();
    MySqlProgram.main(new String[] {url});
    Counted.now().since(before).assertConnected(MySqlProgram.CONNECTIONS, BYTES);
  }

  @ParameterizedTest
  @ValueSource(classes = {NativeSocketFactory.class, OverUnix.class})
  void withAFactory(Class<?> factory) throws Exception {
    assertNative(mariaDb("&socketFactory=" + factory.getName()));
  }

  @ParameterizedTest
  @ValueSource(classes = {MySqlOverTcp.class, MySqlOverUnix.class})
  void connectorJWithAFactory(Class<?> factory) throws Exception {
    assertNative(mySql("&socketFactory=" + factory.getName()));
  }

  @Test
  void byTheAgent() throws Exception {
    Way.AGENT.run(MySqlProgram.class, mariaDb("")).assertConnected(MySqlProgram.CONNECTIONS, BYTES);
  }

  @Test
  void connectorJByTheAgent() throws Exception {
    Way.AGENT.run(MySqlProgram.class, mySql("")).assertConnected(MySqlProgram.CONNECTIONS, BYTES);
  }
}
