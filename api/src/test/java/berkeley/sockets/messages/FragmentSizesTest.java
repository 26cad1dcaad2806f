/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.ControlMessage;
import berkeley.sockets.Message;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Datagrams in fragments, in a network namespace whose loopback interface has small packets. */
class FragmentSizesTest {
  private static final int MTU = 1280;

  private static List<String> inNamespace(List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "unshare",
                "-rn",
                "sh",
                "-c",
                "ip link set lo up mtu " + MTU + " && exec \"$@\"",
                "sh"));
    all.addAll(command);
    return all;
  }

  @Test
  void theLargestFragmentIsTold() throws Exception {
    assumeTrue(
        ChildProcess.installed("unshare") && ChildProcess.installed("ip"), "no unshare or no ip");
    ChildProcess.Result probe = ChildProcess.run(inNamespace(List.of("true")));
    assumeTrue(probe.status() == 0, "no network namespace may be made here: " + probe.output());
    ChildProcess.Result result =
        ChildProcess.run(inNamespace(ChildProcess.jvm(Program.class.getName())));
    assertEquals(0, result.status(), result.output());
    // IPv4 cuts at multiples of eight bytes behind its header; IPv6's is the whole packet, too
    int four = (MTU - 20) / 8 * 8 + 20;
    assertEquals("none " + four + " none " + MTU + "\n", result.output());
  }

  /** Sends a whole datagram and one in fragments over each family. */
  public static final class Program {
    public static void main(String[] args) throws IOException {
      StringBuilder out = new StringBuilder();
      pass(
          SockAddr.Inet4.loopback(0),
          IpOptions.IP_RECVFRAGSIZE,
          ControlMessages.IP_RECVFRAGSIZE,
          out);
      out.append(' ');
      pass(
          SockAddr.Inet6.loopback(0),
          Ipv6Options.IPV6_RECVFRAGSIZE,
          ControlMessages.IPV6_RECVFRAGSIZE,
          out);
      System.out.println(out);
    }

    private static void pass(
        SockAddr local, SockOpt<Boolean> ask, ControlMessage<Integer> kind, StringBuilder out)
        throws IOException {
      try (Socket receiver = Socket.open(local.family(), Type.DGRAM);
          Socket sender = Socket.open(local.family(), Type.DGRAM);
          Message in = Message.builder().data(3000).controlBytes(64).build()) {
        receiver.bind(local);
        receiver.setOption(ask, true);
        receiver.setReceiveTimeout(Duration.ofSeconds(20));
        sender.connect(receiver.localAddress());
        for (int size : new int[] {100, 3000}) {
          sender.send(new byte[size], 0, size, 0);
          receiver.recv(in, 0);
          Integer fragment = in.get(kind);
          out.append(size == 100 ? "" : " ").append(fragment == null ? "none" : fragment);
        }
      }
    }
  }
}
