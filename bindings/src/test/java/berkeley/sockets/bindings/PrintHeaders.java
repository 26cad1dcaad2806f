/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import berkeley.sockets.bindings.headers.Field;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prints what the generated headers say, in the form of native/facts. */
public final class PrintHeaders {
  private PrintHeaders() {}

  /** {@code java PrintHeaders}, with the classes of the module on the class path. */
  public static void main(String[] arguments) throws Exception {
    for (Class<?> header : headers()) {
      for (var constant : header.getDeclaredFields()) {
        Object value = constant.get(null);
        long number = value instanceof MemorySegment m ? m.address() : ((Number) value).longValue();
        System.out.println(constant.getName() + " " + (int) number);
      }
      for (Class<?> struct : header.getDeclaredClasses()) {
        System.out.println(struct.getSimpleName() + " " + struct.getMethod("sizeof").invoke(null));
        print(struct, struct.getSimpleName(), 0);
      }
    }
  }

  private static void print(Class<?> struct, String path, long base) throws Exception {
    for (Field field : (Field[]) struct.getMethod("fields").invoke(null)) {
      long offset = (long) struct.getMethod(field.name() + "$offset").invoke(null);
      if (offset != field.offset()) {
        throw new AssertionError(path + "." + field.name() + ": " + offset);
      }
      String name = path + "." + field.name();
      boolean absent = base == Platform.ABSENT || offset == Platform.ABSENT;
      long at = absent ? Platform.ABSENT : base + offset;
      System.out.println(name + " " + at + " " + field.size());
      for (Class<?> nested : struct.getDeclaredClasses()) {
        if (nested.getSimpleName().equals(field.name())) {
          print(nested, name, at);
        }
      }
    }
  }

  private static List<Class<?>> headers() throws Exception {
    Path classes = Path.of(sys_socket_h.class.getResource("sys_socket_h.class").toURI());
    List<Class<?>> headers = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes.getParent())) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("_h.class")) {
          headers.add(
              Class.forName(
                  sys_socket_h.class.getPackageName() + "." + name.replace(".class", "")));
        }
      }
    }
    return headers;
  }
}
