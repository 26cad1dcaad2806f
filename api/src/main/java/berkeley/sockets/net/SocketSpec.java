/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Protocol;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What sockets to open: domain, type, protocol, the options that they get before connect(2) or
 * bind(2), and an address that replaces whatever host and port a program asks for. Immutable.
 *
 * {@snippet :
 * SocketSpec.STREAM.withAddress(SockAddr.parse("/run/postgresql/.s.PGSQL.5432"));
 * SocketSpec.STREAM.withProtocol(Protocol.MPTCP).withOption(SocketOptions.SO_MARK, 7);
 * }
 *
 * @since 0.1.0
 */
public final class SocketSpec {
  /** Stream sockets of TCP over IPv6 and IPv4, as the JDK's are. */
  public static final SocketSpec STREAM =
      new SocketSpec(null, Type.STREAM, Protocol.DEFAULT, null, List.of());

  /** Datagram sockets of UDP over IPv6 and IPv4, as the JDK's are. */
  public static final SocketSpec DATAGRAM =
      new SocketSpec(null, Type.DGRAM, Protocol.DEFAULT, null, List.of());

  private record Setting<T>(SockOpt<T> option, T value) {
    void on(Socket socket) throws IOException {
      socket.setOption(option, value);
    }
  }

  private final @Nullable Domain domain; // null for that of the address, or else of the Internet
  private final Type type;
  private final Protocol protocol;
  private final @Nullable SockAddr address; // null for none
  private final List<Setting<?>> settings;

  private SocketSpec(
      @Nullable Domain domain,
      Type type,
      Protocol protocol,
      @Nullable SockAddr address,
      List<Setting<?>> settings) {
    this.domain = domain;
    this.type = type;
    this.protocol = protocol;
    this.address = address;
    this.settings = settings;
  }

  /**
   * Reads a specification from text, for places where only text can be given, such as the URL of a
   * database: an address as {@link SockAddr#parse} takes it, or parts between semicolons, each
   * {@code name=value}:
   *
   * <ul>
   *   <li>{@code address}: as {@link #withAddress}
   *   <li>{@code domain}, {@code type}: numbers of C
   *   <li>{@code protocol}: a number of C, or the name of one of the constants of {@link Protocol},
   *       such as {@code MPTCP}
   *   <li>the name of an option whose value is an {@code int}, such as {@code SO_MARK=7} or {@code
   *       TCP_NODELAY=1}
   * </ul>
   *
   * <p>Example: {@code protocol=MPTCP;SO_MARK=7}.
   *
   * @param text the text
   * @return the specification, of stream sockets unless the text says otherwise
   * @throws IllegalArgumentException if the text cannot be read
   */
  public static SocketSpec parse(String text) {
    return SocketSpecText.parse(text);
  }

  /**
   * An address to be used whatever a program asks for: its sockets are of the address's family.
   *
   * @param other the address to connect to or to bind
   * @return a specification with that address
   */
  public SocketSpec withAddress(SockAddr other) {
    return new SocketSpec(domain, type, protocol, Objects.requireNonNull(other), settings);
  }

  /**
   * The domain, also where the address would imply another.
   *
   * @param other the domain
   * @return a specification with that domain
   */
  public SocketSpec withDomain(Domain other) {
    return new SocketSpec(Objects.requireNonNull(other), type, protocol, address, settings);
  }

  /**
   * The type.
   *
   * @param other the type
   * @return a specification with that type
   */
  public SocketSpec withType(Type other) {
    return new SocketSpec(domain, Objects.requireNonNull(other), protocol, address, settings);
  }

  /**
   * The protocol.
   *
   * @param other the protocol
   * @return a specification with that protocol
   */
  public SocketSpec withProtocol(Protocol other) {
    return new SocketSpec(domain, type, Objects.requireNonNull(other), address, settings);
  }

  /**
   * An option, to be set on each socket as soon as it is open, after those that were given before.
   *
   * @param <T> the type of its value
   * @param option the option
   * @param value the value
   * @return a specification with that option
   */
  public <T> SocketSpec withOption(SockOpt<T> option, T value) {
    List<Setting<?>> more = new ArrayList<>(settings);
    more.add(new Setting<>(Objects.requireNonNull(option), value));
    return new SocketSpec(domain, type, protocol, address, List.copyOf(more));
  }

  /** {@return the address that replaces others, or null} */
  public @Nullable SockAddr address() {
    return address;
  }

  /** {@return the domain of sockets for these addresses, if nothing more is known of them} */
  Domain domain() {
    return domain != null ? domain : address != null ? address.family() : Families.internet();
  }

  /** A specification of sockets for an address, where neither a domain nor an address was given. */
  SocketSpec fitting(SockAddr wanted) {
    return domain == null && address == null ? withDomain(wanted.family()) : this;
  }

  /** Opens a socket and sets its options; if one cannot be set, nothing stays open. */
  Socket open() throws IOException {
    Domain mine = domain();
    Socket socket = Socket.open(mine, type, protocol);
    boolean ready = false;
    try {
      if (mine.equals(Domain.INET6)) {
        Families.join(socket);
      }
      for (Setting<?> each : settings) {
        each.on(socket);
      }
      ready = true;
    } finally {
      if (!ready) {
        socket.close();
      }
    }
    Counters.opened();
    return socket;
  }

  /** The specification for people. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("SocketSpec(").append(domain()).append(", ").append(type);
    text.append(", ").append(protocol);
    if (address != null) {
      text.append(", ").append(address);
    }
    for (Setting<?> each : settings) {
      text.append(", ").append(each.option()).append('=').append(each.value());
    }
    return text.append(')').toString();
  }
}
