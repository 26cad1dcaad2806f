/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Lets a program that knows nothing of this library use native sockets wherever it makes one of
 * {@code java.net}, and wherever it opens a channel:
 *
 * <pre>{@code
 * java -javaagent:berkeley-sockets-agent.jar --enable-native-access=ALL-UNNAMED -jar program.jar
 * }</pre>
 *
 * <p>What it does can be restricted, with words between commas after the jar's name and {@code =}:
 * {@code socket}, {@code datagram}, {@code channel}; without any of them it does all. With {@code
 * jmx} the {@link Counters} can be read with JMX, with {@code report} they are printed to the
 * standard error when the program ends.
 *
 * <p>Sockets that are made so know no SOCKS proxy, unless one is named in the socket's constructor.
 *
 * @since 0.1.0
 */
public final class Agent {
  private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";

  private Agent() {}

  /**
   * Called by the JVM before the program.
   *
   * @param options the words, or null
   * @throws IOException if other code has set a factory before
   * @throws IllegalArgumentException if a word is not known
   */
  public static void premain(String options) throws IOException {
    boolean restricted = false;
    for (String word : options == null ? new String[0] : options.split(",")) {
      run(word);
      restricted |= !word.equals("jmx") && !word.equals("report");
    }
    if (!restricted) {
      sockets();
      datagrams();
      channels();
    }
  }

  private static void run(String word) throws IOException {
    switch (word) {
      case "socket" -> sockets();
      case "datagram" -> datagrams();
      case "channel" -> channels();
      case "jmx" -> Counters.register();
      case "report" -> Runtime.getRuntime().addShutdownHook(new Thread(Agent::report));
      default -> throw new IllegalArgumentException("berkeley-sockets agent: " + word);
    }
  }

  private static void report() {
    System.err.println("berkeley.sockets: " + Counters.get());
  }

  private static void channels() {
    System.setProperty(PROVIDER, NativeSelectorProvider.class.getName());
  }

  /** Both kinds: what a listener of one stack accepts can be no socket of the other. */
  @SuppressWarnings("deprecation") // there is no other way
  private static void sockets() throws IOException {
    Socket.setSocketImplFactory(() -> new StreamImpl(false, SocketSpec.STREAM));
    ServerSocket.setSocketFactory(() -> new StreamImpl(true, SocketSpec.STREAM));
  }

  @SuppressWarnings("deprecation")
  private static void datagrams() throws IOException {
    DatagramSocket.setDatagramSocketImplFactory(() -> new DatagramImpl(SocketSpec.DATAGRAM));
  }
}
