/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.net.Contract.Pair;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

/** What nothing refers to any more is closed, as the JDK does with the same classes. */
class UnreferencedContractTest {
  /** Sees whether a peer is closed. */
  private static Object end(InputStream peer) throws Exception {
    for (int i = 0; i < 300; i++) {
      System.gc();
      try {
        return peer.read();
      } catch (java.net.SocketTimeoutException e) {
        // not yet
      }
    }
    return "open";
  }

  private static void drop(Pair[] pairs) {
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new Pair(null, null, pairs[i].server());
    }
  }

  @Test
  void connections() throws Exception {
    same(
        (stack, outcome) -> {
          Pair[] pairs = {Pair.of(stack)};
          pairs[0].listener().close();
          InputStream in = pairs[0].server().getInputStream();
          pairs[0].server().setSoTimeout(100);
          drop(pairs);
          outcome.of("end", () -> end(in));
          pairs[0].server().close();
        });
  }

  private static int portOf(Stack stack, boolean channel) throws Exception {
    if (channel) {
      DatagramChannel dropped = stack.provider().openDatagramChannel().bind(loopback(0));
      return ((java.net.InetSocketAddress) dropped.getLocalAddress()).getPort();
    }
    DatagramSocket dropped = stack.datagramSocket();
    dropped.bind(loopback(0));
    return dropped.getLocalPort();
  }

  private static String freed(Stack stack, int port) throws Exception {
    for (int i = 0; i < 300; i++) {
      System.gc();
      try (DatagramSocket next = stack.datagramSocket()) {
        next.bind(loopback(port));
        return "free";
      } catch (java.net.BindException e) {
        Thread.sleep(100);
      }
    }
    return "taken";
  }

  @Test
  void datagrams() throws Exception {
    same(
        (stack, outcome) -> {
          outcome.add("socket: " + freed(stack, portOf(stack, false)));
          outcome.add("channel: " + freed(stack, portOf(stack, true)));
        });
  }

  /** The native socket is another reference, though not to the view. */
  @Test
  void notWhoseNativeSocketIsKnown() throws Exception {
    Pair pair = Pair.of(Stack.OURS);
    Pair[] pairs = {pair};
    berkeley.sockets.Socket[] known = {Views.nativeSocket(pair.client())};
    pair.listener().close();
    drop(pairs);
    pair = null;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
    }
    assertTrue(known[0].isOpen());
    assertEquals(1, known[0].send(new byte[] {7}, 0, 1, 0));
    assertEquals(7, pairs[0].server().getInputStream().read());
    known[0].close();
    pairs[0].server().close();
  }
}
