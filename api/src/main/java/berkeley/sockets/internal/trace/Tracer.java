/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import berkeley.sockets.bindings.Watch;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Prints each call to the file that the property {@code berkeley.sockets.trace} names. See
 * docs/diagnostics.md for the other properties.
 */
public final class Tracer extends Watch {
  private static final String PREFIX = "berkeley.sockets.trace";

  private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
  private OutputStream out;
  private Set<String> calls;
  private Set<Long> descriptors;
  private String shown;

  /** For ServiceLoader. */
  public Tracer() {}

  @Override
  protected void start() {
    String file = System.getProperty(PREFIX);
    calls = set(System.getProperty(PREFIX + ".calls", ""));
    descriptors = new HashSet<>();
    set(System.getProperty(PREFIX + ".fds", "")).forEach(fd -> descriptors.add(Long.valueOf(fd)));
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

  @Override
  protected Object before(String function, Object[] arguments) {
    if (out == null || inside.get() != null || !calls.isEmpty() && !calls.contains(function)) {
      return null;
    }
    inside.set(true); // reading memory and names makes calls too
    try {
      return new Call(function, arguments);
    } catch (RuntimeException e) { // the program goes on, whatever its arguments are
      return null;
    } finally {
      inside.remove();
    }
  }

  @Override
  protected void after(Object seen, long result, boolean failure) {
    long ended = System.nanoTime();
    Call call = (Call) seen;
    if (!descriptors.isEmpty() && !call.touches(descriptors, result)) {
      return;
    }
    inside.set(true);
    try {
      StringBuilder line = new StringBuilder();
      if (shown.contains("thread")) {
        Thread thread = Thread.currentThread();
        line.append('[').append(thread.isVirtual() ? "virtual " : "");
        line.append(thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName());
        line.append("] ");
      }
      if (shown.contains("time")) {
        line.append(java.time.LocalTime.now()).append(' ');
      }
      line.append(call.line(result, failure));
      if (shown.contains("duration")) {
        long micros = (ended - call.began) / 1000;
        String fraction = Long.toString(1_000_000 + micros % 1_000_000).substring(1);
        line.append(" <").append(micros / 1_000_000).append('.').append(fraction).append('>');
      }
      byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
      synchronized (this) {
        out.write(bytes);
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("berkeley.sockets.trace: " + call.function + ": " + e);
    } finally {
      inside.remove();
    }
  }
}
