/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import berkeley.sockets.benchmarks.measure.Noise;
import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Workload;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured, and on what; as text, Markdown and JSON.
 *
 * @param titles of the workloads, by their ids
 */
public record Report(
    Map<String, String> titles,
    List<Result> rows,
    Map<String, String> facts,
    List<String> reasons) {
  /** JSON has no NaN. */
  private static final class FiniteOrNull extends TypeAdapter<Double> {
    @Override
    public void write(JsonWriter out, Double value) throws IOException {
      if (Double.isFinite(value)) {
        out.value(value);
      } else {
        out.nullValue();
      }
    }

    @Override
    public Double read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return Double.NaN;
      }
      return in.nextDouble();
    }
  }

  static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .registerTypeAdapter(double.class, new FiniteOrNull())
          .registerTypeAdapter(Double.class, new FiniteOrNull())
          .serializeNulls()
          .create();

  public static final String LEGEND =
      "cost ratio: cost of an operation as a multiple of C's; lower is better, = marks a tie";

  /** What was measured by a command, with what is known of its noise now. */
  public static Report of(
      List<Workload> workloads, List<Result> rows, String command, Noise noise) {
    Map<String, String> titles = new LinkedHashMap<>();
    workloads.forEach(workload -> titles.put(workload.id(), workload.title()));
    return new Report(titles, rows, Facts.collect(command, noise.toString()), noise.reasons(rows));
  }

  /** Whether the figures are not to be trusted. */
  public boolean noisy() {
    return !reasons.isEmpty();
  }

  /** One sentence, or an empty string. */
  String verdict() {
    return noisy() ? "NOISY, measure again on an idle machine: " + String.join("; ", reasons) : "";
  }

  List<Result> rows(String workload) {
    return rows.stream().filter(row -> row.workload().equals(workload)).toList();
  }

  /** How many times cheaper than java.net, or an empty string. */
  private String gain(Result row) {
    if (Double.isNaN(row.bytesPerOp())) {
      return ""; // whole JVMs, less an empty one: differences, of which a ratio tells nothing
    }
    for (Result other : rows) {
      if (other.workload().equals(row.workload())
          && other.implementation().equals("java.net")
          && other != row
          && row.gap() == null
          && other.gap() == null) {
        return String.format(Locale.ROOT, "%.2fx", other.cpuNsPerOp() / row.cpuNsPerOp());
      }
    }
    return "";
  }

  private List<String> cells(Result row) {
    return row.gap() != null
        ? List.of(row.implementation(), "-", "-", "-", "", row.gap())
        : List.of(
            row.implementation(), row.ratio(), row.nanos(), row.bytes(), gain(row), note(row));
  }

  private static String note(Result row) {
    String separator = row.note().isEmpty() || row.settled() ? "" : "; ";
    return row.note() + separator + (row.settled() ? "" : "warm-up did not settle");
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    banner(text, "", "\n");
    for (String workload : titles.keySet()) {
      List<Result> rows = rows(workload);
      String clock = clock(rows);
      text.append(workload).append(": ").append(titles.get(workload)).append('\n');
      line(
          text,
          List.of(
              "implementation",
              "cost ratio",
              clock + " ns/op",
              "bytes/op",
              "against java.net",
              "note"));
      rows.forEach(row -> line(text, cells(row)));
      text.append('\n');
    }
    text.append(LEGEND).append('\n');
    facts.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    banner(text, "", "");
    return text.toString();
  }

  private void banner(StringBuilder text, String before, String after) {
    if (noisy()) {
      text.append(before).append(verdict()).append('\n').append(after);
    }
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(
        String.format(Locale.ROOT, "  %-16s %14s %22s %10s  %-16s  %s", cells.toArray())
            .stripTrailing());
    text.append('\n');
  }

  private static String clock(List<Result> rows) {
    return rows.stream()
        .map(Result::clock)
        .filter(c -> !c.isEmpty())
        .findFirst()
        .orElse("cpu")
        .replace("cpu", "CPU");
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("# Sockets compared\n\n" + LEGEND + ".\n\n");
    banner(text, "**", "**\n\n");
    facts.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
    for (String workload : titles.keySet()) {
      List<Result> rows = rows(workload);
      text.append("\n## ").append(workload).append("\n\n").append(titles.get(workload));
      text.append("\n\n| implementation | cost ratio | ").append(clock(rows));
      text.append(" ns/op | bytes/op | against java.net | note |\n|---|---:|---:|---:|---:|---|\n");
      for (Result row : rows) {
        text.append("| ").append(String.join(" | ", cells(row))).append(" |\n");
      }
    }
    return text.toString();
  }

  /** Of what {@link Table} and the HTML page read. */
  public String json() {
    JsonObject json = new JsonObject();
    json.add("facts", GSON.toJsonTree(facts));
    json.addProperty("verdict", verdict());
    json.add("titles", GSON.toJsonTree(titles));
    json.add("rows", GSON.toJsonTree(rows));
    return GSON.toJson(json) + "\n";
  }

  /** What {@link #json} returned. */
  static Report parse(String json) {
    JsonObject run = JsonParser.parseString(json).getAsJsonObject();
    Map<String, String> facts = strings(run.getAsJsonObject("facts"));
    List<Result> rows = new ArrayList<>();
    run.getAsJsonArray("rows").forEach(row -> rows.add(GSON.fromJson(row, Result.class)));
    String verdict = run.get("verdict").getAsString();
    String reasons = verdict.substring(verdict.indexOf(": ") + 1).strip();
    return new Report(
        strings(run.getAsJsonObject("titles")),
        rows,
        facts,
        verdict.isEmpty() ? List.of() : List.of(reasons.split("; ")));
  }

  private static Map<String, String> strings(JsonObject object) {
    Map<String, String> strings = new LinkedHashMap<>();
    object.asMap().forEach((name, value) -> strings.put(name, value.getAsString()));
    return strings;
  }
}
