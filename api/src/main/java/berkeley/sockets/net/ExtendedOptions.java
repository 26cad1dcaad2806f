/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.lang.reflect.Field;
import java.net.SocketOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The constants of jdk.net.ExtendedSocketOptions, found by name: a program may lack jdk.net. */
final class ExtendedOptions {
  private ExtendedOptions() {}

  /** Those of the names that this JDK has. */
  static Set<SocketOption<?>> named(String... names) {
    Set<SocketOption<?>> found = new HashSet<>();
    for (String name : names) {
      SocketOption<?> option = named(name);
      if (option != null) {
        found.add(option);
      }
    }
    return Set.copyOf(found);
  }

  private static @Nullable SocketOption<?> named(String name) {
    try {
      Field field = Class.forName("jdk.net.ExtendedSocketOptions").getField(name);
      return (SocketOption<?>) field.get(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
