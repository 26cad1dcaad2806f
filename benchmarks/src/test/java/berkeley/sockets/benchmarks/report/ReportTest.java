/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.benchmarks.measure.Noise;
import berkeley.sockets.benchmarks.measure.Result;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run is written down as. */
class ReportTest {
  private static final Map<String, String> FACTS =
      Map.of(
          "command", "benchmarks/compare",
          "commit", "0123456789",
          "date", "2026-01-02T03:04:05Z",
          "machine", "a CPU, 2 CPUs",
          "kernel", "Linux 6",
          "libc", "glibc 2",
          "JDK", "VM 25",
          "noise", "steal 0.0 %");

  private static Result row(String implementation, double ratio, double spread) {
    return new Result(
        "tcp-64",
        implementation,
        ratio,
        ratio - spread,
        ratio + spread,
        false,
        1000 * ratio,
        Double.NaN,
        2,
        "thread cpu",
        true,
        null,
        "",
        new double[] {999, 1001});
  }

  private static Report report(List<Result> rows, List<String> reasons) {
    return new Report(Map.of("tcp-64", "TCP, 64 B"), rows, FACTS, reasons);
  }

  @Test
  void jsonHasTheSamplesAndNullForWhatIsMissing() {
    String text = report(List.of(row("mirror", 1.25, 0.01)), List.of()).json();
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    assertEquals("", json.get("verdict").getAsString());
    assertEquals("0123456789", json.getAsJsonObject("facts").get("commit").getAsString());
    JsonObject row = json.getAsJsonArray("rows").get(0).getAsJsonObject();
    assertEquals(1.25, row.get("ratioToC").getAsDouble());
    assertTrue(row.get("bytesPerOp").isJsonNull());
    assertTrue(row.get("gap").isJsonNull());
    assertEquals(1001, row.getAsJsonArray("samples").get(1).getAsDouble());
  }

  @Test
  void noiseIsAVerdict() {
    List<Result> steady = List.of(row("c", 1, 0.04));
    List<Result> unsteady = List.of(row("c", 1, 0.06));
    assertFalse(Noise.start().reasons(steady).toString().contains("tcp-64"));
    assertTrue(Noise.start().reasons(unsteady).toString().contains("tcp-64"));
    Report noisy = report(unsteady, List.of("a load of 9.00"));
    assertTrue(noisy.noisy());
    assertTrue(noisy.text().startsWith("NOISY"), noisy.text());
    assertTrue(noisy.text().stripTrailing().endsWith("a load of 9.00"), noisy.text());
    assertTrue(noisy.markdown().contains("**NOISY"), noisy.markdown());
    assertTrue(Svg.chart(noisy).contains("NOISY"));
    assertTrue(Html.page(noisy).contains("a load of 9.00"));
    assertFalse(report(steady, List.of()).text().contains("NOISY"));
  }

  @Test
  void aRunIsReadAgain() {
    List<Result> rows = List.of(row("c", 1, 0.01), Result.gap("tcp-64", "netty", "event loops"));
    Report report = report(rows, List.of("a load of 9.00", "steal"));
    Report again = Report.parse(report.json());
    assertEquals(report.markdown(), again.markdown());
    assertEquals(report.json(), again.json());
    assertEquals(List.of("a load of 9.00", "steal"), again.reasons());
    assertEquals(List.of(), Report.parse(report(rows, List.of()).json()).reasons());
  }

  @Test
  void aPageOfResultsIsNamedAfterJdkAndKernel(@TempDir Path docs) throws Exception {
    Map<String, String> facts = new LinkedHashMap<>(FACTS);
    facts.put("JDK", "OpenJDK 64-Bit Server VM 25.0.3+9-LTS");
    facts.put("kernel", "Linux 6.18.5-some");
    Report report =
        new Report(Map.of("tcp-64", "TCP, 64 B"), List.of(row("c", 1, 0)), facts, List.of());
    assertEquals(docs.resolve("jdk-25.0.3-linux-6.18.md"), ResultsPage.write(docs, report.json()));
    String page = Files.readString(docs.resolve("jdk-25.0.3-linux-6.18.md"));
    assertTrue(page.startsWith("# JDK 25.0.3 on Linux 6.18\n"), page);
    assertTrue(page.contains("\n## tcp-64\n\nTCP, 64 B\n"), page);
    assertTrue(page.contains("- commit: 0123456789\n"), page);
    String list = Files.readString(docs.resolve("README.md"));
    assertTrue(list.contains("\n- [JDK 25.0.3 on Linux 6.18](jdk-25.0.3-linux-6.18.md)\n"), list);
    ResultsPage.write(docs, report.json()); // the list has it once
    assertEquals(list, Files.readString(docs.resolve("README.md")));
  }

  @Test
  void readmeShowsTheRunAndReplacesTheOneBefore() {
    List<Result> rows =
        List.of(
            row("c", 1, 0.01),
            row("mirror", 1.014, 0.01),
            row("java.net", 12.34, 0.1),
            row("one-nio", 1.1, 0.1));
    String table = ReadmeTable.of(report(rows, List.of()).json());
    assertTrue(
        table.contains("| TCP, send + recv 64 B | 1.01 | - | - | 12.3 | - | one-nio 1.10 |\n"),
        table);
    assertTrue(table.contains("commit 0123456789, 2026-01-02: a CPU"), table);
    String before =
        "above\n<!-- benchmarks/table: begin -->\nold\n<!-- benchmarks/table: end -->\n";
    String after = ReadmeTable.replaceIn(before, "new\n");
    assertEquals(
        "above\n<!-- benchmarks/table: begin -->\n\nnew\n\n<!-- benchmarks/table: end -->\n",
        after);
    assertEquals(after, ReadmeTable.replaceIn(after, "new\n"));
    assertThrows(IllegalArgumentException.class, () -> ReadmeTable.replaceIn("nothing", table));
  }
}
