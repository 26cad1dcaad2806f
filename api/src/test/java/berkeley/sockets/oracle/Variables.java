/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The names of one case of a script: numbers, descriptors, memory. */
final class Variables {
  /** A number that no process has open. */
  static final long CLOSED = 0x3fffffff;

  private static final int F_GETFD = 1;

  static final class Variable {
    String name;
    boolean isDescriptor;
    long value;
    Block block;
    MemorySegment pointer;
  }

  private final List<Variable> all = new ArrayList<>();

  Variable find(String name) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).name.equals(name)) {
        return all.get(i);
      }
    }
    return null;
  }

  private Variable define(String name, boolean isDescriptor) {
    Variable variable = find(name);
    if (variable != null && variable.isDescriptor && isDescriptor) {
      variable.name = ""; // still known as a descriptor to close, no longer by name
      variable = null;
    }
    if (variable == null) {
      variable = new Variable();
      variable.name = name;
      all.add(variable);
    }
    variable.isDescriptor = isDescriptor;
    variable.block = null;
    return variable;
  }

  void number(String name, long value) {
    define(name, false).value = value;
  }

  void pointer(String name, MemorySegment value) {
    define(name, false).pointer = value;
  }

  void descriptor(String name, long fd) {
    define(name, true).value = fd;
  }

  void block(String name, Block block) {
    block.name = name;
    define(name, false).block = block;
  }

  List<Variable> descriptors() {
    return all.stream().filter(variable -> variable.isDescriptor).toList();
  }

  /** The variable that holds an open descriptor of this number, or null. */
  Variable holder(long fd) {
    for (Variable variable : all) {
      if (variable.isDescriptor && variable.value == fd) {
        return variable;
      }
    }
    return null;
  }

  static boolean isOpen(long fd) {
    return fd >= 0 && Sys.fcntl((int) fd, F_GETFD, 0L) >= 0;
  }

  /** After close the number may come back as another file, so no variable keeps it. */
  void forget(long fd) {
    for (Variable variable : all) {
      if (variable.isDescriptor && variable.value == fd) {
        variable.value = CLOSED;
      }
    }
  }

  void close() {
    for (Variable variable : all) {
      if (variable.isDescriptor && variable.value >= 0 && variable.value != CLOSED) {
        Unistd.close((int) variable.value); // as a program would
        forget(variable.value);
      }
    }
  }
}
