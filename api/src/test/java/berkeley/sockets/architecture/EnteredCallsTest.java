/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * After a call has begun on a descriptor nothing may be thrown before the {@code try} whose {@code
 * finally} ends it: the descriptor would never be closed.
 */
@Tag("static")
class EnteredCallsTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("root.directory"), "api/src/main/java/berkeley/sockets");

  @Test
  void nothingComesBetween() throws Exception {
    List<String> wrong = new ArrayList<>();
    int found = 0;
    for (String name : List.of("Socket.java", "Poller.java", "SocketText.java")) {
      List<String> lines = Files.readAllLines(SOURCES.resolve(name));
      for (int i = 0; i < lines.size() - 1; i++) {
        if (lines.get(i).endsWith(".enter();")) {
          found++;
          String next = lines.get(i + 1).strip();
          if (!next.startsWith("try ") && !next.endsWith(".leave();")) {
            wrong.add(name + ":" + (i + 1));
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(found > 30, found + " calls");
  }
}
