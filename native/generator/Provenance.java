/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Records which tools and headers the committed output came from, and its digest. */
final class Provenance {
  private final Jextract output;
  private final String jextract;

  Provenance(Jextract output, String jextract) {
    this.output = output;
    this.jextract = jextract;
  }

  void write() throws Exception {
    TreeSet<String> packages = new TreeSet<>();
    for (String name : List.of("libc6-dev", "linux-libc-dev")) {
      packages.add(name + " " + command("dpkg-query", "-W", "-f=${Version}", name + ":amd64"));
    }
    String versions =
        String.join(
            "\n",
            command(jextract, "--version").lines().filter(l -> !l.contains("WARNING")).toList());
    StringBuilder out = new StringBuilder("# Written by native/generate\n");
    versions.lines().forEach(l -> out.append(l.strip()).append('\n'));
    packages.forEach(p -> out.append(p).append('\n'));
    out.append("tree sha256 ").append(digest()).append('\n');
    Files.writeString(output.root.resolve("bindings/src/generated/PROVENANCE"), out);
  }

  String digest() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path tree :
        List.of(
            Jextract.tree(output.main, Jextract.PACKAGE),
            Jextract.tree(output.witness, Jextract.WITNESS))) {
      try (Stream<Path> files = Files.list(tree)) {
        for (Path file : files.sorted(Comparator.comparing(Path::getFileName)).toList()) {
          digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  String command(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream in = process.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("\u001B\\[[0-9;]*m", "")
          .strip();
    }
  }
}
