/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every function of every header is given memory on the heap for each pointer: it takes it, or says
 * which argument must be native, and how to have it so.
 */
class HeapArgumentsTest {
  private static final long SIZE = 1024;
  private static final Set<String> DESCRIPTORS =
      Set.of("fd", "oldfd", "newfd", "epfd", "sockfd", "fd_in", "fd_out", "fdin", "fdout");

  /** Nothing is done to descriptors that the test has not opened. */
  private static Object argument(Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == MemorySegment.class) {
      return MemorySegment.NULL;
    }
    boolean descriptor = DESCRIPTORS.contains(parameter.getName());
    if (type == int.class) {
      return descriptor ? -1 : 1;
    }
    return type == long.class
        ? (Object) 1L
        : type == String.class ? "x" : type == byte[].class ? new byte[8] : null;
  }

  private static Stream<Class<?>> headers() throws Exception {
    Path home =
        Path.of(SysSocket.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("berkeley/sockets/c");
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("-")) {
          Class<?> each = Class.forName("berkeley.sockets.c." + name.replace(".class", ""));
          if (Modifier.isPublic(each.getModifiers())) {
            found.add(each);
          }
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found.stream();
  }

  @Test
  void theErrorNamesFunctionArgumentAndRemedy() throws Exception {
    List<String> bad = new ArrayList<>();
    Set<String> refusing = new TreeSet<>();
    int calls = 0;
    for (Class<?> header : headers().toList()) {
      for (Method method : header.getDeclaredMethods()) {
        if (!Modifier.isPublic(method.getModifiers()) || !Modifier.isStatic(method.getModifiers())) {
          continue;
        }
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
          if (parameters[i].getType() != MemorySegment.class) {
            continue;
          }
          Object[] arguments = new Object[parameters.length];
          for (int a = 0; a < arguments.length; a++) {
            arguments[a] = argument(parameters[a]);
          }
          arguments[i] = MemorySegment.ofArray(new long[(int) SIZE / Long.BYTES]);
          calls++;
          try {
            method.invoke(null, arguments);
          } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
              refusing.add(method.getName());
              String start =
                  method.getName() + ": argument " + (i + 1) + " (";
              String end = "allocate it from an Arena: arena.allocate(" + SIZE + ")";
              String message = String.valueOf(refused.getMessage());
              if (!message.startsWith(start) || !message.endsWith(end)) {
                bad.add(method.getName() + ", " + parameters[i].getName() + ": " + message);
              }
            } else if (!(e.getCause() instanceof IndexOutOfBoundsException)) {
              bad.add(method.getName() + ", " + parameters[i].getName() + ": " + e.getCause());
            }
          }
        }
      }
    }
    assertEquals(List.of(), bad);
    assertTrue(calls > 150, calls + " calls");
    assertTrue(refusing.containsAll(Set.of("readv", "poll", "getaddrinfo")), refusing::toString);
  }
}
