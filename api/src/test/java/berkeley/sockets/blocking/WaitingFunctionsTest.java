/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.AddressInfo;
import berkeley.sockets.PollSet;
import berkeley.sockets.Poller;
import berkeley.sockets.Service;
import berkeley.sockets.Socket;
import berkeley.sockets.safety.ChildProcess;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No function is forgotten that may wait. */
@Tag("static")
class WaitingFunctionsTest {
  private static final List<Class<?>> OBJECTS =
      List.of(AddressInfo.class, PollSet.class, Poller.class, Service.class, Socket.class);

  @Test
  void eachFunctionThatIsBoundHasARowOrAReason() throws Exception {
    check(false, bound());
  }

  @Test
  void eachMethodOfTheObjectLayerHasARowOrAReason() {
    Set<String> methods = new TreeSet<>();
    for (Class<?> type : OBJECTS) {
      for (Method each : type.getDeclaredMethods()) {
        boolean accessor = type.isRecord() && each.getParameterCount() == 0;
        boolean inherited = each.getName().matches("equals|hashCode");
        if (Modifier.isPublic(each.getModifiers()) && !accessor && !inherited) {
          methods.add(type.getSimpleName() + "." + each.getName());
        }
      }
    }
    check(true, methods);
  }

  /** What a name service may answer is made slow. */
  @Test
  void eachLookUpCanBeMadeSlow() throws Exception {
    Set<String> unknown = new TreeSet<>(SlowLookUps.FUNCTIONS);
    unknown.removeAll(bound());
    assertEquals(Set.of(), unknown);
  }

  private static void check(boolean objects, Set<String> all) {
    Set<String> rows = names(Rows.all().keySet().stream(), objects);
    Set<String> never = names(NeverWaits.names().stream(), objects);
    Set<String> both = new TreeSet<>(rows);
    both.retainAll(never);
    assertEquals(Set.of(), both);
    rows.addAll(never);
    assertEquals(new TreeSet<>(all), rows);
  }

  private static Set<String> names(Stream<String> keys, boolean objects) {
    return keys.map(each -> each.replaceFirst(" .*", ""))
        .filter(each -> each.contains(".") == objects)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> bound() throws Exception {
    Set<String> bound = new TreeSet<>();
    try (Stream<Path> lists = Files.list(ChildProcess.ROOT.resolve("native/symbols"))) {
      for (Path list : lists.toList()) {
        for (String line : Files.readAllLines(list)) {
          String[] words = line.split("\\s+");
          if (words[0].equals("function")) {
            bound.add(words[1]);
          }
        }
      }
    }
    return bound;
  }
}
