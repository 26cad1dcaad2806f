/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Arrays;

/** Remote method invocation: a registry, an object, and calls to it. */
final class RmiProgram {
  static final int LENGTH = 500_000;

  private RmiProgram() {}

  /** What is called. */
  interface Reversal extends Remote {
    byte[] reverse(byte[] data) throws RemoteException;
  }

  private static final class Reversing implements Reversal {
    @Override
    public byte[] reverse(byte[] data) {
      byte[] reversed = new byte[data.length];
      for (int i = 0; i < data.length; i++) {
        reversed[i] = data[data.length - 1 - i];
      }
      return reversed;
    }
  }

  /** Serializable, as a stub takes it along. */
  private record Plain()
      implements RMIClientSocketFactory, RMIServerSocketFactory, java.io.Serializable {
    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return new Socket(host, port);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }
  }

  public static void main(String[] arguments) throws Exception {
    Plain plain = new Plain();
    run(plain, plain);
  }

  static void run(RMIClientSocketFactory clients, RMIServerSocketFactory servers) throws Exception {
    int port = ServerProcess.freePort();
    Registry registry = LocateRegistry.createRegistry(port, clients, servers);
    Reversal object = new Reversing();
    try {
      registry.rebind("reversal", UnicastRemoteObject.exportObject(object, 0, clients, servers));
      Reversal stub =
          (Reversal) LocateRegistry.getRegistry("127.0.0.1", port, clients).lookup("reversal");
      byte[] data = new byte[LENGTH];
      data[0] = 7;
      for (int i = 0; i < 10; i++) {
        byte[] reversed = stub.reverse(data);
        Program.check(true, reversed.length == LENGTH && reversed[LENGTH - 1] == 7);
        Program.check(true, Arrays.equals(data, stub.reverse(reversed)));
      }
    } finally {
      UnicastRemoteObject.unexportObject(object, true);
      UnicastRemoteObject.unexportObject(registry, true);
    }
  }
}
