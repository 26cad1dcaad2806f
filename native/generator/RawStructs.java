/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The structs and unions of jextract's output: names, C declarations, Java types. Its numbers are
 * not taken; those come from the facts of each platform.
 */
final class RawStructs {
  /**
   * A struct, union or typedef.
   *
   * @param keyword what C writes before the name: {@code struct}, {@code union} or nothing
   * @param declaration its lines in C
   */
  record Struct(String name, String keyword, List<String> declaration, List<Field> fields) {}

  /**
   * A field.
   *
   * @param declaration in C, without the semicolon: {@code in_port_t sin_port}
   * @param type jextract's layout class, of the element for an array
   * @param dimensions of an array, outermost first; none for anything else
   * @param nested the type that stands in the struct's own declaration, or null
   */
  record Field(
      String name, String declaration, String type, List<String> dimensions, Struct nested) {
    /** Java's type of the value, or of the array's element. */
    String javaType() {
      return switch (type) {
        case "OfByte" -> "byte";
        case "OfShort" -> "short";
        case "OfInt" -> "int";
        case "OfLong" -> "long";
        default -> "MemorySegment";
      };
    }

    /**
     * Whether its nested type has no name of its own in C, so that it is named after the field: not
     * that of a member macro, which stands for another field, nor one with a tag.
     */
    boolean hasOwnType() {
      return nested != null && nested.name().equals(name);
    }

    boolean isPointer() {
      return type.equals("AddressLayout");
    }

    boolean isScalar() {
      return dimensions.isEmpty() && !type.equals("GroupLayout") && !isFlexible();
    }

    /** Whether it is an array without a length, behind the struct's end. */
    boolean isFlexible() {
      return declaration.contains("[]") || dimensions.isEmpty() && type.equals("SequenceLayout");
    }

    /** The type to which a pointer points or of which a group is, such as {@code sockaddr}. */
    String target() {
      String words = declaration.replaceAll("\\[.*", "").replaceAll("\\b(const|struct|union) ", "");
      return words.substring(0, words.length() - name.length()).strip();
    }
  }

  private static final Pattern NESTED = Pattern.compile("public static class (\\w+) \\{");
  private static final Pattern FIELD =
      Pattern.compile("private static final (\\w+) (\\w+)\\$LAYOUT = .*");
  private static final Pattern DIMENSIONS =
      Pattern.compile("private static long\\[\\] (\\w+)\\$DIMS = \\{ (.*) \\};");
  private static final Pattern ELEMENT =
      Pattern.compile("public static (\\w+) (\\w+)\\(MemorySegment \\w+, long index0\\) \\{");
  private static final Pattern PARENT = Pattern.compile("public class \\w+ extends (\\w+) \\{");

  private final Path tree;

  RawStructs(Path tree) {
    this.tree = tree;
  }

  /** Whether jextract made a class of the name, other than a header's. */
  boolean has(String name) {
    return Files.exists(file(name));
  }

  Struct read(String name, String keyword) throws IOException {
    List<String> lines = Files.readAllLines(file(name));
    int start = 0;
    while (!lines.get(start).startsWith("public class ")) {
      start++;
    }
    Matcher parent = PARENT.matcher(lines.get(start));
    if (parent.matches()) { // a typedef of something that has a class, too
      Struct same = read(parent.group(1), "");
      return new Struct(name, keyword, declarationBefore(lines, start), same.fields);
    }
    return struct(lines, start, name, keyword);
  }

  private Path file(String name) {
    return tree.resolve(name + ".java");
  }

  private static Struct struct(List<String> lines, int start, String name, String keyword) {
    String outer = indent(lines.get(start));
    String inner = outer + "    ";
    Map<String, Struct> nested = new LinkedHashMap<>();
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, String> declarations = new LinkedHashMap<>();
    Map<String, List<String>> dimensions = new LinkedHashMap<>();
    Map<String, String> elements = new LinkedHashMap<>();
    for (int i = start + 1; !lines.get(i).equals(outer + "}"); i++) {
      String line = lines.get(i);
      if (!line.startsWith(inner) || line.startsWith(inner + " ")) {
        continue;
      }
      String text = line.strip();
      Matcher m = NESTED.matcher(text);
      if (m.matches()) {
        List<String> declaration = declarationBefore(lines, i);
        String kind = declaration.getFirst().startsWith("union") ? "union" : "struct";
        nested.put(m.group(1), struct(lines, i, m.group(1), kind));
        while (!lines.get(i).equals(inner + "}")) {
          i++;
        }
      } else if ((m = FIELD.matcher(text)).matches()) {
        types.put(m.group(2), m.group(1));
        declarations.put(m.group(2), String.join(" ", declarationAfter(lines, i)));
      } else if ((m = DIMENSIONS.matcher(text)).matches()) {
        dimensions.put(m.group(1), List.of(m.group(2).split(", ")));
      } else if ((m = ELEMENT.matcher(text)).matches()) {
        elements.put(m.group(2), m.group(1));
      }
    }
    List<Field> fields = new ArrayList<>();
    types.forEach(
        (field, type) -> {
          String element = elements.getOrDefault(field, "");
          Field plain =
              new Field(
                  field,
                  declarations.get(field),
                  element.isEmpty() ? type : layoutOf(element),
                  dimensions.getOrDefault(field, List.of()),
                  null);
          Struct inside = nested.getOrDefault(field, nested.get(plain.target())); // or by its tag
          fields.add(
              inside == null
                  ? plain
                  : new Field(field, plain.declaration, plain.type, plain.dimensions, inside));
        });
    return new Struct(name, keyword, declarationBefore(lines, start), fields);
  }

  /** jextract's layout class for an array's element of this Java type. */
  private static String layoutOf(String java) {
    return java.equals("MemorySegment")
        ? "GroupLayout"
        : "Of" + Character.toUpperCase(java.charAt(0)) + java.substring(1);
  }

  private static String indent(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  /** The lines of C in the comment that ends above a line. */
  private static List<String> declarationBefore(List<String> lines, int line) {
    int start = line;
    while (!lines.get(start).contains("{@snippet lang=c :")) {
      start--;
    }
    return snippet(lines, start);
  }

  /** The lines of C in the first comment below a line. */
  private static List<String> declarationAfter(List<String> lines, int line) {
    int start = line;
    while (!lines.get(start).contains("{@snippet lang=c :")) {
      start++;
    }
    return snippet(lines, start);
  }

  private static List<String> snippet(List<String> lines, int start) {
    List<String> c = new ArrayList<>();
    for (int i = start + 1; !lines.get(i + 1).strip().equals("*/"); i++) {
      c.add(lines.get(i).replaceFirst("^ *\\* ?", ""));
    }
    return c;
  }
}
