/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What native-image is told of the calls, compared with the handles that Sys has linked. */
class NativeImageTest {
  private static final Pattern CALL =
      Pattern.compile(
          "\\{\"returnType\": \"(\\w+)\", \"parameterTypes\": \\[([^]]*)],\\s*"
              + "\"options\": \\{(.*)}}");

  private static final String ERRNO = "\"captureCallState\": true";

  private record Call(String shape, String options) {}

  private static List<Call> told() throws Exception {
    String name =
        "/META-INF/native-image/io.github.berkeleysockets/berkeley-sockets-bindings/"
            + "reachability-metadata.json";
    try (InputStream in = Native.class.getResourceAsStream(name)) {
      assertNotNull(in);
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Call> calls = new ArrayList<>();
      Matcher call = CALL.matcher(json);
      while (call.find()) {
        assertEquals("jlong", call.group(1));
        String shape =
            call.group(2).replaceAll("[\", ]", "").replace("jlong", "L").replace("void*", "P");
        calls.add(new Call(shape, call.group(3)));
      }
      assertEquals(json.split("returnType", -1).length - 1, calls.size());
      return calls;
    }
  }

  /** What Sys links, by its source: how, and with which shape. */
  private static final Pattern LINK =
      Pattern.compile("\\.(link\\w*)\\(\"\\w+\", \"([LP]+)\"|\"([LP]+)\", Native\\.([A-Z]+)");

  @Test
  void eachLinkedShapeIsToldAndNoOther() throws Exception {
    Path sys =
        SymbolLists.ROOT.resolve("bindings/src/generated/java/berkeley/sockets/bindings/Sys.java");
    Set<String> linked = new TreeSet<>();
    Matcher link = LINK.matcher(Files.readString(sys));
    int handles = 0;
    while (link.find()) {
      boolean old = link.group(1) != null;
      String how =
          (old ? link.group(1) : link.group(4)).replace("link", "").toLowerCase(Locale.ROOT);
      linked.add((old ? link.group(2) : link.group(3)) + " " + how.replace("plain", ""));
      handles++;
    }
    assertTrue(handles > 100, handles + " handles");
    Set<String> told = new TreeSet<>();
    for (Call call : told()) {
      String how =
          call.options.contains("allowHeapAccess\": true")
              ? "critical"
              : call.options.contains("firstVariadicArg\": 2")
                  ? "variadic"
                  : call.options.equals(ERRNO) ? "" : null;
      if (how != null) {
        told.add(call.shape + " " + how);
      }
    }
    assertEquals(linked, told);
  }

  /** The handle of a call that has been made has the type of its shape. */
  @Test
  void aShapeIsWhatTheLinkerMakes() {
    Sys.getpid();
    for (Class<?> holder : Sys.class.getDeclaredClasses()) {
      if (holder.getSimpleName().equals("getpid")) {
        Field field = holder.getDeclaredFields()[0];
        field.setAccessible(true);
        StringBuilder shape = new StringBuilder();
        try {
          for (Class<?> type : ((MethodHandle) field.get(null)).type().parameterList()) {
            shape.append(type == MemorySegment.class ? 'P' : 'L');
          }
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
        assertEquals("PLPPPPP", shape.toString(), "the cell for errno, then the shape");
        return;
      }
    }
    throw new AssertionError("no handle");
  }

  @Test
  void systemCallsInPlaceOfFunctionsAreTold() throws Exception {
    List<Call> told = told();
    for (String shape : List.of("LLPPPLP", "LLPPPPL")) {
      assertTrue(told.contains(new Call(shape, ERRNO + ", \"firstVariadicArg\": 1")), shape);
    }
  }

  /** Whoever links besides Native: a new one needs a row in the generator, and then here. */
  @Test
  void whatIsLinkedOutsideOfNativeIsTold() throws Exception {
    assertTrue(told().contains(new Call("", "")), "the place of h_errno");
    Set<String> linking = new TreeSet<>();
    Path sources = SymbolLists.ROOT.resolve("bindings/src/main/java/berkeley/sockets/bindings");
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file) && Files.readString(file).contains(".downcallHandle(")) {
          linking.add(file.getFileName().toString());
        }
      }
    }
    // Bsd and Environ are not told: nothing has been run where they link.
    assertEquals(
        Set.of("Absent.java", "HErrno.java", "Bsd.java", "Environ.java", "Native.java"), linking);
  }
}
