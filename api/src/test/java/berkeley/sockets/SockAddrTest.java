/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.linux_if_packet_h.sockaddr_ll;
import berkeley.sockets.bindings.headers.linux_netlink_h.sockaddr_nl;
import berkeley.sockets.bindings.headers.linux_vm_sockets_h.sockaddr_vm;
import berkeley.sockets.bindings.headers.netinet_in_h.in6_addr;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in6;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr_storage;
import berkeley.sockets.bindings.headers.sys_un_h.sockaddr_un;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Addresses as records, as C's bytes and as text; the judges are the bindings' layouts and libc.
 */
@Tag("codec")
class SockAddrTest {
  private static final SockAddr.Inet6 FULL =
      new SockAddr.Inet6(0xfe80_0000_0000_0000L, 0x0123_4567_89ab_cdefL, 443, 0x12345, 7);

  static List<SockAddr> addresses() {
    byte[] notUtf8 = {'/', (byte) 0xff, (byte) 0xfe, 'x', '\\', 1};
    return List.of(
        new SockAddr.Inet4(0x7f000001, 80),
        new SockAddr.Inet4(0xffffffff, 65535),
        FULL,
        SockAddr.Inet6.any(0),
        SockAddr.Unix.UNNAMED,
        SockAddr.Unix.path("/tmp/socket"),
        SockAddr.Unix.path("/" + "x".repeat(106)),
        SockAddr.Unix.path("/" + "x".repeat(107)),
        SockAddr.Unix.path("@name"),
        SockAddr.Unix.path("name"),
        SockAddr.Unix.path("unnamed"),
        SockAddr.Unix.path("unix:x"),
        SockAddr.Unix.path("vsock:2:3"),
        SockAddr.Unix.path("127.0.0.1:80"),
        SockAddr.Unix.path("[::1]:80"),
        SockAddr.Unix.path("./x y\n\\x41"),
        SockAddr.Unix.path("../\u00e9\ud83d\ude00"),
        SockAddr.Unix.abstractName("name"),
        SockAddr.Unix.abstractName("/tmp/socket"),
        SockAddr.Unix.abstractName("a\0b\0"),
        SockAddr.Unix.abstractName(""),
        new SockAddr.Unix(notUtf8),
        new SockAddr.Netlink(0xfedcba98, 0x81),
        new SockAddr.Packet(0x0800, 3, 1, 4, new byte[] {1, 2, 3, 4, 5, 6}),
        new SockAddr.Packet(0x86dd, 0, 0, 0, new byte[0]),
        new SockAddr.Packet(3, 9, 32, 0, new byte[20]),
        new SockAddr.Vsock(2, 0xffffffff, 1),
        new SockAddr.Opaque(new Domain(29), new byte[] {0, 1, 2, 3, 4, 5, 6, 7}),
        new SockAddr.Opaque(new Domain(200), new byte[126]),
        new SockAddr.Opaque(Domain.UNSPEC, new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void survivesMemory(SockAddr address) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(SockAddrBuffer.CAPACITY);
      memory.fill((byte) 0xaa);
      int length = address.write(memory);
      SockAddr read = SockAddr.read(memory, length);
      assertEquals(address, read);
      assertEquals(address.hashCode(), read.hashCode());
      assertEquals(address, new SockAddrBuffer(address).get());
      MemorySegment exact = arena.allocate(length);
      assertEquals(length, address.write(exact), "no byte behind the address is touched");
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void survivesText(SockAddr address) {
    boolean textual =
        address instanceof SockAddr.Inet4
            || address instanceof SockAddr.Inet6
            || address instanceof SockAddr.Unix
            || address instanceof SockAddr.Vsock(int cid, int port, int flags) && flags == 0;
    if (textual) {
      SockAddr expected =
          address instanceof SockAddr.Inet6 six // text has no flow info
              ? new SockAddr.Inet6(six.high(), six.low(), six.port(), 0, six.scopeId())
              : address;
      assertEquals(expected, SockAddr.parse(address.toString()));
    } else if (!(address instanceof SockAddr.Vsock)) {
      assertThrows(IllegalArgumentException.class, () -> SockAddr.parse(address.toString()));
    }
  }

  @Test
  void inet4LiesAsInSockaddrIn() {
    MemorySegment c = written(new SockAddr.Inet4(0x01020304, 0x1234), 16);
    assertEquals(Domain.INET.value(), sockaddr_in.sin_family(c));
    assertArrayEquals(
        new byte[] {0x12, 0x34}, bytes(c, sockaddr_in.sin_port$offset(), 2), "network order");
    assertArrayEquals(new byte[] {1, 2, 3, 4}, bytes(c, sockaddr_in.sin_addr$offset(), 4));
    assertEquals(16, sockaddr_in.sizeof());
  }

  @Test
  void inet6LiesAsInSockaddrIn6() {
    MemorySegment c = written(FULL, (int) sockaddr_in6.sizeof());
    assertEquals(Domain.INET6.value(), sockaddr_in6.sin6_family(c));
    assertArrayEquals(new byte[] {1, (byte) 0xbb}, bytes(c, sockaddr_in6.sin6_port$offset(), 2));
    assertArrayEquals(
        new byte[] {0, 1, 0x23, 0x45}, bytes(c, sockaddr_in6.sin6_flowinfo$offset(), 4));
    assertEquals(7, sockaddr_in6.sin6_scope_id(c));
    byte[] address = bytes(c, sockaddr_in6.sin6_addr$offset(), in6_addr.sizeof());
    assertEquals((byte) 0xfe, address[0]);
    assertEquals((byte) 0xef, address[15]);
  }

  @Test
  void theOthersLieAsInTheirStructs() {
    MemorySegment un = written(SockAddr.Unix.path("/x"), 2 + 3);
    assertEquals(Domain.UNIX.value(), un.get(ValueLayout.JAVA_SHORT, 0));
    assertEquals('/', un.get(JAVA_BYTE, sockaddr_un.sun_path$offset()));

    MemorySegment nl = written(new SockAddr.Netlink(77, 5), (int) sockaddr_nl.sizeof());
    assertEquals(77, sockaddr_nl.nl_pid(nl));
    assertEquals(5, sockaddr_nl.nl_groups(nl));

    byte[] physical = {1, 2, 3, 4, 5, 6};
    SockAddr.Packet packet = new SockAddr.Packet(0x0806, 3, 1, 4, physical);
    MemorySegment ll = written(packet, (int) sockaddr_ll.sizeof());
    assertArrayEquals(new byte[] {8, 6}, bytes(ll, sockaddr_ll.sll_protocol$offset(), 2));
    assertEquals(3, sockaddr_ll.sll_ifindex(ll));
    assertEquals(1, sockaddr_ll.sll_hatype(ll));
    assertEquals(4, sockaddr_ll.sll_pkttype(ll));
    assertEquals(6, sockaddr_ll.sll_halen(ll));
    assertArrayEquals(physical, bytes(ll, sockaddr_ll.sll_addr$offset(), 6));

    MemorySegment vm = written(new SockAddr.Vsock(2, 1024, 1), (int) sockaddr_vm.sizeof());
    assertEquals(2, sockaddr_vm.svm_cid(vm));
    assertEquals(1024, sockaddr_vm.svm_port(vm));
    assertEquals(1, sockaddr_vm.svm_flags(vm));

    assertEquals(SockAddrBuffer.CAPACITY, sockaddr_storage.sizeof());
  }

  private static MemorySegment written(SockAddr address, int expectedLength) {
    MemorySegment memory = Arena.ofAuto().allocate(SockAddrBuffer.CAPACITY, 8);
    assertEquals(expectedLength, address.write(memory));
    return memory;
  }

  private static byte[] bytes(MemorySegment memory, long offset, long length) {
    return memory.asSlice(offset, length).toArray(JAVA_BYTE);
  }

  @Test
  void printsAndParsesIpv6AsLibcDoes() {
    Random random = new Random(42);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment binary = arena.allocate(16);
      MemorySegment text = arena.allocate(64);
      for (int i = 0; i < 5000; i++) {
        byte[] bytes = new byte[16];
        int zeros = random.nextInt(); // often runs of zeros
        random.nextBytes(bytes);
        for (int word = 0; word < 8; word++) {
          if ((zeros >> word & 1) != 0) {
            bytes[2 * word] = 0;
            bytes[2 * word + 1] = i % 3 == 0 ? (byte) (bytes[2 * word + 1] & 1) : 0;
          }
        }
        if (i % 10 == 0) {
          bytes[10] = bytes[11] = (byte) (i % 20 == 0 ? 0xff : 0);
          java.util.Arrays.fill(bytes, 0, 10, (byte) 0);
        }
        MemorySegment.copy(bytes, 0, binary, JAVA_BYTE, 0, 16);
        String libc =
            Native.string(Sys.inet_ntop(Domain.INET6.value(), binary, text, (int) text.byteSize()));
        SockAddr.Inet6 parsed = SockAddr.Inet6.of(libc, 1);
        assertEquals("[" + libc + "]:1", parsed.toString());
        MemorySegment written = written(parsed, (int) sockaddr_in6.sizeof());
        assertArrayEquals(bytes, bytes(written, sockaddr_in6.sin6_addr$offset(), 16), libc);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "::",
        "1:2",
        "1::2::3",
        ":1",
        "1:",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "::1.2.3",
        "::1.2.3.4.5",
        "::256.1.1.1",
        "1.2.3.4::",
        ":::",
        "1:::2",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::01.2.3.4",
        "-1::",
        "+1::",
        "0x1::",
        " ::1",
        "::1 ",
        "1:2:3:4:5:6:7:8",
        "00001::"
      })
  void takesAndRefusesWhatInetPtonDoes(String text) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment binary = arena.allocate(16);
      boolean good = Sys.inet_pton(Domain.INET6.value(), arena.allocateFrom(text), binary) == 1;
      if (good) {
        MemorySegment own = written(SockAddr.Inet6.of(text, 0), (int) sockaddr_in6.sizeof());
        assertEquals(-1, own.asSlice(sockaddr_in6.sin6_addr$offset(), 16).mismatch(binary));
      } else {
        assertThrows(IllegalArgumentException.class, () -> SockAddr.parse("[" + text + "]:0"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4",
        "255.255.255.255",
        "0.0.0.0",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1..2.3",
        "01.2.3.4",
        "1.2.3.4 ",
        "a.b.c.d",
        "1.2.3.-4",
        "",
        "1.2.3.",
        "99999999999.1.1.1",
        "00.0.0.0"
      })
  void ipv4AsInetPton(String text) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment binary = arena.allocate(4);
      boolean good = Sys.inet_pton(Domain.INET.value(), arena.allocateFrom(text), binary) == 1;
      if (good) {
        MemorySegment own = written(SockAddr.parse(text + ":7"), 16);
        assertEquals(-1, own.asSlice(sockaddr_in.sin_addr$offset(), 4).mismatch(binary));
        assertEquals(text + ":7", SockAddr.parse(text + ":7").toString());
      } else {
        assertThrows(IllegalArgumentException.class, () -> SockAddr.parse(text + ":7"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4:",
        "1.2.3.4:65536",
        "1.2.3.4:-1",
        "1.2.3.4",
        "[::1]",
        "[::1]:",
        "[::1:80",
        "::1:80",
        "localhost:80",
        "vsock:",
        "vsock:1",
        "vsock:1:2:3",
        "[fe80::1%nosuchif]:1",
        "[::1%]:1",
        "/\\y",
        "@\\x1",
        "unix:",
        "unix:\\x00a",
        "/\ud800",
        "[fe80::1%]:1",
        "[fe80::1%4294967296]:1",
        "[fe80::1%6nosuchif]:1",
        "[]:1",
        "name"
      })
  void refuses(String text) {
    assertThrows(IllegalArgumentException.class, () -> SockAddr.parse(text));
  }

  /** As java.net reads the same literals. */
  @Test
  void ofNumbersAndAPort() {
    for (String host : List.of("192.0.2.7", "::1", "2001:db8::7", "::ffff:192.0.2.1")) {
      SockAddr.Inet address = SockAddr.of(host, 443);
      assertEquals(new InetSocketAddress(host, 443), address.toJava());
      assertEquals(host.contains(":") ? Domain.INET6 : Domain.INET, address.family());
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> SockAddr.of("localhost", 80))
            .getMessage();
    assertTrue(message.contains("numbers only; names: "), message);
    assertThrows(IllegalArgumentException.class, () -> SockAddr.of("127.0.0.1", 65536));
  }

  @Test
  void scopeIds() throws Exception {
    assertEquals(2, ((SockAddr.Inet6) SockAddr.parse("[fe80::1%2]:443")).scopeId());
    int loopback = NetworkInterface.getByName("lo").getIndex();
    assertEquals(loopback, ((SockAddr.Inet6) SockAddr.parse("[fe80::1%lo]:443")).scopeId());
    assertEquals("[fe80::1%4294967295]:1", SockAddr.parse("[fe80::1%4294967295]:1").toString());
  }

  @Test
  void unixTextKeepsBytes() {
    byte[] bytes = {0, 'a', (byte) 0x80, '\\', 0};
    assertEquals("@a\\x80\\\\\\x00", new SockAddr.Unix(bytes).toString());
    assertEquals("@ünï", SockAddr.Unix.abstractName("ünï").toString());
    assertEquals("unnamed", SockAddr.Unix.UNNAMED.toString());
  }

  @Test
  void anyBytesOfAnyLengthAreRead() {
    Random random = new Random(7);
    int[] families = {0, 1, 2, 10, 16, 17, 40, 29, 65535};
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(SockAddrBuffer.CAPACITY + 1)];
      random.nextBytes(bytes);
      MemorySegment memory = MemorySegment.ofArray(bytes); // bounds are checked at every byte
      if (bytes.length >= 2) {
        int family = families[round % families.length];
        memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) family);
        SockAddr address = SockAddr.read(memory, bytes.length);
        assertEquals(family, address.family().value());
        assertEquals(address, SockAddr.read(memory, bytes.length));
        assertTrue(address.toString().length() > 0);
      } else {
        assertNull(SockAddr.read(memory, bytes.length));
      }
    }
  }

  @Test
  void shortStructsStayBytes() {
    for (SockAddr address : List.of(FULL, SockAddr.Inet4.any(1), new SockAddr.Netlink(1, 2))) {
      MemorySegment memory = Arena.ofAuto().allocate(SockAddrBuffer.CAPACITY);
      int length = address.write(memory);
      SockAddr cut = SockAddr.read(memory, length - 1);
      assertInstanceOf(SockAddr.Opaque.class, cut);
      MemorySegment again = Arena.ofAuto().allocate(SockAddrBuffer.CAPACITY);
      assertEquals(length - 1, cut.write(again));
      assertEquals(-1, again.asSlice(0, length - 1).mismatch(memory.asSlice(0, length - 1)));
    }
  }

  @Test
  void readsNothingBeyondTheGivenLength() {
    MemorySegment memory = MemorySegment.ofArray(new byte[64]);
    assertThrows(IndexOutOfBoundsException.class, () -> SockAddr.read(memory, 65));
    assertThrows(IndexOutOfBoundsException.class, () -> FULL.write(memory.asSlice(0, 27)));
    MemorySegment path = MemorySegment.ofArray("..pathmore".getBytes(UTF_8));
    path.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) Domain.UNIX.value());
    assertEquals(SockAddr.Unix.path("path"), SockAddr.read(path, 6));
  }

  @Test
  void textThatIsNoAddressIsAnIllegalArgument() {
    for (String text : List.of("1:2:3:4:5:6:7:8:9", "::1:2:3:4:5:6:7:8:9", "fe80::1%", "", ":")) {
      assertThrows(IllegalArgumentException.class, () -> SockAddr.Inet6.of(text, 80), text);
    }
    for (String text : List.of("", ".", "1", "1.2.3", "1.2.3.4.5", "1.2.3.", "....")) {
      assertThrows(IllegalArgumentException.class, () -> SockAddr.Inet4.of(text, 80), text);
    }
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Inet6.of("fe80::1%lo\0x", 80));
  }

  @Test
  void halfASurrogatePairHasNoBytes() {
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.path("/\ud83d"));
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.path("/\ude00x"));
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.abstractName("a\ud83dx"));
    assertEquals(5, SockAddr.Unix.path("/\ud83d\ude00").length());
  }

  /** java.net's own channel is the judge: it binds where the path's bytes say. */
  @Test
  void aPathIsItsBytes(@TempDir Path directory) throws Exception {
    String made = directory + "/$(printf 'a\\377b')";
    assertEquals(
        0, new ProcessBuilder("sh", "-c", ": > \"" + made + "\"").inheritIO().start().waitFor());
    Path odd;
    try (Stream<Path> files = Files.list(directory)) {
      odd = files.findFirst().orElseThrow();
    }
    byte[] name = SockAddr.Unix.path(odd).name();
    assertEquals('b', name[name.length - 1]);
    assertEquals((byte) 0xff, name[name.length - 2]);
    assertArrayEquals(
        new byte[] {'a', (byte) 0xff, 'b'}, SockAddr.Unix.path(odd.getFileName()).name());
    Files.delete(odd);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Socket socket = Socket.open(Domain.UNIX, Type.STREAM)) {
      server.bind(UnixDomainSocketAddress.of(odd));
      socket.connect(SockAddr.of(UnixDomainSocketAddress.of(odd)));
    }
    Files.delete(odd);
    Files.createDirectory(odd); // whose URI ends in a slash
    assertArrayEquals(name, SockAddr.Unix.path(odd).name());
    Path relative = Path.of("").toAbsolutePath().relativize(odd.toAbsolutePath());
    byte[] tail =
        SockAddr.Unix.path(relative.subpath(relative.getNameCount() - 2, relative.getNameCount()))
            .name();
    assertEquals(directory.getFileName() + "/a", new String(tail, 0, tail.length - 2, UTF_8));
  }

  @Test
  void aPathInAnotherFileSystemIsNoneOfTheKernel(@TempDir Path directory) throws Exception {
    Path zip = directory.resolve("x.zip");
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path inside = files.getPath("/tmp/x");
      assertThrows(IllegalArgumentException.class, () -> UnixDomainSocketAddress.of(inside));
      assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.path(inside));
    }
  }

  /** getifaddrs of glibc has room for 24 bytes, of which InfiniBand uses 20. */
  @Test
  void longPhysicalAddressesInListsAreWhole() {
    try (Arena arena = Arena.ofConfined()) {
      for (int size : new int[] {0, 6, 8, 9, 20, 24}) {
        MemorySegment c = arena.allocate(sockaddr_ll.sll_addr$offset() + 24, 8);
        sockaddr_ll.sll_family(c, (short) Domain.PACKET.value());
        sockaddr_ll.sll_ifindex(c, 3);
        sockaddr_ll.sll_halen(c, size);
        byte[] physical = new byte[size];
        for (int i = 0; i < size; i++) {
          physical[i] = (byte) (i + 1);
          c.set(JAVA_BYTE, sockaddr_ll.sll_addr$offset() + i, (byte) (i + 1));
        }
        assertEquals(
            new SockAddr.Packet(0, 3, 0, 0, physical), SockAddrCodec.at(c.address()), "" + size);
      }
      MemorySegment unknown = arena.allocate(16, 8);
      unknown.set(ValueLayout.JAVA_SHORT, 0, (short) 99);
      assertEquals(
          new SockAddr.Opaque(new Domain(99), new byte[0]), SockAddrCodec.at(unknown.address()));
    }
  }

  @Test
  void refusesWhatNoStructCanHold() {
    assertThrows(IllegalArgumentException.class, () -> new SockAddr.Inet4(0, 65536));
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Inet6.any(-1));
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.path("x".repeat(109)));
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.path("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.path(""));
    assertThrows(
        IllegalArgumentException.class, () -> new SockAddr.Opaque(Domain.CAN, new byte[127]));
    assertThrows(
        IllegalArgumentException.class, () -> new SockAddr.Packet(0, 0, 0, 0, new byte[33]));
  }

  @Test
  void arraysAreCopied() {
    byte[] name = {'/', 'a'};
    SockAddr.Unix unix = new SockAddr.Unix(name);
    name[1] = 'b';
    unix.name()[1] = 'c';
    assertEquals(SockAddr.Unix.path("/a"), unix);
    assertNotEquals(SockAddr.Unix.path("/b"), unix);
  }

  @Test
  void javaNet() throws Exception {
    InetSocketAddress four = new InetSocketAddress(InetAddress.getByName("10.1.2.3"), 99);
    assertEquals(SockAddr.parse("10.1.2.3:99"), SockAddr.of(four));
    assertEquals(four, SockAddr.of(four).toJava());
    InetSocketAddress six =
        new InetSocketAddress(
            Inet6Address.getByAddress(null, InetAddress.getByName("fe80::7").getAddress(), 1), 99);
    assertEquals(SockAddr.parse("[fe80::7%1]:99"), SockAddr.of(six));
    assertEquals(six, SockAddr.of(six).toJava());
    assertEquals(
        1,
        ((Inet6Address) ((InetSocketAddress) SockAddr.of(six).toJava()).getAddress()).getScopeId());
    InetSocketAddress mapped = (InetSocketAddress) SockAddr.parse("[::ffff:1.2.3.4]:5").toJava();
    assertEquals(InetAddress.getByName("::ffff:1.2.3.4"), mapped.getAddress(), "as in java.net");
    assertInstanceOf(Inet4Address.class, mapped.getAddress());
    UnixDomainSocketAddress path = UnixDomainSocketAddress.of("/tmp/x");
    assertEquals(SockAddr.Unix.path("/tmp/x"), SockAddr.of(path));
    assertEquals(path, SockAddr.of(path).toJava());
    assertThrows(
        IllegalArgumentException.class,
        () -> SockAddr.of(InetSocketAddress.createUnresolved("nowhere", 1)));
    assertThrows(
        UnsupportedOperationException.class, () -> SockAddr.Unix.abstractName("x").toJava());
    assertThrows(UnsupportedOperationException.class, () -> new SockAddr.Netlink(0, 0).toJava());
  }

  @Test
  void recordPatterns() {
    SockAddr address = SockAddr.parse("127.0.0.1:80");
    String what =
        switch (address) {
          case SockAddr.Inet4(int bits, int port) when bits == 0x7f000001 -> "loopback " + port;
          case SockAddr.Inet4 four -> "v4";
          case SockAddr.Inet6 six -> "v6";
          case SockAddr.Unix unix -> "local";
          default -> "of a family that this program does not know";
        };
    assertEquals("loopback 80", what);
  }
}
