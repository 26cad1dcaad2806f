/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Marks a compiled module descriptor as one of JDK 17: Maven's jar plugin reads it with the jar
 * tool of the JDK that runs Maven, which knows no newer format. A descriptor has no code, so
 * nothing else changes.
 */
public final class ModuleDescriptor {
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0], "module-info.class");
    byte[] bytes = Files.readAllBytes(file);
    if (bytes[7] != 61) { // the major version's low byte
      bytes[7] = 61;
      Files.write(file, bytes);
    }
  }
}
