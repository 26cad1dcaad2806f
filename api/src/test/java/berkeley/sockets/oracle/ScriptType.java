/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the prelude declares: how memory is laid out and printed. */
record ScriptType(String name, Kind kind, List<Field> fields, int size) {
  enum Kind {
    STRUCT,
    BYTES,
    CAT,
    SOCKADDR,
    FDSET,
    SIGSET,
    CONTROL
  }

  /** Kinds are the letters of native/src/oracle/memory.h. */
  record Field(char kind, int size, int offset) {}

  static final ScriptType STRING = new ScriptType("bytes", Kind.BYTES, List.of(), 0);

  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          field("i8", 'i', 1),
          field("i16", 'i', 2),
          field("i32", 'i', 4),
          field("i64", 'i', 8),
          field("be16", 'n', 2),
          field("be32", 'n', 4),
          field("fd", 'f', 4),
          field("ptr", 'p', 8),
          field("ip4", '4', 4),
          field("ip6", '6', 16),
          field("pid", 'P', 4));

  private static Map.Entry<String, Field> field(String word, char kind, int size) {
    return Map.entry(word, new Field(kind, size, 0));
  }

  boolean isStruct() {
    return kind == Kind.STRUCT;
  }

  boolean isSet() {
    return kind == Kind.FDSET || kind == Kind.SIGSET;
  }

  static Map<String, ScriptType> builtIn() {
    Map<String, ScriptType> types = new HashMap<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.STRUCT) {
        String name = kind.name().toLowerCase();
        types.put(name, new ScriptType(name, kind, List.of(), 0));
      }
    }
    return types;
  }

  /** Words of a line {@code struct NAME FIELD...}: natural alignment, as the C compiler does it. */
  static ScriptType declare(String[] words) {
    List<Field> fields = new ArrayList<>();
    boolean packed = false;
    int end = 0;
    int alignment = 1;
    for (int i = 2; i < words.length; i++) {
      if (words[i].equals("packed-x86_64")) {
        packed = System.getProperty("os.arch").equals("amd64");
        continue;
      }
      Field field = FIELDS.get(words[i]);
      if (field == null) {
        field = new Field(words[i].charAt(0), Integer.parseInt(words[i].substring(1)), 0);
      }
      boolean bytewise = packed || field.kind == 'b' || field.kind == '6';
      int align = bytewise ? 1 : Math.min(field.size, 8);
      alignment = Math.max(alignment, align);
      int offset = (end + align - 1) / align * align;
      end = offset + field.size;
      fields.add(new Field(field.kind, field.size, offset));
    }
    int size = (end + alignment - 1) / alignment * alignment;
    return new ScriptType(words[1], Kind.STRUCT, List.copyOf(fields), size);
  }
}
