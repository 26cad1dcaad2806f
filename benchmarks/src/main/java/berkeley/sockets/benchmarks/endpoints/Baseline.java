/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** The C loops of native/src/libraries/baseline.c; one downcall runs n operations. */
public final class Baseline {
  private static final Path LIBRARY = Libraries.path("baseline");

  private Baseline() {}

  /** Why there is nothing to call, or null. */
  public static String gap() {
    return Files.exists(LIBRARY) ? null : "no C compiler when native/ was built";
  }

  private static final class Handles {
    static final MethodHandle SEND_RECV =
        link("send_recv", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_LONG);
    static final MethodHandle PING = link("ping", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final MethodHandle ECHO = link("echo", JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle GETSOCKOPT = link("getsockopt", JAVA_INT, JAVA_LONG);
    static final MethodHandle DATAGRAMS =
        link("datagrams", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    static final MethodHandle BATCHES =
        link("batches", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG);
    static final MethodHandle SERVE = link("serve", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final MethodHandle LOOP = link("loop", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS);
    static final MethodHandle SENDFILE =
        link("sendfile", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final MethodHandle SPIN_PING =
        link("spin_ping", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final MethodHandle SPIN_ECHO = link("spin_echo", JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle CONNECTIONS = link("connections", JAVA_INT, ADDRESS, JAVA_LONG);

    private static MethodHandle link(String name, MemoryLayout... arguments) {
      return Linker.nativeLinker()
          .downcallHandle(
              SymbolLookup.libraryLookup(LIBRARY, Arena.global()).findOrThrow("baseline_" + name),
              FunctionDescriptor.of(JAVA_LONG, arguments));
    }
  }

  public static long sendRecv(
      int out, int in, MemorySegment sent, MemorySegment received, int flags, long n)
      throws Throwable {
    return check(
        (long) Handles.SEND_RECV.invokeExact(out, in, sent, received, sent.byteSize(), flags, n));
  }

  public static long ping(int fd, MemorySegment sent, MemorySegment received, long n)
      throws Throwable {
    return check((long) Handles.PING.invokeExact(fd, sent, received, sent.byteSize(), n));
  }

  public static long echo(int fd, MemorySegment buffer) throws Throwable {
    return check((long) Handles.ECHO.invokeExact(fd, buffer, buffer.byteSize()));
  }

  public static long connections(int listener, MemorySegment address, long n) throws Throwable {
    return check((long) Handles.CONNECTIONS.invokeExact(listener, address, n));
  }

  public static long getsockopt(int fd, long n) throws Throwable {
    return check((long) Handles.GETSOCKOPT.invokeExact(fd, n));
  }

  public static long datagrams(
      int out, int in, MemorySegment sent, MemorySegment received, MemorySegment to, long n)
      throws Throwable {
    return check(
        (long) Handles.DATAGRAMS.invokeExact(out, in, sent, received, sent.byteSize(), to, n));
  }

  public static long batches(
      int out, int in, MemorySegment sent, MemorySegment received, int count, long n)
      throws Throwable {
    return check((long) Handles.BATCHES.invokeExact(out, in, sent, received, count, n));
  }

  public static long serve(int epfd, MemorySegment buffer, long count) throws Throwable {
    return check((long) Handles.SERVE.invokeExact(epfd, buffer, buffer.byteSize(), count));
  }

  public static long loop(int epfd, MemorySegment buffer, MemorySegment bytes) throws Throwable {
    return check((long) Handles.LOOP.invokeExact(epfd, buffer, buffer.byteSize(), bytes));
  }

  public static long sendfile(int out, int in, int file, MemorySegment received, long n)
      throws Throwable {
    return check(
        (long) Handles.SENDFILE.invokeExact(out, in, file, received, received.byteSize(), n));
  }

  public static long spinPing(int fd, MemorySegment sent, MemorySegment received, long n)
      throws Throwable {
    return check((long) Handles.SPIN_PING.invokeExact(fd, sent, received, sent.byteSize(), n));
  }

  public static long spinEcho(int fd, MemorySegment buffer) throws Throwable {
    return check((long) Handles.SPIN_ECHO.invokeExact(fd, buffer, buffer.byteSize()));
  }

  private static long check(long n) {
    if (n < 0) {
      throw new IllegalStateException("baseline: errno " + -n);
    }
    return n;
  }
}
