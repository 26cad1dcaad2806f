/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.addrinfo;
import berkeley.sockets.bindings.linux.errno_h;
import berkeley.sockets.bindings.linux.netdb_h;
import berkeley.sockets.internal.memory.Results;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** getaddrinfo and getnameinfo on a virtual thread: libc asks name servers, which takes time. */
final class ParkedNames {
  private static final long INTERRUPTED =
      (long) errno_h.EINTR() << 32 | netdb_h.EAI_SYSTEM() & 0xffffffffL;

  private ParkedNames() {}

  /** EAI_SYSTEM with EINTR when interrupted; the list, if it comes after all, is freed. */
  static long getaddrinfo(
      MemorySegment node, MemorySegment service, MemorySegment hints, MemorySegment result) {
    boolean numeric =
        hints.address() != 0
            && (hints.get(JAVA_INT, addrinfo.ai_flags$offset()) & netdb_h.AI_NUMERICHOST()) != 0;
    if (numeric || node.address() == 0) {
      return Sys.getaddrinfo(node, service, hints, result);
    }
    Arena arena = Arena.ofAuto(); // outlives a caller that leaves
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
        Offload.interruptibly(
            new Offload.Call() {
              @Override
              public long run() {
                return Sys.getaddrinfo(name, port, wish, list);
              }

              @Override
              public void undo(long status) {
                if ((int) status == 0) {
                  Sys.freeaddrinfo(Native.memory(list.get(JAVA_LONG, 0), 0));
                }
              }
            });
    if (status == Results.INTR) {
      return INTERRUPTED;
    }
    if ((int) status == 0) {
      result.set(JAVA_LONG, 0, list.get(JAVA_LONG, 0));
    }
    return status;
  }

  static long getent(
      int by,
      MemorySegment name,
      int number,
      MemorySegment protocol,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result) {
    long size = buffer.byteSize();
    return switch (by) {
      case Waiting.SERVICE_BY_NAME ->
          Sys.getservbyname_r(name, protocol, entry, buffer, size, result);
      case Waiting.SERVICE_BY_PORT ->
          Sys.getservbyport_r(number, protocol, entry, buffer, size, result);
      case Waiting.PROTOCOL_BY_NAME -> Sys.getprotobyname_r(name, entry, buffer, size, result);
      default -> Sys.getprotobynumber_r(number, entry, buffer, size, result);
    };
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

  static long getnameinfo(
      MemorySegment addr,
      int addrlen,
      MemorySegment host,
      int hostlen,
      MemorySegment service,
      int servicelen,
      int flags) {
    boolean numeric = host.address() == 0 || (flags & netdb_h.NI_NUMERICHOST()) != 0;
    if (numeric) {
      return Sys.getnameinfo(addr, addrlen, host, hostlen, service, servicelen, flags);
    }
    MemorySegment[] m = Offload.lend(addr, host, service);
    return Offload.run(
        () -> Sys.getnameinfo(m[0], addrlen, m[1], hostlen, m[2], servicelen, flags));
  }
}
