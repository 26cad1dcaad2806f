/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Names to numbers and back, from the system's own tables and never over a network. */
class NamesTest {
  @Test
  void addressesInEveryOldForm() {
    try (Workspace w = new Workspace()) {
      String[][] forms = { // from inet(3)
        {"127.0.0.1", "127.0.0.1"}, {"127.1", "127.0.0.1"}, {"127.65530", "127.0.255.250"},
        {"0x7f.1", "127.0.0.1"}, {"0177.0.0.01", "127.0.0.1"}, {"2130706433", "127.0.0.1"},
        {"192.168.513", "192.168.2.1"}, {"0xffffffff", "255.255.255.255"}, {"1.2.3.4 x", "1.2.3.4"},
      };
      MemorySegment address = in_addr.allocate(w.arena);
      for (String[] form : forms) {
        assertEquals(1, inet_aton(form[0], address), form[0]);
        assertEquals(form[1], inet_ntoa(address), form[0]);
        assertEquals(in_addr.s_addr(address), inet_addr(form[0]), form[0]);
      }
      for (String bad : new String[] {"", "1.2.3.4.5", "256.0.0.1", "1.2.3.256", "0x", "09", "a"}) {
        if (inet_aton(bad, address) != 0) {
          assertEquals("0.0.0.0", inet_ntoa(address), bad); // glibc reads 0x as 0
        } else {
          assertEquals(INADDR_NONE, inet_addr(bad), bad);
        }
      }
      assertThrows(NullPointerException.class, () -> inet_addr(null));
    }
  }

  @Test
  void presentationForms() {
    try (Workspace w = new Workspace()) {
      MemorySegment six = in6_addr.allocate(w.arena);
      MemorySegment text = w.arena.allocate(INET6_ADDRSTRLEN);
      assertEquals(1, inet_pton(AF_INET6, "2001:DB8:0:0::1", six));
      assertEquals("2001:db8::1", inet_ntop(AF_INET6, six, text, INET6_ADDRSTRLEN));
      assertEquals("2001:db8::1", text.getString(0));
      assertEquals("::1", inet_ntop(AF_INET6, in6addr_loopback, text, INET6_ADDRSTRLEN));
      assertNull(inet_ntop(AF_INET6, six, text, 5));
      assertEquals(ENOSPC, errno());
      assertEquals(0, inet_pton(AF_INET, "127.1", six));
      assertEquals(-1, inet_pton(AF_UNIX, "x", six));
      assertEquals(EAFNOSUPPORT, errno());
      assertThrows(
          IndexOutOfBoundsException.class, () -> inet_pton(AF_INET6, "::", six.asSlice(8)));
    }
  }

  @Test
  void addressInformationWithHints() {
    try (Workspace w = new Workspace()) {
      MemorySegment hints = addrinfo.allocate(w.arena);
      MemorySegment res = w.arena.allocate(ADDRESS);
      addrinfo.ai_family(hints, AF_UNSPEC);
      addrinfo.ai_socktype(hints, SOCK_STREAM);
      addrinfo.ai_flags(hints, AI_NUMERICHOST | AI_NUMERICSERV | AI_CANONNAME);
      assertEquals(0, getaddrinfo("::1", "8080", hints, res));
      MemorySegment first = deref(res);
      assertEquals(AF_INET6, addrinfo.ai_family(first));
      assertEquals(IPPROTO_TCP, addrinfo.ai_protocol(first));
      assertEquals(sockaddr_in6.sizeof(), addrinfo.ai_addrlen(first));
      assertEquals(8080, ntohs(sockaddr_in6.sin6_port(addrinfo.ai_addr(first))));
      assertTrue(IN6_IS_ADDR_LOOPBACK(sockaddr_in6.sin6_addr(addrinfo.ai_addr(first))));
      assertEquals("::1", string(addrinfo.ai_canonname(first)));
      assertEquals(NULL, addrinfo.ai_next(first));
      freeaddrinfo(first);

      addrinfo.ai_flags(hints, AI_PASSIVE | AI_NUMERICSERV);
      assertEquals(0, getaddrinfo(null, "0", hints, res));
      int found = 0;
      for (MemorySegment p = deref(res); !p.equals(NULL); p = addrinfo.ai_next(p)) {
        found |= addrinfo.ai_family(p) == AF_INET ? 1 : addrinfo.ai_family(p) == AF_INET6 ? 2 : 4;
      }
      freeaddrinfo(deref(res));
      assertTrue(found >= 1 && found <= 3);

      addrinfo.ai_flags(hints, AI_NUMERICHOST);
      assertEquals(EAI_NONAME, getaddrinfo("localhost", null, hints, res));
      assertEquals(EAI_NONAME, getaddrinfo(null, null, hints, res));
      assertEquals("Name or service not known", gai_strerror(EAI_NONAME));
      addrinfo.ai_flags(hints, 0x4000_0000);
      assertEquals(EAI_BADFLAGS, getaddrinfo("::1", null, hints, res));
      addrinfo.ai_flags(hints, AI_NUMERICHOST);
      addrinfo.ai_family(hints, 99);
      assertEquals(EAI_FAMILY, getaddrinfo("::1", null, hints, res));
      addrinfo.ai_family(hints, AF_INET);
      assertEquals(EAI_ADDRFAMILY, getaddrinfo("::1", null, hints, res));
      addrinfo.ai_socktype(hints, 99);
      assertEquals(EAI_SOCKTYPE, getaddrinfo("127.0.0.1", null, hints, res));
    }
  }

  @Test
  void namesOfAddresses() {
    try (Workspace w = new Workspace()) {
      MemorySegment address = w.address("127.0.0.1", 80);
      MemorySegment host = w.arena.allocate(NI_MAXHOST);
      MemorySegment service = w.arena.allocate(NI_MAXSERV);
      int flags = NI_NUMERICHOST | NI_NUMERICSERV;
      assertEquals(0, getnameinfo(address, 16, host, NI_MAXHOST, service, NI_MAXSERV, flags));
      assertEquals("127.0.0.1 80", host.getString(0) + " " + service.getString(0));
      assertEquals(0, getnameinfo(address, 16, NULL, 0, service, NI_MAXSERV, flags));
      assertEquals(EAI_OVERFLOW, getnameinfo(address, 16, host, 4, NULL, 0, flags));
      assertEquals(EAI_FAMILY, getnameinfo(address, 2, host, 4, NULL, 0, flags));
      assertEquals(EAI_NONAME, getnameinfo(address, 16, NULL, 0, NULL, 0, NI_NAMEREQD));
      assertEquals(EAI_BADFLAGS, getnameinfo(address, 16, host, 64, NULL, 0, 1 << 20));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> getnameinfo(address, 17, host, NI_MAXHOST, NULL, 0, flags));
    }
  }

  @Test
  void hosts() {
    try (Workspace w = new Workspace()) {
      MemorySegment host = gethostbyname("127.0.0.1");
      assertNotEquals(NULL, host);
      assertEquals(AF_INET, hostent.h_addrtype(host));
      assertEquals(4, hostent.h_length(host));
      assertEquals("127.0.0.1", inet_ntoa(h_addr(host)));
      assertEquals("127.0.0.1", string(hostent.h_name(host)));
      assertEquals(NULL, deref(hostent.h_addr_list(host), 1));
      host = gethostbyname("localhost");
      assertEquals("127.0.0.1", inet_ntoa(h_addr(host)));
      MemorySegment address = w.arena.allocateFrom(JAVA_INT, htonl(INADDR_LOOPBACK));
      host = gethostbyaddr(address, 4, AF_INET);
      assertEquals("localhost", string(hostent.h_name(host)));
      assertEquals(NULL, gethostbyaddr(address, 3, AF_INET));
      assertEquals(EAFNOSUPPORT, errno());
      assertEquals(NETDB_INTERNAL, h_errno());
      assertEquals("Unknown host", hstrerror(HOST_NOT_FOUND));
    }
  }

  @Test
  void servicesAndProtocols() throws Exception {
    assumeTrue(Files.exists(Path.of("/etc/services")), "no /etc/services (package netbase)");
    int services = 0;
    for (String line : Files.readAllLines(Path.of("/etc/services"))) {
      String[] words = line.replaceAll("#.*", "").strip().split("[ \\t/]+");
      if (words.length >= 3) {
        MemorySegment service = getservbyname(words[0], words[2]);
        assertTrue(named(service, words[0]), words[0]);
        assertEquals(words[2], string(servent.s_proto(service)));
        assertNotEquals(0, ntohs((short) servent.s_port(service)));
        assertNotEquals(NULL, getservbyport(servent.s_port(service), words[2]));
        services++;
      }
    }
    assertEquals("domain", string(servent.s_name(getservbyport(htons(53), null))));
    assertEquals(NULL, getservbyname("no-such-service", null));
    int listed = 0;
    setservent(1);
    while (!getservent().equals(NULL)) {
      listed++;
    }
    endservent();
    assertEquals(services, listed);
    assertEquals(IPPROTO_TCP, protoent.p_proto(getprotobyname("tcp")));
    assertEquals("udp", string(protoent.p_name(getprotobynumber(IPPROTO_UDP))));
    assertEquals("UDP", string(deref(protoent.p_aliases(getprotobynumber(IPPROTO_UDP)))));
    assertEquals(NULL, getprotobyname("no-such-protocol"));
    assertFalse(getprotobynumber(IPPROTO_ICMP).equals(NULL));
  }

  private static boolean named(MemorySegment service, String name) {
    boolean found = name.equals(string(servent.s_name(service)));
    MemorySegment aliases = servent.s_aliases(service);
    for (int i = 0; !found && !deref(aliases, i).equals(NULL); i++) {
      found = name.equals(string(deref(aliases, i)));
    }
    return found;
  }
}
