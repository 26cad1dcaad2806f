/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs jextract, knows where its output goes, and reads it back. */
final class Jextract {
  static final String PACKAGE = "berkeley.sockets.bindings.linux";
  static final String WITNESS = "berkeley.sockets.bindings.witness";
  static final String FUNCTIONS = "functions_h";

  final Path root;
  private final String jextract;

  /** What ships: structs and constants. */
  final Path main;

  /** What does not: jextract's own calls, which lose errno, as the tests' witness for Sys. */
  final Path witness;

  private Path work; // a temporary directory, while this runs

  Jextract(Path root, String jextract) {
    this.root = root;
    this.jextract = jextract;
    this.main = root.resolve("bindings/src/generated/java");
    this.witness = root.resolve("bindings/src/generated/test-java");
  }

  void run(List<Lists.Header> headers) throws Exception {
    System.out.println("reading the headers");
    work = Files.createTempDirectory("berkeley-generate");
    Path dump = work.resolve("dump");
    jextract("--dump-includes", dump.toString());
    List<Lists.Symbol> symbols = Lists.symbols(dump);
    delete(tree(main, PACKAGE));
    delete(tree(witness, WITNESS));
    Map<String, List<String>> constants = new LinkedHashMap<>();
    List<String> types = new ArrayList<>();
    List<String> functions = new ArrayList<>();
    int done = 0;
    for (Lists.Header header : headers) {
      List<String> wanted = new ArrayList<>();
      header.functions().forEach(f -> Lists.add(functions, "--include-function", f.name()));
      header.variables().forEach(v -> Lists.add(wanted, "--include-var", v));
      List<String> own =
          symbols.stream()
              .filter(s -> s.kind().equals("constant") && Lists.owns(header, s))
              .map(Lists.Symbol::name)
              .distinct()
              .sorted()
              .toList();
      constants.put(header.id(), own);
      own.forEach(c -> Lists.add(wanted, "--include-constant", c));
      header.structs().forEach(s -> Lists.add(types, "--include-struct", s));
      header.unions().forEach(s -> Lists.add(types, "--include-union", s));
      header.typedefs().forEach(s -> Lists.add(types, "--include-typedef", s));
      System.out.printf(
          "[%d/%d] <%s>: %d constants, %d functions%n",
          ++done, headers.size() + 2, header.include(), own.size(), header.functions().size());
      if (!wanted.isEmpty()) { // with no name given, jextract takes everything
        extract(main, PACKAGE, header.headerClass(), wanted);
      }
    }
    System.out.printf("[%d/%d] structs%n", ++done, headers.size() + 2);
    extract(main, PACKAGE, "types_h", types);
    System.out.printf("[%d/%d] functions%n", ++done, headers.size() + 2);
    extract(witness, WITNESS, FUNCTIONS, functions);
    checkComplete(headers, constants);
    delete(work);
  }

  void extract(Path tree, String name, String headerClass, List<String> wanted) throws Exception {
    Path arguments = work.resolve(headerClass + ".args");
    List<String> lines =
        new ArrayList<>(
            List.of(
                "--target-package",
                name,
                "--header-class-name",
                headerClass,
                "--symbols-class-name",
                "linux_h",
                "--output",
                tree.toString()));
    lines.addAll(wanted);
    Files.write(arguments, lines);
    jextract("@" + arguments);
  }

  static Path tree(Path sources, String name) {
    return sources.resolve(name.replace('.', '/'));
  }

  void jextract(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(jextract));
    command.addAll(List.of(arguments));
    command.add(root.resolve("native/umbrella.h").toString());
    Process process =
        new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true).start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (process.waitFor() != 0 || output.contains(": error: ")) {
      throw new IllegalStateException("jextract failed:\n" + output);
    }
  }

  /** jextract ignores a name that it does not know, so each wanted one is looked for. */
  void checkComplete(List<Lists.Header> headers, Map<String, List<String>> constants)
      throws IOException {
    List<String> missing = new ArrayList<>();
    String functions = text(witness, WITNESS, FUNCTIONS);
    for (Lists.Header header : headers) {
      String text = text(header.headerClass());
      for (Lists.Function f : header.functions()) {
        boolean there =
            !f.variadic()
                ? functions.contains("MethodHandle " + f.name() + "$handle()")
                : functions.contains("public static class " + f.name() + " {");
        if (!there) {
          missing.add("function " + f.name());
        }
      }
      for (String constant : constants.get(header.id())) {
        if (!text.contains(" " + constant + "() {")) {
          missing.add("constant " + constant);
        }
      }
      for (String type :
          Stream.of(header.structs(), header.unions()).flatMap(List::stream).toList()) {
        if (!Files.exists(tree(main, PACKAGE).resolve(type + ".java"))) {
          missing.add("struct " + type);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("not in jextract's output: " + missing);
    }
  }

  String text(String headerClass) throws IOException {
    return text(main, PACKAGE, headerClass);
  }

  static String text(Path sources, String name, String headerClass) throws IOException {
    Path file = tree(sources, name).resolve(headerClass + ".java");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** What jextract's own calls look like in Java. */
  String functions() throws IOException {
    return text(witness, WITNESS, FUNCTIONS);
  }

  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
