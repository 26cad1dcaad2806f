/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.ADDRESS;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.netdb_h.addrinfo;
import berkeley.sockets.internal.calls.Lookups;
import berkeley.sockets.internal.memory.Strings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct addrinfo}: one way to reach a service on a host, which {@link #resolve} finds; or,
 * with neither address nor name, hints for the search. Immutable.
 *
 * @param flags {@code AI_} flags of C, as in {@code berkeley.sockets.c.Netdb}; of a result they
 *     mean nothing
 * @param domain the address family, {@link Domain#UNSPEC} in hints for any
 * @param type the socket type, or in hints {@link #ANY_TYPE}
 * @param protocol the protocol, {@link Protocol#DEFAULT} in hints for any
 * @param address the address with the port of the service; null in hints
 * @param canonicalName the host's official name in the first result if AI_CANONNAME asked for it,
 *     else null
 * @since 0.1.0
 */
public record AddressInfo(
    int flags,
    Domain domain,
    Type type,
    Protocol protocol,
    @Nullable SockAddr address,
    @Nullable String canonicalName) {
  /** Checks that nothing is missing. */
  public AddressInfo {
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(protocol, "protocol");
  }

  /** 0: in hints, sockets of any type. */
  public static final Type ANY_TYPE = new Type(0);

  /**
   * Hints to find stream sockets of any family: what a client of TCP needs.
   *
   * @param flags {@code AI_} flags, 0 for none
   * @return the hints
   */
  public static AddressInfo stream(int flags) {
    return hints(flags, Domain.UNSPEC, Type.STREAM);
  }

  /**
   * Hints: what to find.
   *
   * @param flags {@code AI_} flags, 0 for none
   * @param domain the address family, {@link Domain#UNSPEC} for any
   * @param type the socket type, {@link #ANY_TYPE} for any
   * @return the hints
   */
  public static AddressInfo hints(int flags, Domain domain, Type type) {
    return new AddressInfo(flags, domain, type, Protocol.DEFAULT, null, null);
  }

  /**
   * getaddrinfo(3), for stream sockets of any family.
   *
   * @param host a name or an address in numbers, or null for this host
   * @param service a name or a port number, or null for port 0
   * @return what was found, in the order in which to try it (RFC 6724)
   * @throws AddressInfoException if nothing was
   * @throws IllegalArgumentException if there is a NUL or half a surrogate pair in a name
   */
  public static List<AddressInfo> resolve(@Nullable String host, @Nullable String service)
      throws IOException {
    return resolve(host, service, stream(0));
  }

  /**
   * getaddrinfo(3). It may wait for name servers; a virtual thread does not hold its carrier
   * meanwhile.
   *
   * @param host a name or an address in numbers; or null for this host: the loopback address, or
   *     with AI_PASSIVE the unspecified one to bind to
   * @param service a name or a port number, or null for port 0
   * @param hints what to find: flags, domain, type and protocol
   * @return what was found, in the order in which to try it (RFC 6724)
   * @throws AddressInfoException if nothing was
   * @throws IllegalArgumentException if there is a NUL or half a surrogate pair in a name
   */
  public static List<AddressInfo> resolve(
      @Nullable String host, @Nullable String service, AddressInfo hints) throws IOException {
    // not a confined arena: the call may be made by another thread
    Arena arena = Arena.ofAuto();
    MemorySegment c = arena.allocate(addrinfo.sizeof(), 8);
    addrinfo.ai_flags(c, hints.flags);
    addrinfo.ai_family(c, hints.domain.value());
    addrinfo.ai_socktype(c, hints.type.value());
    addrinfo.ai_protocol(c, hints.protocol.value());
    MemorySegment list = arena.allocate(ADDRESS);
    MemorySegment node = Strings.toC(arena, host);
    long result = Lookups.getaddrinfo(node, Strings.toC(arena, service), c, list);
    if ((int) result != 0) {
      throw new AddressInfoException("getaddrinfo", host + ", " + service, result);
    }
    MemorySegment first = Pointers.in(list);
    try {
      return read(first);
    } finally {
      Sys.freeaddrinfo(first);
    }
  }

  private static List<AddressInfo> read(MemorySegment first) {
    List<AddressInfo> all = new ArrayList<>();
    MemorySegment c = Pointers.struct(first, addrinfo.sizeof());
    while (c != null) {
      int length = addrinfo.ai_addrlen(c);
      all.add(
          new AddressInfo(
              addrinfo.ai_flags(c),
              new Domain(addrinfo.ai_family(c)),
              new Type(addrinfo.ai_socktype(c)),
              new Protocol(addrinfo.ai_protocol(c)),
              address(Pointers.struct(addrinfo.ai_addr(c), length), length),
              Pointers.string(addrinfo.ai_canonname(c))));
      c = Pointers.struct(addrinfo.ai_next(c), addrinfo.sizeof());
    }
    return all;
  }

  private static @Nullable SockAddr address(@Nullable MemorySegment c, int length) {
    return c == null ? null : SockAddr.read(c, length);
  }

  /**
   * getnameinfo(3): the names of an address and its port, or the numbers where there is no name. It
   * may wait for name servers; a virtual thread does not hold its carrier meanwhile.
   *
   * @param address the address
   * @param flags {@code NI_} flags of C, 0 for none
   * @return host and service
   * @throws AddressInfoException EAI_NONAME with NI_NAMEREQD if the host has no name, EAI_FAMILY
   *     and others
   */
  public static HostAndService reverse(SockAddr address, int flags) throws IOException {
    Arena arena = Arena.ofAuto();
    MemorySegment c = arena.allocate(SockAddrBuffer.CAPACITY, 8);
    int length = address.write(c);
    int most = netdb_h.NI_MAXHOST;
    MemorySegment host = arena.allocate(most);
    MemorySegment service = arena.allocate(most);
    long result = Lookups.getnameinfo(c, length, host, most, service, most, flags);
    if ((int) result != 0) {
      throw new AddressInfoException("getnameinfo", address.toString(), result);
    }
    return new HostAndService(host.getString(0), service.getString(0));
  }
}
