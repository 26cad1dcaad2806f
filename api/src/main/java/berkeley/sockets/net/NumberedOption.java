/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;

/** The options that {@link java.net.SocketOptions} numbers, by the newer ones of the JDK. */
final class NumberedOption {
  private interface Form {
    /** What to set instead of the value. */
    Object toNew(Object value) throws SocketException;

    /** What to return instead of the value. */
    Object toOld(Object value);
  }

  /** The value is the same. */
  private record Same(Class<?> type) implements Form {
    @Override
    public Object toNew(Object value) throws SocketException {
      if (!type.isInstance(value)) {
        throw new SocketException("Bad value for an option: " + value);
      }
      return value;
    }

    @Override
    public Object toOld(Object value) {
      return value;
    }
  }

  /** False stands for not lingering, where the newer one has -1. */
  private record Lingering() implements Form {
    @Override
    public Object toNew(Object value) throws SocketException {
      return value instanceof Boolean on && !on ? -1 : new Same(Integer.class).toNew(value);
    }

    @Override
    public Object toOld(Object value) {
      return (int) value < 0 ? (Object) false : value;
    }
  }

  /** True stands for off. */
  private record Inverse() implements Form {
    @Override
    public Object toNew(Object value) throws SocketException {
      return !(Boolean) new Same(Boolean.class).toNew(value);
    }

    @Override
    public Object toOld(Object value) {
      return !(Boolean) value;
    }
  }

  /** An address of the interface stands for it; the wildcard for the default one. */
  private record ByAddress() implements Form {
    @Override
    public Object toNew(Object value) throws SocketException {
      NetworkInterface found =
          NetworkInterface.getByInetAddress((InetAddress) new Same(InetAddress.class).toNew(value));
      if (found == null) {
        throw new SocketException("no interface has the address " + value);
      }
      return found;
    }

    @Override
    public Object toOld(Object value) {
      return value instanceof NetworkInterface known && known.getInetAddresses().hasMoreElements()
          ? known.getInetAddresses().nextElement()
          : new InetSocketAddress(0).getAddress();
    }
  }

  private static final OptionRow<Boolean> OOB_INLINE =
      new OptionRow.Same<>(SocketOptions.SO_OOBINLINE);

  private static final Map<Integer, NumberedOption> ALL =
      Map.ofEntries(
          Map.entry(
              java.net.SocketOptions.TCP_NODELAY,
              new NumberedOption(
                  new OptionRow.OfInternet<>(new OptionRow.Same<>(TcpOptions.TCP_NODELAY), false),
                  new Same(Boolean.class))),
          flag(java.net.SocketOptions.SO_KEEPALIVE, StandardSocketOptions.SO_KEEPALIVE),
          flag(java.net.SocketOptions.SO_REUSEADDR, StandardSocketOptions.SO_REUSEADDR),
          flag(java.net.SocketOptions.SO_REUSEPORT, StandardSocketOptions.SO_REUSEPORT),
          flag(java.net.SocketOptions.SO_BROADCAST, StandardSocketOptions.SO_BROADCAST),
          number(java.net.SocketOptions.SO_SNDBUF, StandardSocketOptions.SO_SNDBUF),
          number(java.net.SocketOptions.SO_RCVBUF, StandardSocketOptions.SO_RCVBUF),
          Map.entry(
              java.net.SocketOptions.IP_TOS,
              new NumberedOption(
                  new OptionRow.OfInternet<>(Options.TRAFFIC_CLASS, 0), new Same(Integer.class))),
          of(
              java.net.SocketOptions.IP_MULTICAST_LOOP,
              StandardSocketOptions.IP_MULTICAST_LOOP,
              new Inverse()),
          of(
              java.net.SocketOptions.IP_MULTICAST_IF2,
              StandardSocketOptions.IP_MULTICAST_IF,
              new Same(NetworkInterface.class)),
          of(
              java.net.SocketOptions.IP_MULTICAST_IF,
              StandardSocketOptions.IP_MULTICAST_IF,
              new ByAddress()),
          Map.entry(
              java.net.SocketOptions.SO_LINGER,
              new NumberedOption(Options.row(StandardSocketOptions.SO_LINGER), new Lingering())),
          Map.entry(
              java.net.SocketOptions.SO_OOBINLINE,
              new NumberedOption(OOB_INLINE, new Same(Boolean.class))));

  private final OptionRow<?> row;
  private final Form form;

  private NumberedOption(OptionRow<?> row, Form form) {
    this.row = row;
    this.form = form;
  }

  private static Map.Entry<Integer, NumberedOption> flag(int number, SocketOption<?> option) {
    return of(number, option, new Same(Boolean.class));
  }

  private static Map.Entry<Integer, NumberedOption> number(int number, SocketOption<?> option) {
    return of(number, option, new Same(Integer.class));
  }

  private static Map.Entry<Integer, NumberedOption> of(
      int number, SocketOption<?> option, Form form) {
    return Map.entry(number, new NumberedOption(Options.row(option), form));
  }

  static NumberedOption of(int number) throws SocketException {
    NumberedOption known = ALL.get(number);
    if (known == null) {
      throw new SocketException("Unknown option " + number);
    }
    return known;
  }

  Object get(Socket socket, Domain domain) throws IOException {
    return form.toOld(row.get(socket, domain));
  }

  void set(Socket socket, Domain domain, Object value) throws IOException {
    set(row, socket, domain, form.toNew(value));
  }

  @SuppressWarnings("unchecked") // the form has checked it
  private static <T> void set(OptionRow<T> row, Socket socket, Domain domain, Object value)
      throws IOException {
    row.set(socket, domain, (T) value);
  }
}
