/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.netdb_h.addrinfo;
import berkeley.sockets.bindings.headers.netdb_h.hostent;
import berkeley.sockets.bindings.headers.netdb_h.protoent;
import berkeley.sockets.bindings.headers.netdb_h.servent;
import berkeley.sockets.c.ArpaInet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;

/** What is no call: pauses, and what netdb answers, walked as a program would. */
final class Walk {
  static final Set<String> NAMES = Set.of("addrinfo", "servent", "protoent", "hostent", "pause_ms");

  private Walk() {}

  static void run(String name, Object argument, Answer answer) {
    if (argument instanceof Long ms) {
      pause(ms);
      return;
    }
    MemorySegment memory =
        argument instanceof Block block
            ? MemorySegment.ofAddress(block.get(0, 8))
            : (MemorySegment) argument;
    if (memory.address() == 0) {
      return;
    }
    switch (name) {
      case "addrinfo" -> addresses(memory, answer);
      case "servent" -> {
        MemorySegment s = Native.memory(memory.address(), servent.sizeof());
        int port = ArpaInet.ntohs((short) servent.s_port(s));
        answer.add(" " + string(servent.s_name(s)) + " " + port + " " + string(servent.s_proto(s)));
        list(servent.s_aliases(s), answer);
      }
      case "protoent" -> {
        MemorySegment p = Native.memory(memory.address(), protoent.sizeof());
        answer.add(" " + string(protoent.p_name(p)) + " " + protoent.p_proto(p));
        list(protoent.p_aliases(p), answer);
      }
      default -> host(Native.memory(memory.address(), hostent.sizeof()), answer);
    }
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String string(MemorySegment pointer) {
    return Native.string(pointer.address());
  }

  private static void list(MemorySegment pointers, Answer answer) {
    for (long i = 0; ; i++) {
      long pointer = element(pointers, i);
      if (pointer == 0) {
        return;
      }
      answer.add(" ").add(Native.string(pointer));
    }
  }

  private static long element(MemorySegment pointers, long index) {
    return Native.memory(pointers.address() + index * 8, 8).get(ValueLayout.JAVA_LONG, 0);
  }

  private static void host(MemorySegment h, Answer answer) {
    int family = hostent.h_addrtype(h);
    answer.add(" " + string(hostent.h_name(h)) + " " + family + " " + hostent.h_length(h));
    list(hostent.h_aliases(h), answer);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(64);
      for (long i = 0; element(hostent.h_addr_list(h), i) != 0; i++) {
        long address = element(hostent.h_addr_list(h), i);
        Sys.inet_ntop(family, MemorySegment.ofAddress(address), name, 64);
        answer.add(" ").add(name.getString(0));
      }
    }
  }

  private static void addresses(MemorySegment first, Answer answer) {
    long next = first.address();
    while (next != 0) {
      MemorySegment a = Native.memory(next, addrinfo.sizeof());
      answer.add(" [" + addrinfo.ai_flags(a) + " " + addrinfo.ai_family(a));
      answer.add(" " + addrinfo.ai_socktype(a) + " " + addrinfo.ai_protocol(a) + " ");
      int size = addrinfo.ai_addrlen(a);
      try (Arena arena = Arena.ofConfined()) {
        Block copy = new Block(arena, ScriptType.STRING, size, (byte) 0);
        MemorySegment bytes = Native.memory(addrinfo.ai_addr(a).address(), size);
        MemorySegment.copy(bytes, 0, copy.segment, 0, size);
        answer.sockaddr(copy);
      }
      if (addrinfo.ai_canonname(a).address() != 0) {
        answer.add(" ").add(string(addrinfo.ai_canonname(a)));
      }
      answer.add("]");
      next = addrinfo.ai_next(a).address();
    }
    Sys.freeaddrinfo(first);
  }
}
