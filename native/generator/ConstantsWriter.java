/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes constants that read like C's: {@code *Constants} for the mirror, {@code Errno}. */
final class ConstantsWriter {
  private final Jextract output;

  ConstantsWriter(Jextract output) {
    this.output = output;
  }

  /** Derives Sys and the constants from jextract's output. */
  void write(List<Lists.Header> headers) throws IOException {
    Map<String, Integer> owners = new TreeMap<>();
    for (Lists.Header header : headers) {
      constants(header).keySet().forEach(name -> owners.merge(name, 1, Integer::sum));
    }
    TreeMap<String, String> shared = new TreeMap<>();
    for (Lists.Header header : headers) {
      TreeMap<String, String> constants = constants(header);
      TreeMap<String, String> own = new TreeMap<>(constants);
      own.keySet().removeIf(name -> owners.get(name) > 1);
      constants.forEach(
          (name, declaration) -> {
            if (owners.get(name) > 1) {
              shared.put(name, declaration);
            }
          });
      String parent = own.size() < constants.size() ? "SharedConstants" : "Constants";
      String what = "The constants of {@code <" + header.include() + ">}.";
      emitConstants(header.javaClass() + "Constants", parent, what, own);
    }
    emitConstants(
        "SharedConstants",
        "Constants",
        "The constants that two headers have: one field, lest static imports be ambiguous.",
        shared);
    emitErrno();
  }

  /** Name to declaration; strings and pointers stay with jextract's accessors. */
  TreeMap<String, String> constants(Lists.Header header) throws IOException {
    TreeMap<String, String> declarations = new TreeMap<>();
    Matcher constant =
        Pattern.compile("private static final (int|long) (\\w+) = (?:\\(int\\))?(-?\\d+)L;")
            .matcher(output.text(header.headerClass()));
    while (constant.find()) {
      boolean isInt = constant.group(1).equals("int");
      long value = Long.parseLong(constant.group(3));
      declarations.put(
          constant.group(2),
          "%s %s = value(%s)"
              .formatted(
                  constant.group(1),
                  constant.group(2),
                  isInt ? Integer.toString((int) value) : value + "L"));
    }
    return declarations;
  }

  void emitConstants(String name, String parent, String what, TreeMap<String, String> declarations)
      throws IOException {
    if (declarations.isEmpty()) {
      return;
    }
    StringBuilder fields = new StringBuilder();
    declarations.forEach(
        (constant, declaration) ->
            fields.append(
                """

                  /** {@code %s}. */
                  public static final %s;
                """
                    .formatted(constant, declaration)));
    String out =
        Generate.LICENCE
            + """
            package berkeley.sockets.c;

            /** %3$s */
            abstract class %1$s extends %2$s {
              %1$s() {}
            %4$s}
            """
                .formatted(name, parent, what, fields);
    Path file = output.root.resolve("api/src/generated/java/berkeley/sockets/c/" + name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, out);
  }

  /** The object layer's error numbers: an enum, so that they can be switched on. */
  void emitErrno() throws IOException {
    Map<String, String> names = new LinkedHashMap<>(); // by value; the first name is the usual one
    StringBuilder aliases = new StringBuilder();
    Matcher constant =
        Pattern.compile("private static final int (E\\w+) = \\(int\\)(\\d+)L;")
            .matcher(output.text("errno_h"));
    while (constant.find()) {
      String first = names.putIfAbsent(constant.group(2), constant.group(1));
      if (first != null) {
        aliases.append(
            """

              /** Another name of {@link #%s}. */
              public static final Errno %s = %1$s;
            """
                .formatted(first, constant.group(1)));
      }
    }
    StringBuilder values = new StringBuilder();
    names.forEach(
        (value, name) ->
            values.append(
                """
                  /** {@code %s}. */
                  %1$s(%s),

                """
                    .formatted(name, value)));
    String out =
        Generate.LICENCE
            + """
            package berkeley.sockets;

            import berkeley.sockets.bindings.Native;
            import berkeley.sockets.bindings.Sys;

            /**
             * errno(3): the error numbers of this platform, to be switched on.
             *
             * <p>A number that the platform's headers do not name is {@link #UNKNOWN}; {@link
             * ErrnoException#value()} keeps it.
             */
            public enum Errno {
            %s
              /** Any number without a name here. */
              UNKNOWN(-1);
            %s
              private static final Errno[] BY_VALUE = byValue();

              private final int value;

              Errno(int value) {
                this.value = value;
              }

              /** {@return the number in C, -1 for {@link #UNKNOWN}} */
              public int value() {
                return value;
              }

              /** {@return the text that libc has for this error, of strerror(3)} */
              public String message() {
                return message(value);
              }

              /**
               * The error of a number.
               *
               * @param value the number in C
               * @return the error, {@link #UNKNOWN} for a number that has no name
               */
              public static Errno of(int value) {
                Errno known = value >= 0 && value < BY_VALUE.length ? BY_VALUE[value] : null;
                return known != null ? known : UNKNOWN;
              }

              static String message(int value) {
                return Native.string(Sys.strerror(value));
              }

              private static Errno[] byValue() {
                Errno[] all = values();
                int greatest = 0;
                for (Errno errno : all) {
                  greatest = Math.max(greatest, errno.value);
                }
                Errno[] table = new Errno[greatest + 1];
                for (Errno errno : all) {
                  if (errno.value >= 0) {
                    table[errno.value] = errno;
                  }
                }
                return table;
              }
            }
            """
                .formatted(values, aliases);
    Files.writeString(
        output.root.resolve("api/src/generated/java/berkeley/sockets/Errno.java"), out);
  }
}
