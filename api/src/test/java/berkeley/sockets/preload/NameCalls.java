/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import berkeley.sockets.c.ArpaInet;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Ifaddrs;
import berkeley.sockets.c.NetIf;
import berkeley.sockets.c.Netdb;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code <netdb.h>}, {@code <arpa/inet.h>}, {@code <net/if.h>} and {@code <ifaddrs.h>}. */
final class NameCalls {
  /** Texts that C may keep pointers to. */
  private static final Map<String, MemorySegment> TEXTS = new ConcurrentHashMap<>();

  private NameCalls() {}

  static void add(Map<String, Preload.Row> rows) {
    rows.put("getaddrinfo", c -> Netdb.getaddrinfo(c.text(0), c.text(1), c.p(2), c.p(3)));
    rows.put("freeaddrinfo", c -> done(() -> Netdb.freeaddrinfo(c.p(0))));
    rows.put(
        "getnameinfo",
        c -> Netdb.getnameinfo(c.p(0, c.i(1)), c.i(1), c.p(2), c.i(3), c.p(4), c.i(5), c.i(6)));
    rows.put("gai_strerror", c -> text(Netdb.gai_strerror(c.i(0))));
    rows.put("hstrerror", c -> text(Netdb.hstrerror(c.i(0))));
    rows.put(
        "gethostbyname_r",
        c -> host(c, Netdb.gethostbyname(c.text(0)), new Entry(c, 1, Entry.HOST), 5));
    rows.put(
        "gethostbyaddr_r",
        c ->
            host(
                c,
                Netdb.gethostbyaddr(c.p(0, c.i(1)), c.i(1), c.i(2)),
                new Entry(c, 3, Entry.HOST),
                7));
    rows.put(
        "getservbyname_r",
        c -> new Entry(c, 2, Entry.SERVICE).store(Netdb.getservbyname(c.text(0), c.text(1))));
    rows.put(
        "getservbyport_r",
        c -> new Entry(c, 2, Entry.SERVICE).store(Netdb.getservbyport(c.i(0), c.text(1))));
    rows.put(
        "getprotobyname_r",
        c -> new Entry(c, 1, Entry.PROTOCOL).store(Netdb.getprotobyname(c.text(0))));
    rows.put(
        "getprotobynumber_r",
        c -> new Entry(c, 1, Entry.PROTOCOL).store(Netdb.getprotobynumber(c.i(0))));
    rows.put("setservent", c -> done(() -> Netdb.setservent(c.i(0))));
    rows.put("getservent", c -> Netdb.getservent().address());
    rows.put("endservent", c -> done(Netdb::endservent));
    rows.put("if_nametoindex", c -> NetIf.if_nametoindex(c.text(0)));
    rows.put("if_indextoname", c -> NetIf.if_indextoname(c.i(0), c.p(1)) == null ? 0 : c.l(1));
    rows.put("if_nameindex", c -> NetIf.if_nameindex().address());
    rows.put("if_freenameindex", c -> done(() -> NetIf.if_freenameindex(c.p(0))));
    rows.put("getifaddrs", c -> Ifaddrs.getifaddrs(c.p(0, 8)));
    rows.put("freeifaddrs", c -> done(() -> Ifaddrs.freeifaddrs(c.p(0))));
    rows.put("inet_pton", c -> ArpaInet.inet_pton(c.i(0), c.text(1), c.p(2)));
    rows.put(
        "inet_ntop",
        c -> ArpaInet.inet_ntop(c.i(0), c.p(1), c.p(2), (int) c.size(3)) == null ? 0 : c.l(2));
    rows.put("inet_aton", c -> ArpaInet.inet_aton(c.text(0), c.p(1)));
    rows.put("inet_addr", c -> ArpaInet.inet_addr(c.text(0)));
    rows.put("gethostname", c -> Unistd.gethostname(c.p(0, c.size(1)), c.l(1)));
  }

  private static long done(Runnable call) {
    call.run();
    return 0;
  }

  private static long text(String text) {
    return TEXTS.computeIfAbsent(text, Arena.global()::allocateFrom).address();
  }

  /** Look-ups of hosts tell a reason besides. */
  private static long host(Call c, MemorySegment found, Entry entry, int reason) {
    if (found.address() == 0) {
      c.p(reason, 4).set(ValueLayout.JAVA_INT, 0, Netdb.h_errno());
    }
    return entry.store(found);
  }

  /**
   * Copies what the mirror found, which is the Java thread's, into the memory that the program gave
   * to a function whose name ends with _r: an entry, a buffer, its length, and where to store the
   * pointer to the entry.
   */
  private static final class Entry {
    /**
     * The size of a struct, the offset of a string besides its name, that of a list of addresses.
     */
    static final int[] HOST = {32, 0, 24};

    static final int[] SERVICE = {32, 24, 0};
    static final int[] PROTOCOL = {24, 0, 0};
    private static final ValueLayout.OfLong POINTER = ValueLayout.JAVA_LONG;
    private static final int ADDRESS_LENGTH = 20; // in struct hostent

    private final MemorySegment entry;
    private final MemorySegment buffer;
    private final MemorySegment result;
    private final int[] kind;
    private long used;

    Entry(Call c, int first, int[] kind) {
      this.kind = kind;
      entry = c.p(first, kind[0]);
      buffer = c.p(first + 1, c.size(first + 2));
      used = -buffer.address() & 7;
      result = c.p(first + 3, 8);
    }

    long store(MemorySegment found) {
      result.set(POINTER, 0, 0);
      if (found.address() == 0) {
        return 0;
      }
      try {
        MemorySegment from = Call.at(found.address(), kind[0]);
        entry.copyFrom(from);
        copyText(from, 0);
        copyList(from, 8, -1);
        if (kind[1] != 0) {
          copyText(from, kind[1]);
        }
        if (kind[2] != 0) {
          copyList(from, kind[2], from.get(ValueLayout.JAVA_INT, ADDRESS_LENGTH));
        }
        result.set(POINTER, 0, entry.address());
        return 0;
      } catch (IndexOutOfBoundsException e) {
        return Errno.ERANGE;
      }
    }

    private void copyText(MemorySegment from, long offset) {
      entry.set(POINTER, offset, text(from.get(POINTER, offset)));
    }

    private long text(long address) {
      return bytes(
          address,
          Call.at(address, Long.MAX_VALUE).getString(0, StandardCharsets.ISO_8859_1).length() + 1);
    }

    /** A list that ends with a null pointer, of strings or of addresses with a length. */
    private void copyList(MemorySegment from, long offset, int length) {
      MemorySegment list = Call.at(from.get(POINTER, offset), Long.MAX_VALUE);
      int count = 0;
      while (list.getAtIndex(POINTER, count) != 0) {
        count++;
      }
      MemorySegment copy = take((count + 1) * 8L);
      copy.setAtIndex(POINTER, count, 0);
      for (int i = 0; i < count; i++) {
        long address = list.getAtIndex(POINTER, i);
        copy.setAtIndex(POINTER, i, length < 0 ? text(address) : bytes(address, length));
      }
      entry.set(POINTER, offset, copy.address());
    }

    private long bytes(long address, long length) {
      return take(length).copyFrom(Call.at(address, length)).address();
    }

    private MemorySegment take(long length) {
      MemorySegment taken = buffer.asSlice(used, length);
      used += length + 7 & ~7L;
      return taken;
    }
  }
}
