/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import berkeley.sockets.bindings.CallHook;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints each call to the file that the property {@code berkeley.sockets.trace} names, and hands
 * calls to Java Flight Recorder where {@code berkeley.sockets.jfr} is set. See docs/diagnostics.md
 * for the other properties.
 */
public final class Tracer extends CallHook {
  private static final String PREFIX = "berkeley.sockets.trace";

  private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
  private @Nullable OutputStream out;
  private Set<String> calls = Set.of();
  private Set<Long> descriptors = Set.of();
  private String shown = "";
  private boolean recording;

  /** For ServiceLoader. */
  public Tracer() {}

  @Override
  protected void start() {
    String file = System.getProperty(PREFIX);
    calls = set(System.getProperty(PREFIX + ".calls", ""));
    descriptors = new HashSet<>();
    set(System.getProperty(PREFIX + ".fds", "")).forEach(fd -> descriptors.add(Long.valueOf(fd)));
    recording = System.getProperty("berkeley.sockets.jfr") != null;
    shown = System.getProperty(PREFIX + ".show", "");
    try {
      if (file != null) {
        out =
            file.equals("stderr")
                ? new FileOutputStream(FileDescriptor.err)
                : new FileOutputStream(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the trace to " + file, e);
    }
  }

  private static Set<String> set(String list) {
    Set<String> set = new HashSet<>();
    for (String word : list.split(",")) {
      if (!word.isBlank()) {
        set.add(word.strip());
      }
    }
    return set;
  }

  private record Seen(@Nullable Call call, @Nullable Object event, Object[] arguments) {}

  @Override
  protected @Nullable Object before(String function, Object[] arguments) {
    if (inside.get() != null) {
      return null;
    }
    inside.set(true); // reading memory and names makes calls too
    try {
      boolean wanted = out != null && (calls.isEmpty() || calls.contains(function));
      Call call = wanted ? new Call(function, arguments) : null;
      Object event = recording ? Recorder.begin(function, arguments) : null;
      return call == null && event == null ? null : new Seen(call, event, arguments);
    } catch (RuntimeException e) { // the program goes on, whatever its arguments are
      return null;
    } finally {
      inside.remove();
    }
  }

  @Override
  protected void after(Object before, long result, boolean mayFail) {
    long ended = System.nanoTime();
    Seen seen = (Seen) before;
    inside.set(true);
    try {
      if (seen.event != null) {
        Recorder.end(seen.event, seen.arguments, result);
      }
      Call call = seen.call;
      if (out != null
          && call != null
          && (descriptors.isEmpty() || call.touches(descriptors, result))) {
        write(out, line(call, result, mayFail, ended));
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("berkeley.sockets.trace: " + e);
    } finally {
      inside.remove();
    }
  }

  private String line(Call call, long result, boolean mayFail, long ended) {
    StringBuilder line = new StringBuilder();
    if (shown.contains("thread")) {
      Thread thread = Thread.currentThread();
      line.append('[').append(thread.isVirtual() ? "virtual " : "");
      line.append(thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName());
      line.append("] ");
    }
    if (shown.contains("time")) {
      line.append(LocalTime.now()).append(' ');
    }
    line.append(call.line(result, mayFail));
    if (shown.contains("duration")) {
      long micros = (ended - call.began) / 1000;
      String fraction = Long.toString(1_000_000 + micros % 1_000_000).substring(1);
      line.append(" <").append(micros / 1_000_000).append('.').append(fraction).append('>');
    }
    return line.append('\n').toString();
  }

  private synchronized void write(OutputStream to, String line) throws IOException {
    to.write(line.getBytes(StandardCharsets.UTF_8));
  }
}
