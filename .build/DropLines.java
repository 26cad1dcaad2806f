/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Takes the line numbers out of the generated constants: assignments that cannot fail need none,
 * and they would add twelve kilobytes to the jar.
 */
public final class DropLines {
  public static void main(String[] args) throws Exception {
    ClassFile without =
        ClassFile.of(
            ClassFile.LineNumbersOption.DROP_LINE_NUMBERS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL);
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path file : files.filter(f -> f.toString().endsWith("Constants.class")).toList()) {
        byte[] bytes = without.transformClass(without.parse(file), ClassTransform.ACCEPT_ALL);
        Files.write(file, bytes);
      }
    }
  }
}
