/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.INTR;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.netdb_h.addrinfo;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The look-ups of {@code <netdb.h>}. libc may ask name servers, which takes time: on a virtual
 * thread a pool thread makes the call. Where a call takes an entry, it and its buffer belong to a
 * thread that waits for the answer.
 */
public final class Lookups {
  private static final long INTERRUPTED =
      (long) errno_h.EINTR << 32 | netdb_h.EAI_SYSTEM & 0xffffffffL;

  /** musl has {@code getprotobyname}, and not {@code getprotobyname_r}. */
  private static final boolean STATIC_PROTOCOLS =
      Platform.PORTABLE || Platform.is(Platform.LINUX_MUSL);

  private Lookups() {}

  public static long getaddrinfo(
      MemorySegment node, MemorySegment service, MemorySegment hints, MemorySegment result) {
    return Parking.applies()
        ? getaddrinfoParking(node, service, hints, result)
        : Sys.getaddrinfo(node, service, hints, result);
  }

  public static long getnameinfo(
      MemorySegment addr,
      int addrlen,
      MemorySegment host,
      int hostlen,
      MemorySegment service,
      int servicelen,
      int flags) {
    return Parking.applies()
        ? getnameinfoParking(addr, addrlen, host, hostlen, service, servicelen, flags)
        : Sys.getnameinfo(addr, addrlen, host, hostlen, service, servicelen, flags);
  }

  public static long gethostbyname_r(
      MemorySegment name,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    if (!Parking.applies()) {
      return gethostbynameNow(name, entry, buffer, size, result, herrno);
    }
    MemorySegment host = Offload.lend(name);
    return Offload.lookUp(() -> gethostbynameNow(host, entry, buffer, size, result, herrno));
  }

  public static long gethostbyname2_r(
      MemorySegment name,
      int family,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    if (!Parking.applies()) {
      return gethostbyname2Now(name, family, entry, buffer, size, result, herrno);
    }
    MemorySegment host = Offload.lend(name);
    return Offload.lookUp(
        () -> gethostbyname2Now(host, family, entry, buffer, size, result, herrno));
  }

  public static long gethostbyaddr_r(
      MemorySegment addr,
      int addrlen,
      int type,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    if (!Parking.applies()) {
      return gethostbyaddrNow(addr, addrlen, type, entry, buffer, size, result, herrno);
    }
    MemorySegment host = Offload.lend(addr);
    return Offload.lookUp(
        () -> gethostbyaddrNow(host, addrlen, type, entry, buffer, size, result, herrno));
  }

  public static long getservbyname_r(
      MemorySegment name,
      MemorySegment protocol,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result) {
    if (!Parking.applies()) {
      return getservbynameNow(name, protocol, entry, buffer, result);
    }
    MemorySegment[] m = Offload.lend(name, protocol, entry, buffer, result);
    return Offload.lookUp(() -> getservbynameNow(m[0], m[1], m[2], m[3], m[4]));
  }

  public static long getservbyport_r(
      int port,
      MemorySegment protocol,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result) {
    if (!Parking.applies()) {
      return getservbyportNow(port, protocol, entry, buffer, result);
    }
    MemorySegment[] m = Offload.lend(protocol, entry, buffer, result);
    return Offload.lookUp(() -> getservbyportNow(port, m[0], m[1], m[2], m[3]));
  }

  public static long getprotobyname_r(
      MemorySegment name, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
    if (!Parking.applies()) {
      return getprotobynameNow(name, entry, buffer, result);
    }
    MemorySegment[] m = Offload.lend(name, entry, buffer, result);
    return Offload.lookUp(() -> getprotobynameNow(m[0], m[1], m[2], m[3]));
  }

  public static long getprotobynumber_r(
      int number, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
    if (!Parking.applies()) {
      return getprotobynumberNow(number, entry, buffer, result);
    }
    MemorySegment[] m = Offload.lend(entry, buffer, result);
    return Offload.lookUp(() -> getprotobynumberNow(number, m[0], m[1], m[2]));
  }

  // ---- the calls as they are, on any thread

  private static long gethostbynameNow(
      MemorySegment name,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    return Platform.PORTABLE
        ? StaticLookups.gethostbyname(name, entry, buffer, result, herrno)
        : Sys.gethostbyname_r(name, entry, buffer, size, result, herrno);
  }

  private static long gethostbyname2Now(
      MemorySegment name,
      int family,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    return Platform.PORTABLE
        ? StaticLookups.gethostbyname2(name, family, entry, buffer, result, herrno)
        : Sys.gethostbyname2_r(name, family, entry, buffer, size, result, herrno);
  }

  private static long gethostbyaddrNow(
      MemorySegment addr,
      int addrlen,
      int type,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    return Platform.PORTABLE
        ? StaticLookups.gethostbyaddr(addr, addrlen, type, entry, buffer, result, herrno)
        : Sys.gethostbyaddr_r(addr, addrlen, type, entry, buffer, size, result, herrno);
  }

  private static long getservbynameNow(
      MemorySegment name,
      MemorySegment protocol,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result) {
    return Platform.PORTABLE
        ? StaticLookups.getservbyname(name, protocol, entry, buffer, result)
        : Sys.getservbyname_r(name, protocol, entry, buffer, buffer.byteSize(), result);
  }

  private static long getservbyportNow(
      int port,
      MemorySegment protocol,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result) {
    return Platform.PORTABLE
        ? StaticLookups.getservbyport(port, protocol, entry, buffer, result)
        : Sys.getservbyport_r(port, protocol, entry, buffer, buffer.byteSize(), result);
  }

  private static long getprotobynameNow(
      MemorySegment name, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
    return STATIC_PROTOCOLS
        ? StaticLookups.getprotobyname(name, entry, buffer, result)
        : Sys.getprotobyname_r(name, entry, buffer, buffer.byteSize(), result);
  }

  private static long getprotobynumberNow(
      int number, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
    return STATIC_PROTOCOLS
        ? StaticLookups.getprotobynumber(number, entry, buffer, result)
        : Sys.getprotobynumber_r(number, entry, buffer, buffer.byteSize(), result);
  }

  // ---- on a virtual thread

  /** EAI_SYSTEM with EINTR when interrupted; the list, if it comes after all, is freed. */
  private static long getaddrinfoParking(
      MemorySegment node, MemorySegment service, MemorySegment hints, MemorySegment result) {
    boolean numeric =
        hints.address() != 0
            && (hints.get(JAVA_INT_UNALIGNED, addrinfo.ai_flags$offset()) & netdb_h.AI_NUMERICHOST)
                != 0;
    if (numeric || node.address() == 0) {
      return Sys.getaddrinfo(node, service, hints, result);
    }
    Arena arena = Arena.ofAuto(); // outlives a caller that was interrupted
    MemorySegment list = arena.allocate(JAVA_LONG);
    MemorySegment name = string(arena, node);
    MemorySegment port = string(arena, service);
    MemorySegment wish =
        hints.address() == 0
            ? hints
            : arena
                .allocate(addrinfo.sizeof(), Long.BYTES)
                .copyFrom(hints.asSlice(0, addrinfo.sizeof()));
    long status =
        Offload.lookUpInterruptibly(
            new Offload.Call() {
              @Override
              public long run() {
                return Sys.getaddrinfo(name, port, wish, list);
              }

              @Override
              public void undo(long status) {
                if ((int) status == 0) {
                  Sys.freeaddrinfo(Native.memory(list.get(JAVA_LONG_UNALIGNED, 0), 0));
                }
              }
            });
    if (status == INTR) {
      return INTERRUPTED;
    }
    if ((int) status == 0) {
      result.set(JAVA_LONG_UNALIGNED, 0, list.get(JAVA_LONG_UNALIGNED, 0));
    }
    return status;
  }

  private static MemorySegment string(Arena arena, MemorySegment string) {
    if (string.address() == 0) {
      return string;
    }
    MemorySegment whole = Native.memory(string.address(), Long.MAX_VALUE);
    MemorySegment limits = string.byteSize() == 0 ? whole : string;
    long length = 0;
    while (limits.get(JAVA_BYTE, length) != 0) {
      length++;
    }
    return arena.allocate(length + 1).copyFrom(limits.asSlice(0, length + 1));
  }

  private static long getnameinfoParking(
      MemorySegment addr,
      int addrlen,
      MemorySegment host,
      int hostlen,
      MemorySegment service,
      int servicelen,
      int flags) {
    boolean numeric = host.address() == 0 || (flags & netdb_h.NI_NUMERICHOST) != 0;
    if (numeric) {
      return Sys.getnameinfo(addr, addrlen, host, hostlen, service, servicelen, flags);
    }
    MemorySegment[] m = Offload.lend(addr, host, service);
    return Offload.lookUp(
        () -> Sys.getnameinfo(m[0], addrlen, m[1], hostlen, m[2], servicelen, flags));
  }

  /** /etc/ethers or what stands in for it. */
  public static int ether_ntohost(MemorySegment hostname, MemorySegment addr) {
    if (!Parking.applies()) {
      return Sys.ether_ntohost(hostname, addr);
    }
    MemorySegment[] m = Offload.lend(new MemorySegment[] {hostname, addr});
    return (int) Offload.lookUp(() -> Sys.ether_ntohost(m[0], m[1]));
  }

  public static int ether_hostton(MemorySegment hostname, MemorySegment addr) {
    if (!Parking.applies()) {
      return Sys.ether_hostton(hostname, addr);
    }
    MemorySegment[] m = Offload.lend(new MemorySegment[] {hostname, addr});
    return (int) Offload.lookUp(() -> Sys.ether_hostton(m[0], m[1]));
  }
}
