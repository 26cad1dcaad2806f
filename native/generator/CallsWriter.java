/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes {@code Sys}: one method for each function, with errno captured. */
final class CallsWriter {
  /**
   * A parameter.
   *
   * @param type its type in Java
   * @param unsigned whether C's type has 32 bits and no sign; of a long, whether it is the request
   *     of ioctl(2)
   */
  record Parameter(String type, String name, boolean unsigned) {
    boolean isPointer() {
      return type.equals("MemorySegment");
    }
  }

  record Prototype(String c, String returnType, List<Parameter> parameters) {}

  private final Jextract output;
  private final Target target;

  /** By the name of the class that holds the handles, the names of these and how each is linked. */
  private final Map<String, Map<String, String>> holders = new LinkedHashMap<>();

  private final NativeImageWriter nativeImage = new NativeImageWriter();

  CallsWriter(Jextract output, Target target) {
    this.output = output;
    this.target = target;
  }

  void write(List<Lists.Header> headers) throws IOException {
    StringBuilder out = new StringBuilder(Generate.LICENCE);
    out.append(
        """
        package berkeley.sockets.bindings;

        import java.lang.foreign.MemorySegment;
        import java.lang.invoke.MethodHandle;

        /**
         * The calls of libc, one method each. What a method returns on failure depends on how its C
         * function reports it:
         *
         * <ul>
         *   <li>-1 and errno: the negated errno, so that {@code n >= 0} is success;
         *   <li>a null pointer, or 0: likewise;
         *   <li>a status of its own (getaddrinfo): the status, with errno in the upper 32 bits;
         *   <li>an error number (posix_spawn), or nothing: the value as it is.
         * </ul>
         *
         * <p>Nothing is checked here but what the linker checks: liveness and thread of each segment.
         */
        public final class Sys {
          private Sys() {}
        """);
    String source = output.functions();
    for (Lists.Header header : headers) {
      out.append("\n  // ---- <").append(header.include()).append(">\n");
      for (Lists.Function f : header.functions()) {
        emitCall(out, header, f, prototype(source, f), false);
        if (f.critical()) {
          emitCall(out, header, f, prototype(source, f), true);
        }
      }
    }
    out.append("\n  // ---- handles, linked at the first call of one of a holder's functions\n");
    holders.forEach((holder, handles) -> emitHolder(out, holder, handles));
    emitPrepare(out);
    emitNever(out);
    out.append("}\n");
    target.write("bindings", "berkeley/sockets/bindings/Sys.java", out);
    nativeImage.write(target);
  }

  /**
   * A class whose constants are the handles, which the compiler takes as such; and what makes them
   * before that class is initialised, because one whose initialisation fails is lost for good.
   */
  private static void emitHolder(StringBuilder out, String holder, Map<String, String> handles) {
    out.append("\n  private static boolean ").append(isLinked(holder)).append(";\n");
    out.append("\n  private static boolean ").append(link(holder)).append(" {\n");
    handles.forEach((field, how) -> out.append("    prepare(").append(how).append(");\n"));
    out.append("    return ").append(holder).append('.').append(handles.keySet().iterator().next());
    out.append(" != null;\n  }\n");
    out.append("\n  private static final class ").append(holder).append(" {\n");
    handles
        .keySet()
        .forEach(
            field ->
                out.append("    static final MethodHandle ")
                    .append(field)
                    .append(" = Native.linked(\"")
                    .append(field)
                    .append("\");\n"));
    out.append("  }\n");
  }

  private static final int CONSTANTS = 80; // of three bytes each

  /**
   * Makes a method longer than what the JIT compiler inlines. Compiled as part of a deep chain of
   * callers, a call's small objects stay on the heap, because the compiler inlines to a limited
   * depth; compiled by itself it has none: docs/adr/0021.
   */
  private static final String LONG =
      "    if (Native.NEVER) {\n      never(" + "2L, ".repeat(CONSTANTS - 1) + "2L);\n    }\n";

  private static void emitNever(StringBuilder out) {
    out.append("\n  /** Has a call in each method that makes the method long: docs/adr/0021. */\n");
    out.append("  private static void never(");
    out.append(parameters(CONSTANTS).substring(2)).append(") {}\n");
  }

  private static final int WIDE = 40; // arguments

  /**
   * What proves that there is stack enough. It is in {@code Sys} because that has no initialiser
   * that could fail, and because a class more would make starting longer. The arguments make long
   * frames also of compiled code, which keeps most of them on the stack; and so few calls do that
   * they hardly ever are compiled by more than the first compiler.
   */
  private static void emitPrepare(StringBuilder out) {
    out.append(
        """

          // ---- linking, where an error harms this call only: docs/adr/0017

          /** Frames of deepen: twice as much stack as linking takes. */
          private static final int DEEP = 160;

          /** The same for the initialiser of a holder, or to start a thread. */
          private static final int SHALLOW = 24;

          /** When this returns, there is stack enough to initialise the handle's holder. */
          static void prepare(String name, String function, String shape, int kind, int failure) {
            if (isDeep()) {
              Native.link(name, function, shape, kind, failure);
            } else {
              deepen(SHALLOW);
              Linking.elsewhere(name, function, shape, kind, failure);
            }
          }

          /** Whether there is stack enough to link a function. */
          static boolean isDeep() {
            try {
              return deepen(DEEP) == 0;
            } catch (StackOverflowError e) {
              return false;
            }
          }

          private static int deepen(int frames) {
            return deepen(frames%s);
          }

          private static int deepen(int frames%s) {
            return frames == 0 ? 0 : deepen(frames - 1%s) & frames;
          }
        """
            .formatted(", 0L".repeat(WIDE), parameters(WIDE), ", 0L".repeat(WIDE)));
  }

  private static String parameters(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(", long a").append(i);
    }
    return out.toString();
  }

  private static String isLinked(String holder) {
    return "linked_" + holder;
  }

  private static String link(String holder) {
    return "link_" + holder + "()";
  }

  static Prototype prototype(String source, Lists.Function f) {
    Matcher comment =
        Pattern.compile("\\* (?:extern )?(.*\\b" + f.name() + "\\(.*\\))\\n").matcher(source);
    if (!comment.find()) {
      throw new IllegalStateException("no prototype of " + f.name());
    }
    String c = comment.group(1).replaceAll("\\b__(restrict )?", "$1").replace("restrict ", "");
    if (f.variadic()) { // jextract knows the fixed arguments only
      List<Parameter> all = new ArrayList<>();
      for (String parameter : f.parameters()) {
        String[] word = parameter.split(":");
        boolean request = word[0].equals("request");
        all.add(new Parameter(request ? "long" : word[0], word[1], request));
      }
      return new Prototype(c, "int", all);
    }
    Matcher method =
        Pattern.compile("public static (\\w+) " + f.name() + "\\(([^)]*)\\) \\{\\n\\s+var mh\\$")
            .matcher(source);
    if (!method.find()) {
      throw new IllegalStateException("no method for " + f.name());
    }
    List<Parameter> parameters = new ArrayList<>();
    String[] types = c.substring(c.indexOf('(') + 1, c.length() - 1).split(",");
    int unnamed = 0;
    for (String parameter : method.group(2).split(",\\s*")) {
      if (!parameter.isEmpty()) {
        String[] word = parameter.split(" ");
        String name = word[1].replaceFirst("^_+", "");
        if (name.equals("x" + unnamed)) {
          unnamed++;
        }
        parameters.add(new Parameter(word[0], name, unsigned(types[parameters.size()])));
      }
    }
    return new Prototype(c, method.group(1), parameters);
  }

  private static final Pattern UNSIGNED =
      Pattern.compile(
          "(unsigned( int)?|uint32_t|socklen_t|mode_t|in_addr_t|uid_t|gid_t|id_t|useconds_t) \\w+");

  /** Whether a parameter in C is an integer of 32 bits without a sign. */
  private static boolean unsigned(String parameter) {
    return UNSIGNED.matcher(parameter.strip()).matches();
  }

  void emitCall(
      StringBuilder out, Lists.Header header, Lists.Function f, Prototype p, boolean critical) {
    String name = f.name() + (critical ? "Critical" : "");
    boolean isVoid = f.returns().equals("void");
    StringBuilder pattern = new StringBuilder();
    StringBuilder declared = new StringBuilder();
    StringBuilder passed = new StringBuilder();
    for (Parameter parameter : p.parameters) {
      pattern.append(parameter.isPointer() ? 'P' : 'L');
      declared.append(declared.isEmpty() ? "" : ", ");
      declared.append(parameter.type).append(' ').append(parameter.name);
    }
    String shape = shape(pattern.toString(), critical || f.variadic());
    for (int i = 0; i < shape.length(); i++) {
      passed.append(", ");
      passed.append(
          i < p.parameters.size()
              ? passed(p.parameters.get(i), shape.charAt(i))
              : shape.charAt(i) == 'P' ? "MemorySegment.NULL" : "0L");
    }
    String kind = critical ? "CRITICAL" : f.variadic() ? "VARIADIC" : "PLAIN";
    nativeImage.add(critical, f.variadic(), shape);
    boolean pointer = f.variadic() && p.parameters.getLast().isPointer();
    String field = name + (pointer ? "_p" : "");
    String holder = holder(header, f, field, pattern.toString());
    String how =
        String.join(
            ", ",
            '"' + field + '"',
            '"' + f.name() + '"',
            '"' + shape + '"',
            "Native." + kind,
            "Absent." + failure(f.returns()));
    holders.computeIfAbsent(holder, h -> new LinkedHashMap<>()).put(field, how);
    out.append("\n");
    out.append("  /** {@code ").append(p.c).append("}");
    out.append(critical ? " on heap memory; only where it cannot block. */\n" : ". */\n");
    String result =
        List.of("value", "error").contains(f.returns()) ? p.returnType : isVoid ? "void" : "long";
    String type = p.returnType.equals("int") ? "(int) " : "";
    out.append("  public static ")
        .append(result)
        .append(' ')
        .append(name)
        .append('(')
        .append(declared)
        .append(") {\n");
    out.append("    if (!").append(isLinked(holder)).append(") {\n      ");
    out.append(isLinked(holder)).append(" = ").append(link(holder)).append(";\n    }\n");
    out.append(LONG);
    out.append("    MemorySegment cell = ErrnoCell.acquire();\n    try {\n");
    out.append("      Object watched = Native.WATCHED ? CallHook.enter(\"")
        .append(f.name())
        .append('"');
    p.parameters.forEach(parameter -> out.append(", ").append(parameter.name));
    out.append(") : null;\n");
    out.append("      long returned = (long) ")
        .append(holder)
        .append('.')
        .append(field)
        .append(".invokeExact(cell")
        .append(passed)
        .append(");\n");
    boolean negatesErrno = List.of("errno", "zero", "pointer").contains(f.returns());
    out.append(
        switch (f.returns()) {
          case "errno" ->
              type.isEmpty()
                  ? "      long answer = returned == -1 ? -ErrnoCell.errno(cell) : returned;\n"
                  : "      long answer = (int) returned == -1 ? -ErrnoCell.errno(cell) : (int) returned;\n";
          case "zero" ->
              "      long answer = (int) returned == 0 ? -ErrnoCell.errno(cell) : returned & 0xffffffffL;\n";
          case "pointer" ->
              "      long answer = returned == 0 ? -ErrnoCell.errno(cell) : returned;\n";
          case "status" ->
              "      long answer = (long) ErrnoCell.errno(cell) << 32 | returned & 0xffffffffL;\n";
          case "value", "error" -> "      " + result + " answer = " + type + "returned;\n";
          case "void" -> "";
          default -> throw new IllegalArgumentException(f.name() + ": returns=" + f.returns());
        });
    out.append("      if (Native.WATCHED) {\n        CallHook.")
        .append(
            negatesErrno
                ? "exit(watched, answer);\n"
                : isVoid ? "value(watched, 0);\n" : "value(watched, answer);\n")
        .append("      }\n");
    if (!isVoid) {
      out.append("      return answer;\n");
    }
    if (!critical && p.parameters.stream().anyMatch(Parameter::isPointer)) {
      emitExplanation(out, f.name().replaceFirst("_r$", ""), p.parameters); // as the mirror's
    } else {
      out.append("    } catch (Throwable e) {\n      throw HeapMemory.unchecked(e);\n");
    }
    out.append("    } finally {\n      ErrnoCell.release(cell);\n    }\n  }\n");
  }

  /**
   * Of the linker's refusal of heap memory, which it does not name. One handler for all that a call
   * may throw: with more of them the compiler leaves objects on the heap.
   */
  private static void emitExplanation(
      StringBuilder out, String function, List<Parameter> parameters) {
    StringBuilder names = new StringBuilder();
    StringBuilder pointers = new StringBuilder();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).isPointer()) {
        String name = parameters.get(i).name;
        names.append(names.isEmpty() ? "" : ",").append(i + 1).append(' ').append(name);
        pointers.append(", ").append(name);
      }
    }
    out.append("    } catch (Throwable e) {\n      throw HeapMemory.explained(e, \"")
        .append(function)
        .append("\", \"")
        .append(names)
        .append('"')
        .append(pointers)
        .append(");\n");
  }

  /** What a function returns that this system lacks. */
  private static String failure(String returns) {
    return switch (returns) {
      case "zero", "pointer" -> "ZERO";
      case "status", "error" -> "ERROR";
      default -> "MINUS_ONE";
    };
  }

  /**
   * An argument as the shape has it, 64 bits wide. C extends a narrow one by its type: some calling
   * conventions have the callee rely on it.
   */
  private static String passed(Parameter parameter, char shape) {
    String extended = parameter.type.equals("long") ? "Native.request(" : "Native.unsigned(";
    String name = parameter.unsigned ? extended + parameter.name + ')' : parameter.name;
    if (parameter.isPointer() != (shape == 'P')) {
      return "MemorySegment.ofAddress(" + name + ')';
    }
    boolean wide = shape == 'P' || parameter.unsigned || parameter.type.equals("long");
    return (wide ? "" : "(long) ") + name;
  }

  /**
   * The class that holds the function's handle, with all of whose it is linked. What programs call
   * first, and what a libc may lack, has one of its own; the rest of a header shares one for each
   * pattern of arguments, because a further handle of a linked shape costs little.
   */
  static String holder(Lists.Header header, Lists.Function f, String field, String pattern) {
    boolean first = List.of("sys_socket", "unistd").contains(header.id());
    return first || f.apart() || f.variadic() ? field : header.id() + '_' + pattern;
  }

  /**
   * The shape a call is linked with. Each further shape costs a program's start some milliseconds,
   * and a trailing argument that the callee does not have costs nothing, so two shapes serve all
   * but a few calls: an integer or a pointer, then five pointers, in whose place an integer travels
   * as an address; see docs/adr/0002. The others have the shape of their arguments: on heap memory,
   * after an ellipsis, more than six.
   */
  static String shape(String pattern, boolean exact) {
    return exact || pattern.length() > 6
        ? pattern
        : (pattern.startsWith("P") ? 'P' : 'L') + "PPPPP";
  }
}
