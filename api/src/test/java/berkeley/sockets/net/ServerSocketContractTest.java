/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;
import static berkeley.sockets.net.Contract.start;

import berkeley.sockets.net.Contract.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** java.net.ServerSocket: each body has the same outcome with the JDK's and with ours. */
class ServerSocketContractTest {
  @Test
  void statesAndNames() throws Exception {
    same(
        (stack, outcome) -> {
          ServerSocket socket = stack.serverSocket();
          tell(outcome, socket);
          outcome.withMessage("accept", socket::accept);
          outcome.does("bind", () -> socket.bind(loopback(0)));
          tell(outcome, socket);
          outcome.withMessage("again", () -> socket.bind(loopback(0)));
          socket.close();
          tell(outcome, socket);
          outcome.withMessage("accept", socket::accept);
          outcome.withMessage("bind", () -> socket.bind(loopback(0)));
          outcome.withMessage("timeout", () -> socket.setSoTimeout(1));
          outcome.withMessage("reuse", socket::getReuseAddress);
          try (ServerSocket any = stack.serverSocket()) {
            any.bind(null, 0);
            outcome.of("any", () -> any.getInetAddress().isAnyLocalAddress());
          }
        });
  }

  private static void tell(Outcome outcome, ServerSocket socket) {
    outcome.of("bound", socket::isBound);
    outcome.of("closed", socket::isClosed);
    outcome.of("address", socket::getInetAddress);
    outcome.of("port", () -> Integer.signum(socket.getLocalPort()));
    outcome.of("local", () -> socket.getLocalSocketAddress() == null);
    outcome.of("channel", socket::getChannel);
    outcome.of("text", () -> socket.toString().replaceAll("[0-9]{2,}", "N"));
  }

  @Test
  void addressesThatCannotBeBound() throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocket taken = stack.serverSocket();
              ServerSocket socket = stack.serverSocket()) {
            taken.bind(loopback(0));
            outcome.does("taken", () -> socket.bind(loopback(taken.getLocalPort())));
            outcome.of("bound", socket::isBound);
            outcome.does(
                "foreign",
                () -> socket.bind(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0)));
            outcome.does(
                "unresolved",
                () -> socket.bind(InetSocketAddress.createUnresolved("no.invalid", 0)));
            outcome.does("family", () -> socket.bind(UnixDomainSocketAddress.of("/x")));
            outcome.does("free", () -> socket.bind(loopback(0)));
          }
        });
  }

  @Test
  void options() throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocket socket = stack.serverSocket()) {
            outcome.of("reuse", socket::getReuseAddress);
            outcome.does("off", () -> socket.setReuseAddress(false));
            outcome.of("reuse", socket::getReuseAddress);
            outcome.does("buffer", () -> socket.setReceiveBufferSize(20_000));
            outcome.of("buffer", socket::getReceiveBufferSize);
            outcome.does("none", () -> socket.setReceiveBufferSize(0));
            outcome.of("timeout", socket::getSoTimeout);
            outcome.does("timeout", () -> socket.setSoTimeout(70));
            outcome.of("timeout", socket::getSoTimeout);
            outcome.does("negative", () -> socket.setSoTimeout(-1));
            socket.setPerformancePreferences(1, 2, 3);
            OptionSteps.of(
                outcome, socket.supportedOptions(), socket::getOption, socket::setOption);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void acceptTimesOut(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocket listener = stack.serverSocket()) {
            listener.bind(loopback(0));
            listener.setSoTimeout(50);
            outcome.add("accept: " + start(virtual, listener::accept).end());
            outcome.add("accept: " + start(virtual, listener::accept).end());
            try (Socket client = stack.socket()) {
              client.connect(loopback(listener.getLocalPort()));
              try (Socket server = listener.accept()) {
                outcome.of("inherited", server::getSoTimeout);
                Running reader = start(virtual, server.getInputStream()::read).blocked();
                client.getOutputStream().write(1);
                outcome.add("read: " + reader.end());
              }
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeEndsAnAcceptThatWaits(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          ServerSocket listener = stack.serverSocket();
          listener.bind(loopback(0));
          Running acceptor =
              start(
                      virtual,
                      () -> {
                        try {
                          return listener.accept();
                        } catch (java.io.IOException e) {
                          return e.getClass() + ": " + e.getMessage();
                        }
                      })
                  .blocked();
          listener.close();
          outcome.add(acceptor.end());
        });
  }

  @Test
  void interruptOfAVirtualThreadClosesTheListener() throws Exception {
    same(
        (stack, outcome) -> {
          ServerSocket listener = stack.serverSocket();
          listener.bind(loopback(0));
          Running acceptor = start(true, listener::accept).blocked();
          acceptor.thread().interrupt();
          outcome.add(acceptor.end());
          outcome.of("closed", listener::isClosed);
        });
  }

  /** Virtual and platform threads accept from one listener, and none waits for a lost one. */
  @Test
  void manyAcceptFromOne() throws Exception {
    same(
        (stack, outcome) -> {
          int count = 24;
          ServerSocket listener = stack.serverSocket();
          listener.bind(loopback(0));
          List<Running> acceptors = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            acceptors.add(
                start(
                    i % 3 != 0,
                    () -> {
                      try (Socket server = listener.accept()) {
                        return server.getInputStream().read();
                      }
                    }));
          }
          for (int i = 0; i < count; i++) {
            try (Socket client = stack.socket()) {
              client.connect(loopback(listener.getLocalPort()));
              client.getOutputStream().write(5);
              client.getInputStream().read();
            }
          }
          for (Running each : acceptors) {
            outcome.add(each.end());
          }
          listener.close();
        });
  }

  /** Takes sockets for the connections it accepts that have been used before, or not. */
  @Test
  void implAccept() throws Exception {
    same(
        (stack, outcome) -> {
          for (String state : new String[] {"fresh", "bound", "connected", "closed"}) {
            try (ServerSocket elsewhere = stack.serverSocket();
                Taking listener = Taking.of(stack)) {
              elsewhere.bind(loopback(0));
              listener.bind(loopback(0));
              Socket socket = stack.socket();
              Socket former = null;
              switch (state) {
                case "bound" -> socket.bind(loopback(0));
                case "connected" -> {
                  socket.connect(elsewhere.getLocalSocketAddress());
                  former = elsewhere.accept();
                }
                case "closed" -> {
                  socket.bind(loopback(0));
                  socket.close();
                }
                default -> {}
              }
              try (Socket client = stack.socket()) {
                client.connect(listener.getLocalSocketAddress());
                client.setSoTimeout(5000);
                outcome.does(state, () -> listener.accept(socket));
                outcome.of("closed", socket::isClosed);
                outcome.of("connected", socket::isConnected);
                outcome.of("port", () -> socket.getPort() == client.getLocalPort());
                outcome.does("write", () -> socket.getOutputStream().write(7));
                outcome.of("read", () -> client.getInputStream().read());
                client.getOutputStream().write(8);
                outcome.of("read", () -> socket.getInputStream().read());
                if (former != null) {
                  former.setSoTimeout(5000);
                  outcome.of("former peer", former.getInputStream()::read);
                  former.close();
                }
              }
              socket.close();
            }
          }
        });
  }

  /** A listener of a program's own class, which makes the sockets that it accepts. */
  private static final class Taking extends ServerSocket {
    private Socket next;

    Taking() throws IOException {}

    Taking(SocketImpl impl) {
      super(impl);
    }

    static Taking of(Stack stack) throws IOException {
      return stack == Stack.JDK
          ? new Taking()
          : new Taking(new StreamImpl(true, SocketSpec.STREAM));
    }

    void accept(Socket into) throws IOException {
      next = into;
      Socket accepted = accept();
      if (accepted != into) {
        throw new IllegalStateException("another socket");
      }
    }

    @Override
    public Socket accept() throws IOException {
      implAccept(next);
      return next;
    }
  }

  @Test
  void acceptedSocketsAreUsedUp() throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocket listener = stack.serverSocket()) {
            listener.bind(loopback(0));
            listener.setReceiveBufferSize(30_000);
            try (Socket client = stack.socket()) {
              client.connect(loopback(listener.getLocalPort()));
              try (Socket server = listener.accept()) {
                outcome.of("buffer", server::getReceiveBufferSize);
                outcome.does("connect", () -> server.connect(loopback(1)));
                outcome.does("bind", () -> server.bind(loopback(0)));
                outcome.of("connected", server::isConnected);
              }
            }
          }
        });
  }
}
