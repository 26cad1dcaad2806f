/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the class of a struct: a getter, a setter and an offset for each field, its size, and how
 * to allocate it.
 */
final class StructWriter {
  private final Model model;
  private final Numbers numbers;
  private final String outermost;

  StructWriter(Model model, Numbers numbers, String outermost) {
    this.model = model;
    this.numbers = numbers;
    this.outermost = outermost;
  }

  /**
   * @param path where the struct stands in the outermost one, or null if it is that
   */
  void struct(
      StringBuilder out, RawStructs.Struct struct, String path, List<RawStructs.Field> fields) {
    String fact = path == null ? outermost : path;
    out.append("\n/**\n * {@snippet lang=c :\n");
    struct.declaration().forEach(line -> out.append(" * ").append(line).append('\n'));
    out.append(" * }\n */\n");
    out.append(path == null ? "" : "public static ");
    out.append("final class ").append(struct.name()).append(" {\n");
    out.append("  private ").append(struct.name()).append("() {}\n\n");
    line(
        out,
        "private static final long SIZE = "
            + (path == null ? numbers.type(fact, 0) : numbers.size(fact)));
    // an anonymous struct is never allocated by itself but for a copy: its holder's alignment does
    line(out, "private static final long ALIGNMENT = " + numbers.type(outermost, 1));
    for (RawStructs.Field field : fields) {
      line(
          out,
          "private static final long "
              + field.name()
              + "$offset = "
              + numbers.offset(fact(path, field), path == null ? null : fact));
      if (sized(path, field)) {
        line(
            out,
            "private static final long "
                + field.name()
                + "$size = "
                + numbers.size(fact(path, field)));
      }
    }
    for (RawStructs.Field field : fields) {
      field(out, path, field);
      if (field.hasOwnType() && !field.name().equals(struct.name())) {
        StringBuilder nested = new StringBuilder();
        struct(nested, field.nested(), fact(path, field), Model.visible(field.nested()));
        out.append(nested.toString().indent(2).replaceAll("(?m)^ +$", ""));
      }
    }
    common(out, path, struct, fields);
    out.append("}\n");
  }

  private String fact(String path, RawStructs.Field field) {
    return (path == null ? outermost : path) + "." + field.name();
  }

  /** Whether the accessors need the size: of a struct, an array, or a width that differs. */
  private boolean sized(String path, RawStructs.Field field) {
    return !field.isScalar() || !numbers.sameSize(fact(path, field));
  }

  private void field(StringBuilder out, String path, RawStructs.Field field) {
    String name = field.name();
    String java = field.javaType();
    String doc = "{@code " + field.declaration() + "}";
    method(
        out,
        "The offset of " + doc + " in bytes.",
        "long " + name + "$offset()",
        "return " + name + "$offset");
    if (field.isFlexible()) {
      method(
          out,
          doc + ": all memory from there on.",
          "MemorySegment " + name + "(MemorySegment struct)",
          "return struct.asSlice(" + name + "$offset)");
    } else if (!field.dimensions().isEmpty()) {
      array(out, field, doc);
    } else if (field.isPointer()) {
      method(
          out,
          doc + "; " + pointee(field),
          "MemorySegment " + name + "(MemorySegment struct)",
          "return Fields.pointer(struct, " + name + "$offset, " + pointeeSize(field) + ")");
      method(
          out,
          doc + ".",
          "void " + name + "(MemorySegment struct, MemorySegment value)",
          "struct.set(ADDRESS_UNALIGNED, " + name + "$offset, value)");
    } else if (!field.isScalar()) {
      slice(out, field, doc);
    } else if (sized(path, field)) {
      method(
          out,
          "The size of " + doc + " in bytes, which differs between platforms.",
          "long " + name + "$size()",
          "return " + name + "$size");
      String arguments = "struct, " + name + "$offset, " + name + "$size";
      boolean unsigned = numbers.unsigned(fact(path, field));
      String cast = java.equals("long") ? "" : "(" + java + ") ";
      method(
          out,
          doc + ".",
          java + " " + name + "(MemorySegment struct)",
          "return "
              + cast
              + "Fields."
              + (unsigned ? "unsigned" : "signed")
              + "("
              + arguments
              + ")");
      method(
          out,
          doc + ".",
          "void "
              + name
              + "(MemorySegment struct, "
              + (java.equals("long") ? "long" : "int")
              + " value)",
          "Fields.set(" + arguments + ", value)");
    } else {
      method(
          out,
          doc + ".",
          java + " " + name + "(MemorySegment struct)",
          "return struct.get(" + layout(java) + ", " + name + "$offset)");
      setter(out, field, doc, "", name + "$offset");
    }
  }

  private void array(StringBuilder out, RawStructs.Field field, String doc) {
    String name = field.name();
    String java = field.javaType();
    slice(out, field, doc);
    if (field.dimensions().size() > 1) {
      return;
    }
    if (java.equals("MemorySegment")) {
      String element = model.headerOf(field.target()) + "_h." + field.target() + ".sizeof()";
      method(
          out,
          "An element of " + doc + ".",
          "MemorySegment " + name + "(MemorySegment struct, long index)",
          "return struct.asSlice(" + name + "$offset + index * " + element + ", " + element + ")");
    } else {
      String at = name + "$offset + index * " + layout(java) + ".byteSize()";
      method(
          out,
          "An element of " + doc + ".",
          java + " " + name + "(MemorySegment struct, long index)",
          "return struct.get(" + layout(java) + ", " + at + ")");
      setter(out, field, "An element of " + doc, "long index, ", at);
    }
  }

  private static void slice(StringBuilder out, RawStructs.Field field, String doc) {
    String name = field.name();
    method(
        out,
        doc + ", in place.",
        "MemorySegment " + name + "(MemorySegment struct)",
        "return struct.asSlice(" + name + "$offset, " + name + "$size)");
    method(
        out,
        doc + ", copied.",
        "void " + name + "(MemorySegment struct, MemorySegment value)",
        "MemorySegment.copy(value, 0, struct, " + name + "$offset, " + name + "$size)");
  }

  /** Narrow fields are set from an int, as C converts it. */
  private static void setter(
      StringBuilder out, RawStructs.Field field, String doc, String index, String offset) {
    String java = field.javaType();
    boolean narrow = java.equals("short") || java.equals("byte");
    method(
        out,
        doc + ".",
        "void "
            + field.name()
            + "(MemorySegment struct, "
            + index
            + (narrow ? "int" : java)
            + " value)",
        "struct.set("
            + layout(java)
            + ", "
            + offset
            + ", "
            + (narrow ? "(" + java + ") " : "")
            + "value)");
  }

  private static String layout(String java) {
    return switch (java) {
      case "byte" -> "JAVA_BYTE";
      case "short" -> "JAVA_SHORT_UNALIGNED";
      case "int" -> "JAVA_INT_UNALIGNED";
      default -> "JAVA_LONG_UNALIGNED";
    };
  }

  /** What a pointer's getter returns. */
  private String pointee(RawStructs.Field field) {
    String target = pointed(field);
    if (target == null) {
      return "memory without a known size, or {@link MemorySegment#NULL}.";
    }
    return "a {@code " + target + "} there, or {@link MemorySegment#NULL}.";
  }

  private String pointeeSize(RawStructs.Field field) {
    String target = pointed(field);
    return target == null
        ? "Long.MAX_VALUE"
        : target.equals(outermost)
            ? outermost + ".SIZE"
            : model.headerOf(target) + "_h." + target + ".sizeof()";
  }

  /**
   * The struct that a pointer points to, or null. A {@code sockaddr} stands for an address of any
   * family, so it has the room of a {@code sockaddr_storage}.
   */
  private String pointed(RawStructs.Field field) {
    String target = field.target();
    if (!target.endsWith("*") || target.indexOf('*') < target.length() - 1) {
      return null;
    }
    String struct = target.substring(0, target.length() - 1).strip();
    return struct.equals("sockaddr")
        ? "sockaddr_storage"
        : model.headerOf(struct) != null ? struct : null;
  }

  private void common(
      StringBuilder out, String path, RawStructs.Struct struct, List<RawStructs.Field> fields) {
    method(out, "The size in bytes.", "long sizeof()", "return SIZE");
    method(
        out,
        "Memory for one, all 0.",
        "MemorySegment allocate(SegmentAllocator allocator)",
        "return allocator.allocate(SIZE, ALIGNMENT)");
    method(
        out,
        "Memory for an array of them, all 0.",
        "MemorySegment allocateArray(long count, SegmentAllocator allocator)",
        "return allocator.allocate(Math.multiplyExact(SIZE, count), ALIGNMENT)");
    method(
        out,
        "An array from its element {@code index} on.",
        "MemorySegment asSlice(MemorySegment array, long index)",
        "return array.asSlice(SIZE * index)");
    List<String> rows = new ArrayList<>();
    for (RawStructs.Field field : fields) {
      rows.add(
          "new Field(\""
              + field.name()
              + "\", "
              + name(field)
              + "$offset, "
              + length(path, field)
              + ", "
              + subfields(field)
              + ")");
    }
    method(
        out,
        "Its fields, for programs that print structs.",
        "Field[] fields()",
        "return new Field[] {\n      " + String.join(",\n      ", rows) + "\n    }");
  }

  private static String name(RawStructs.Field field) {
    return field.name();
  }

  private String length(String path, RawStructs.Field field) {
    return sized(path, field) ? field.name() + "$size" : width(field);
  }

  private static String width(RawStructs.Field field) {
    return switch (field.type()) {
      case "OfByte" -> "1";
      case "OfShort" -> "2";
      case "OfInt" -> "4";
      default -> "8";
    };
  }

  private String subfields(RawStructs.Field field) {
    if (!field.dimensions().isEmpty() || field.isScalar() || field.isFlexible()) {
      return "null";
    }
    if (field.nested() != null) {
      return field.hasOwnType() ? field.name() + ".fields()" : "null";
    }
    String header = model.headerOf(field.target());
    return header == null ? "null" : header + "_h." + field.target() + ".fields()";
  }

  private static void line(StringBuilder out, String statement) {
    out.append("  ").append(statement).append(";\n");
  }

  private static void method(StringBuilder out, String doc, String signature, String statement) {
    out.append("\n  /** ").append(doc).append(" */\n");
    out.append("  public static ")
        .append(signature)
        .append(" {\n    ")
        .append(statement)
        .append(";\n  }\n");
  }
}
