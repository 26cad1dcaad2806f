/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.signal_h;
import berkeley.sockets.bindings.headers.signal_h.sigaction;
import berkeley.sockets.blocking.WaitingCall.Row;
import berkeley.sockets.internal.calls.Fds;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All calls that may wait, at once, on platform and on virtual threads, while each thread of the
 * process gets a signal 20 times a second, with a handler after which the kernel restarts nothing.
 */
final class Storm {
  private static final int SIGNAL = signal_h.SIGURG;
  private static final int PAUSE = 50; // milliseconds
  private static final int SIGNALS = Integer.getInteger("blocking.signals", 10);

  private static volatile int sent;
  private static volatile boolean over;

  private record Call(String name, Opened opened, WaitingCall waiting, Running running) {}

  private Storm() {}

  public static void main(String[] arguments) throws Exception {
    List<Call> calls = new ArrayList<>();
    for (Map.Entry<String, Row> row : Rows.all().entrySet()) {
      calls.add(begin("platform " + row.getKey(), row.getValue(), false));
      calls.add(begin("virtual " + row.getKey(), row.getValue(), true));
    }
    for (Call each : calls) {
      while (!each.running.begun()) {
        Thread.sleep(1);
      }
    }
    handle();
    Thread sender = Thread.ofPlatform().daemon().start(Storm::send);
    while (sent < SIGNALS) {
      Thread.sleep(1);
    }
    boolean good = nothingIsInherited();
    for (Call each : calls) {
      if (!each.waiting.early() && each.running.ended()) {
        good = say(each, "does not wait: " + each.running.fault(Long.MIN_VALUE));
      }
    }
    for (Call each : calls) {
      each.waiting.end().run();
    }
    for (Call each : calls) { // signals make usleep(3) begin anew
      good &= each.waiting.early() || say(each, each.running.fault(each.waiting.result()));
    }
    over = true;
    sender.join();
    for (Call each : calls) {
      good &= !each.waiting.early() || say(each, each.running.fault(each.waiting.result()));
    }
    System.out.println(good ? Rows.good() : "not all");
    System.exit(0);
  }

  /** A child has none of the library's descriptors, of which most are of no file. */
  private static boolean nothingIsInherited() throws Exception {
    try (Opened opened = new Opened(false)) {
      File list = opened.file();
      ProcessRows.list(opened, "/proc/self/fd", list);
      List<String> lines = Files.readAllLines(list.toPath());
      lines.removeIf(each -> !each.matches(".* -> (anon_inode|/proc/).*"));
      if (lines.size() != 1) { // what ls itself reads
        System.out.println("a child has " + lines);
      }
      return lines.size() == 1;
    }
  }

  private static Call begin(String name, Row row, boolean virtual) throws Exception {
    Opened opened = new Opened(false);
    WaitingCall waiting = row.begin(opened);
    return new Call(name, opened, waiting, new Running(waiting, virtual));
  }

  private static boolean say(Call call, String fault) {
    if (fault != null) {
      System.out.println(call.name + ": " + fault);
    }
    return fault == null;
  }

  private static void handle() {
    MemorySegment action = sigaction.allocate(Arena.global());
    // any function that may be called in a handler and has no effect
    sigaction.sa_handler(
        action, Linker.nativeLinker().defaultLookup().find("getpid").orElseThrow());
    Fds.ok(Sys.sigaction(SIGNAL, action, MemorySegment.NULL));
  }

  /** kill(2) with the number of a thread prefers that thread. */
  private static void send() {
    while (!over) {
      String[] threads = new File("/proc/self/task").list();
      for (String each : threads == null ? new String[0] : threads) {
        Sys.kill(Integer.parseInt(each), SIGNAL);
      }
      sent++;
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
