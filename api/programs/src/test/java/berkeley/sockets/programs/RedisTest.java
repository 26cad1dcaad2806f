/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import berkeley.sockets.net.NativeSocketFactory;
import berkeley.sockets.net.SocketSpec;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Jedis, with a factory and by the agent. */
class RedisTest {
  private static final int BYTES = 2_000_000; // a large value, there and back

  @RegisterExtension static final TestServer SERVER = new TestServer(RedisTest::prepare);

  private static List<String> prepare(Path directory, int port) throws Exception {
    Path redis = ServerProcess.require("redis-server");
    return List.of(
        redis.toString(),
        "--port " + port,
        "--bind 127.0.0.1",
        "--unixsocket " + directory.resolve("redis.sock"),
        "--unixsocketperm 777",
        "--save ''",
        "--dir " + directory);
  }

  private static Counted with(SocketSpec spec) throws Exception {
    SocketFactory factory = new NativeSocketFactory(spec);
    Counted before = Counted.now();
    RedisProgram.run(() -> new Jedis(() -> connect(factory)));
    return Counted.now().since(before);
  }

  private static Socket connect(SocketFactory factory) {
    try {
      return factory.createSocket("127.0.0.1", SERVER.port());
    } catch (IOException e) {
      throw new JedisConnectionException(e);
    }
  }

  @Test
  void overTcp() throws Exception {
    with(SocketSpec.STREAM).assertConnected(RedisProgram.CONNECTIONS, BYTES);
  }

  @Test
  void overItsUnixSocket() throws Exception {
    with(SocketSpec.parse(SERVER.directory().resolve("redis.sock").toString()))
        .assertConnected(RedisProgram.CONNECTIONS, BYTES);
  }

  @Test
  void byTheAgent() throws Exception {
    Way.AGENT
        .run(RedisProgram.class, Integer.toString(SERVER.port()))
        .assertConnected(RedisProgram.CONNECTIONS, BYTES);
  }
}
