/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Objects;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link ServerSocket}s over native ones, as a {@link SocketSpec} says. With an address in
 * the specification, the port and address that a library asks for are not used.
 *
 * @since 0.1.0
 */
public final class NativeServerSocketFactory extends ServerSocketFactory {
  private static final int BACKLOG = 50; // java.net's

  private final SocketSpec spec;

  /** Of sockets of TCP. */
  public NativeServerSocketFactory() {
    this(SocketSpec.STREAM);
  }

  /**
   * Of sockets as the text says.
   *
   * @param text as {@link SocketSpec#parse} takes it
   * @throws IllegalArgumentException if the text cannot be read
   */
  public NativeServerSocketFactory(String text) {
    this(SocketSpec.parse(text));
  }

  /**
   * Of sockets as specified.
   *
   * @param spec of stream sockets
   */
  public NativeServerSocketFactory(SocketSpec spec) {
    this.spec = Objects.requireNonNull(spec);
  }

  /**
   * Called by libraries that are given the name of this class.
   *
   * @return a factory of sockets of TCP
   */
  public static ServerSocketFactory getDefault() {
    return new NativeServerSocketFactory();
  }

  /**
   * A socket that is not bound.
   *
   * @return the socket, which is created when it is first used
   */
  @Override
  public ServerSocket createServerSocket() {
    return new ServerSocketView(spec);
  }

  /**
   * A socket that listens on all addresses of this host.
   *
   * @param port the port, 0 for any
   * @return the socket
   * @throws IOException as {@link ServerSocket#bind}
   */
  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return createServerSocket(port, BACKLOG, null);
  }

  /**
   * As above.
   *
   * @param port the port, 0 for any
   * @param backlog how many connections may wait to be accepted
   * @return the socket
   * @throws IOException as {@link ServerSocket#bind}
   */
  @Override
  public ServerSocket createServerSocket(int port, int backlog) throws IOException {
    return createServerSocket(port, backlog, null);
  }

  /**
   * As above, on one address.
   *
   * @param port the port, 0 for any
   * @param backlog how many connections may wait to be accepted
   * @param address the address, null for all
   * @return the socket
   * @throws IOException as {@link ServerSocket#bind}
   */
  @Override
  public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address)
      throws IOException {
    ServerSocket socket = createServerSocket();
    boolean bound = false;
    try {
      socket.bind(new InetSocketAddress(address, port), backlog);
      bound = true;
      return socket;
    } finally {
      if (!bound) {
        socket.close();
      }
    }
  }

  /** The specification, for people. */
  @Override
  public String toString() {
    return "NativeServerSocketFactory(" + spec + ")";
  }
}
