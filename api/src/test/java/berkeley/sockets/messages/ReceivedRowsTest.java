/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.ControlMessage;
import berkeley.sockets.options.ControlMessages;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each row's codec decodes, in a test, what the kernel has sent. */
@Tag("static")
class ReceivedRowsTest {
  /** The rows that no kernel sends, and why. */
  private static final Map<String, String> ONLY_SENT =
      Map.of(
          "SO_TIMESTAMPING_FLAGS", "asks for time stamps",
          "SCM_TXTIME", "asks for a departure time",
          "IPV6_DONTFRAG", "asks for no fragments",
          "UDP_SEGMENT", "asks for segments");

  private static final Pattern RECEIVED =
      Pattern.compile("(?:get|getInt|getLong)\\(\\s*ControlMessages\\.(\\w+)");

  /** Where one method receives for several rows. */
  private static final Pattern PASSED =
      Pattern.compile("ControlMessages\\.(IP_RECVFRAGSIZE|IPV6_RECVFRAGSIZE),\\s*out");

  @Test
  void eachIsReceivedInATest() throws IOException {
    Set<String> rows = new TreeSet<>();
    for (Field field : ControlMessages.class.getFields()) {
      if (field.getType() == ControlMessage.class && !ONLY_SENT.containsKey(field.getName())) {
        rows.add(field.getName());
      }
    }
    Set<String> received = new TreeSet<>();
    Path tests = Path.of(System.getProperty("root.directory"), "api/src/test/java");
    try (Stream<Path> files = Files.list(tests.resolve("berkeley/sockets/messages"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String text = Files.readString(file);
        for (Pattern pattern : new Pattern[] {RECEIVED, PASSED}) {
          Matcher matcher = pattern.matcher(text);
          while (matcher.find()) {
            received.add(matcher.group(1));
          }
        }
      }
    }
    received.retainAll(rows);
    assertEquals(rows, received);
  }
}
