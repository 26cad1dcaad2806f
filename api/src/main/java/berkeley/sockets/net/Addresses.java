/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/** Addresses of java.net to and from those of the kernel, as sockets of a domain need them. */
final class Addresses {
  private static final long MAPPED = 0xffff_0000_0000L; // ::ffff:0.0.0.0

  private Addresses() {}

  /**
   * The address for a socket of a domain. To one of AF_INET6 an IPv4 address is its mapped one, and
   * the IPv4 wildcard is {@code ::}.
   *
   * @throws UnresolvedAddressException if it is a host's name
   * @throws UnsupportedAddressTypeException if it is of a class that is not known here, or of
   *     another family than the domain
   */
  static SockAddr of(SocketAddress address, Domain domain) {
    if (address instanceof UnixDomainSocketAddress && !domain.equals(Domain.UNIX)) {
      throw new UnsupportedAddressTypeException(); // whether its path fits or not
    }
    SockAddr result = of(address);
    if (address instanceof InetSocketAddress in) {
      result = of(in.getAddress(), in.getPort(), domain);
    }
    if (!result.family().equals(domain)) {
      throw new UnsupportedAddressTypeException();
    }
    return result;
  }

  /**
   * As above, for bind and connect: a path that no address has room for is a failure of the call.
   *
   * @throws SocketException if a path is too long
   */
  static SockAddr named(SocketAddress address, Domain domain) throws SocketException {
    try {
      return of(address, domain);
    } catch (UnsupportedAddressTypeException | UnresolvedAddressException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new SocketException("Unix domain path too long", e);
    }
  }

  /** Whether it is the UNIX address that is no name. */
  static boolean isUnnamed(SocketAddress address) {
    return address instanceof UnixDomainSocketAddress unix && unix.getPath().toString().isEmpty();
  }

  /** As above, of the address's own family. */
  static SockAddr of(SocketAddress address) {
    return switch (address) {
      case null -> throw new NullPointerException("address");
      case WrappedAddress wrapped -> wrapped.address();
      case InetSocketAddress in when in.isUnresolved() -> throw new UnresolvedAddressException();
      case InetSocketAddress in -> SockAddr.of(in);
      case UnixDomainSocketAddress unix -> SockAddr.of(unix);
      default -> throw new UnsupportedAddressTypeException();
    };
  }

  /** As above, by host and port; of the host's own family for a domain that is neither. */
  static SockAddr of(InetAddress host, int port, Domain domain) {
    SockAddr plain = SockAddr.of(host, port);
    if (domain.equals(Domain.INET6) && plain instanceof SockAddr.Inet4(int bits, int same)) {
      return bits == 0
          ? SockAddr.Inet6.any(same)
          : new SockAddr.Inet6(0, MAPPED | bits & 0xffff_ffffL, same, 0, 0);
    }
    return plain;
  }

  /** The class of java.net if it has one, else a {@link WrappedAddress}; null for null. */
  static @Nullable SocketAddress toJava(@Nullable SockAddr address) {
    if (address == null) {
      return null;
    }
    try {
      return address instanceof SockAddr.Unix unix && unix.isUnnamed()
          ? UnixDomainSocketAddress.of("")
          : address.toJava();
    } catch (UnsupportedOperationException e) {
      return new WrappedAddress(address);
    }
  }

  /** The wildcard of a domain of the Internet: java.net's own may be of the other. */
  static InetSocketAddress wildcard(Domain domain) {
    SockAddr.Inet any = domain.equals(Domain.INET) ? SockAddr.Inet4.any(0) : SockAddr.Inet6.any(0);
    return new InetSocketAddress(any.address(), 0);
  }

  /** The host of an Internet address, else null. */
  static @Nullable InetAddress host(@Nullable SockAddr address) {
    return address instanceof SockAddr.Inet in ? in.address() : null;
  }

  /** The port of an Internet address, else 0. */
  static int port(@Nullable SockAddr address) {
    return address instanceof SockAddr.Inet in ? in.port() : 0;
  }

  /** The loopback address in place of the wildcard, which the kernel would take for it, too. */
  static InetSocketAddress remote(InetSocketAddress address) {
    if (address.isUnresolved() || !address.getAddress().isAnyLocalAddress()) {
      return address;
    }
    InetAddress loopback =
        Addresses.host(
            address.getAddress() instanceof Inet4Address
                ? SockAddr.Inet4.loopback(0)
                : SockAddr.Inet6.loopback(0));
    return new InetSocketAddress(loopback, address.getPort());
  }
}
