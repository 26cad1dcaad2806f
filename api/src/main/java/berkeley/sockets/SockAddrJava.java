/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Addresses to and from java.net. */
final class SockAddrJava {
  private SockAddrJava() {}

  static SockAddr from(SocketAddress address) {
    return switch (address) {
      case InetSocketAddress in when in.getAddress() != null -> from(in.getAddress(), in.getPort());
      case UnixDomainSocketAddress un when un.getPath().toString().isEmpty() ->
          SockAddr.Unix.UNNAMED;
      case UnixDomainSocketAddress un -> SockAddr.Unix.path(un.getPath());
      default -> throw new IllegalArgumentException(address.toString());
    };
  }

  static SockAddr.Inet from(InetAddress address, int port) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address six
        ? new SockAddr.Inet6(bytes.getLong(), bytes.getLong(), port, 0, six.getScopeId())
        : new SockAddr.Inet4(bytes.getInt(), port);
  }

  /** java.net has no mapped addresses. */
  static InetAddress host(SockAddr.Inet address) {
    try {
      return switch (address) {
        case SockAddr.Inet4 four ->
            Inet4Address.getByAddress(ByteBuffer.allocate(4).putInt(four.bits()).array());
        case SockAddr.Inet6 six when six.high() == 0 && six.low() >>> 32 == 0xffff ->
            Inet4Address.getByAddress(ByteBuffer.allocate(4).putInt((int) six.low()).array());
        case SockAddr.Inet6 six -> {
          byte[] bytes = ByteBuffer.allocate(16).putLong(six.high()).putLong(six.low()).array();
          int scope = six.scopeId() == 0 ? -1 : six.scopeId(); // -1: none
          yield Inet6Address.getByAddress(null, bytes, scope);
        }
      };
    } catch (UnknownHostException e) { // for a wrong number of bytes only
      throw new AssertionError(e);
    }
  }

  static SocketAddress to(SockAddr address) {
    try {
      return switch (address) {
        case SockAddr.Inet in -> new InetSocketAddress(host(in), in.port());
        case SockAddr.Unix un when !un.isAbstract() ->
            UnixDomainSocketAddress.of(
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(un.name())).toString());
        default -> throw new UnsupportedOperationException("not in java.net: " + address);
      };
    } catch (CharacterCodingException e) {
      throw new UnsupportedOperationException("not in UTF-8: " + address, e);
    }
  }
}
