/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import berkeley.sockets.Protocol;
import berkeley.sockets.Socket;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GraalVM's native-image is told of each class that this library looks up by name. */
@Tag("static")
@SuppressWarnings("unchecked")
class ReflectionTest {
  /** Methods of Class that need to be told of, where their argument is not a constant. */
  private static final Set<String> LOOKUPS =
      Set.of(
          "forName",
          "getField",
          "getFields",
          "getDeclaredField",
          "getDeclaredFields",
          "getMethod",
          "getMethods",
          "getDeclaredMethod",
          "getDeclaredMethods",
          "getConstructor",
          "getConstructors",
          "getDeclaredConstructor");

  /** Who looks up without being told of, and why. */
  private static final Set<String> UNTOLD =
      Set.of(
          "berkeley.sockets.net.HostInfo", // of any exception; without it the message stays short
          "berkeley.sockets.selftest.SelfTest"); // a program of its own

  private static final Set<String> TOLD =
      Set.of(
          "berkeley.sockets.internal.trace.Names",
          "berkeley.sockets.net.ExtendedOptions",
          "berkeley.sockets.net.PeerPrincipal",
          "berkeley.sockets.net.SocketSpecText");

  private static final Pattern TYPE =
      Pattern.compile("\\{\"type\": \"([\\w.]+)\", \"\\w+\": true}");

  @Test
  void whoLooksUpByNameIsKnown() {
    Set<String> found = new TreeSet<>();
    ArchitectureTest.CLASSES.stream()
        .filter(type -> !type.getPackageName().startsWith("berkeley.sockets.bindings"))
        .flatMap(type -> type.getMethodCallsFromSelf().stream())
        .filter(ReflectionTest::looksUp)
        .forEach(call -> found.add(call.getOriginOwner().getName()));
    Set<String> known = new TreeSet<>(TOLD);
    known.addAll(UNTOLD);
    assertEquals(known, found);
  }

  private static boolean looksUp(JavaMethodCall call) {
    return call.getTargetOwner().getName().equals("java.lang.Class")
        && LOOKUPS.contains(call.getTarget().getName());
  }

  @Test
  void whatIsLookedUpIsTold() throws Exception {
    Set<String> needed = new TreeSet<>();
    needed.add("jdk.net.ExtendedSocketOptions");
    needed.add("jdk.net.UnixDomainPrincipal");
    needed.add("berkeley.sockets.net.CountersMBean"); // by JMX
    needed.add(Protocol.class.getName());
    for (Class<?> table : (List<Class<?>>) value("berkeley.sockets.net.SocketSpecText", "TABLES")) {
      needed.add(table.getName());
    }
    Object headers = value("berkeley.sockets.internal.trace.Names", "HEADERS");
    for (List<Class<?>> some : ((Map<String, List<Class<?>>>) headers).values()) {
      some.forEach(header -> needed.add(header.getName()));
    }
    Set<String> told = new TreeSet<>();
    Matcher type = TYPE.matcher(metadata());
    while (type.find()) {
      told.add(type.group(1));
    }
    assertEquals(needed, told);
  }

  private static Object value(String holder, String name) throws ReflectiveOperationException {
    Field field = Class.forName(holder).getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }

  private static String metadata() throws Exception {
    String name =
        "/META-INF/native-image/io.github.berkeleysockets/berkeley-sockets/"
            + "reachability-metadata.json";
    try (InputStream in = Socket.class.getResourceAsStream(name)) {
      assertNotNull(in);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
