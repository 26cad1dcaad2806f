/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.races;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_eventfd_h;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Open files that can be told apart by their descriptors alone: eventfds, marked with the signal
 * that they would send if they were asked to.
 */
public final class MarkedFiles {
  private static final int MINE = 10;
  private static final int ANOTHERS = 12;

  private MarkedFiles() {}

  public static int mine() {
    return marked(MINE);
  }

  public static int another() {
    return marked(ANOTHERS);
  }

  private static int marked(int mark) {
    int fd = (int) Sys.eventfd(0, sys_eventfd_h.EFD_CLOEXEC);
    if (fd < 0 || Sys.fcntl(fd, fcntl_h.F_SETSIG, mark) != 0) {
      throw new AssertionError("eventfd " + fd);
    }
    return fd;
  }

  public static String whose(int fd) {
    return switch ((int) Sys.fcntl(fd, fcntl_h.F_GETSIG, 0)) {
      case MINE -> "mine";
      case ANOTHERS -> "another's";
      case 0 -> "a stranger's";
      default -> "closed";
    };
  }

  /** Whether the number does not stand for the file that {@link #mine} made. */
  public static boolean closed(int fd) {
    return !whose(fd).equals("mine");
  }

  public static void close(int fd) {
    Sys.close(fd);
  }

  /** How many such files are open in this process. */
  public static long count() {
    try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
      return fds.filter(MarkedFiles::isMarked).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The library has eventfds of its own, which it closes when it likes. */
  private static boolean isMarked(Path fd) {
    String whose = whose(Integer.parseInt(fd.getFileName().toString()));
    return whose.equals("mine") || whose.equals("another's");
  }
}
