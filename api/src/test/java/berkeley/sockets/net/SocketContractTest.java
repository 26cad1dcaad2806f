/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;
import static berkeley.sockets.net.Contract.start;

import berkeley.sockets.net.Contract.Full;
import berkeley.sockets.net.Contract.Pair;
import berkeley.sockets.net.Contract.Running;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** java.net.Socket: each body has the same outcome with the JDK's and with ours. */
class SocketContractTest {
  // ---- connecting

  @Test
  void refusedConnectionsCloseTheSocket() throws Exception {
    same(
        (stack, outcome) -> {
          int port;
          try (ServerSocket gone = stack.serverSocket()) {
            gone.bind(loopback(0));
            port = gone.getLocalPort();
          }
          Socket socket = stack.socket();
          outcome.withMessage("connect", () -> socket.connect(loopback(port)));
          outcome.of("closed", socket::isClosed);
          outcome.does("again", () -> socket.connect(loopback(port)));
          Socket timed = stack.socket();
          outcome.withMessage("timed", () -> timed.connect(loopback(port), 5000));
          outcome.of("closed", timed::isClosed);
        });
  }

  @Test
  void addressesThatCannotBeConnected() throws Exception {
    same(
        (stack, outcome) -> {
          Socket unresolved = stack.socket();
          outcome.does(
              "unresolved",
              () -> unresolved.connect(InetSocketAddress.createUnresolved("no.invalid", 80)));
          outcome.of("closed", unresolved::isClosed);
          try (Socket socket = stack.socket()) {
            outcome.does("null", () -> socket.connect(null));
            outcome.does("negative", () -> socket.connect(loopback(1), -1));
            outcome.does("port 0", () -> socket.connect(loopback(0)));
          }
          try (Socket socket = stack.socket()) {
            socket.setReuseAddress(true); // has it created, of the Internet
            outcome.does("another family", () -> socket.connect(UnixDomainSocketAddress.of("/x")));
            outcome.of("closed", socket::isClosed);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void connectTimesOut(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Full full = Full.of(stack)) {
            Socket late = stack.socket();
            outcome.add(
                start(
                        virtual,
                        () -> {
                          late.connect(full.address(), 200);
                          return "connected";
                        })
                    .end());
            outcome.of("closed", late::isClosed);
          }
        });
  }

  @Test
  void connectedOnce() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            outcome.withMessage(
                "again", () -> pair.client().connect(loopback(pair.listener().getLocalPort())));
            outcome.does("bind", () -> pair.client().bind(loopback(0)));
          }
        });
  }

  @Test
  void connectToTheWildcardIsToThisHost() throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocket listener = stack.serverSocket()) {
            listener.bind(new InetSocketAddress(0));
            for (String wildcard : List.of("0.0.0.0", "::")) {
              try (Socket socket = stack.socket()) {
                InetAddress address = InetAddress.getByName(wildcard);
                outcome.does(
                    wildcard,
                    () -> socket.connect(new InetSocketAddress(address, listener.getLocalPort())));
              }
            }
          }
        });
  }

  @Test
  void bothFamiliesReachOneListener() throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocket listener = stack.serverSocket()) {
            listener.bind(new InetSocketAddress(0));
            for (String host : List.of("127.0.0.1", "::1")) {
              try (Socket socket = stack.socket()) {
                socket.connect(
                    new InetSocketAddress(InetAddress.getByName(host), listener.getLocalPort()));
                try (Socket server = listener.accept()) {
                  outcome.of("peer", server::getInetAddress);
                  outcome.of("own", server::getLocalAddress);
                  outcome.of("local", socket::getLocalAddress);
                  outcome.of("port", () -> server.getPort() == socket.getLocalPort());
                  outcome.of("ports", () -> server.getLocalPort() == socket.getPort());
                }
              }
            }
          }
        });
  }

  @Test
  void binding() throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocket taken = stack.serverSocket()) {
            taken.bind(loopback(0));
            Socket socket = stack.socket();
            outcome.does("taken", () -> socket.bind(loopback(taken.getLocalPort())));
            outcome.does(
                "foreign",
                () -> socket.bind(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0)));
            outcome.does(
                "unresolved",
                () -> socket.bind(InetSocketAddress.createUnresolved("no.invalid", 0)));
            outcome.of("bound", socket::isBound);
            outcome.does("null", () -> socket.bind(null));
            outcome.of("bound", socket::isBound);
            outcome.of("any", () -> socket.getLocalAddress().isAnyLocalAddress());
            outcome.of("port", () -> socket.getLocalPort() > 0);
            outcome.does("again", () -> socket.bind(null));
            int port = socket.getLocalPort();
            socket.connect(loopback(taken.getLocalPort()));
            outcome.of("same port", () -> socket.getLocalPort() == port);
            socket.close();
          }
        });
  }

  // ---- what it tells of itself

  @Test
  void statesAndNames() throws Exception {
    same(
        (stack, outcome) -> {
          Socket fresh = stack.socket();
          tell(outcome, fresh);
          fresh.close();
          tell(outcome, fresh);
          outcome.withMessage("connect", () -> fresh.connect(loopback(1)));
          outcome.withMessage("in", fresh::getInputStream);
          outcome.withMessage("timeout", () -> fresh.setSoTimeout(1));
          try (Pair pair = Pair.of(stack)) {
            tell(outcome, pair.client());
            outcome.of(
                "remote",
                () ->
                    pair.client()
                        .getRemoteSocketAddress()
                        .equals(loopback(pair.listener().getLocalPort())));
            outcome.of(
                "local",
                () ->
                    pair.client()
                        .getLocalSocketAddress()
                        .equals(pair.server().getRemoteSocketAddress()));
            int port = pair.client().getLocalPort();
            pair.client().close();
            tell(outcome, pair.client());
            outcome.of("port", () -> pair.client().getLocalPort() == port);
            outcome.of("peer", () -> pair.client().getPort() == pair.listener().getLocalPort());
            outcome.of("local", pair.client()::getLocalAddress);
          }
        });
  }

  private static void tell(Outcome outcome, Socket socket) {
    outcome.of("bound", socket::isBound);
    outcome.of("connected", socket::isConnected);
    outcome.of("closed", socket::isClosed);
    outcome.of("address", socket::getInetAddress);
    outcome.of("has port", () -> socket.getPort() > 0);
    outcome.of("has local port", () -> socket.getLocalPort() > 0);
    outcome.of("no local port", () -> socket.getLocalPort() < 0);
    outcome.of("no remote", () -> socket.getRemoteSocketAddress() == null);
    outcome.of("no local", () -> socket.getLocalSocketAddress() == null);
    outcome.of("channel", socket::getChannel);
    outcome.of("in", socket::isInputShutdown);
    outcome.of("out", socket::isOutputShutdown);
    outcome.of("text", () -> socket.toString().replaceAll("[0-9]{2,}", "N"));
  }

  @Test
  void unconnectedSocketsHaveNoStreams() throws Exception {
    same(
        (stack, outcome) -> {
          try (Socket socket = stack.socket()) {
            outcome.withMessage("in", socket::getInputStream);
            outcome.withMessage("out", socket::getOutputStream);
            outcome.withMessage("shutdown", socket::shutdownInput);
            outcome.withMessage("urgent", () -> socket.sendUrgentData(1));
          }
        });
  }

  // ---- data

  @Test
  void bytesArrive() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            byte[] data = new byte[300_000];
            for (int i = 0; i < data.length; i++) {
              data[i] = (byte) (i * 31 + i / 251);
            }
            Running writer =
                start(
                    false,
                    () -> {
                      OutputStream out = pair.client().getOutputStream();
                      out.write(data[0]);
                      out.write(data, 1, data.length - 1);
                      pair.client().shutdownOutput();
                      return "done";
                    });
            InputStream in = pair.server().getInputStream();
            outcome.of("first", in::read);
            byte[] rest = in.readAllBytes();
            outcome.of("length", () -> rest.length);
            outcome.of(
                "same", () -> java.util.Arrays.equals(data, 1, data.length, rest, 0, rest.length));
            outcome.of("end", in::read);
            outcome.add("writer: " + writer.end());
          }
        });
  }

  @Test
  void boundsAndEmptyArrays() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            OutputStream out = pair.client().getOutputStream();
            outcome.of("nothing", () -> in.read(new byte[0]));
            outcome.does("write nothing", () -> out.write(new byte[0]));
            outcome.of("beyond", () -> in.read(new byte[4], 2, 3));
            outcome.does("write beyond", () -> out.write(new byte[4], 2, 3));
            outcome.of("negative", () -> in.read(new byte[4], -1, 3));
            outcome.of("null", () -> in.read(null, 0, 1));
            outcome.of("available", in::available);
            pair.server().getOutputStream().write(new byte[7]);
            in.read();
            outcome.of("available", in::available);
            outcome.of("skip", () -> in.skip(3));
            outcome.of("read", () -> in.read(new byte[100]));
          }
        });
  }

  @Test
  void writersDoNotMix() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            int size = 1 << 20;
            List<Running> writers = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
              byte[] block = new byte[size];
              java.util.Arrays.fill(block, (byte) i);
              writers.add(
                  start(
                      i % 2 == 0,
                      () -> {
                        pair.client().getOutputStream().write(block);
                        return "done";
                      }));
            }
            int changes = 0;
            InputStream in = pair.server().getInputStream();
            byte last = 0;
            for (int i = 0; i < 3 * size; ) {
              byte[] some = in.readNBytes(Math.min(1 << 16, 3 * size - i));
              i += some.length;
              for (byte each : some) {
                changes += each == last ? 0 : 1;
                last = each;
              }
            }
            outcome.add("changes: " + changes);
            for (Running each : writers) {
              outcome.add(each.end());
            }
          }
        });
  }

  @Test
  void urgentData() throws Exception {
    same(
        (stack, outcome) -> {
          for (boolean inline : new boolean[] {false, true}) {
            try (Pair pair = Pair.of(stack)) {
              pair.server().setOOBInline(inline);
              outcome.of("inline", pair.server()::getOOBInline);
              pair.client().getOutputStream().write('a');
              outcome.does("urgent", () -> pair.client().sendUrgentData('!'));
              pair.client().getOutputStream().write('b');
              pair.client().shutdownOutput();
              outcome.of(
                  "all", () -> new String(pair.server().getInputStream().readAllBytes(), "UTF-8"));
            }
          }
        });
  }

  // ---- options

  @Test
  void options() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            Socket socket = pair.client();
            outcome.of("no delay", socket::getTcpNoDelay);
            outcome.does("no delay", () -> socket.setTcpNoDelay(true));
            outcome.of("no delay", socket::getTcpNoDelay);
            outcome.of("linger", socket::getSoLinger);
            outcome.does("linger", () -> socket.setSoLinger(true, 70_000));
            outcome.of("linger", socket::getSoLinger);
            outcome.does("linger below 0", () -> socket.setSoLinger(true, -1));
            outcome.does("linger off", () -> socket.setSoLinger(false, 3));
            outcome.of("linger", socket::getSoLinger);
            outcome.does("send", () -> socket.setSendBufferSize(20_000));
            outcome.of("send", socket::getSendBufferSize);
            outcome.does("receive", () -> socket.setReceiveBufferSize(20_000));
            outcome.of("receive", socket::getReceiveBufferSize);
            outcome.does("receive 1", () -> socket.setReceiveBufferSize(1));
            outcome.of("receive", socket::getReceiveBufferSize);
            outcome.does("receive 0", () -> socket.setReceiveBufferSize(0));
            outcome.does("keep alive", () -> socket.setKeepAlive(true));
            outcome.of("keep alive", socket::getKeepAlive);
            for (int value : new int[] {0x10, 0xff, 0, 256, -1}) {
              outcome.does("class " + value, () -> socket.setTrafficClass(value));
              outcome.of("class", socket::getTrafficClass);
            }
            outcome.of("reuse", socket::getReuseAddress);
            outcome.does("reuse", () -> socket.setReuseAddress(true));
            outcome.of("reuse", socket::getReuseAddress);
            socket.setPerformancePreferences(1, 2, 3);
            OptionSteps.of(
                outcome, socket.supportedOptions(), socket::getOption, socket::setOption);
            socket.close();
            outcome.withMessage("closed", socket::getTcpNoDelay);
            outcome.of("closed", () -> socket.getOption(java.net.StandardSocketOptions.SO_RCVBUF));
          }
        });
  }
}
