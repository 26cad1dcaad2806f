/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.startup.Empty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The programs that are started, in a jar, as AOT caches are made of jars only. */
final class Programs {
  /** The README's echo server over the C mirror, and the one over the object layer. */
  static final List<String> README = List.of("MirrorServer", "SocketServer");

  private static final Path ROOT = Path.of(System.getProperty("root.directory", ""));

  private Programs() {}

  /** A jar with the classes of the package beside {@link Empty}, made at the first request. */
  static Path jar(Path directory, List<String> names) throws IOException {
    Path file = directory.resolve("programs.jar");
    if (!Files.exists(file)) {
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
        for (String name : names) {
          String entry = name.replace('.', '/') + ".class";
          jar.putNextEntry(new JarEntry(entry));
          try (InputStream code =
              README.contains(name)
                  ? Files.newInputStream(compiled(directory).resolve(entry))
                  : Programs.class.getResourceAsStream("/" + entry)) {
            code.transferTo(jar);
          }
        }
      }
    }
    return file;
  }

  /** The README's Java programs as classes. */
  private static Path compiled(Path directory) throws IOException {
    Path classes = directory.resolve("readme");
    if (Files.exists(classes)) {
      return classes;
    }
    Files.createDirectories(classes);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new UnsupportedOperationException("this Java runtime has no compiler");
    }
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-cp", library("bindings") + ":" + library("api")));
    arguments.addAll(List.of("-d", classes.toString()));
    List<String> blocks = readme();
    for (int i = 0; i < README.size(); i++) {
      Path source = classes.resolve(README.get(i) + ".java");
      arguments.add(Files.writeString(source, blocks.get(i)).toString());
    }
    if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
      throw new IOException("the README's programs do not compile");
    }
    return classes;
  }

  /** The programs that README.md shows in Java, in its order. */
  static List<String> readme() throws IOException {
    Matcher block =
        Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    return block.results().map(b -> b.group(1)).filter(b -> b.contains("void main(")).toList();
  }

  /** A module's jar. */
  static String library(String module) {
    Path target = ROOT.resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(f -> f.getFileName().toString().matches("berkeley-sockets.*\\.jar"))
          .filter(f -> !f.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no such file"))
          .toString();
    } catch (IOException e) {
      throw new UnsupportedOperationException("no jar of " + module + "; run mvn package", e);
    }
  }
}
