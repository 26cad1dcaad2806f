/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the object layer's error numbers: an enum, so that they can be switched on. */
final class ErrnoWriter {
  private final Model model;
  private final Facts facts;
  private final Descriptions descriptions;
  private final Target target;

  ErrnoWriter(Model model, Facts facts, Descriptions descriptions, Target target) {
    this.model = model;
    this.facts = facts;
    this.descriptions = descriptions;
    this.target = target;
  }

  void write(List<Lists.Header> headers) throws IOException {
    Lists.Header errno =
        headers.stream().filter(header -> header.id().equals("errno")).findFirst().orElseThrow();
    Map<Integer, String> names = new LinkedHashMap<>(); // by value; the first name is the usual one
    StringBuilder aliases = new StringBuilder();
    List<String> inOrder =
        model.constants(errno).stream()
            .map(Model.Constant::name)
            .sorted(ErrnoWriter::usualFirst)
            .toList();
    ErrnoNamesWriter.write(target, inOrder);
    for (String name : inOrder) {
      int number = Integer.parseInt(facts.of(Facts.REFERENCE).get(name));
      String first = names.putIfAbsent(number, name);
      if (first != null) {
        aliases.append(
            """

              /** Another name of {@link #%s}, also where the platform has a number of its own for it. */
              public static final Errno %s = %1$s;
            """
                .formatted(first, name));
      }
    }
    StringBuilder values = new StringBuilder();
    names.keySet().stream()
        .sorted()
        .map(names::get)
        .forEach(
            name ->
                values.append(
                    """
                      /** {@code %s}.%s */
                      %1$s(errno_h.%1$s),

                    """
                        .formatted(name, descriptions.sentence(name))));
    target.write(
        "api",
        "berkeley/sockets/Errno.java",
        Generate.LICENCE
            + """
            package berkeley.sockets;

            import berkeley.sockets.bindings.headers.errno_h;

            /**
             * errno(3): the error numbers, to be switched on. Their order says nothing.
             *
             * <p>A number that the platform's headers do not name is {@link #UNKNOWN}; {@link
             * ErrnoException#value()} keeps it.
             *
             * @since 0.1.0
             */
            public enum Errno {
            %s
              /** Any number without a name here. */
              UNKNOWN(-1);
            %s
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
                return ErrnoNumbers.message(value);
              }

              /**
               * The error of a number.
               *
               * @param value the number in C
               * @return the error, {@link #UNKNOWN} for a number that has no name
               */
              public static Errno of(int value) {
                return ErrnoNumbers.of(value);
              }
            }
            """
                .formatted(values, aliases));
  }

  /** Of two names of one number, the one that errno(3) puts first. */
  private static int usualFirst(String a, String b) {
    List<String> second = List.of("EWOULDBLOCK", "EDEADLOCK", "ENOTSUP");
    int order = Integer.compare(second.indexOf(a) < 0 ? 0 : 1, second.indexOf(b) < 0 ? 0 : 1);
    return order != 0 ? order : a.compareTo(b);
  }
}
