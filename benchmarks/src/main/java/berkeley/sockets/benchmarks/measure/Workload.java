/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One thing to measure, and how each implementation does it: a table of factories, and of reasons
 * where an implementation cannot.
 */
public abstract class Workload {
  /** Opens sockets and hands out the loop. */
  public interface Factory {
    Running open() throws Throwable;
  }

  private final String id;
  private final String title;
  private final Map<String, Factory> implementations = new LinkedHashMap<>();
  private final Map<String, String> gaps = new LinkedHashMap<>();

  protected Workload(String id, String title) {
    this.id = id;
    this.title = title;
  }

  public final String id() {
    return id;
  }

  /** What one operation is. */
  public final String title() {
    return title;
  }

  public final Map<String, Factory> implementations() {
    return implementations;
  }

  /** Implementation to reason, for those that cannot do the work. */
  public final Map<String, String> gaps() {
    if (!implementations.containsKey("one-nio")) {
      gaps.putIfAbsent("one-nio", "measured with TCP streams only");
    }
    return gaps;
  }

  /** What {@link Running#run} returns for each operation. */
  public abstract long countPerOperation();

  /** What {@link Running#received} returns after any operation. */
  public abstract byte[] content();

  /** Whether all threads of the measurement belong on one CPU. */
  public boolean pinned() {
    return true;
  }

  /** How many operations the miniature in the tests does. */
  public int miniature() {
    return 3;
  }

  /** How many operations a turn has at least. */
  public int leastOperations() {
    return 1;
  }

  /** How many operations a warm-up has at least: the last compiler starts after 15,000 calls. */
  public int leastWarmUp() {
    return 20_000;
  }

  /** How many times longer than usual a warm-up may take. */
  public int warmUpFactor() {
    return 1;
  }

  /** How many rounds are enough. */
  public int mostRounds() {
    return interleaved() ? Integer.MAX_VALUE : 7;
  }

  /** Whether all implementations fit on the machine at once and take turns. */
  public boolean interleaved() {
    return true;
  }

  /** Measures all implementations, in a JVM of its own. */
  public abstract List<Result> measure(Plan plan, Consumer<String> progress);

  /**
   * What an implementation's cost is also compared with, in a note, or null: of a view, its model.
   */
  public String rival(String implementation) {
    return implementation.startsWith("view-") ? implementation.substring("view-".length()) : null;
  }

  /** Whether the system calls of each row are counted; not where the note tells them. */
  public boolean countsCalls() {
    return true;
  }

  /** What else is to be found out about a loop that has been measured, or an empty string. */
  public String note(Running running) throws Throwable {
    return "";
  }

  /** What the workload's JVM needs beyond the usual. */
  public List<String> jvmArguments() {
    return List.of();
  }

  protected final void row(String implementation, Factory factory) {
    implementations.put(implementation, factory);
  }

  /** A row that exists only when there is no reason against it. */
  protected final void row(String implementation, String gap, Factory factory) {
    if (gap == null) {
      row(implementation, factory);
    } else {
      gap(implementation, gap);
    }
  }

  protected final void gap(String implementation, String reason) {
    gaps.put(implementation, reason);
  }

  /** The gaps of the libraries that have UNIX sockets and no others. */
  protected final void gapsOfUnixLibraries() {
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }
}
