/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import static java.lang.foreign.MemorySegment.NULL;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.blocking.WaitingCall.Row;
import berkeley.sockets.c.ArpaInet;
import berkeley.sockets.c.Netdb;
import berkeley.sockets.c.NetinetEther;
import berkeley.sockets.internal.calls.Fds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The functions of the mirror that ask name services; see {@link SlowLookUps}. */
final class LookUpRows {
  private static final int PORT = 53;
  private static final int ADDRESS = 4; // bytes
  private static final int ROOM = 2048;

  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  private LookUpRows() {}

  /** By the name of the function in C. */
  static Map<String, Row> all() {
    return ROWS;
  }

  /** The result is what C's function gives, before. */
  private static void slow(String name, LongSupplier call, long result) {
    ROWS.put(
        name,
        opened -> {
          SlowLookUps.close();
          return new WaitingCall(call, SlowLookUps::open, result);
        });
  }

  private static long found(MemorySegment answer) {
    return answer.address() == 0 ? 0 : 1;
  }

  private static long found(long answer) {
    return answer <= 0 ? 0 : 1;
  }

  private static MemorySegment string(String text) {
    return Arena.ofAuto().allocateFrom(text);
  }

  private static MemorySegment loopback() {
    return Fds.loopback(Arena.ofAuto(), PORT);
  }

  private static MemorySegment room() {
    return Arena.ofAuto().allocate(ROOM, Long.BYTES);
  }

  static {
    MemorySegment address = loopback().asSlice(ADDRESS, ADDRESS);
    int inet = Fds.AF_INET;
    slow(
        "getaddrinfo",
        () -> {
          MemorySegment list = room();
          int status = Netdb.getaddrinfo("localhost", "53", NULL, list);
          Netdb.freeaddrinfo(list.get(java.lang.foreign.ValueLayout.ADDRESS, 0));
          return status;
        },
        0);
    slow(
        "getnameinfo",
        () -> Netdb.getnameinfo(loopback(), 16, room(), ROOM, NULL, 0, 0),
        (int) Sys.getnameinfo(loopback(), 16, room(), ROOM, NULL, 0, 0));
    slow("gethostbyname", () -> found(Netdb.gethostbyname("localhost")), 1);
    slow("gethostbyname2", () -> found(Netdb.gethostbyname2("localhost", inet)), 1);
    slow(
        "gethostbyaddr",
        () -> found(Netdb.gethostbyaddr(address, ADDRESS, inet)),
        found(Sys.gethostbyaddr(address, ADDRESS, inet)));
    slow(
        "getservbyname",
        () -> found(Netdb.getservbyname("domain", "udp")),
        found(Sys.getservbyname(string("domain"), string("udp"))));
    slow(
        "getservbyport",
        () -> found(Netdb.getservbyport(ArpaInet.htons((short) PORT), "udp")),
        found(Sys.getservbyport(ArpaInet.htons((short) PORT), string("udp"))));
    slow(
        "getprotobyname",
        () -> found(Netdb.getprotobyname("tcp")),
        found(Sys.getprotobyname(string("tcp"))));
    slow(
        "getprotobynumber", () -> found(Netdb.getprotobynumber(6)), found(Sys.getprotobynumber(6)));
    slow(
        "ether_hostton",
        () -> NetinetEther.ether_hostton("nobody", room()),
        Sys.ether_hostton(string("nobody"), room()));
    slow(
        "ether_ntohost",
        () -> NetinetEther.ether_ntohost(room(), room()),
        Sys.ether_ntohost(room(), room()));
  }
}
