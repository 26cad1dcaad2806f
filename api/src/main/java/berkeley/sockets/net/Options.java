/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The options of the JDK: of which kinds of sockets, and what they are in the kernel. */
final class Options {
  private static final int LEAST_RECEIVE_BUFFER = 1024; // less leaves no room for a packet

  static final OptionRow<Integer> TRAFFIC_CLASS =
      new OptionRow.Bounded(
          new OptionRow.Either<>(Ipv6Options.IPV6_TCLASS, IpOptions.IP_TOS), "IP_TOS value");

  private static final OptionRow<Integer> RECEIVE_BUFFER =
      new OptionRow.Buffer(SocketOptions.SO_RCVBUF, LEAST_RECEIVE_BUFFER);

  private static final Map<SocketOption<?>, OptionRow<?>> ROWS = rows();

  private static final Set<SocketOption<?>> EXTENDED_STREAM =
      ExtendedOptions.named(
          "TCP_KEEPIDLE",
          "TCP_KEEPINTERVAL",
          "TCP_KEEPCOUNT",
          "TCP_QUICKACK",
          "SO_INCOMING_NAPI_ID");

  /** Of a stream of the Internet. */
  static final Set<SocketOption<?>> STREAM =
      union(
          Set.of(
              StandardSocketOptions.SO_RCVBUF,
              StandardSocketOptions.SO_SNDBUF,
              StandardSocketOptions.SO_REUSEADDR,
              StandardSocketOptions.SO_REUSEPORT,
              StandardSocketOptions.SO_KEEPALIVE,
              StandardSocketOptions.SO_LINGER,
              StandardSocketOptions.TCP_NODELAY,
              StandardSocketOptions.IP_TOS),
          EXTENDED_STREAM);

  /** Of a listener of the Internet, as a ServerSocketChannel. */
  static final Set<SocketOption<?>> LISTENER =
      union(
          Set.of(
              StandardSocketOptions.SO_RCVBUF,
              StandardSocketOptions.SO_REUSEADDR,
              StandardSocketOptions.SO_REUSEPORT),
          EXTENDED_STREAM);

  /** Of a listener of the Internet, as a ServerSocket. */
  static final Set<SocketOption<?>> SERVER_SOCKET =
      union(LISTENER, Set.of(StandardSocketOptions.IP_TOS));

  /** Of a datagram socket of the Internet. */
  static final Set<SocketOption<?>> DATAGRAM =
      union(
          Set.of(
              StandardSocketOptions.SO_RCVBUF,
              StandardSocketOptions.SO_SNDBUF,
              StandardSocketOptions.SO_REUSEADDR,
              StandardSocketOptions.SO_REUSEPORT,
              StandardSocketOptions.SO_BROADCAST,
              StandardSocketOptions.IP_TOS,
              StandardSocketOptions.IP_MULTICAST_IF,
              StandardSocketOptions.IP_MULTICAST_TTL,
              StandardSocketOptions.IP_MULTICAST_LOOP),
          ExtendedOptions.named("SO_INCOMING_NAPI_ID", "IP_DONTFRAGMENT"));

  /** Of a stream of another family, such as AF_UNIX. */
  static final Set<SocketOption<?>> OTHER_STREAM =
      union(
          Set.of(
              StandardSocketOptions.SO_RCVBUF,
              StandardSocketOptions.SO_SNDBUF,
              StandardSocketOptions.SO_LINGER),
          ExtendedOptions.named("SO_PEERCRED"));

  /** Of a listener of another family. */
  static final Set<SocketOption<?>> OTHER_LISTENER = Set.of(StandardSocketOptions.SO_RCVBUF);

  /** Of a datagram socket of another family. */
  static final Set<SocketOption<?>> OTHER_DATAGRAM =
      Set.of(StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_SNDBUF);

  /**
   * Of TCP and IP: other families do not have them, and do not need them. Programs that set them on
   * each socket also work with theirs.
   */
  private static final Set<SocketOption<?>> INTERNET_ONLY =
      union(
          Set.of(StandardSocketOptions.TCP_NODELAY, StandardSocketOptions.IP_TOS),
          ExtendedOptions.named(
              "TCP_KEEPIDLE", "TCP_KEEPINTERVAL", "TCP_KEEPCOUNT", "TCP_QUICKACK"));

  private Options() {}

  private static Set<SocketOption<?>> union(Set<SocketOption<?>> one, Set<SocketOption<?>> other) {
    Set<SocketOption<?>> both = new HashSet<>(one);
    both.addAll(other);
    return Set.copyOf(both);
  }

  private static Map<SocketOption<?>, OptionRow<?>> rows() {
    Map<SocketOption<?>, OptionRow<?>> rows = new HashMap<>();
    rows.put(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    rows.put(StandardSocketOptions.SO_SNDBUF, new OptionRow.Buffer(SocketOptions.SO_SNDBUF, 0));
    rows.put(StandardSocketOptions.SO_REUSEADDR, same(SocketOptions.SO_REUSEADDR));
    rows.put(StandardSocketOptions.SO_REUSEPORT, same(SocketOptions.SO_REUSEPORT));
    rows.put(StandardSocketOptions.SO_KEEPALIVE, same(SocketOptions.SO_KEEPALIVE));
    rows.put(StandardSocketOptions.SO_BROADCAST, same(SocketOptions.SO_BROADCAST));
    rows.put(StandardSocketOptions.SO_LINGER, new OptionRow.Lingering());
    rows.put(StandardSocketOptions.TCP_NODELAY, same(TcpOptions.TCP_NODELAY));
    rows.put(StandardSocketOptions.IP_TOS, TRAFFIC_CLASS);
    rows.put(StandardSocketOptions.IP_MULTICAST_IF, new OptionRow.MulticastInterface());
    rows.put(
        StandardSocketOptions.IP_MULTICAST_TTL,
        new OptionRow.Bounded(
            new OptionRow.Either<>(Ipv6Options.IPV6_MULTICAST_HOPS, IpOptions.IP_MULTICAST_TTL),
            "TTL/hop value"));
    rows.put(
        StandardSocketOptions.IP_MULTICAST_LOOP,
        new OptionRow.Either<>(Ipv6Options.IPV6_MULTICAST_LOOP, IpOptions.IP_MULTICAST_LOOP));
    Map<String, OptionRow<?>> extended =
        Map.of(
            "TCP_KEEPIDLE", same(TcpOptions.TCP_KEEPIDLE),
            "TCP_KEEPINTERVAL", same(TcpOptions.TCP_KEEPINTVL),
            "TCP_KEEPCOUNT", same(TcpOptions.TCP_KEEPCNT),
            "TCP_QUICKACK", same(TcpOptions.TCP_QUICKACK),
            "SO_INCOMING_NAPI_ID", same(SocketOptions.SO_INCOMING_NAPI_ID),
            "IP_DONTFRAGMENT", new OptionRow.DontFragment(),
            "SO_PEERCRED", new PeerPrincipal());
    extended.forEach(
        (name, row) -> {
          for (SocketOption<?> option : ExtendedOptions.named(name)) {
            rows.put(option, row);
          }
        });
    return rows;
  }

  private static <T> OptionRow<T> same(SockOpt<T> option) {
    return new OptionRow.Same<>(option);
  }

  /** One set for the Internet and one for other families. */
  static Set<SocketOption<?>> of(
      Domain domain, Set<SocketOption<?>> internet, Set<SocketOption<?>> other) {
    return Families.isInternet(domain) ? internet : other;
  }

  /**
   * Reads an option.
   *
   * @param supported those of the kind of socket
   * @throws UnsupportedOperationException if it is not one of them
   */
  @SuppressWarnings("unchecked") // a row is of its option's type
  static <T> T get(
      Socket socket, Domain domain, Set<SocketOption<?>> supported, SocketOption<T> option)
      throws IOException {
    boolean own = option instanceof NativeOption;
    if (!own) {
      checkSupported(supported, option);
    }
    try {
      return own
          ? socket.getOption(((NativeOption<T>) option).option())
          : ((OptionRow<T>) row(option)).get(socket, domain);
    } catch (ErrnoException e) {
      throw Failures.inSocket(e);
    }
  }

  /**
   * Writes an option.
   *
   * @param supported those of the kind of socket
   * @throws UnsupportedOperationException if it is not one of them
   * @throws IllegalArgumentException if the value is null, of another type or out of its bounds
   */
  @SuppressWarnings("unchecked") // a row is of its option's type
  static <T> void set(
      Socket socket, Domain domain, Set<SocketOption<?>> supported, SocketOption<T> option, T value)
      throws IOException {
    boolean own = option instanceof NativeOption;
    if (!own) {
      checkSupported(supported, option);
    }
    checkType(option, value);
    if (!socket.isOpen()) {
      throw new ClosedChannelException(); // whatever the value is
    }
    try {
      if (own) {
        socket.setOption(((NativeOption<T>) option).option(), value);
      } else {
        ((OptionRow<T>) row(option)).set(socket, domain, value);
      }
    } catch (ErrnoException e) {
      throw Failures.inSocket(e);
    }
  }

  /** As {@link #set}, but what only the Internet's protocols have does nothing elsewhere. */
  static <T> void setIfThere(
      Socket socket, Domain domain, Set<SocketOption<?>> supported, SocketOption<T> option, T value)
      throws IOException {
    if (Families.isInternet(domain) || !INTERNET_ONLY.contains(option)) {
      set(socket, domain, supported, option, value);
    } else {
      checkType(option, value);
    }
  }

  /** The row of a standard option. */
  static OptionRow<?> row(SocketOption<?> option) {
    return Objects.requireNonNull(ROWS.get(option));
  }

  static void checkSupported(Set<SocketOption<?>> supported, SocketOption<?> option) {
    if (!supported.contains(option)) {
      throw new UnsupportedOperationException("'" + option + "' not supported");
    }
  }

  static void checkType(SocketOption<?> option, Object value) {
    if (!option.type().isInstance(value)) {
      throw new IllegalArgumentException("Invalid value '" + value + "'");
    }
  }
}
