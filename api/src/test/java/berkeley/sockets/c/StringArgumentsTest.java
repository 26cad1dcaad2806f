/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A string that C cannot have reaches no function of C: it would be another string there. */
class StringArgumentsTest {
  private static final String NONE = "no-such-name";
  private static final List<String> BAD =
      List.of("\0", NONE + "\0x", NONE + "\0", "\uD83D", NONE + "\uDE00x", "\uDE00\uD83D");

  @TestFactory
  Stream<DynamicTest> eachFunctionWithAString() throws IOException, URISyntaxException {
    List<Method> functions = functions();
    assertTrue(functions.size() > 20, functions::toString);
    return functions.stream().map(f -> DynamicTest.dynamicTest(name(f), () -> refuses(f)));
  }

  private static String name(Method function) {
    return function.getDeclaringClass().getSimpleName() + "." + function.getName();
  }

  private static List<Method> functions() throws IOException, URISyntaxException {
    Path home =
        Path.of(SysSocket.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(home.resolve("berkeley/sockets/c"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.contains("-"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .flatMap(file -> Stream.of(load("berkeley.sockets.c." + file).getDeclaredMethods()))
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .filter(method -> !method.getName().equals("perror")) // Java prints it, not C
          .filter(method -> Stream.of(method.getParameterTypes()).anyMatch(type -> text(type)))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean text(Class<?> type) {
    return type == String.class || type == String[].class;
  }

  private static void refuses(Method function) {
    Class<?>[] types = function.getParameterTypes();
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < types.length; i++) {
        if (text(types[i])) {
          for (String bad : BAD) {
            Object[] arguments = new Object[types.length];
            for (int k = 0; k < types.length; k++) {
              arguments[k] = argument(types[k], k == i ? bad : NONE, arena);
            }
            Throwable thrown =
                assertThrows(
                        InvocationTargetException.class, () -> function.invoke(null, arguments))
                    .getCause();
            assertInstanceOf(IllegalArgumentException.class, thrown);
          }
        }
      }
    }
  }

  private static Object argument(Class<?> type, String text, Arena arena) {
    if (type == String.class) {
      return text;
    }
    if (type == String[].class) {
      return new String[] {NONE, text};
    }
    if (type == MemorySegment.class) {
      return arena.allocate(1024, 8); // longer than any of their structs
    }
    if (type == SegmentAllocator.class) {
      return arena;
    }
    return type == long.class ? (Object) 0L : (Object) 0;
  }
}
