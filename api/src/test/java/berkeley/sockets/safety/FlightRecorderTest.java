/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events of Java Flight Recorder, as its own tool prints them. */
@Tag("child")
class FlightRecorderTest {
  private static final String PROGRAM = TraceProgram.class.getName();

  @TempDir Path directory;

  @Test
  void eachKindOfCallIsRecorded() throws Exception {
    String events = record("-Dberkeley.sockets.jfr=true");
    String refused = event(events, "Connect", "errno = \"ECONNREFUSED\"");
    assertTrue(refused.contains("peerAddress = \"127.0.0.1:9\""), refused);
    assertTrue(refused.contains("call = \"connect\""), refused);
    assertTrue(refused.contains("result = -1"), refused);
    String accepted = event(events, "Accept", "errno = N/A");
    assertTrue(accepted.matches("(?s).*peerAddress = \"127\\.0\\.0\\.1:\\d+\".*"), accepted);
    String read = event(events, "Read", "bytes = 113 bytes");
    assertTrue(read.contains("duration = "), read);
    event(events, "Write", "bytes = 100 bytes");
    event(events, "Write", "call = \"sendmmsg\"");
    String closed = event(events, "Close", "descriptor = -4242");
    assertTrue(closed.contains("errno = \"EBADF\""), closed);
  }

  @Test
  void withoutThePropertyNothingIsRecordedOrLoaded() throws Exception {
    assertFalse(record("-Xlog:class+load:" + directory.resolve("classes")).contains("berkeley"));
    assertFalse(
        Files.readString(directory.resolve("classes")).contains("berkeley.sockets.internal.trace"));
  }

  @Test
  void theSettingsFileNamesTheseEvents() throws Exception {
    Path settings = ChildProcess.ROOT.resolve("docs/berkeley-sockets.jfc");
    Path recording = directory.resolve("settings.jfr");
    List<String> command =
        ChildProcess.jvm(
            "-Dberkeley.sockets.jfr=true",
            "-XX:StartFlightRecording:settings=" + settings + ",filename=" + recording,
            PROGRAM);
    assertEquals(0, ChildProcess.run(command).status());
    String events = print(recording);
    event(events, "Connect", "errno = \"ECONNREFUSED\"");
    assertFalse(events.contains("jdk.ExecutionSample"), "only these events");
  }

  private String record(String flag) throws Exception {
    Path recording = directory.resolve("recording.jfr");
    String start = "-XX:StartFlightRecording:filename=" + recording;
    ChildProcess.Result result = ChildProcess.run(ChildProcess.jvm(flag, start, PROGRAM));
    assertEquals(0, result.status(), result.output());
    return print(recording);
  }

  private String print(Path recording) throws Exception {
    String jfr = Path.of(System.getProperty("java.home"), "bin/jfr").toString();
    ChildProcess.Result result =
        ChildProcess.run(
            List.of(jfr, "print", "--categories", "Berkeley Sockets", recording.toString()));
    assertEquals(0, result.status(), result.output());
    return result.output();
  }

  /** The first event of a kind that contains a text. */
  private static String event(String events, String kind, String text) {
    Matcher each =
        Pattern.compile("berkeley\\.sockets\\." + kind + " \\{.*?\\n\\}", Pattern.DOTALL)
            .matcher(events);
    while (each.find()) {
      if (each.group().contains(text)) {
        return each.group();
      }
    }
    throw new AssertionError("no " + kind + " with " + text + " in\n" + events);
  }
}
