/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import berkeley.sockets.Codec;
import berkeley.sockets.Domain;
import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Protocol;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.IOException;
import java.io.Writer;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row on every family: it reads what a C program reads from a new socket, value or errno;
 * what is written can be read back. Ends with a table of what this kernel supports.
 */
class RowsTest {
  /** Options that an emulator treats otherwise than the kernel does. */
  private static final List<String> EXCLUDED =
      List.of(System.getProperty("rows.excluded", "").split(","));

  private record Kind(String name, Domain domain, Type type, Protocol protocol) {
    Socket open() throws IOException {
      return Socket.open(domain, type, protocol);
    }
  }

  private static final SockAddr.Inet4 ANY = SockAddr.Inet4.ANY;
  private static final SockAddr.Inet4 LOOPBACK = SockAddr.Inet4.loopback(0);
  private static final SockAddr.Inet4 GROUP = SockAddr.Inet4.of("239.1.2.3");
  private static final SockAddr.Inet6 GROUP6 = SockAddr.Inet6.of("ff02::1234");

  private static final int SOCKET = SocketOptions.SO_TYPE.level();
  private static final int PACKET = PacketOptions.PACKET_VERSION.level();

  private static final List<Kind> KINDS =
      List.of(
          new Kind("tcp4", Domain.INET, Type.STREAM, Protocol.DEFAULT),
          new Kind("tcp6", Domain.INET6, Type.STREAM, Protocol.DEFAULT),
          new Kind("udp4", Domain.INET, Type.DGRAM, Protocol.DEFAULT),
          new Kind("udp6", Domain.INET6, Type.DGRAM, Protocol.DEFAULT),
          new Kind("raw4", Domain.INET, Type.RAW, Protocol.UDP),
          new Kind("raw6", Domain.INET6, Type.RAW, Protocol.UDP),
          new Kind("unix", Domain.UNIX, Type.STREAM, Protocol.DEFAULT),
          new Kind("unixd", Domain.UNIX, Type.DGRAM, Protocol.DEFAULT),
          new Kind("netl", Domain.NETLINK, Type.RAW, Protocol.DEFAULT),
          new Kind("pack", Domain.PACKET, Type.DGRAM, Protocol.DEFAULT),
          new Kind("vsock", Domain.VSOCK, Type.STREAM, Protocol.DEFAULT));

  /** Two sockets never have these in common. */
  private static final Set<String> PERSONAL = Set.of("SO_COOKIE", "TCP_TIMESTAMP");

  /** What to write, where the opposite or the next number will not do. */
  private static final Map<String, Object> SAMPLES =
      Map.ofEntries(
          Map.entry("SO_ATTACH_FILTER", List.of(new SockFilter(6, 0, 0, 0xffff))), // return k
          Map.entry("SO_ATTACH_REUSEPORT_CBPF", List.of(new SockFilter(6, 0, 0, 0))),
          Map.entry("SO_BINDTODEVICE", "lo"),
          Map.entry("SO_BUF_LOCK", 3),
          Map.entry("SO_LINGER", new Linger(true, 7)),
          Map.entry("SO_MAX_PACING_RATE", 1_000_000L),
          Map.entry("SO_PEEK_OFF", 5),
          Map.entry("SO_RCVBUF", 20_000),
          Map.entry("SO_RCVBUFFORCE", 20_000),
          Map.entry("SO_SNDBUF", 20_000),
          Map.entry("SO_SNDBUFFORCE", 20_000),
          Map.entry("SO_RCVLOWAT", 4),
          Map.entry("SO_RCVTIMEO", Duration.ofMillis(1_500)),
          Map.entry("SO_SNDTIMEO", Duration.ofMillis(2_500)),
          Map.entry("SO_TXTIME", new TxTime(0, 0)),
          Map.entry("IP_ADD_MEMBERSHIP", new IpMreqn(GROUP, ANY, 1)),
          Map.entry("IP_DROP_MEMBERSHIP", new IpMreqn(GROUP, ANY, 1)),
          Map.entry("IP_ADD_SOURCE_MEMBERSHIP", new IpMreqSource(GROUP, LOOPBACK, LOOPBACK)),
          Map.entry("IP_DROP_SOURCE_MEMBERSHIP", new IpMreqSource(GROUP, LOOPBACK, LOOPBACK)),
          Map.entry("IP_BLOCK_SOURCE", new IpMreqSource(GROUP, LOOPBACK, LOOPBACK)),
          Map.entry("IP_UNBLOCK_SOURCE", new IpMreqSource(GROUP, LOOPBACK, LOOPBACK)),
          Map.entry("IPV6_ADD_MEMBERSHIP", new Ipv6Mreq(GROUP6, 1)),
          Map.entry("IPV6_DROP_MEMBERSHIP", new Ipv6Mreq(GROUP6, 1)),
          Map.entry("IPV6_PKTINFO", new In6Pktinfo(GROUP6, 0)),
          Map.entry("PACKET_ADD_MEMBERSHIP", new PacketMreq(1, 2, new byte[0])), // allmulti
          Map.entry("PACKET_DROP_MEMBERSHIP", new PacketMreq(1, 2, new byte[0])),
          Map.entry("NETLINK_ADD_MEMBERSHIP", 1),
          Map.entry("NETLINK_DROP_MEMBERSHIP", 1),
          Map.entry("IP_MINTTL", 3),
          Map.entry("IP_MULTICAST_TTL", 9),
          Map.entry("IP_OPTIONS", new byte[] {1, 1, 1, 0}),
          Map.entry("IP_TOS", 0x20),
          Map.entry("IP_TTL", 42),
          Map.entry("IP_UNICAST_IF", 1),
          Map.entry("IPV6_CHECKSUM", 2),
          Map.entry("IPV6_HDRINCL", true),
          Map.entry("IPV6_MINHOPCOUNT", 3),
          Map.entry("IPV6_MTU", 1300),
          Map.entry("IPV6_MULTICAST_HOPS", 9),
          Map.entry("IPV6_MULTICAST_IF", 1),
          Map.entry("IPV6_TCLASS", 0x20),
          Map.entry("IPV6_UNICAST_HOPS", 42),
          Map.entry("IPV6_UNICAST_IF", 1),
          Map.entry("TCP_CONGESTION", "reno"),
          Map.entry("TCP_DEFER_ACCEPT", 1),
          Map.entry("TCP_FASTOPEN", 5),
          Map.entry("TCP_FASTOPEN_KEY", new byte[16]),
          Map.entry("TCP_KEEPCNT", 3),
          Map.entry("TCP_KEEPIDLE", 50),
          Map.entry("TCP_KEEPINTVL", 5),
          Map.entry("TCP_LINGER2", 5),
          Map.entry("TCP_MAXSEG", 1000),
          Map.entry("TCP_SYNCNT", 3),
          Map.entry("TCP_USER_TIMEOUT", 5000),
          Map.entry("TCP_WINDOW_CLAMP", 20_000),
          Map.entry("UDP_ENCAP", 3), // UDP_ENCAP_L2TPINUDP
          Map.entry("UDP_SEGMENT", 1000),
          Map.entry("SO_VM_SOCKETS_BUFFER_SIZE", 100_000L),
          Map.entry("SO_VM_SOCKETS_BUFFER_MIN_SIZE", 1_000L),
          Map.entry("SO_VM_SOCKETS_BUFFER_MAX_SIZE", 300_000L),
          Map.entry("SO_VM_SOCKETS_CONNECT_TIMEOUT", Duration.ofMillis(1_500)));

  private static final Map<String, Map<String, String>> SUPPORT = new LinkedHashMap<>();
  private static final Map<String, List<String>> FROM_C = new LinkedHashMap<>();

  private static final List<SockOpt<?>> ROWS = Rows.all();

  static List<SockOpt<?>> rows() {
    return ROWS;
  }

  @Test
  void levelsAndNumbersAreThoseOfC() throws Exception {
    Process c = new ProcessBuilder(Rows.program("options"), "constants").start();
    Map<String, String> constants = new HashMap<>();
    for (String line : c.inputReader().readAllLines()) {
      String[] words = line.split(" ");
      constants.put(words[0], words[1]);
    }
    List<String> here = new ArrayList<>();
    List<String> there = new ArrayList<>();
    Rows.LEVELS.forEach(
        (table, level) ->
            Rows.of(table)
                .forEach(
                    row -> {
                      here.add(row.name() + " " + row.level() + " " + row.number());
                      String number = constants.get(row.name());
                      there.add(row.name() + " " + constants.get(level) + " " + number);
                    }));
    assertTrue(here.size() > 150, "rows: " + here.size());
    assertEquals(there, here);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsAsInCAndReadsBackWhatIsWritten(SockOpt<?> row) throws Exception {
    assumeFalse(EXCLUDED.contains(row.toString()), "left out by -Drows.excluded");
    List<String> wrong = new ArrayList<>();
    for (Kind kind : KINDS) {
      if (kind.domain().equals(Domain.PACKET) && row.level() != SOCKET && row.level() != PACKET) {
        continue; // to close one takes the kernel 20 milliseconds
      }
      try (Socket socket = kind.open()) {
        String support = visit(kind, socket, row, wrong);
        SUPPORT.computeIfAbsent(title(row), _ -> new LinkedHashMap<>()).put(kind.name(), support);
      } catch (ErrnoException e) {
        if (!e.call().equals("socket")) {
          throw e;
        }
        SUPPORT
            .computeIfAbsent(title(row), _ -> new LinkedHashMap<>())
            .put(kind.name(), "no socket: " + e.errno());
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String title(SockOpt<?> row) {
    boolean six = row.name().startsWith("MCAST_") && row.level() != IpOptions.IP_TTL.level();
    return six ? row.name() + " (IPv6)" : row.name();
  }

  private static <T> String visit(Kind kind, Socket socket, SockOpt<T> row, List<String> wrong)
      throws Exception {
    String c = fromC(kind, row);
    String read = "r";
    T value = null;
    try {
      value = socket.getOption(row);
      if (!PERSONAL.contains(row.name()) && !same(row, value, c)) {
        wrong.add(kind.name() + ": read " + show(value) + ", C has " + c);
      }
    } catch (ErrnoException e) {
      read = e.errno().toString();
      if (!c.equals("E " + e.value())) {
        wrong.add(kind.name() + ": read fails with " + read + ", C has " + c);
      }
    }
    T sample = sample(row, value);
    if (sample == null) {
      return read;
    }
    String write = "w";
    try {
      socket.setOption(row, sample);
    } catch (ErrnoException e) {
      write = e.errno().toString();
    }
    if (read.equals("r") && write.equals("w")) {
      T back = socket.getOption(row);
      if (!show(back).equals(show(expected(row.name(), sample)))) {
        wrong.add(kind.name() + ": wrote " + show(sample) + ", read back " + show(back));
      }
    }
    return read.equals(write) ? read : (read + " " + write).replace("r w", "rw");
  }

  /** What the man pages say becomes of what is written. */
  private static Object expected(String name, Object sample) {
    return switch (name) {
      case "SO_RCVBUF", "SO_SNDBUF", "SO_RCVBUFFORCE", "SO_SNDBUFFORCE" -> 2 * (Integer) sample;
      case "TCP_THIN_DUPACK" -> false;
      default -> sample;
    };
  }

  @SuppressWarnings("unchecked")
  private static <T> T sample(SockOpt<T> row, T value) throws Exception {
    Object sample =
        row.name().equals("IP_MULTICAST_IF")
            ? row == (Object) IpOptions.IP_MULTICAST_IF ? LOOPBACK : null
            : SAMPLES.get(row.name());
    if (sample == null) {
      sample =
          switch (value) {
            case Boolean b -> !b;
            case Integer i -> i ^ 1;
            case null, default ->
                row.name().startsWith("MCAST_")
                    ? multicast(row)
                    : row.codec() == (Object) Codec.BOOL ? (Object) true : null;
          };
    }
    return (T) sample;
  }

  private static Object multicast(SockOpt<?> row) {
    boolean four = row.level() == IpOptions.IP_TTL.level();
    SockAddr group = four ? new SockAddr.Inet4(0xef010203, 0) : SockAddr.Inet6.of("ff02::1234", 0);
    SockAddr source = four ? SockAddr.Inet4.loopback(0) : SockAddr.Inet6.loopback(0);
    return row.name().contains("SOURCE")
        ? new GroupSourceReq(1, group, source)
        : new GroupReq(1, group);
  }

  private static String show(Object value) {
    return switch (value) {
      case byte[] bytes -> Arrays.toString(bytes);
      case int[] ints -> Arrays.toString(ints);
      default -> value.toString();
    };
  }

  /** What the C program says of a row on a new socket of a kind. */
  private static String fromC(Kind kind, SockOpt<?> row) throws Exception {
    List<SockOpt<?>> rows = rows();
    if (!FROM_C.containsKey(kind.name())) {
      Process c =
          new ProcessBuilder(
                  Rows.program("options"),
                  "get",
                  "" + kind.domain().value(),
                  "" + kind.type().value(),
                  "" + kind.protocol().value())
              .start();
      try (Writer in = c.outputWriter()) {
        for (SockOpt<?> each : rows) {
          in.write(
              each.level()
                  + " "
                  + each.number()
                  + " "
                  + each.codec().size()
                  + (each.codec().exact() ? " 1\n" : " 0\n"));
        }
      }
      FROM_C.put(kind.name(), c.inputReader().readAllLines());
    }
    return FROM_C.get(kind.name()).get(rows.indexOf(row));
  }

  private static boolean same(SockOpt<?> row, Object value, String c) {
    if (c.startsWith("E")) {
      return false;
    }
    byte[] bytes = HexFormat.of().parseHex(c);
    ByteBuffer b = ByteBuffer.wrap(Arrays.copyOf(bytes, 256)).order(ByteOrder.nativeOrder());
    return switch (value) {
      case Boolean on -> on == !new BigInteger(1, bytes).equals(BigInteger.ZERO);
      case Integer i when row.name().endsWith("UNICAST_IF") ->
          i == Integer.reverseBytes(b.getInt());
      case Integer i -> i == (bytes.length == 1 ? b.get() & 0xff : b.getInt());
      case Long l -> l == (bytes.length == 4 ? Integer.toUnsignedLong(b.getInt()) : b.getLong());
      case int[] all -> {
        boolean same = all.length * 4 == bytes.length;
        for (int each : all) {
          same &= each == b.getInt();
        }
        yield same || row.name().equals("SO_MEMINFO");
      }
      case byte[] all -> Arrays.equals(all, bytes);
      case String s ->
          (s + "\0").startsWith(new String(bytes, StandardCharsets.UTF_8).split("\0")[0]);
      case Duration d -> d.equals(Duration.ofSeconds(b.getLong()).plusNanos(b.getLong() * 1000));
      case Linger l -> l.equals(new Linger(b.getInt() != 0, b.getInt()));
      case Credentials u -> u.equals(new Credentials(b.getInt(), b.getInt(), b.getInt()));
      case TxTime t -> t.equals(new TxTime(b.getInt(), b.getInt()));
      case TcpInfo info -> info.length() == bytes.length && info.state() == bytes[0];
      case SockAddr.Inet4 a when bytes.length == 4 ->
          Arrays.equals(a.address().getAddress(), bytes);
      case SockAddr a -> a.equals(SockAddr.read(MemorySegment.ofArray(bytes), bytes.length));
      case List<?> none -> none.isEmpty() && bytes.length == 0;
      default -> row.name().equals("IP_MULTICAST_IF");
    };
  }

  @Test
  void unknownAndUnsupportedOptionsSaySo() throws IOException {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      SockOpt<Integer> unknown = SockOpt.raw(SocketOptions.SO_TYPE.level(), 9999, Codec.INT);
      fails(Errno.ENOPROTOOPT, "getsockopt", () -> socket.getOption(unknown));
      fails(Errno.ENOPROTOOPT, "setsockopt", () -> socket.setOption(unknown, 1));
      fails(Errno.ENOPROTOOPT, "setsockopt", () -> socket.setOption(SocketOptions.SO_TYPE, 1));
      SockOpt<Integer> level = SockOpt.raw(12345, 1, Codec.INT);
      fails(Errno.EOPNOTSUPP, "getsockopt", () -> socket.getOption(level));
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void fails(Errno errno, String call, Action action) throws IOException {
    try {
      action.run();
      fail("no " + errno);
    } catch (ErrnoException e) {
      assertEquals(errno, e.errno());
      assertEquals(call, e.call());
      assertTrue(e.getMessage().startsWith(call + "(fd="), e.getMessage());
    }
  }

  @AfterAll
  static void printSupport() {
    StringBuilder table = new StringBuilder("option support on this kernel\n");
    table.append(String.format("%-32s", ""));
    KINDS.forEach(kind -> table.append(String.format("%-7s", kind.name())));
    Set<String> notes = new TreeSet<>();
    SUPPORT.forEach(
        (name, kinds) -> {
          table.append(String.format("%n%-32s", name));
          for (Kind kind : KINDS) {
            String support = kinds.getOrDefault(kind.name(), "ENOPROTOOPT");
            table.append(String.format("%-7s", brief(support, notes)));
          }
        });
    notes.forEach(note -> table.append(System.lineSeparator()).append(note));
    System.out.println(table);
  }

  private static String brief(String support, Set<String> notes) {
    if (support.startsWith("no socket")) {
      return "?";
    }
    String[] words = support.split(" ");
    if (words.length == 1) {
      return words[0].startsWith("E") ? "-" : words[0];
    }
    notes.add("r, w, rw: can be read, written, both; -: neither; (E): not permitted; ?: no socket");
    if (words[1].equals("EPERM")) {
      return words[0] + "(E)";
    }
    return words[0].equals("r") ? "r" : words[1].equals("w") ? "w" : "-";
  }
}
