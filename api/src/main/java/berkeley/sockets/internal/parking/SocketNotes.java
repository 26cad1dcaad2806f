/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What getsockopt(2) does not tell of a socket, under the option's name: errors that a call of ours
 * has taken from the kernel ({@code SO_ERROR}), and timeouts with which no call waits, which the
 * kernel reports as none ({@code SO_RCVTIMEO}, {@code SO_SNDTIMEO}).
 *
 * <p>A note is of a socket, not of a number: what another file under the same number does never
 * meets it, and a duplicate that is made through this library has it, too. It goes when the number
 * is closed through this library. Notes are rare: without any, all this costs one comparison.
 */
public final class SocketNotes {
  /** A note, and one of the numbers under which its socket is known. */
  private record Note(int fd, long socket, int option, long value) {
    boolean isOf(int number, int which) {
      return fd == number && option == which;
    }
  }

  private static volatile Note @Nullable []
      notes; // null if there is none; never changed, but replaced

  private SocketNotes() {}

  /** Whether there is none of any socket. */
  public static boolean none() {
    return notes == null;
  }

  /** Notes a value other than 0, in place of the number's former one; not of what is no socket. */
  public static void put(int fd, int option, long value) {
    long socket = Query.cookie(fd);
    if (socket >= 0) {
      add(new Note(fd, socket, option, value));
    }
  }

  /** The value that was noted under this number; 0 for none. */
  public static long get(int fd, int option) {
    Note found = notes == null ? null : find(fd, option);
    return found == null ? 0 : found.value;
  }

  /** As {@link #get}; forgets it, so that of several threads one is told. */
  public static long take(int fd, int option) {
    Note found = notes == null ? null : find(fd, option);
    return found != null && forget(found) ? found.value : 0;
  }

  /** Whether there is a note of the socket, be it under another number of it. */
  public static boolean contains(int fd, int option) {
    Note[] now = notes;
    if (now == null) {
      return false;
    }
    long socket = Query.cookie(fd);
    if (socket >= 0) {
      for (Note each : now) {
        if (each.socket == socket && each.option == option) {
          return true;
        }
      }
    }
    return false;
  }

  /** Forgets the socket's note, under all numbers. */
  public static void remove(int fd, int option) {
    long socket = notes == null ? -1 : Query.cookie(fd);
    if (socket >= 0) {
      forget(socket, option);
    }
  }

  /** To be called when a number is, or has become, a duplicate of another. */
  public static void duplicated(int from, long to) {
    if (notes != null && to >= 0 && to != from) {
      copy(from, (int) to);
    }
  }

  /** To be called when a number is closed. */
  public static void closed(int fd) {
    if (notes != null) {
      change(each -> each.fd == fd, List.of());
    }
  }

  private static @Nullable Note find(int fd, int option) {
    Note[] now = notes;
    if (now != null) {
      for (Note each : now) {
        if (each.isOf(fd, option)) {
          if (Query.cookie(fd) == each.socket) {
            return each;
          }
          change(other -> other == each, List.of()); // of the number's former file
          return null;
        }
      }
    }
    return null;
  }

  // Each change is made of what there is by then, under the lock; so a note is told once.

  private static void add(Note note) {
    change(each -> each.isOf(note.fd, note.option), List.of(note));
  }

  private static void forget(long socket, int option) {
    change(each -> each.socket == socket && each.option == option, List.of());
  }

  private static synchronized boolean forget(Note told) {
    boolean first = now().contains(told);
    forget(told.socket, told.option);
    return first;
  }

  private static synchronized void copy(int from, int to) {
    List<Note> copies = new ArrayList<>();
    for (Note each : now()) {
      if (each.fd == from) {
        copies.add(new Note(to, each.socket, each.option, each.value));
      }
    }
    change(each -> each.fd == to, copies);
  }

  private static synchronized void change(Predicate<Note> gone, List<Note> added) {
    List<Note> next = new ArrayList<>(now());
    next.removeIf(gone);
    next.addAll(added);
    notes = next.isEmpty() ? null : next.toArray(new Note[0]);
  }

  private static List<Note> now() {
    return notes == null ? List.of() : List.of(notes);
  }
}
