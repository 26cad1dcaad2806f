/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Objects;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Socket}s over native ones, as a {@link SocketSpec} says: for libraries that take a
 * {@link SocketFactory}, or the name of its class. With PostgreSQL's driver, over a UNIX socket:
 *
 * <pre>{@code
 * jdbc:postgresql://localhost/db?socketFactory=berkeley.sockets.net.NativeSocketFactory
 *     &socketFactoryArg=/run/postgresql/.s.PGSQL.5432
 * }</pre>
 *
 * <p>With an address in the specification, host and port that a library asks for are not used, and
 * no host is looked up.
 *
 * <p>For libraries that give a factory no argument, a subclass says what its sockets are:
 *
 * <pre>{@code
 * public final class OverUnix extends NativeSocketFactory {
 *   public OverUnix() {
 *     super("/run/mysqld/mysqld.sock");
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public class NativeSocketFactory extends SocketFactory {
  private final SocketSpec spec;

  /** Of sockets of TCP. */
  public NativeSocketFactory() {
    this(SocketSpec.STREAM);
  }

  /**
   * Of sockets as the text says.
   *
   * @param text as {@link SocketSpec#parse} takes it
   * @throws IllegalArgumentException if the text cannot be read
   */
  public NativeSocketFactory(String text) {
    this(SocketSpec.parse(text));
  }

  /**
   * Of sockets as specified.
   *
   * @param spec of stream sockets
   */
  public NativeSocketFactory(SocketSpec spec) {
    this.spec = Objects.requireNonNull(spec);
  }

  /**
   * Called by libraries that are given the name of this class, such as the JDK's LDAP client and
   * Jakarta Mail.
   *
   * @return a factory of sockets of TCP
   */
  public static SocketFactory getDefault() {
    return new NativeSocketFactory();
  }

  /**
   * A socket that is not connected.
   *
   * @return the socket, which is created when it is first used
   * @throws IOException never
   */
  @Override
  public Socket createSocket() throws IOException {
    return new SocketView(spec);
  }

  /**
   * A connected socket.
   *
   * @param host the peer's host
   * @param port the peer's port
   * @return the socket
   * @throws IOException as {@link Socket#connect(SocketAddress)}
   */
  @Override
  public Socket createSocket(@Nullable String host, int port) throws IOException {
    return connected(to(host, port), null);
  }

  /**
   * A connected socket, bound before.
   *
   * @param host the peer's host
   * @param port the peer's port
   * @param localHost the own address, null for any
   * @param localPort the own port, 0 for any
   * @return the socket
   * @throws IOException as {@link Socket#bind} and {@link Socket#connect(SocketAddress)}
   */
  @Override
  public Socket createSocket(
      @Nullable String host, int port, @Nullable InetAddress localHost, int localPort)
      throws IOException {
    return connected(to(host, port), new InetSocketAddress(localHost, localPort));
  }

  /**
   * A connected socket.
   *
   * @param host the peer's host
   * @param port the peer's port
   * @return the socket
   * @throws IOException as {@link Socket#connect(SocketAddress)}
   */
  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(Objects.requireNonNull(host), port), null);
  }

  /**
   * A connected socket, bound before.
   *
   * @param host the peer's host
   * @param port the peer's port
   * @param localHost the own address, null for any
   * @param localPort the own port, 0 for any
   * @return the socket
   * @throws IOException as {@link Socket#bind} and {@link Socket#connect(SocketAddress)}
   */
  @Override
  public Socket createSocket(
      InetAddress host, int port, @Nullable InetAddress localHost, int localPort)
      throws IOException {
    return connected(
        new InetSocketAddress(Objects.requireNonNull(host), port),
        new InetSocketAddress(localHost, localPort));
  }

  /** Looks the host up, unless an address replaces it; null is this host. */
  private InetSocketAddress to(@Nullable String host, int port) {
    if (host == null) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
    return spec.address() == null
        ? new InetSocketAddress(host, port)
        : InetSocketAddress.createUnresolved(host, port);
  }

  private Socket connected(SocketAddress to, @Nullable SocketAddress from) throws IOException {
    Socket socket = createSocket();
    boolean connected = false;
    try {
      if (from != null) {
        socket.bind(from);
      }
      socket.connect(to);
      connected = true;
      return socket;
    } finally {
      if (!connected) {
        socket.close();
      }
    }
  }

  /** The specification, for people. */
  @Override
  public String toString() {
    return "NativeSocketFactory(" + spec + ")";
  }
}
