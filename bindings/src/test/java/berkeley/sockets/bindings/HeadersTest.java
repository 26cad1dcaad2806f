/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in6;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated headers say what the facts of a platform say, and inherit what C includes. */
class HeadersTest {
  private static final Map<String, String> SYSTEMS =
      Map.of("linux", "Linux", "macos", "Mac OS X", "freebsd", "FreeBSD");

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("berkeley.sockets.bindings.FactsTest#platforms")
  void theHeadersAreThePlatformsFacts(String platform) throws Exception {
    String[] part = platform.split("-");
    List<String> command =
        List.of(
            Commands.java(),
            "-Dos.name=" + SYSTEMS.get(part[0]), // selects the column
            "-Dos.arch=" + part[1],
            "-Dberkeley.sockets.libc=" + part[part.length - 1],
            "-cp",
            path(sys_socket_h.class) + File.pathSeparator + path(PrintHeaders.class),
            PrintHeaders.class.getName());
    Commands.Result printed = Commands.run(command);
    assertEquals(0, printed.status(), printed.output());
    Map<String, String> headers = new TreeMap<>();
    printed
        .output()
        .lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              headers.put(line.substring(0, space), known(line.substring(space + 1)));
            });
    Map<String, String> facts = Commands.facts(platform);
    facts.keySet().removeIf(name -> name.endsWith("()"));
    facts.replaceAll(HeadersTest::asPrinted);
    assertEquals(facts.size(), headers.size());
    facts.forEach((name, worth) -> assertEquals(worth, headers.get(name), name));
  }

  /** What the headers' reflection can tell of a fact: no sign, no alignment, ints as such. */
  private static String asPrinted(String name, String worth) {
    String[] word = worth.replace("absent", Integer.toString(Platform.ABSENT)).split(" ");
    if (name.contains(".") && word.length > 1) {
      return word[0] + " " + word[1];
    }
    return word.length == 1 ? Long.toString((int) Long.parseLong(word[0])) : word[0];
  }

  /** A field that a platform lacks has no size. */
  private static String known(String printed) {
    String absent = Integer.toString(Platform.ABSENT);
    return printed.startsWith(absent) ? absent : printed;
  }

  private static String path(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Test
  void noConstantIsWorthAbsent() throws Exception {
    assertFalse(
        Commands.facts("linux-aarch64-glibc").containsValue(Integer.toString(Platform.ABSENT)));
  }

  /** The preprocessor tells which headers a header includes. */
  @Test
  void whatAHeaderInheritsIsWhatCIncludes() throws Exception {
    assumeTrue(Commands.exists("cc"), "no C compiler (cc): nobody can tell what C includes");
    Map<String, String> includes = new TreeMap<>();
    var lists = SymbolLists.read();
    lists.forEach(list -> includes.put(list.name(), list.first("header").getFirst()));
    List<String> wrong = new ArrayList<>();
    for (var list : lists) {
      String header = list.first("header").getFirst();
      Path source = directory.resolve(list.name() + ".c");
      Files.writeString(source, "#include <" + header + ">\n");
      String seen =
          list.all("includes").isEmpty()
              ? ""
              : Commands.run(List.of("cc", "-D_GNU_SOURCE", "-M", source.toString())).output();
      for (String included : list.all("includes")) {
        if (!seen.matches("(?s).*/" + includes.get(included) + "\\b.*")) {
          wrong.add("<" + header + "> does not include <" + includes.get(included) + ">");
        }
      }
    }
    assumeTrue(
        wrong.isEmpty() || OtherVersions.names().isEmpty(), () -> "in the headers here " + wrong);
    assertEquals(List.of(), wrong);
  }

  @Test
  void aHeaderBringsWhatItIncludes() {
    assertTrue(sys_socket_h.class.isAssignableFrom(netinet_in_h.class));
    assertEquals(sys_socket_h.AF_INET, netdb_h.AF_INET);
  }

  @Test
  void aNullPointerIsNull() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = netdb_h.addrinfo.allocate(arena);
      assertSame(MemorySegment.NULL, netdb_h.addrinfo.ai_next(info));
      assertSame(MemorySegment.NULL, netdb_h.addrinfo.ai_canonname(info));
    }
  }

  /** C's types tell the size: {@code struct addrinfo *}; a sockaddr may be of any family. */
  @Test
  void aPointerToAStructYieldsThatMuchMemory() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = netdb_h.addrinfo.allocate(arena);
      netdb_h.addrinfo.ai_next(info, info);
      assertEquals(48, netdb_h.addrinfo.ai_next(info).byteSize());
      MemorySegment address = arena.allocate(128);
      netdb_h.addrinfo.ai_addr(info, address);
      assertEquals(address.address(), netdb_h.addrinfo.ai_addr(info).address());
      assertEquals(128, netdb_h.addrinfo.ai_addr(info).byteSize());
    }
  }

  @Test
  void narrowFieldsAreSetFromAnInt() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = sockaddr_in.allocate(arena);
      sockaddr_in.sin_family(address, 0x12345);
      assertEquals(0x2345, sockaddr_in.sin_family(address));
    }
  }

  @Test
  void fieldsAreReadWhereverTheyLie() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment odd = arena.allocate(64, JAVA_LONG.byteAlignment()).asSlice(1);
      sockaddr_in6.sin6_scope_id(odd, 7);
      assertEquals(7, sockaddr_in6.sin6_scope_id(odd));
    }
  }
}
