/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import berkeley.sockets.bindings.CallHook;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.calls.Fds;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Makes functions that ask name services wait inside, in a system call, as for a server that does
 * not answer.
 */
public final class SlowLookUps extends CallHook {
  /** All that libc hands to name services (nsswitch.conf(5)), by the names of the bound ones. */
  static final Set<String> FUNCTIONS =
      Set.of(
          "ether_hostton",
          "ether_ntohost",
          "getaddrinfo",
          "gethostbyaddr",
          "gethostbyaddr_r",
          "gethostbyname",
          "gethostbyname2",
          "gethostbyname2_r",
          "gethostbyname_r",
          "getnameinfo",
          "getprotobyname",
          "getprotobyname_r",
          "getprotobynumber",
          "getprotobynumber_r",
          "getservbyname",
          "getservbyname_r",
          "getservbyport",
          "getservbyport_r");

  private static final int OPEN = -1;
  private static final MethodHandle SLOW;

  /** What look-ups read from before they begin; its end lets them go. */
  private static volatile int gate = OPEN;

  private static int other;

  static {
    try {
      SLOW =
          MethodHandles.lookup()
              .findStatic(SlowLookUps.class, "slow", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** For ServiceLoader. */
  public SlowLookUps() {}

  /** Makes a JVM's command, with a class path, one in which this is the hook. */
  static void hook(List<String> command, Path directory) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(CallHook.class.getName()), SlowLookUps.class.getName());
    int classes = command.indexOf("-cp") + 1;
    command.set(classes, directory + ":" + command.get(classes));
    command.add(1, "-Dberkeley.sockets.trace=stderr");
  }

  /** From now on look-ups wait, until {@link #open}. */
  static synchronized void close() {
    if (gate == OPEN) {
      int[] pipe = Fds.pipe();
      other = pipe[1];
      gate = pipe[0];
    }
  }

  /** Lets all go. The end that they read from stays open: one may be about to read. */
  static synchronized void open() {
    if (gate != OPEN) {
      gate = OPEN;
      Fds.closeUnnoticed(other);
    }
  }

  private static void slow() {
    int fd = gate;
    if (fd != OPEN) {
      MemorySegment cell = Arena.ofAuto().allocate(1);
      while (Sys.read(fd, cell, 1) == Fds.EINTR) {
        // a signal
      }
    }
  }

  @Override
  protected void start() {}

  @Override
  protected Object before(String function, Object[] arguments) {
    return null;
  }

  @Override
  protected void after(Object call, long result, boolean failure) {}

  @Override
  protected MethodHandle linked(String function, MethodHandle handle) {
    if (!FUNCTIONS.contains(function)) {
      return handle;
    }
    Class<?>[] parameters = handle.type().parameterArray();
    return MethodHandles.foldArguments(
        handle, MethodHandles.dropArguments(SLOW, 0, Arrays.asList(parameters)));
  }
}
