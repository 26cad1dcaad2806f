/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import berkeley.sockets.c.SysSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The functions and constants of package berkeley.sockets.c, by name. */
final class MirrorByName {
  private static final Map<String, List<Method>> FUNCTIONS = new HashMap<>();
  private static final Map<String, Long> CONSTANTS = new HashMap<>();

  static {
    try {
      Path home =
          Path.of(SysSocket.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(home)) {
        register(home);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(home)) {
          register(jar.getPath("/"));
        }
      }
    } catch (IOException | URISyntaxException | ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private MirrorByName() {}

  private static void register(Path home) throws IOException, ReflectiveOperationException {
    try (Stream<Path> files = Files.list(home.resolve("berkeley/sockets/c"))) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("-") && !name.contains("$")) {
          register(Class.forName("berkeley.sockets.c." + name.replace(".class", "")));
        }
      }
    }
  }

  private static void register(Class<?> header) throws IllegalAccessException {
    if (!Modifier.isPublic(header.getModifiers())) {
      return;
    }
    for (Method method : header.getDeclaredMethods()) {
      if (Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers())) {
        FUNCTIONS.computeIfAbsent(method.getName(), name -> new ArrayList<>()).add(method);
      }
    }
    for (Field field : header.getFields()) {
      if (field.getType() == int.class) {
        CONSTANTS.put(field.getName(), (long) field.getInt(null));
      } else if (field.getType() == long.class) {
        CONSTANTS.put(field.getName(), field.getLong(null));
      }
    }
  }

  static long constant(String name) {
    Long value = CONSTANTS.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the mirror has no constant " + name);
    }
    return value;
  }

  static boolean has(String function) {
    return FUNCTIONS.containsKey(function);
  }

  /** The function that takes these arguments: numbers, blocks or pointers. */
  static Method function(String name, List<Object> arguments) {
    Method best = null;
    for (Method method : FUNCTIONS.getOrDefault(name, List.of())) {
      Class<?>[] types = method.getParameterTypes();
      boolean fits = types.length == arguments.size();
      for (int i = 0; fits && i < types.length; i++) {
        boolean pointer = !(arguments.get(i) instanceof Long);
        fits = pointer ? !types[i].isPrimitive() && !types[i].isArray() : types[i].isPrimitive();
      }
      if (fits && (best == null || takesMemory(method) > takesMemory(best))) {
        best = method;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("the mirror has no " + name + " for " + arguments);
    }
    return best;
  }

  private static int takesMemory(Method method) {
    int n = 0;
    for (Class<?> type : method.getParameterTypes()) {
      n += type == MemorySegment.class ? 1 : 0;
    }
    return n;
  }

  static Object[] convert(Method method, List<Object> arguments) {
    Class<?>[] types = method.getParameterTypes();
    Object[] converted = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      converted[i] = convert(types[i], arguments.get(i));
    }
    return converted;
  }

  private static Object convert(Class<?> type, Object argument) {
    if (argument instanceof Long number) {
      return switch (type.getName()) {
        case "int" -> (Object) number.intValue();
        case "short" -> number.shortValue();
        case "boolean" -> number != 0;
        default -> number;
      };
    }
    MemorySegment segment =
        argument instanceof Block block ? block.segment : (MemorySegment) argument;
    if (type == String.class) {
      return segment.address() == 0 ? null : segment.getString(0);
    }
    return segment;
  }

  static Object invoke(Method method, Object[] arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      return e.getCause(); // printed as the answer: C has none like it
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
