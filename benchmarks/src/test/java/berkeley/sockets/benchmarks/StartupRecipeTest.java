/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of docs/startup.md, word by word: the cache is made, and used. */
class StartupRecipeTest {
  private static final Path ROOT = Path.of(System.getProperty("root.directory"));
  private static final String LIBRARY = "berkeley.sockets.bindings.Sys source:";

  @TempDir Path project;

  private String page;

  /** The project that the page describes, as Maven would have packed it. */
  @BeforeEach
  void pack() throws Exception {
    page = Files.readString(ROOT.resolve("docs/startup.md"));
    Path libraries = Files.createDirectories(project.resolve("target/lib"));
    List<String> classPath = new ArrayList<>();
    for (String module : List.of("api", "bindings")) {
      Path jar = jar(module);
      assumeTrue(jar != null, "no jar of " + module + ": the tests run before the phase package");
      Files.copy(jar, libraries.resolve(jar.getFileName()));
      classPath.add("lib/" + jar.getFileName());
    }
    Path classes = Files.createDirectories(project.resolve("target/classes/app"));
    Path source = Files.writeString(classes.resolve("Training.java"), block("java"));
    String path = String.join(":", classPath.stream().map(j -> "target/" + j).toList());
    String absolute = path.replace("target/", project + "/target/");
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", absolute, source.toString()));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
    try (OutputStream file = Files.newOutputStream(project.resolve("target/app.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.putNextEntry(new JarEntry("app/Training.class"));
      Files.copy(classes.resolve("Training.class"), jar);
    }
    Files.writeString(project.resolve("app.args"), block(""));
  }

  @Test
  void theCacheIsMadeAndUsed() throws Exception {
    List<String> training =
        found(block("xml"), "<argument>(.*?)</argument>").map(m -> m.group(1)).toList();
    String trained = java(training.toArray(String[]::new));
    assertTrue(trained.contains("echoed 64 bytes"), trained);
    assertTrue(Files.exists(project.resolve("target/app.aot")), trained);

    String[] start = block("sh").strip().replace("app.Main", "app.Training").split(" ");
    assertEquals("java", start[0]);
    List<String> used = new ArrayList<>(List.of("-XX:AOTMode=on", "-Xlog:class+load"));
    used.addAll(Arrays.asList(start).subList(1, start.length));
    String output = java(used.toArray(String[]::new));
    assertTrue(output.contains("echoed 64 bytes"), output);
    assertTrue(output.contains(LIBRARY + " shared objects file"), output);
  }

  /** What the assertion above rests on: without a cache the class comes from its jar. */
  @Test
  void withoutTheCacheTheClassesComeFromTheJars() throws Exception {
    String output = java("-XX:AOTMode=off", "-Xlog:class+load", "@app.args", "app.Training");
    assertTrue(output.contains("echoed 64 bytes"), output);
    assertTrue(output.contains(LIBRARY + " file:"), output);
  }

  /** The page's only block of that language. */
  private String block(String language) {
    List<String> blocks =
        found(page, "\n```" + language + "\n(.*?)\n```\n").map(m -> m.group(1)).toList();
    return blocks.getFirst() + "\n";
  }

  private static Stream<MatchResult> found(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results();
  }

  private String java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of(arguments));
    Path output = project.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(240, TimeUnit.SECONDS), command + " goes on");
      String text = Files.readString(output);
      assertEquals(0, process.exitValue(), text);
      return text;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Path jar(String module) throws IOException {
    Path target = ROOT.resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(f -> f.getFileName().toString().matches("berkeley-sockets.*\\.jar"))
          .filter(f -> !f.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElse(null);
    }
  }
}
