/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Numbers as Java expressions: {@code value(10)} where all platforms agree, {@code linux(10)} where
 * all that have it agree and are Linux, else {@code value(16384, LINUX_AARCH64, 65536)}, the
 * reference platform's number first, then each group of platforms with another one. The names are
 * those of {@code Platform}.
 */
final class Numbers {
  private static final long NOTHING = 0x8badf00d_5ab0517fL; // stands for "absent" while comparing

  private final Facts facts;

  Numbers(Facts facts) {
    this.facts = facts;
  }

  /** The constant's value. */
  String constant(String name, boolean isLong) {
    return expression(column(name, 0), isLong ? n -> n + "L" : n -> Integer.toString((int) n));
  }

  /** A type's size (0) or alignment (1). */
  String type(String name, int which) {
    return expression(column(name, which), Long::toString);
  }

  /** A field's offset within what holds it. */
  String offset(String field, String holder) {
    Map<String, Long> offsets = column(field, 0);
    if (holder != null) {
      Map<String, Long> bases = column(holder, 0);
      offsets.replaceAll((platform, n) -> n == NOTHING ? n : n - bases.get(platform));
    }
    return expression(offsets, Long::toString);
  }

  String size(String field) {
    return expression(column(field, 1), Long::toString);
  }

  /** Whether the field has the same size wherever there is one. */
  boolean sameSize(String field) {
    Set<Long> sizes = new LinkedHashSet<>(column(field, 1).values());
    sizes.remove(NOTHING);
    return sizes.size() == 1;
  }

  boolean unsigned(String field) {
    return facts.of(Facts.REFERENCE).get(field).endsWith(" unsigned");
  }

  /** The numbers for people: {@code 16384; LINUX_AARCH64: 65536}. */
  String text(String name) {
    Map<String, Long> column = column(name, 0);
    StringBuilder out = new StringBuilder();
    groups(column)
        .forEach(
            (group, n) ->
                out.append(out.isEmpty() ? "" : "; ")
                    .append(group.isEmpty() ? "" : group.replace(" | ", ", ") + ": ")
                    .append(n == NOTHING ? "absent" : n.toString()));
    return out.toString();
  }

  private Map<String, Long> column(String name, int which) {
    Map<String, Long> column = new LinkedHashMap<>();
    facts
        .all(name)
        .forEach(
            (platform, worth) -> {
              if (worth == null) {
                throw new IllegalStateException(
                    "no fact " + name + "; run native/generate --facts");
              }
              column.put(
                  platform,
                  worth.equals(Facts.ABSENT)
                      ? NOTHING
                      : Long.parseUnsignedLong(unsignedText(worth.split(" ")[which])));
            });
    return column;
  }

  private static String unsignedText(String number) {
    return number.startsWith("-") ? Long.toUnsignedString(Long.parseLong(number)) : number;
  }

  private String expression(Map<String, Long> column, LongFunction<String> literal) {
    if (onlyLinux(column)) {
      return "linux(" + literal.apply(column.get(Facts.REFERENCE)) + ")";
    }
    List<String> arguments = new ArrayList<>();
    groups(column)
        .forEach(
            (group, n) -> {
              if (!group.isEmpty()) {
                arguments.add(group);
              }
              arguments.add(n == NOTHING ? "ABSENT" : literal.apply(n));
            });
    return "value(" + String.join(", ", arguments) + ")";
  }

  /** Whether Linux has one number and no other system any. */
  private static boolean onlyLinux(Map<String, Long> column) {
    return column.containsValue(NOTHING)
        && column.entrySet().stream()
            .allMatch(
                e ->
                    e.getValue()
                        == (e.getKey().startsWith("linux-")
                            ? column.get(Facts.REFERENCE)
                            : NOTHING));
  }

  /** The numbers by group of platforms; the reference platform's group is "", and first. */
  private Map<String, Long> groups(Map<String, Long> column) {
    Map<Long, Set<String>> byNumber = new LinkedHashMap<>();
    column.forEach(
        (platform, n) -> byNumber.computeIfAbsent(n, k -> new LinkedHashSet<>()).add(platform));
    Map<String, Long> groups = new LinkedHashMap<>();
    byNumber.forEach((n, platforms) -> groups.put(groups.isEmpty() ? "" : name(platforms), n));
    return groups;
  }

  /** A name for a set of platforms: a system's, a processor's on a system, or single ones. */
  private String name(Set<String> platforms) {
    Map<String, Set<String>> named = new TreeMap<>();
    for (String platform : facts.platforms()) {
      String[] part = platform.toUpperCase(java.util.Locale.ROOT).split("-");
      for (String name :
          new String[] {part[0], part[0] + "_" + part[1], part[0] + "_" + part[part.length - 1]}) {
        named.computeIfAbsent(name, k -> new LinkedHashSet<>()).add(platform);
      }
    }
    StringBuilder out = new StringBuilder();
    Set<String> left = new LinkedHashSet<>(platforms);
    while (!left.isEmpty()) {
      String best =
          named.entrySet().stream()
              .filter(e -> left.containsAll(e.getValue()))
              .max((a, b) -> a.getValue().size() - b.getValue().size())
              .map(Map.Entry::getKey)
              .orElse(null);
      String one = left.iterator().next();
      out.append(out.isEmpty() ? "" : " | ");
      out.append(best != null ? best : one.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
      left.removeAll(best != null ? named.get(best) : Set.of(one));
    }
    return out.toString();
  }
}
