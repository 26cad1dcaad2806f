/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import berkeley.sockets.net.NativeServerSocketFactory;
import berkeley.sockets.net.NativeSocketFactory;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import org.junit.jupiter.api.Test;

/** RMI with socket factories and by the agent. */
class RmiTest {
  private static final long BYTES =
      80L * RmiProgram.LENGTH; // 20 calls, there and back, twice counted

  private record Native() implements RMIClientSocketFactory, RMIServerSocketFactory, Serializable {
    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return new NativeSocketFactory().createSocket(host, port);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new NativeServerSocketFactory()
          .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }
  }

  private static void check(Counted counted) {
    counted.assertConnected(2, BYTES);
    counted.assertAccepted(2);
  }

  @Test
  void withFactories() throws Exception {
    Native factories = new Native();
    Counted before = Counted.now();
    RmiProgram.run(factories, factories);
    check(Counted.now().since(before));
  }

  @Test
  void byTheAgent() throws Exception {
    check(Way.AGENT.run(RmiProgram.class));
  }
}
