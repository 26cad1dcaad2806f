/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.sys_socket_h.cmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.internal.memory.Cmsg;
import berkeley.sockets.options.TcpInfo;
import berkeley.sockets.options.TcpOptions;
import berkeley.sockets.safety.ChildProcess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that take this machine for one of another platform, and make no calls: what they write
 * into memory is what that platform's headers say.
 */
@Tag("child")
class ColumnsTest {
  private static List<String> printed(String platform, Class<?> program) throws Exception {
    List<String> flags = new ArrayList<>(List.of("-Dberkeley.sockets.experimental=true"));
    if (platform.endsWith("musl")) {
      flags.add("-Dberkeley.sockets.libc=musl");
    }
    flags.addAll(List.of(program.getName(), platform));
    ChildProcess.Result result = ChildProcess.run(ChildProcess.jvm(flags.toArray(String[]::new)));
    assertEquals(0, result.status(), result.output());
    return result.output().lines().toList();
  }

  private static void pretend(String platform) {
    String[] part = platform.split("-");
    System.setProperty(
        "os.name",
        switch (part[0]) {
          case "macos" -> "Mac OS X";
          case "freebsd" -> "FreeBSD";
          default -> "Linux";
        });
    System.setProperty("os.arch", part[1]);
  }

  /**
   * As {@code <sys/socket.h>} and {@code <netinet/in.h>} have them: a byte of length and one of
   * family; AF_INET6 is 30 on macOS, 28 on FreeBSD.
   */
  @ParameterizedTest
  @CsvSource({"macos-aarch64, 1c1e", "freebsd-x86_64, 1c1c"})
  void addressesBeginWithTheirLengthAndFamily(String platform, String inet6) throws Exception {
    assertEquals(
        List.of(
            "10021f907f0000010000000000000000 true",
            inet6 + "1f90000000000000000000000000000000000000000100000000 true",
            "05012f6100 true"),
        printed(platform, Addresses.class));
  }

  /**
   * Two control messages with 5 bytes each. BsdTest holds their lengths to CMSG_LEN and CMSG_SPACE
   * of the headers; musl has the kernel's layout, as glibc.
   */
  @ParameterizedTest
  @CsvSource({
    "macos-aarch64, 11000000ffff0000010000000102030405, 20",
    "freebsd-x86_64, 15000000ffff000001000000000000000102030405, 24",
    "linux-x86_64-musl, 150000000000000001000000010000000102030405, 24",
    "linux-x86_64-glibc, 150000000000000001000000010000000102030405, 24"
  })
  void controlMessages(String platform, String bytes, int space) throws Exception {
    assertEquals(
        List.of(bytes, "0: 5 true", space + ": 5 true", "mirror 0", "mirror " + space, "ended"),
        printed(platform, ControlMessages.class));
  }

  /**
   * Fields that {@code <linux/tcp.h>} adds stand at the same place whatever struct the C library
   * knows; FreeBSD's own begin there, and mean something else.
   */
  @ParameterizedTest
  @CsvSource({
    "linux-x86_64-glibc, 'state 1, pmtu 257, pacing 72340172838076673'",
    "linux-x86_64-musl, 'state 1, pmtu 257, pacing 72340172838076673'",
    "freebsd-x86_64, 'state 1, pmtu 0, pacing 0'"
  })
  void tcpInfo(String platform, String expected) throws Exception {
    assertEquals(List.of(expected), printed(platform, Info.class));
  }

  /** Many constants have no number there, which no table may take for one. */
  @ParameterizedTest
  @ValueSource(strings = {"macos-aarch64", "freebsd-x86_64"})
  void eachClassCanBeInitialised(String platform) throws Exception {
    List<String> lines = printed(platform, Classes.class);
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(Integer.parseInt(lines.getFirst()) > 300, lines.toString());
  }

  /** Prints which classes of the api cannot be initialised, then how many can. */
  public static final class Classes {
    private Classes() {}

    public static void main(String[] args) throws Exception {
      pretend(args[0]);
      Path root =
          Path.of(SockAddr.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      int count = 0;
      try (Stream<Path> files = Files.walk(root.resolve("berkeley"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
          String name = root.relativize(file).toString().replace('/', '.');
          try {
            Class.forName(name.replace(".class", ""));
            count++;
          } catch (Throwable e) {
            System.out.println(name + ": " + e + ", " + e.getCause());
          }
        }
      }
      System.out.println(count);
      System.exit(0); // some have started threads
    }
  }

  /** Prints bytes of addresses, and whether they are read back. */
  public static final class Addresses {
    private Addresses() {}

    public static void main(String[] args) {
      pretend(args[0]);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment memory = arena.allocate(128, 8);
        for (SockAddr address :
            List.of(
                SockAddr.parse("127.0.0.1:8080"),
                SockAddr.parse("[::1]:8080"),
                SockAddr.parse("/a"))) {
          memory.fill((byte) 0xee);
          int length = address.write(memory);
          SockAddr again = SockAddr.read(memory, length);
          System.out.println(hex(memory, length) + " " + again.equals(address));
        }
      }
    }
  }

  /** Prints the bytes of a control message, and where both skins find two of them. */
  public static final class ControlMessages {
    private static final int DATA = 5;

    private ControlMessages() {}

    public static void main(String[] args) {
      pretend(args[0]);
      int level = SysSocket.SOL_SOCKET;
      int type = SysSocket.SCM_RIGHTS;
      long end = 2 * Cmsg.space(DATA);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment control = arena.allocate(end, 8);
        for (long at = 0; at < end; at += Cmsg.space(DATA)) {
          Cmsg.put(control, at, level, type, DATA);
          for (int i = 0; i < DATA; i++) {
            control.set(ValueLayout.JAVA_BYTE, Cmsg.data(at) + i, (byte) (i + 1));
          }
        }
        System.out.println(hex(control, Cmsg.len(DATA)));
        for (long at = Cmsg.first(end); at >= 0; at = Cmsg.next(control, at, end)) {
          boolean same = Cmsg.kind(control, at) == Cmsg.kind(level, type);
          System.out.println(at + ": " + Cmsg.dataLength(control, at, end) + " " + same);
        }
        MemorySegment message = msghdr.allocate(arena);
        msghdr.msg_control(message, control);
        msghdr.msg_controllen(message, end);
        MemorySegment one = SysSocket.CMSG_FIRSTHDR(message);
        while (one.address() != 0) {
          boolean same = cmsghdr.cmsg_len(one) == SysSocket.CMSG_LEN(DATA);
          System.out.println("mirror " + (same ? one.address() - control.address() : -1));
          one = SysSocket.CMSG_NXTHDR(message, one);
        }
        System.out.println("ended");
      }
    }
  }

  /** Prints fields of a struct tcp_info whose bytes are all 1. */
  public static final class Info {
    private Info() {}

    public static void main(String[] args) {
      pretend(args[0]);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment c = arena.allocate(240, 8);
        c.fill((byte) 1);
        TcpInfo info = TcpOptions.TCP_INFO.codec().decode(c, (int) c.byteSize());
        System.out.println(
            "state "
                + info.state()
                + ", pmtu "
                + (info.pmtu() & 0xffff)
                + ", pacing "
                + info.pacingRate());
        if (info.toString().isEmpty()) {
          throw new AssertionError();
        }
      }
    }
  }

  private static String hex(MemorySegment memory, long length) {
    return HexFormat.of().formatHex(memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
  }
}
