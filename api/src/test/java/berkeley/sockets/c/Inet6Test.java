/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** inet6_opt_* and inet6_rth_* do what glibc's do: native/src/programs/inet6.c prints that. */
class Inet6Test {
  private static final String NONE = "-";

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment pointer = arena.allocate(ADDRESS);
  private final MemorySegment length = arena.allocate(JAVA_INT);
  private final MemorySegment type = arena.allocate(JAVA_BYTE);
  private MemorySegment header;

  @Test
  void sameAsInC() throws Exception {
    Path program = Path.of(System.getProperty("native.directory"), "bin/inet6");
    assumeTrue(Files.isExecutable(program), "native/target/bin/inet6 is not built: no C compiler");
    List<String> wrong = new ArrayList<>();
    TreeSet<String> functions = new TreeSet<>();
    int cases = 0;
    Process process = new ProcessBuilder(program.toString()).start();
    try (BufferedReader lines = process.inputReader()) {
      for (String line; (line = lines.readLine()) != null; cases++) {
        int equals = line.indexOf(" = ");
        String[] words = line.substring(0, equals).split(" ");
        functions.add(words[0]);
        String actual = evaluate(words);
        if (!actual.equals(line.substring(equals + 3)) && wrong.size() < 20) {
          wrong.add(line + " in C, " + actual + " here");
        }
      }
    }
    assertEquals(0, process.waitFor());
    assumeTrue(cases > 0, "the libc of this machine has no inet6_opt_*");
    assertEquals(List.of(), wrong);
    assertTrue(cases > 30_000 && functions.size() == 13, cases + " cases of " + functions);
  }

  private String evaluate(String[] w) {
    header = w[1].equals(NONE) ? MemorySegment.NULL : bytes(w[1]);
    pointer.set(ADDRESS, 0, MemorySegment.NULL);
    length.set(JAVA_INT, 0, 0);
    type.set(JAVA_BYTE, 0, (byte) 0);
    int[] n = new int[w.length - 2];
    for (int i = 0; i < n.length; i++) {
      n[i] = Integer.parseInt(w[i + 2]);
    }
    return switch (w[0]) {
      case "inet6_opt_init" -> NetinetIn.inet6_opt_init(header, n[0]) + " " + hex(header);
      case "inet6_opt_append" -> {
        MemorySegment data = w[1].equals(NONE) ? MemorySegment.NULL : pointer;
        int after = NetinetIn.inet6_opt_append(header, n[0], n[1], n[2], n[3], n[4], data);
        yield after + " " + offset() + " " + hex(header);
      }
      case "inet6_opt_finish" -> NetinetIn.inet6_opt_finish(header, n[0], n[1]) + " " + hex(header);
      case "inet6_opt_next" -> {
        int after = NetinetIn.inet6_opt_next(header, n[0], n[1], type, length, pointer);
        yield after + " " + (type.get(JAVA_BYTE, 0) & 0xff) + " " + found();
      }
      case "inet6_opt_find" ->
          NetinetIn.inet6_opt_find(header, n[0], n[1], n[2], length, pointer) + " " + found();
      case "inet6_opt_get_val" -> {
        MemorySegment value = marked(header.byteSize());
        yield NetinetIn.inet6_opt_get_val(header, n[0], value, n[1]) + " " + hex(value);
      }
      case "inet6_opt_set_val" ->
          NetinetIn.inet6_opt_set_val(header, n[0], marked(n[1]), n[1]) + " " + hex(header);
      case "inet6_rth_space" -> "" + NetinetIn.inet6_rth_space(n[0], n[1]);
      case "inet6_rth_init" ->
          offset(NetinetIn.inet6_rth_init(header, n[0], n[1], n[2])) + " " + hex(header);
      case "inet6_rth_segments" -> "" + NetinetIn.inet6_rth_segments(header);
      case "inet6_rth_getaddr" -> "" + offset(NetinetIn.inet6_rth_getaddr(header, n[0]));
      case "inet6_rth_add" -> NetinetIn.inet6_rth_add(header, marked(16)) + " " + hex(header);
      case "inet6_rth_reverse" -> {
        MemorySegment out = n[0] == 1 ? header : marked(header.byteSize());
        yield NetinetIn.inet6_rth_reverse(header, out) + " " + hex(out);
      }
      default -> "no such function here";
    };
  }

  private String found() {
    return length.get(JAVA_INT, 0) + " " + offset();
  }

  private long offset() {
    return offset(pointer.get(ADDRESS, 0));
  }

  private long offset(MemorySegment p) {
    return p.address() == 0 ? -1 : p.address() - header.address();
  }

  private MemorySegment bytes(String hex) {
    return arena.allocateFrom(JAVA_BYTE, HexFormat.of().parseHex(hex));
  }

  private MemorySegment marked(long size) {
    return arena.allocate(size).fill((byte) 0xa5);
  }

  private static String hex(MemorySegment memory) {
    return memory.equals(MemorySegment.NULL)
        ? NONE
        : HexFormat.of().formatHex(memory.toArray(JAVA_BYTE));
  }

  @Test
  void nothingOutsideOfASegmentIsTouched() {
    MemorySegment short8 = arena.allocate(8);
    int none = -1; // as a socklen_t, 4 GiB
    assertThrows(IndexOutOfBoundsException.class, () -> NetinetIn.inet6_opt_init(short8, 16));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> NetinetIn.inet6_opt_append(short8, none, 2, 5, 4, 4, pointer));
    assertThrows(
        IndexOutOfBoundsException.class, () -> NetinetIn.inet6_opt_finish(short8, none, 9));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> NetinetIn.inet6_opt_next(short8, none, 0, type, length, pointer));
    assertThrows(
        IndexOutOfBoundsException.class, () -> NetinetIn.inet6_opt_set_val(short8, -1, short8, 4));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> NetinetIn.inet6_opt_get_val(short8, 6, marked(4), 4));
    assertThrows(IndexOutOfBoundsException.class, () -> NetinetIn.inet6_rth_init(short8, 24, 0, 1));
    short8.fill((byte) 0).set(JAVA_BYTE, 1, (byte) 2); // says that it has one address
    assertThrows(
        IndexOutOfBoundsException.class, () -> NetinetIn.inet6_rth_add(short8, marked(16)));
    assertThrows(
        IndexOutOfBoundsException.class, () -> NetinetIn.inet6_rth_reverse(short8, marked(24)));
    assertThrows(IndexOutOfBoundsException.class, () -> NetinetIn.inet6_rth_getaddr(short8, 0));
  }

  /** Where glibc reads or writes before the header. */
  @Test
  void anOffsetBeforeTheOptionsIsRefused() {
    MemorySegment buffer = marked(24).asSlice(8);
    assertEquals(-1, NetinetIn.inet6_opt_append(buffer, 16, -1, 5, 4, 4, pointer));
    assertEquals(-1, NetinetIn.inet6_opt_finish(buffer, 16, -1));
    assertEquals(-1, NetinetIn.inet6_opt_next(buffer, 16, -1, type, length, pointer));
    assertEquals(-1, NetinetIn.inet6_opt_find(buffer, 16, -1, 5, length, pointer));
    assertEquals(hex(marked(16)), hex(buffer));
  }
}
