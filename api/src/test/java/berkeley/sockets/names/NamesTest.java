/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.AddressInfo;
import berkeley.sockets.AddressInfoException;
import berkeley.sockets.Domain;
import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.HostAndService;
import berkeley.sockets.Interface;
import berkeley.sockets.Protocol;
import berkeley.sockets.ProtocolEntry;
import berkeley.sockets.Service;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Type;
import berkeley.sockets.c.NetIf;
import berkeley.sockets.c.Netdb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Names and numbers of hosts, services, protocols and interfaces, as getent and java.net see them.
 */
class NamesTest {
  private static List<String> getent(String... arguments) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/getent")), "no getent (package libc-bin)");
    String[] command = new String[arguments.length + 1];
    command[0] = "getent";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return new ProcessBuilder(command).start().inputReader().readAllLines();
  }

  private static InetAddress java(SockAddr address) {
    return ((InetSocketAddress) address.toJava()).getAddress();
  }

  @Test
  void localhostIsWhatGetentAndJavaFind() throws Exception {
    List<String> expected =
        getent("ahosts", "localhost").stream()
            .filter(line -> line.contains("STREAM"))
            .map(line -> line.split(" ")[0])
            .toList();
    List<AddressInfo> found = AddressInfo.resolve("localhost", "80");
    assertEquals(
        expected, found.stream().map(each -> java(each.address()).getHostAddress()).toList());
    Set<InetAddress> java = new HashSet<>(Arrays.asList(InetAddress.getAllByName("localhost")));
    for (AddressInfo each : found) {
      assertEquals(Type.STREAM, each.type());
      assertEquals(Protocol.TCP, each.protocol());
      assertEquals(each.domain(), each.address().family());
      assertEquals(80, ((InetSocketAddress) each.address().toJava()).getPort());
      assertNull(each.canonicalName());
      if (each.domain().equals(Domain.INET)) {
        assertTrue(java.contains(java(each.address())));
      }
    }
  }

  @Test
  void hintsNarrowTheSearch() throws Exception {
    AddressInfo hints = AddressInfo.hints(Netdb.AI_PASSIVE, Domain.INET, Type.DGRAM);
    List<AddressInfo> found = AddressInfo.resolve(null, "5353", hints);
    assertEquals(1, found.size());
    assertEquals(SockAddr.Inet4.any(5353), found.get(0).address());
    assertEquals(Protocol.UDP, found.get(0).protocol());
    hints = AddressInfo.hints(0, Domain.INET6, Type.STREAM);
    found = AddressInfo.resolve(null, "80", hints);
    assertEquals(SockAddr.Inet6.loopback(80), found.get(0).address());
    found = AddressInfo.resolve("fe80::1%lo", "80", AddressInfo.stream(Netdb.AI_NUMERICHOST));
    assertEquals(1, ((SockAddr.Inet6) found.get(0).address()).scopeId());
    hints = AddressInfo.hints(0, Domain.UNSPEC, AddressInfo.ANY_TYPE);
    Set<Type> types = new HashSet<>();
    AddressInfo.resolve("127.0.0.1", null, hints).forEach(each -> types.add(each.type()));
    assertEquals(Set.of(Type.STREAM, Type.DGRAM, Type.RAW), types);
    found = AddressInfo.resolve("localhost", "80", AddressInfo.stream(Netdb.AI_CANONNAME));
    assertEquals("localhost", found.get(0).canonicalName());
  }

  @Test
  void servicesAreResolvedByName() throws Exception {
    List<String> http = getent("services", "http/tcp");
    assumeTrue(!http.isEmpty(), "no /etc/services (package netbase)");
    SockAddr address = AddressInfo.resolve("127.0.0.1", "http").get(0).address();
    assertEquals(SockAddr.Inet4.loopback(80), address);
  }

  private static AddressInfoException fails(String host, String service, AddressInfo hints) {
    return assertThrows(
        AddressInfoException.class, () -> AddressInfo.resolve(host, service, hints));
  }

  @Test
  void errorsAreThoseOfGetaddrinfo() {
    AddressInfo numeric = AddressInfo.stream(Netdb.AI_NUMERICHOST);
    AddressInfoException e = fails("no.such.host", "80", numeric);
    assertEquals(Netdb.EAI_NONAME, e.code());
    assertEquals("EAI_NONAME", e.name());
    assertNull(e.errno());
    assertEquals(
        "getaddrinfo(no.such.host, 80): EAI_NONAME (Name or service not known)", e.getMessage());
    assertTrue(UnknownHostException.class.isInstance(e));
    assertEquals(
        "EAI_SERVICE", fails("127.0.0.1", "no-such-service", AddressInfo.stream(0)).name());
    assertEquals("EAI_BADFLAGS", fails("127.0.0.1", "80", AddressInfo.stream(1 << 30)).name());
    assertEquals("EAI_FAMILY", fails("x", "80", family(Domain.PACKET)).name());
    assertEquals("EAI_ADDRFAMILY", fails("127.0.0.1", "80", family(Domain.INET6)).name());
    assertEquals("EAI_NONAME", fails(null, null, AddressInfo.stream(0)).name());
    AddressInfo type = AddressInfo.hints(0, Domain.INET, new Type(77));
    assertEquals("EAI_SOCKTYPE", fails("127.0.0.1", "80", type).name());
  }

  private static AddressInfo family(Domain domain) {
    return AddressInfo.hints(0, domain, Type.STREAM);
  }

  @Test
  void addressesHaveNames() throws Exception {
    int numbers = Netdb.NI_NUMERICHOST | Netdb.NI_NUMERICSERV;
    assertEquals(
        new HostAndService("127.0.0.1", "8080"),
        AddressInfo.reverse(SockAddr.Inet4.loopback(8080), numbers));
    assertEquals(
        new HostAndService("fe80::1%lo", "1"),
        AddressInfo.reverse(SockAddr.Inet6.of("fe80::1%1", 1), numbers));
    List<String> hosts = getent("hosts", "127.0.0.1");
    assumeTrue(!hosts.isEmpty(), "127.0.0.1 has no name here");
    String name = hosts.get(0).split("\\s+")[1];
    assertEquals(name, AddressInfo.reverse(SockAddr.Inet4.loopback(80), 0).host());
    AddressInfoException e =
        assertThrows(
            AddressInfoException.class,
            () -> AddressInfo.reverse(new SockAddr.Vsock(1, 2), numbers));
    assertEquals("EAI_FAMILY", e.name());
    assertEquals("getnameinfo", e.call());
  }

  @Test
  void virtualThreadsResolveToo() throws Exception {
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread.startVirtualThread(
            () -> {
              try {
                SockAddr address = AddressInfo.resolve("localhost", "81").get(0).address();
                int numbers = Netdb.NI_NUMERICHOST | Netdb.NI_NUMERICSERV;
                String port = AddressInfo.reverse(address, numbers).service();
                String tcp = Service.protocol(6) + " " + Service.protocol("tcp");
                outcome.set(port + Service.byPort(80, "tcp") + Service.byName("http", null) + tcp);
              } catch (IOException | RuntimeException e) {
                outcome.set(e);
              }
            })
        .join();
    String tcp = Service.protocol(6) + " " + Service.protocol("tcp");
    assertEquals(
        "81" + Service.byPort(80, "tcp") + Service.byName("http", null) + tcp, outcome.get());
  }

  @Test
  void servicesAreThoseOfGetent() throws Exception {
    List<String> all = getent("services");
    assumeTrue(!all.isEmpty(), "no /etc/services (package netbase)");
    Set<String> seen = new HashSet<>();
    for (String line : all) {
      String[] words = line.split("\\s+");
      String[] number = words[1].split("/");
      Service service = Service.byName(words[0], number[1]);
      if (seen.add(words[0] + "/" + number[1])) { // else an earlier line counts
        assertEquals(words[0], service.name());
        assertEquals(Integer.parseInt(number[0]), service.port());
        assertEquals(number[1], service.protocol());
        assertEquals(Arrays.asList(words).subList(2, words.length), service.aliases());
        service.aliases().forEach(alias -> seen.add(alias + "/" + number[1]));
      }
      if (seen.add(words[1])) {
        assertEquals(words[0], Service.byPort(Integer.parseInt(number[0]), number[1]).name());
      }
    }
    assertNotNull(Service.byName(all.get(0).split("\\s+")[0], null));
    assertNull(Service.byName("no-such-service", null));
    assertNull(Service.byPort(65_431, "tcp"));
    assertThrows(IllegalArgumentException.class, () -> Service.byPort(65_536 + 80, "tcp"));
    assertThrows(IllegalArgumentException.class, () -> Service.byPort(-1, "tcp"));
  }

  @Test
  void namesThatCCannotHaveAreRefused() {
    for (String bad : List.of("lo\0x", "127.0.0.1\0.example.org", "\0", "a\ud800", "\udc00b")) {
      Class<IllegalArgumentException> refused = IllegalArgumentException.class;
      assertThrows(refused, () -> AddressInfo.resolve(bad, "80"));
      assertThrows(refused, () -> AddressInfo.resolve("127.0.0.1", bad));
      assertThrows(refused, () -> Interface.index(bad));
      assertThrows(refused, () -> Service.byName(bad, "tcp"));
      assertThrows(refused, () -> Service.byName("http", bad));
      assertThrows(refused, () -> Service.byPort(80, bad));
      assertThrows(refused, () -> Service.protocol(bad));
      assertThrows(refused, () -> SockAddr.parse("[fe80::1%" + bad + "]:80"));
    }
  }

  @Test
  void protocolsAreThoseOfGetent() throws Exception {
    List<String> all = getent("protocols");
    assumeTrue(!all.isEmpty(), "no /etc/protocols (package netbase)");
    for (String line : all) {
      String[] words = line.split("\\s+");
      ProtocolEntry proto = Service.protocol(words[0]);
      assertEquals(words[0], proto.name());
      assertEquals(Integer.parseInt(words[1]), proto.protocol().value());
      assertEquals(Arrays.asList(words).subList(2, words.length), proto.aliases());
    }
    assertEquals("tcp", Service.protocol(Protocol.TCP.value()).name());
    assertNull(Service.protocol("no-such-protocol"));
    assertNull(Service.protocol(254));
  }

  @Test
  void interfacesAreThoseOfSysAndJava() throws Exception {
    Map<Integer, String> expected = new TreeMap<>();
    try (var all = Files.newDirectoryStream(Path.of("/sys/class/net"))) {
      for (Path each : all) {
        if (Files.exists(each.resolve("ifindex"))) {
          String index = Files.readString(each.resolve("ifindex")).strip();
          expected.put(Integer.parseInt(index), each.getFileName().toString());
        }
      }
    }
    assertEquals(expected, Interface.names());
    for (Map.Entry<Integer, String> each : expected.entrySet()) {
      assertEquals(each.getKey(), Interface.index(each.getValue()));
      assertEquals(each.getValue(), Interface.name(each.getKey()));
    }
    ErrnoException e = assertThrows(ErrnoException.class, () -> Interface.index("no-such"));
    assertEquals(Errno.ENODEV, e.errno());
    e = assertThrows(ErrnoException.class, () -> Interface.name(999_999));
    assertEquals(Errno.ENXIO, e.errno());
  }

  @Test
  void addressesOfInterfacesAreThoseOfJava() throws Exception {
    Set<String> expected = new TreeSet<>();
    NetworkInterface.networkInterfaces()
        .forEach(
            each ->
                each.inetAddresses().forEach(a -> expected.add(each.getName() + " " + text(a))));
    Set<String> found = new TreeSet<>();
    int links = 0;
    for (Interface each : Interface.all()) {
      switch (each.address()) {
        case SockAddr.Inet4 _, SockAddr.Inet6 _ ->
            found.add(each.name() + " " + text(java(each.address())));
        case SockAddr.Packet link -> {
          links++;
          String path = "/sys/class/net/" + each.name();
          assertEquals(Interface.index(each.name()), link.interfaceIndex());
          String mac = Files.readString(Path.of(path, "address")).strip();
          assertEquals(mac.split(":").length, link.address().length);
          String flags = Files.readString(Path.of(path, "flags")).strip();
          int common = NetIf.IFF_BROADCAST | NetIf.IFF_LOOPBACK | NetIf.IFF_MULTICAST;
          assertEquals(Integer.decode(flags) & common, each.flags() & common);
        }
        case null, default -> {}
      }
      if (each.address() instanceof SockAddr.Inet4(int address, _) && address == 0x7f000001) {
        assertEquals(new SockAddr.Inet4(0xff000000, 0), each.netmask());
        assertNotEquals(0, each.flags() & NetIf.IFF_LOOPBACK);
      }
    }
    assertEquals(expected, found);
    assertEquals(Interface.names().size(), links);
    assertFalse(found.isEmpty());
  }

  private static String text(InetAddress address) {
    return address.getHostAddress().split("%")[0];
  }
}
