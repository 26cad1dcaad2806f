/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import static berkeley.sockets.c.Fcntl.F_GETFD;
import static berkeley.sockets.c.Fcntl.F_GETFL;
import static berkeley.sockets.c.Fcntl.F_GETPIPE_SZ;
import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_DOMAIN;
import static berkeley.sockets.c.SysSocket.SO_PROTOCOL;
import static berkeley.sockets.c.SysSocket.SO_TYPE;

import berkeley.sockets.bindings.Sys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/** The descriptor table of the process, as native/src/oracle/statement.h describes it. */
final class DescriptorTable {
  private static final int LOOKED_AT = 256;

  private final MemorySegment value = Arena.ofShared().allocate(8, 4);
  private final MemorySegment length = Arena.ofShared().allocate(8, 4);
  private final BitSet open = new BitSet(LOOKED_AT);

  private int option(long fd, int name) {
    length.set(ValueLayout.JAVA_INT, 0, 4);
    return Sys.getsockopt((int) fd, SOL_SOCKET, name, value, length) < 0
        ? -1
        : value.get(ValueLayout.JAVA_INT, 0);
  }

  /** Takes note of the sockets that are open, which are not the case's. */
  void note() {
    for (int fd = 0; fd < LOOKED_AT; fd++) {
      open.set(fd, option(fd, SO_TYPE) >= 0);
    }
  }

  private void kind(long fd, StringBuilder text) {
    int type = option(fd, SO_TYPE);
    if (type >= 0) {
      text.append(option(fd, SO_DOMAIN)).append('.').append(type);
      text.append('.').append(option(fd, SO_PROTOCOL));
    } else {
      text.append(Sys.fcntl((int) fd, F_GETPIPE_SZ, 0) >= 0 ? "pipe" : "file");
    }
    text.append('/').append(Long.toHexString(Sys.fcntl((int) fd, F_GETFL, 0)));
    text.append('/').append(Sys.fcntl((int) fd, F_GETFD, 0));
  }

  String describe(Variables variables) {
    StringBuilder text = new StringBuilder();
    for (Variables.Variable variable : variables.descriptors()) {
      if (variables.holder(variable.value) == variable && Variables.isOpen(variable.value)) {
        text.append(' ').append(variable.name).append('=');
        kind(variable.value, text);
      }
    }
    for (int fd = 0; fd < LOOKED_AT; fd++) {
      if (!open.get(fd) && variables.holder(fd) == null && option(fd, SO_TYPE) >= 0) {
        text.append(" leaked=");
        kind(fd, text);
        variables.descriptor("", fd); // to close
      }
    }
    return text.toString();
  }
}
