/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Views of a native {@link Socket} as a class of the JDK, for code that knows only those, and the
 * way back.
 *
 * <p>A view and its socket are one: closing either closes both, and options set on one are read on
 * the other. The view of a blocking socket blocks; that of a non-blocking one throws {@link
 * java.nio.channels.IllegalBlockingModeException} where it would have to wait.
 *
 * @since 0.1.0
 */
public final class Views {
  private Views() {}

  /**
   * A stream socket as {@link java.net.Socket}: connected if it is, with the timeout that it has.
   *
   * @param socket a stream socket of any family that does not listen
   * @return its view
   * @throws IllegalArgumentException if it is of another type, or listens
   * @throws IOException if it cannot be asked for its names
   */
  public static java.net.Socket socket(Socket socket) throws IOException {
    check(socket, Type.STREAM, false);
    SockAddr peer = peer(socket);
    StreamImpl impl = StreamImpl.of(socket, false, peer);
    return SocketView.of(impl, isBound(socket), peer != null);
  }

  /**
   * A listening socket as {@link ServerSocket}; what it accepts are views, too.
   *
   * @param socket a stream socket of any family that listens
   * @return its view
   * @throws IllegalArgumentException if it is of another type, or does not listen
   * @throws IOException if it cannot be asked for its name
   */
  public static ServerSocket serverSocket(Socket socket) throws IOException {
    check(socket, Type.STREAM, true);
    return ServerSocketView.of(StreamImpl.of(socket, true, null));
  }

  /**
   * A datagram socket as {@link DatagramSocket}.
   *
   * @param socket a datagram socket of the Internet
   * @return its view
   * @throws IllegalArgumentException if it is of another type or family
   * @throws IOException if it cannot be asked for its names
   */
  public static DatagramSocket datagramSocket(Socket socket) throws IOException {
    check(socket, Type.DGRAM, false);
    Domain domain = socket.localAddress().family();
    if (!Families.isInternet(domain)) {
      throw new IllegalArgumentException(
          socket + " is of " + domain + ", whose addresses no DatagramPacket holds");
    }
    return DatagramSocketView.of(
        DatagramImpl.of(socket, domain),
        isBound(socket),
        (InetSocketAddress) Addresses.toJava(peer(socket)));
  }

  /**
   * A stream socket as {@link SocketChannel}: connected if it is, and non-blocking if it is.
   *
   * @param socket a stream socket of any family that does not listen
   * @return its view, of {@link NativeSelectorProvider}
   * @throws IllegalArgumentException if it is of another type, or listens
   * @throws IOException if it cannot be asked for its names
   */
  public static SocketChannel channel(Socket socket) throws IOException {
    check(socket, Type.STREAM, false);
    SockAddr peer = peer(socket);
    return inItsMode(
        socket,
        new StreamChannel(
            NativeSelectorProvider.get(),
            socket,
            socket.localAddress().family(),
            peer == null
                ? ConnectableChannel.State.UNCONNECTED
                : ConnectableChannel.State.CONNECTED,
            Addresses.toJava(peer)));
  }

  /**
   * A listening socket as {@link ServerSocketChannel}; what it accepts are views, too.
   *
   * @param socket a stream socket of any family that listens
   * @return its view, of {@link NativeSelectorProvider}
   * @throws IllegalArgumentException if it is of another type, or does not listen
   * @throws IOException if it cannot be asked for its name
   */
  public static ServerSocketChannel serverChannel(Socket socket) throws IOException {
    check(socket, Type.STREAM, true);
    SockAddr local = socket.localAddress();
    return inItsMode(
        socket,
        new ListeningChannel(
            NativeSelectorProvider.get(), socket, local.family(), false, Addresses.toJava(local)));
  }

  /**
   * A datagram socket as {@link DatagramChannel}.
   *
   * @param socket a datagram socket of any family
   * @return its view, of {@link NativeSelectorProvider}
   * @throws IllegalArgumentException if it is of another type
   * @throws IOException if it cannot be asked for its names
   */
  public static DatagramChannel datagramChannel(Socket socket) throws IOException {
    check(socket, Type.DGRAM, false);
    return inItsMode(
        socket,
        new DatagramView(
            NativeSelectorProvider.get(),
            socket,
            socket.localAddress().family(),
            isBound(socket),
            Addresses.toJava(peer(socket))));
  }

  private static <T extends SelectableChannel> T inItsMode(Socket socket, T channel)
      throws IOException {
    if (socket.isNonBlocking()) {
      channel.configureBlocking(false);
    }
    return channel;
  }

  private static boolean isBound(Socket socket) throws IOException {
    SockAddr local = socket.localAddress();
    return local instanceof SockAddr.Unix unix ? !unix.isUnnamed() : Addresses.port(local) != 0;
  }

  /**
   * The native socket of a view.
   *
   * @param view a channel of {@link NativeSelectorProvider}
   * @return the socket
   * @throws IllegalArgumentException if it is no view
   */
  public static Socket nativeSocket(SelectableChannel view) {
    if (view instanceof SelectableSocket own) {
      return own.handOut();
    }
    throw noView(view);
  }

  /**
   * The native socket of a view.
   *
   * @param view what {@link #datagramSocket} returned, or a channel's socket
   * @return the socket, null if the view has not yet created it
   * @throws IllegalArgumentException if it is no view
   */
  public static @Nullable Socket nativeSocket(DatagramSocket view) {
    if (view instanceof DatagramSocketView own) {
      return own.socket();
    }
    if (view.getChannel() instanceof SelectableSocket own) {
      return own.handOut();
    }
    throw noView(view);
  }

  /**
   * The native socket of a view.
   *
   * @param view what {@link #socket}, or one of our factories, returned
   * @return the socket, null if the view has not yet created it
   * @throws IllegalArgumentException if it is no view
   */
  public static @Nullable Socket nativeSocket(java.net.Socket view) {
    if (view instanceof SocketView own) {
      return own.socket();
    }
    if (view.getChannel() instanceof SelectableSocket own) {
      return own.handOut();
    }
    throw noView(view);
  }

  /**
   * The native socket of a view.
   *
   * @param view what {@link #serverSocket}, or one of our factories, returned
   * @return the socket, null if the view has not yet created it
   * @throws IllegalArgumentException if it is no view
   */
  public static @Nullable Socket nativeSocket(ServerSocket view) {
    if (view instanceof ServerSocketView own) {
      return own.socket();
    }
    if (view.getChannel() instanceof SelectableSocket own) {
      return own.handOut();
    }
    throw noView(view);
  }

  private static IllegalArgumentException noView(Object other) {
    return new IllegalArgumentException("no view of a native socket: " + other);
  }

  private static void check(Socket socket, Type type, boolean listening) throws IOException {
    int has = socket.getOption(SocketOptions.SO_TYPE);
    if (has != type.value()) {
      throw new IllegalArgumentException(socket + " is of type " + new Type(has) + ", not " + type);
    }
    if (type.equals(Type.STREAM) && socket.getOption(SocketOptions.SO_ACCEPTCONN) != listening) {
      throw new IllegalArgumentException(socket + (listening ? " does not listen" : " listens"));
    }
  }

  /** The peer's address, or null if it has none. */
  private static @Nullable SockAddr peer(Socket socket) throws IOException {
    try {
      return socket.peerAddress();
    } catch (ErrnoException e) {
      return switch (e.errno()) {
        case ENOTCONN -> null;
        case EINVAL -> null; // shut down before it was connected
        default -> throw e;
      };
    }
  }
}
