/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every method of the object layer that takes a string refuses what C cannot have, and at once. */
@Timeout(60)
class StringsTest {
  private static final List<String> BAD = List.of("\0", "1\0x", "1\0", "\uD83D", "1\uDE00x");

  /** May have a NUL: its length tells where it ends. */
  private static final String ABSTRACT = "Unix.abstractName";

  @Test
  void eachRefuses() throws Exception {
    int descriptors = descriptors();
    Set<String> tried = new TreeSet<>();
    for (Class<?> each : classes()) {
      for (Method method : each.getDeclaredMethods()) {
        if (isOurs(method) && !name(method).equals(ABSTRACT)) {
          assertTrue(Modifier.isStatic(method.getModifiers()), method::toString);
          refuses(method);
          tried.add(name(method));
        }
      }
    }
    assertEquals(
        Set.of(
            "AddressInfo.resolve",
            "Inet4.of",
            "Inet6.of",
            "Interface.index",
            "Service.byName",
            "Service.byPort",
            "Service.protocol",
            "SockAddr.of",
            "SockAddr.parse",
            "Socket.connect",
            "Socket.listen",
            "Unix.path"),
        tried);
    assertEquals(descriptors, descriptors(), "left open");
  }

  @Test
  void abstractNamesHaveNulsButWholeCharacters() {
    SockAddr.Unix name = SockAddr.Unix.abstractName("a\0b");
    assertEquals(name, SockAddr.parse(name.toString()));
    for (String bad : List.of("\uD83D", "1\uDE00x")) {
      assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.abstractName(bad));
    }
  }

  private static boolean isOurs(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !method.isSynthetic()
        && !method.getName().equals("valueOf") // of an enum: no string for C
        && List.of(method.getParameterTypes()).contains(String.class);
  }

  private static String name(Executable method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private static void refuses(Method method) {
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      if (types[i] == String.class) {
        for (String bad : BAD) {
          Object[] arguments = new Object[types.length];
          for (int k = 0; k < types.length; k++) {
            arguments[k] = argument(types[k], k == i ? bad : "1");
          }
          Throwable thrown =
              assertThrows(
                      InvocationTargetException.class,
                      () -> method.invoke(null, arguments),
                      () -> method + " of " + bad.replace("\0", "\\0"))
                  .getCause();
          assertInstanceOf(IllegalArgumentException.class, thrown, method::toString);
        }
      }
    }
  }

  private static Object argument(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == Duration.class) {
      return Duration.ofSeconds(1);
    }
    return type == int.class ? (Object) 1 : AddressInfo.stream(0);
  }

  private static int descriptors() {
    return new File("/proc/self/fd").list().length;
  }

  private static List<Class<?>> classes() throws Exception {
    Path home = Path.of(Socket.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(home.resolve("berkeley/sockets"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.contains("-"))
          .<Class<?>>map(file -> load("berkeley.sockets." + file.replace(".class", "")))
          .filter(each -> Modifier.isPublic(each.getModifiers()) && !Codec.class.equals(each))
          .filter(each -> !Throwable.class.isAssignableFrom(each))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Socket.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
