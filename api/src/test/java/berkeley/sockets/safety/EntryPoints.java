/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * For a JVM that denies native access: initialises each public class as the first one, by a loader
 * of its own, and prints those that fail. Only calls need native access.
 */
final class EntryPoints {
  private EntryPoints() {}

  public static void main(String[] args) throws Exception {
    URL[] places = new URL[args.length];
    for (int i = 0; i < args.length; i++) {
      places[i] = Path.of(args[i]).toUri().toURL();
    }
    int initialised = 0;
    for (String name : classes(Path.of(args[0]))) {
      try (URLClassLoader loader =
          new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
        if ((Class.forName(name, false, loader).getModifiers() & 1) != 0) {
          Class.forName(name, true, loader);
          initialised++;
        }
      } catch (LinkageError e) {
        System.out.println(name + ": " + e.getCause());
      }
    }
    System.out.println(initialised > 100 ? "done" : "only " + initialised + " classes");
  }

  private static List<String> classes(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("berkeley/sockets"))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.contains("internal"))
          .filter(file -> !file.contains("-info"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }
}
