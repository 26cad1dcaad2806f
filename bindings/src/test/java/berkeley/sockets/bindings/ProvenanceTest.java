/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed bindings are what jextract wrote: nobody edited them since. */
class ProvenanceTest {
  private static final Path GENERATED = SymbolLists.ROOT.resolve("bindings/src/generated");

  @Test
  void theTreeHasTheRecordedDigest() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String tree :
        List.of(
            "java/berkeley/sockets/bindings/linux",
            "test-java/berkeley/sockets/bindings/witness")) {
      try (Stream<Path> files = Files.list(GENERATED.resolve(tree))) {
        for (Path file : files.sorted(Comparator.comparing(Path::getFileName)).toList()) {
          digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      }
    }
    List<String> provenance = Files.readAllLines(GENERATED.resolve("PROVENANCE"));
    assertEquals("tree sha256 " + HexFormat.of().formatHex(digest.digest()), provenance.getLast());
    assertTrue(provenance.stream().anyMatch(l -> l.startsWith("jextract ")));
  }
}
