/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a run that README.md shows. */
public final class ReadmeTable {
  private static final String BEGIN = "<!-- benchmarks/table: begin -->\n";
  private static final String END = "<!-- benchmarks/table: end -->\n";
  private static final List<String> COLUMNS = List.of("mirror", "socket", "jni", "java.net", "nio");

  /** Implementations of others, by their name in the table. */
  private static final Map<String, String> OTHERS = new LinkedHashMap<>();

  /** What a workload is called in the table; in this order. */
  private static final Map<String, String> WORK = new LinkedHashMap<>();

  static {
    OTHERS.put("one-nio", "one-nio");
    OTHERS.put("junixsocket", "junixsocket");
    OTHERS.put("jnr-unixsocket", "jnr");
    OTHERS.put("netty", "Netty");
    WORK.put("tcp-64", "TCP, send + recv 64 B");
    WORK.put("tcp-64k", "TCP, send + recv 64 KiB, native memory");
    WORK.put("tcp-16k-heap", "TCP, send + recv 16 KiB of `byte[]`");
    WORK.put("tcp-pingpong-1", "TCP, 1 B there and back, blocking");
    WORK.put("unix-64", "UNIX, send + recv 64 B");
    WORK.put("udp-64", "UDP, send + recv 64 B with address");
    WORK.put("udp-mmsg-32", "UDP, 32 datagrams with sendmmsg/recvmmsg");
    WORK.put("udp-gso-64", "UDP, 64 datagrams with GSO/GRO");
    WORK.put("connect-accept-close", "connect + accept + close");
    WORK.put("epoll-echo-100", "epoll echo, 100 connections");
    WORK.put("sendfile-64k", "sendfile 64 KiB");
    WORK.put("vthreads-1000", "1,000 virtual threads (C: epoll)");
    WORK.put("vthreads-1000-few-1", "the same, 1 of 1,000 in flight");
    WORK.put("vthreads-10000", "10,000 virtual threads (C: epoll)");
  }

  private ReadmeTable() {}

  /**
   * The table in Markdown, with a line about the run.
   *
   * @param json what {@link Report#json} returned; workloads that it lacks are left out
   */
  public static String of(String json) {
    JsonObject run = JsonParser.parseString(json).getAsJsonObject();
    Map<String, Map<String, Double>> ratios = new LinkedHashMap<>();
    for (JsonElement element : run.getAsJsonArray("rows")) {
      JsonObject row = element.getAsJsonObject();
      JsonElement ratio = row.get("ratioToC");
      if (!ratio.isJsonNull()) {
        ratios
            .computeIfAbsent(row.get("workload").getAsString(), id -> new LinkedHashMap<>())
            .put(row.get("implementation").getAsString(), ratio.getAsDouble());
      }
    }
    StringBuilder table = new StringBuilder();
    table.append("| work | mirror | socket | JNI | java.net | NIO | others |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    WORK.forEach(
        (id, work) -> {
          if (ratios.containsKey(id)) {
            table.append("| ").append(work).append(" | ");
            table.append(cells(ratios.get(id))).append(" |\n");
          }
        });
    JsonObject facts = run.getAsJsonObject("facts");
    table.append("\nOne run of `").append(fact(facts, "command")).append("` of commit ");
    table.append(fact(facts, "commit")).append(", ").append(fact(facts, "date"), 0, 10);
    table.append(": ").append(fact(facts, "machine")).append("; ").append(fact(facts, "kernel"));
    table.append("; ").append(fact(facts, "libc")).append("; ").append(fact(facts, "JDK"));
    table.append("; ").append(fact(facts, "noise")).append(".\n");
    String verdict = run.get("verdict").getAsString();
    return verdict.isEmpty() ? table.toString() : table.append(verdict).append(".\n").toString();
  }

  private static String fact(JsonObject facts, String name) {
    return facts.get(name).getAsString();
  }

  private static String cells(Map<String, Double> ratios) {
    StringBuilder cells = new StringBuilder();
    for (String column : COLUMNS) {
      cells.append(ratios.containsKey(column) ? digits(ratios.get(column)) : "-").append(" | ");
    }
    StringBuilder others = new StringBuilder();
    OTHERS.forEach(
        (name, title) -> {
          if (ratios.containsKey(name)) {
            others.append(others.isEmpty() ? "" : ", ").append(title).append(' ');
            others.append(digits(ratios.get(name)));
          }
        });
    return cells.append(others).toString();
  }

  private static String digits(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
  }

  /**
   * A text with the table in the place of the one it has.
   *
   * @throws IllegalArgumentException if the text does not mark that place
   */
  public static String replaceIn(String text, String table) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "no place for the table: " + BEGIN.strip() + " is missing");
    }
    return text.substring(0, begin + BEGIN.length()) + "\n" + table + "\n" + text.substring(end);
  }
}
