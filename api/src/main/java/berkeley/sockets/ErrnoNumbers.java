/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;

/** Finds the {@link Errno} of a number. */
final class ErrnoNumbers {
  private ErrnoNumbers() {}

  /** Made when it is first needed, after the enum's own initialisation. */
  private static final class Table {
    static final Errno[] BY_VALUE = byValue();

    private static Errno[] byValue() {
      Errno[] all = Errno.values();
      int greatest = 0;
      for (Errno errno : all) {
        greatest = Math.max(greatest, errno.value());
      }
      Errno[] table = new Errno[greatest + 1];
      for (int i = all.length - 1; i >= 0; i--) { // of two with one number, the first
        if (all[i].value() >= 0) {
          table[all[i].value()] = all[i];
        }
      }
      return table;
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
