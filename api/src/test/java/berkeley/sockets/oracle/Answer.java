/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.c.SysSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers as text, the same in every process: see native/src/oracle/print.h, with which this agrees
 * function by function.
 */
final class Answer {
  private static final long PID = ProcessHandle.current().pid();

  private final StringBuilder text = new StringBuilder();
  private final byte[] directory;
  private final Variables variables;
  private final Map<Character, Map<Long, Integer>> symbols;

  Answer(String directory, Variables variables, Map<Character, Map<Long, Integer>> symbols) {
    this.directory = directory.getBytes(StandardCharsets.UTF_8);
    this.variables = variables;
    this.symbols = symbols;
  }

  Answer add(Object part) {
    text.append(part);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void symbol(char kind, long value) {
    Map<Long, Integer> known = symbols.computeIfAbsent(kind, k -> new HashMap<>());
    Integer number = known.get(value);
    if (number == null) {
      number = known.size() + 1;
      known.put(value, number);
    }
    text.append(kind).append(number);
  }

  private void port(int port) {
    if (port >= 32768 && port <= 60999) {
      symbol('P', port);
    } else {
      text.append(port);
    }
  }

  private void descriptor(long fd, String name, int index) {
    Variables.Variable known = fd >= 0 ? variables.holder(fd) : null;
    if (known != null) {
      text.append(known.name);
    } else if (Variables.isOpen(fd)) {
      variables.descriptor(name + "." + index, fd);
      text.append("new");
    } else {
      text.append(fd < 0 ? Long.toString(fd) : "closed");
    }
  }

  private static int run(byte[] bytes, int from, int end) {
    int to = from + 1;
    while (to < end && bytes[to] == bytes[from]) {
      to++;
    }
    return to - from;
  }

  private boolean atDirectory(byte[] bytes, int from, int end) {
    return end - from >= directory.length
        && java.util.Arrays.equals(
            bytes, from, from + directory.length, directory, 0, directory.length);
  }

  void bytes(byte[] p, int start, int end) {
    boolean quoted = false;
    for (int i = start; i < end; ) {
      int run = run(p, i, end);
      boolean dir = atDirectory(p, i, end);
      boolean plain = !dir && run < 4 && p[i] >= 0x20 && p[i] < 0x7f && p[i] != '"';
      if (quoted && !plain) {
        text.append('"');
        quoted = false;
      }
      if (i > start && !quoted) {
        text.append(' ');
      }
      if (dir) {
        text.append("$TMP");
        i += directory.length;
      } else if (run >= 4) {
        text.append(hex(p[i])).append('*').append(run);
        i += run;
      } else if (plain) {
        text.append(quoted ? "" : "\"").append((char) p[i++]);
        quoted = true;
      } else {
        text.append(hex(p[i++]));
      }
    }
    text.append(quoted ? "\"" : "");
  }

  private static String hex(byte b) {
    return Integer.toHexString(b & 0xff | 0x100).substring(1);
  }

  private void address(int family, MemorySegment bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(64);
      Sys.inet_ntop(family, bytes, name, 64);
      text.append(name.getString(0));
    }
  }

  private static boolean isAutobound(byte[] p, int from, int end) {
    if (end - from < 6 || p[from] != 0) {
      return false;
    }
    for (int i = 1; i < 6; i++) {
      if (Character.digit(p[from + i], 16) < 0 || Character.isUpperCase(p[from + i])) {
        return false;
      }
    }
    return end - from == 6 || p[from + 6] == 0 || p[from + 6] == Block.FILLER;
  }

  void sockaddr(Block block) {
    int n = block.size();
    byte[] p = block.bytes();
    long family = n >= 2 ? block.get(0, 2) : -1;
    int used = 2;
    if (family == SysSocket.AF_INET && n < 8 || family == SysSocket.AF_INET6 && n < 28) {
      text.append(family == SysSocket.AF_INET ? "AF_INET" : "AF_INET6"); // cut short
      text.append(n > 2 ? " " : "").append(n == 3 ? "*" : "");
      if (n > 3) {
        port(block.port(2));
      }
      used = Math.min(n, 4);
    } else if (family == SysSocket.AF_INET) {
      text.append("AF_INET ");
      port(block.port(2));
      text.append(' ');
      address((int) family, block.segment.asSlice(4, 4));
      used = 8;
    } else if (family == SysSocket.AF_INET6) {
      text.append("AF_INET6 ");
      port(block.port(2));
      text.append(' ').append(block.get(4, 4)).append(' ');
      address((int) family, block.segment.asSlice(8, 16));
      text.append(' ').append(block.get(24, 4));
      used = 28;
    } else if (family == SysSocket.AF_UNIX) {
      text.append("AF_UNIX");
      if (isAutobound(p, 2, n)) {
        text.append(" 00 ");
        symbol('A', Integer.parseInt(new String(p, 3, 5, StandardCharsets.US_ASCII), 16));
        used = 8;
      } else if (n > 2 && n < 8 && p[2] == 0) {
        text.append(" *"); // perhaps autobound
        used = n;
      }
    } else if (family == SysSocket.AF_NETLINK && n < 12) {
      text.append("AF_NETLINK *");
      used = n;
    } else if (family == SysSocket.AF_NETLINK) {
      text.append("AF_NETLINK ");
      if (block.get(4, 4) != 0) {
        symbol('N', block.get(4, 4));
      } else {
        text.append('0');
      }
      text.append(' ').append(block.get(8, 4));
      used = 12;
    } else if (family == SysSocket.AF_VSOCK && n >= 16) {
      text.append("AF_VSOCK ");
      long port = block.get(4, 4);
      if ((port & 0xffffffffL) >= 1024 && port != -1) {
        symbol('V', port);
      } else {
        text.append(port);
      }
      text.append(' ').append(block.get(8, 4));
      used = 16;
    } else {
      used = 0;
    }
    if (used > 0 && used < n) {
      text.append(' ');
    }
    if (used < n) {
      bytes(p, used, n);
    }
  }

  private void control(Block block) {
    int offset = 0;
    int fds = 0;
    byte[] p = block.bytes();
    while (offset + 16 <= block.size()) {
      long length = block.get(offset, 8);
      if (length < 16 || length > block.size() - offset) {
        break;
      }
      long level = block.get(offset + 8, 4);
      long type = block.get(offset + 12, 4);
      text.append(offset > 0 ? " [" : "[");
      text.append(level).append(' ').append(type).append(' ').append(length).append(": ");
      boolean socket = level == SysSocket.SOL_SOCKET;
      if (socket && type == SysSocket.SCM_RIGHTS) {
        for (int i = 16; i + 4 <= length; i += 4) {
          text.append(i > 16 ? " " : "");
          descriptor(block.get(offset + i, 4), block.name, fds++);
        }
      } else if (socket && type == SysSocket.SCM_CREDENTIALS && length == 28) {
        process(block.get(offset + 16, 4));
        text.append(' ').append(block.get(offset + 20, 4));
        text.append(' ').append(block.get(offset + 24, 4));
      } else if (socket && type == SysSocket.SCM_CREDENTIALS && length > 16) {
        text.append('*'); // a part of a process's number
      } else if (socket
          && (type == SysSocket.SO_TIMESTAMP
              || type == SysSocket.SO_TIMESTAMPNS
              || type == SysSocket.SO_TIMESTAMPING)) {
        text.append('*');
      } else {
        bytes(p, offset + 16, offset + (int) length);
      }
      text.append(']');
      offset += (int) (length + 7) / 8 * 8;
    }
    if (offset < block.size()) {
      text.append(offset > 0 ? " " : "");
      bytes(p, offset, block.size());
    }
  }

  private void process(long pid) {
    text.append(pid == PID ? "self" : Long.toString(pid));
  }

  private void set(Block block) {
    String separator = "";
    for (Variables.Variable variable : variables.descriptors()) {
      long fd = variable.value;
      if (fd >= 0 && fd < 1024 && (block.get(fd / 64 * 8, 8) >> fd % 64 & 1) != 0) {
        text.append(separator).append(variable.name);
        separator = " ";
      }
    }
  }

  private void field(Block block, ScriptType.Field field, long offset, int index) {
    long value = "ifpP".indexOf(field.kind()) < 0 ? 0 : block.get(offset, field.size());
    switch (field.kind()) {
      case 'n' -> {
        if (field.size() == 2) {
          port(block.port(offset));
        } else {
          text.append((long) block.port(offset) << 16 | block.port(offset + 2));
        }
      }
      case 'f' -> descriptor(value, block.name, index);
      case 'p' -> text.append(value != 0 ? "*" : "NULL");
      case '4' -> address(SysSocket.AF_INET, block.segment.asSlice(offset, 4));
      case '6' -> address(SysSocket.AF_INET6, block.segment.asSlice(offset, 16));
      case 'P' -> process(value);
      case 'b' -> bytes(block.bytes(), (int) offset, (int) offset + field.size());
      case 'x' -> text.append('*');
      default -> text.append(value);
    }
  }

  private void struct(Block block) {
    ScriptType type = block.type;
    int index = 0;
    for (long base = 0; base < block.size(); base += type.size()) {
      int first = index;
      for (ScriptType.Field field : type.fields()) {
        long offset = base + field.offset();
        if (offset + field.size() > block.size()) {
          return;
        }
        text.append(index == 0 ? "" : index > first ? " " : "; ");
        field(block, field, offset, index++);
      }
    }
  }

  /** What changed in a block and in those it points to, each once. */
  void changes(Block block) {
    if (block.changed()) {
      text.append(' ').append(block.name).append("={");
      switch (block.type.kind()) {
        case STRUCT -> struct(block);
        case SOCKADDR -> sockaddr(block);
        case CONTROL -> control(block);
        case FDSET -> set(block);
        default -> bytes(block.bytes(), 0, block.size());
      }
      text.append('}');
    }
    for (Block to : block.references) {
      if (to.name.isEmpty()) {
        to.name = "*";
      }
      changes(to);
    }
  }
}
