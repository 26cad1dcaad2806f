/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;

/** Finds the {@link Errno} of a number. */
final class ErrnoNumbers {
  private ErrnoNumbers() {}

  /** Made when it is first needed, after the enum's own initialisation. */
  private static final class Table {
    static final Errno[] BY_VALUE = byValue();

    private static Errno[] byValue() {
      Errno[] table = new Errno[256];
      for (Errno errno : Errno.values()) {
        put(table, errno.value(), errno);
      }
      put(table, errno_h.EWOULDBLOCK, Errno.EWOULDBLOCK); // the other names of a number: some
      put(table, errno_h.EDEADLOCK, Errno.EDEADLOCK); // platforms have one of its own for it
      put(table, errno_h.ENOTSUP, Errno.ENOTSUP);
      return table;
    }

    /** Of two with one number, the first stays. */
    private static void put(Errno[] table, int value, Errno errno) {
      if (value >= 0 && table[value] == null) {
        table[value] = errno;
      }
    }
  }

  static Errno of(int value) {
    Errno[] table = Table.BY_VALUE;
    Errno known = value >= 0 && value < table.length ? table[value] : null;
    return known != null ? known : Errno.UNKNOWN;
  }

  static String message(int value) {
    return Native.string(Sys.strerror(value));
  }
}
