/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import berkeley.sockets.benchmarks.measure.Host;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the numbers of a run depend on, by name. */
final class Facts {
  private static final Path VULNERABILITIES = Path.of("/sys/devices/system/cpu/vulnerabilities");
  private static final List<String> PEERS =
      List.of(
          "io.netty/netty-transport",
          "ru.odnoklassniki/one-nio",
          "com.kohlschutter.junixsocket/junixsocket-common",
          "com.github.jnr/jnr-unixsocket");

  private Facts() {}

  /** Of this machine, this JVM and this build, now. */
  static Map<String, String> collect(String command, String noise) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("machine", Host.cpu());
    facts.put("kernel", Host.kernel());
    facts.put("libc", Host.libc());
    facts.put("JDK", Host.jdk());
    facts.put("JVM flags", String.join(" ", flags()));
    facts.put("peers", String.join(", ", peers()));
    facts.put("CPU pinning", "one-thread workloads on the last of " + Host.cpus() + " CPUs");
    facts.put("mitigations", mitigations());
    facts.put("commit", commit());
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("noise", noise);
    facts.put("command", command);
    return facts;
  }

  /** Those that change how the JVM runs; paths of this machine are no use to others. */
  private static List<String> flags() {
    List<String> flags = new ArrayList<>();
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("-X") || flag.startsWith("-Djdk.")) {
        flags.add(flag);
      }
    }
    flags.add("-Xbatch"); // see ChildJvm
    return flags;
  }

  private static List<String> peers() {
    List<String> versions = new ArrayList<>();
    for (String peer : PEERS) {
      Properties about = new Properties();
      String file = "META-INF/maven/" + peer + "/pom.properties";
      try (InputStream input = Facts.class.getClassLoader().getResourceAsStream(file)) {
        if (input != null) {
          about.load(input);
          versions.add(about.getProperty("artifactId") + " " + about.getProperty("version"));
        }
      } catch (IOException e) {
        // its version stays unknown
      }
    }
    return versions;
  }

  /** How many of the CPU's known faults the kernel pays for, and which it leaves open. */
  private static String mitigations() {
    Map<String, String> states = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(VULNERABILITIES)) {
      for (Path file : files) {
        states.put(file.getFileName().toString(), Files.readString(file).strip());
      }
    } catch (IOException e) {
      return "unknown";
    }
    long paid = states.values().stream().filter(state -> state.startsWith("Mitigation")).count();
    List<String> open =
        states.entrySet().stream()
            .filter(state -> state.getValue().startsWith("Vulnerable"))
            .map(Map.Entry::getKey)
            .toList();
    return paid
        + " of "
        + states.size()
        + " mitigated"
        + (open.isEmpty() ? "" : ", vulnerable: " + String.join(" ", open));
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? text.strip() : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
