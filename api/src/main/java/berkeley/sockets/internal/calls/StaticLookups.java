/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.HErrno;
import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.netdb_h.hostent;
import berkeley.sockets.bindings.headers.netdb_h.protoent;
import berkeley.sockets.bindings.headers.netdb_h.servent;
import java.lang.foreign.MemorySegment;

/**
 * Look-ups of hosts, services and protocols by the functions whose answer is in static memory: one
 * at a time, copied to where the functions with {@code _r} would have put it. Other code that calls
 * them is not kept out.
 */
final class StaticLookups {
  private StaticLookups() {}

  static synchronized long gethostbyname(
      MemorySegment name,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result,
      MemorySegment herrno) {
    return host(Sys.gethostbyname(name), entry, buffer, result, herrno);
  }

  static synchronized long gethostbyname2(
      MemorySegment name,
      int family,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result,
      MemorySegment herrno) {
    return host(Sys.gethostbyname2(name, family), entry, buffer, result, herrno);
  }

  static synchronized long gethostbyaddr(
      MemorySegment addr,
      int addrlen,
      int type,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result,
      MemorySegment herrno) {
    return host(Sys.gethostbyaddr(addr, addrlen, type), entry, buffer, result, herrno);
  }

  static synchronized long getservbyname(
      MemorySegment name,
      MemorySegment protocol,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result) {
    return service(Sys.getservbyname(name, protocol), entry, buffer, result);
  }

  static synchronized long getservbyport(
      int port,
      MemorySegment protocol,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result) {
    return service(Sys.getservbyport(port, protocol), entry, buffer, result);
  }

  static synchronized long getprotobyname(
      MemorySegment name, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
    return protocol(Sys.getprotobyname(name), entry, buffer, result);
  }

  static synchronized long getprotobynumber(
      int number, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
    return protocol(Sys.getprotobynumber(number), entry, buffer, result);
  }

  private static long host(
      long found,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result,
      MemorySegment herrno) {
    result.set(JAVA_LONG_UNALIGNED, 0, 0);
    if (found <= 0) { // a negated errno, where one was set
      int reason = HErrno.get();
      herrno.set(JAVA_INT_UNALIGNED, 0, reason);
      return reason == netdb_h.NETDB_INTERNAL ? -found : 0;
    }
    MemorySegment from = Native.memory(found, hostent.sizeof());
    MemorySegment.copy(from, 0, entry, 0, hostent.sizeof());
    Copy copy = new Copy(buffer);
    hostent.h_addr_list(
        entry, copy.all(hostent.h_addr_list(from).address(), hostent.h_length(from)));
    hostent.h_name(entry, copy.string(hostent.h_name(from).address()));
    hostent.h_aliases(entry, copy.strings(hostent.h_aliases(from).address()));
    return copy.end(entry, result);
  }

  private static long service(
      long found, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
    result.set(JAVA_LONG_UNALIGNED, 0, 0);
    if (found <= 0) { // a negated errno, where one was set
      return 0;
    }
    MemorySegment from = Native.memory(found, servent.sizeof());
    MemorySegment.copy(from, 0, entry, 0, servent.sizeof());
    Copy copy = new Copy(buffer);
    servent.s_name(entry, copy.string(servent.s_name(from).address()));
    servent.s_aliases(entry, copy.strings(servent.s_aliases(from).address()));
    servent.s_proto(entry, copy.string(servent.s_proto(from).address()));
    return copy.end(entry, result);
  }

  private static long protocol(
      long found, MemorySegment entry, MemorySegment buffer, MemorySegment result) {
    result.set(JAVA_LONG_UNALIGNED, 0, 0);
    if (found <= 0) { // a negated errno, where one was set
      return 0;
    }
    MemorySegment from = Native.memory(found, protoent.sizeof());
    MemorySegment.copy(from, 0, entry, 0, protoent.sizeof());
    Copy copy = new Copy(buffer);
    protoent.p_name(entry, copy.string(protoent.p_name(from).address()));
    protoent.p_aliases(entry, copy.strings(protoent.p_aliases(from).address()));
    return copy.end(entry, result);
  }

  /** Strings and addresses, one behind the other; those of IPv4 and IPv6 stay aligned. */
  private static final class Copy {
    private static final int STRING = -1;

    private final MemorySegment buffer;
    private long at;
    private boolean tooLong;

    Copy(MemorySegment buffer) {
      this.buffer = buffer;
    }

    /** Memory in the buffer, or NULL where it is full. */
    private MemorySegment take(long size) {
      tooLong |= size > buffer.byteSize() - at;
      if (tooLong) {
        return MemorySegment.NULL;
      }
      MemorySegment taken = buffer.asSlice(at, size);
      at += size;
      return taken;
    }

    MemorySegment string(long address) {
      MemorySegment all = Native.memory(address, Long.MAX_VALUE);
      long length = 0;
      while (all.get(JAVA_BYTE, length) != 0) {
        length++;
      }
      return bytes(address, length + 1);
    }

    private MemorySegment bytes(long address, long length) {
      MemorySegment to = take(length);
      if (!tooLong) {
        MemorySegment.copy(Native.memory(address, length), 0, to, 0, length);
      }
      return to;
    }

    /** An array of pointers to strings, which a null pointer ends. */
    MemorySegment strings(long address) {
      return all(address, STRING);
    }

    /** An array of pointers to what has a length in bytes, or is a string. */
    MemorySegment all(long address, int length) {
      MemorySegment all = Native.memory(address, Long.MAX_VALUE);
      int count = 0;
      while (all.get(JAVA_LONG_UNALIGNED, (long) count * Long.BYTES) != 0) {
        count++;
      }
      at = (at + Long.BYTES - 1) & -Long.BYTES;
      MemorySegment to = take((count + 1L) * Long.BYTES);
      for (int i = 0; i < count && !tooLong; i++) {
        long one = all.get(JAVA_LONG_UNALIGNED, (long) i * Long.BYTES);
        MemorySegment copy = length == STRING ? string(one) : bytes(one, length);
        to.set(JAVA_LONG_UNALIGNED, (long) i * Long.BYTES, copy.address());
      }
      if (!tooLong) {
        to.set(JAVA_LONG_UNALIGNED, (long) count * Long.BYTES, 0);
      }
      return to;
    }

    long end(MemorySegment entry, MemorySegment result) {
      if (tooLong) {
        return errno_h.ERANGE;
      }
      result.set(JAVA_LONG_UNALIGNED, 0, entry.address());
      return 0;
    }
  }
}
