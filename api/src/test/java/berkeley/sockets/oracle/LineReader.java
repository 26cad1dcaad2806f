/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import berkeley.sockets.bindings.Sys;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads one line: names, expressions and memory literals; see native/src/oracle/literal.h. */
final class LineReader {
  private final String line;
  private final Map<String, ScriptType> types;
  private final Variables variables;
  private final SegmentAllocator memory;
  private final String directory;
  private int at;

  LineReader(
      String line,
      Map<String, ScriptType> types,
      Variables variables,
      SegmentAllocator memory,
      String directory) {
    this.line = line;
    this.types = types;
    this.variables = variables;
    this.memory = memory;
    this.directory = directory;
    skipSpace();
  }

  char peek() {
    return at < line.length() ? line.charAt(at) : 0;
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  String rest() {
    return line.substring(at);
  }

  void skipSpace() {
    while (peek() == ' ') {
      at++;
    }
  }

  boolean accept(char c) {
    skipSpace();
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char c) {
    if (!accept(c)) {
      throw broken("expected " + c);
    }
  }

  boolean keyword(String word) {
    if (!line.startsWith(word + " ", at)) {
      return false;
    }
    at += word.length() + 1;
    skipSpace();
    return true;
  }

  IllegalArgumentException broken(String what) {
    return new IllegalArgumentException(what + " at: " + rest());
  }

  private static boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** An identifier with an optional .INDEX. */
  String word() {
    int start = at;
    while (isNamePart(peek())
        || peek() == '.' && at + 1 < line.length() && isDigit(line.charAt(at + 1))) {
      at++;
    }
    if (at == start) {
      throw broken("expected a name");
    }
    return line.substring(start, at);
  }

  boolean isCallAhead() {
    int end = at;
    while (end < line.length() && isNamePart(line.charAt(end))) {
      end++;
    }
    return end < line.length() && line.charAt(end) == '(';
  }

  private Block memory(String name) {
    Variables.Variable variable = variables.find(name);
    if (variable == null || variable.block == null) {
      throw broken("no memory named " + name);
    }
    return variable.block;
  }

  private long named() {
    String name = word();
    if (name.equals("sizeof")) {
      expect(':');
      name = word();
      Variables.Variable variable = variables.find(name);
      return variable != null ? variable.block.size() : types.get(name).size();
    }
    Variables.Variable variable = variables.find(name);
    if (variable != null) {
      return variable.value;
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? MirrorByName.constant(name)
        : memory(name.substring(0, dot)).element(Integer.parseInt(name.substring(dot + 1)));
  }

  private long term() {
    if (peek() == '-') {
      at++;
      return -term();
    }
    if (peek() == '~') {
      at++;
      return ~term();
    }
    if (!isDigit(peek())) {
      return named();
    }
    int start = at;
    while (isNamePart(peek())) {
      at++;
    }
    String digits = line.substring(start, at);
    if (digits.startsWith("0x")) {
      return Long.parseUnsignedLong(digits.substring(2), 16);
    }
    boolean octal = digits.length() > 1 && digits.startsWith("0");
    return Long.parseUnsignedLong(digits, octal ? 8 : 10);
  }

  long expression() {
    long value = term();
    for (; ; ) {
      char operator = peek();
      if ("|+-".indexOf(operator) < 0 || operator == 0) {
        return value;
      }
      at++;
      long right = term();
      value = operator == '|' ? value | right : operator == '+' ? value + right : value - right;
    }
  }

  private byte[] text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    at++;
    for (; peek() != '"'; at++) {
      if (peek() == 0) {
        throw broken("unterminated string");
      }
      if (line.startsWith("$TMP", at)) {
        bytes.writeBytes(directory.getBytes(StandardCharsets.UTF_8));
        at += 3;
      } else if (peek() == '\\') {
        at++;
        switch (peek()) {
          case '0' -> bytes.write(0);
          case 'n' -> bytes.write('\n');
          case 'x' -> {
            bytes.write(Integer.parseInt(line.substring(at + 1, at + 3), 16));
            at += 2;
          }
          default -> bytes.write(peek());
        }
      } else {
        int point = line.codePointAt(at);
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        at += Character.charCount(point) - 1;
      }
    }
    at++;
    return bytes.toByteArray();
  }

  /** True where an argument is memory rather than a number. */
  boolean isPointer() {
    skipSpace();
    if (peek() == '{' || peek() == '"') {
      return true;
    }
    if (!Character.isLetter(peek())) {
      return false;
    }
    int start = at;
    String name = word();
    at = start;
    Variables.Variable variable = variables.find(name);
    return name.equals("NULL")
        || variable != null && (variable.block != null || variable.pointer != null);
  }

  /** A literal or memory by name: a Block, or a bare segment such as NULL. */
  Object pointer() {
    skipSpace();
    if (peek() == '{' || peek() == '"') {
      return literal();
    }
    String name = word();
    if (name.equals("NULL")) {
      return MemorySegment.NULL;
    }
    Variables.Variable variable = variables.find(name);
    return variable != null && variable.pointer != null ? variable.pointer : memory(name);
  }

  private Block add(ScriptType type, long size, int fill) {
    return new Block(memory, type, size, (byte) fill);
  }

  /** {TYPE[SIZE]*COUNT VALUES}: without values filled with FILLER, else the rest is zero. */
  Block literal() {
    skipSpace();
    if (peek() == '"') {
      byte[] text = text();
      Block block = add(ScriptType.STRING, text.length + 1L, 0);
      MemorySegment.copy(MemorySegment.ofArray(text), 0, block.segment, 0, text.length);
      return block;
    }
    expect('{');
    String name = word();
    ScriptType type = types.get(name);
    if (type == null) {
      throw broken("unknown type " + name);
    }
    long size = 0;
    long copies = 1;
    if (peek() == '[') {
      at++;
      size = expression();
      expect(']');
    }
    if (peek() == '*') {
      at++;
      copies = expression();
    }
    skipSpace();
    boolean empty = peek() == '}';
    long unit = type.isSet() ? 128 : type.isStruct() ? countElements(type) * type.size() : 0;
    if (size == 0) {
      size = unit * copies;
    }
    if (type.kind() == ScriptType.Kind.BYTES && size == 0 && !empty) {
      size = measure();
    }
    Block block = add(type, size, empty && !type.isSet() ? Block.FILLER : 0);
    switch (type.kind()) {
      case STRUCT -> structValues(block);
      case FDSET -> setBits(block, 0);
      case SIGSET -> setBits(block, 1);
      default -> byteValues(block);
    }
    expect('}');
    for (long i = 1; i < copies && unit > 0; i++) {
      MemorySegment.copy(block.segment, 0, block.segment, i * unit, unit);
    }
    return block;
  }

  private long measure() {
    int start = at;
    long size;
    if (peek() == '"') {
      size = text().length;
    } else if (keywordHex()) {
      size = hexDigits() / 2;
    } else {
      throw broken("bytes need [SIZE]");
    }
    at = start;
    return size;
  }

  private boolean keywordHex() {
    return line.startsWith("hex:", at);
  }

  private int hexDigits() {
    int end = at + 4;
    while (Character.digit(line.charAt(end), 16) >= 0) {
      end++;
    }
    return end - at - 4;
  }

  private long countElements(ScriptType type) {
    long elements = 1;
    int depth = 0;
    int values = 0;
    boolean quoted = false;
    for (int c = at; c < line.length() && (quoted || depth > 0 || line.charAt(c) != '}'); c++) {
      char now = line.charAt(c);
      if (quoted) {
        if (now == '\\') {
          c++;
        } else if (now == '"') {
          quoted = false;
        }
        continue;
      }
      depth -= now == '}' ? 1 : 0;
      if (now == ';' && depth == 0) {
        elements++;
        values = 0;
      }
      if (" ;}".indexOf(now) >= 0) {
        continue;
      }
      boolean start = depth == 0 && (c == at || " ;{[".indexOf(line.charAt(c - 1)) >= 0);
      if (start && values++ == type.fields().size()) {
        elements++;
        values = 1;
      }
      depth += now == '{' ? 1 : 0;
      quoted = now == '"';
    }
    return elements;
  }

  private void structValues(Block block) {
    ScriptType type = block.type;
    long base = 0;
    int k = 0;
    for (skipSpace(); peek() != '}'; skipSpace()) {
      if (peek() == ';') {
        at++;
        base += type.size();
        k = 0;
        continue;
      }
      if (k == type.fields().size()) {
        k = 0;
        base += type.size();
      }
      ScriptType.Field field = type.fields().get(k++);
      value(block, field, base + field.offset());
    }
  }

  private void value(Block block, ScriptType.Field field, long offset) {
    int end = at;
    while (end < line.length() && " ;}".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    String name = line.substring(at, end);
    char kind = field.kind();
    if (name.equals("_")) {
      at++;
    } else if (kind == 'p') {
      Object to = pointer();
      block.put(
          offset,
          8,
          to instanceof Block target ? target.segment.address() : ((MemorySegment) to).address());
      if (to instanceof Block target) {
        block.references.add(target);
      }
    } else if (kind == 'b' && peek() == '"') {
      byte[] text = text();
      MemorySegment.copy(
          MemorySegment.ofArray(text),
          0,
          block.segment,
          offset,
          Math.min(text.length, field.size()));
    } else if (kind == '6' || kind == '4' && name.contains(".") && isDigit(name.charAt(0))) {
      MemorySegment to = block.segment.asSlice(offset, field.size());
      if (Sys.inet_pton(kind == '6' ? 10 : 2, memory.allocateFrom(name), to) != 1) {
        throw broken("bad address");
      }
      at = end;
    } else if (kind == 'n' || kind == '4') {
      block.putNetwork(offset, field.size(), expression());
    } else {
      block.put(offset, Math.min(field.size(), 8), expression());
    }
  }

  private void setBits(Block block, int base) {
    for (skipSpace(); peek() != '}'; skipSpace()) {
      long bit = expression() - base;
      if (bit >= 0 && bit / 8 < block.size()) {
        long offset = bit / 64 * 8;
        block.put(offset, 8, block.get(offset, 8) | 1L << bit % 64);
      }
    }
  }

  /** bytes and cat: "text", hex:0a0b, VALUE*COUNT bytes, {literal} one after the other. */
  private void byteValues(Block block) {
    long n = 0;
    for (skipSpace(); peek() != '}'; skipSpace()) {
      if (peek() == '"') {
        for (byte b : text()) {
          if (n < block.size()) {
            block.set(n++, b);
          }
        }
      } else if (peek() == '{') {
        Block part = literal();
        MemorySegment.copy(part.segment, 0, block.segment, n, part.size());
        n += part.size();
      } else if (keywordHex()) {
        int digits = hexDigits();
        at += 4;
        for (int i = 0; i < digits && n < block.size(); i += 2, at += 2) {
          block.set(n++, Integer.parseInt(line.substring(at, at + 2), 16));
        }
      } else {
        long value = expression();
        expect('*');
        for (long count = expression(); count > 0 && n < block.size(); count--) {
          block.set(n++, (int) value);
        }
      }
    }
  }
}
