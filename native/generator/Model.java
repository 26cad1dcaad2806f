/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in each header: the names of the lists with the types that jextract found. */
final class Model {
  /** The header for constants that two headers have of which neither includes the other. */
  static final String SHARED = "shared";

  /**
   * A constant.
   *
   * @param type its type in Java: int, long, or MemorySegment for a pointer
   */
  record Constant(String name, String type) {}

  private static final Pattern NUMBER =
      Pattern.compile("private static final (int|long) (\\w+) = (?:\\(int\\))?-?\\d+L;");
  private static final Pattern POINTER =
      Pattern.compile(
          "private static final (MemorySegment) (\\w+) = MemorySegment.ofAddress\\(-?\\d+L\\);");

  private final Jextract output;
  private final RawStructs raw;
  private final Map<String, Lists.Header> headers = new LinkedHashMap<>();
  private final Map<String, Map<String, Constant>> constants = new LinkedHashMap<>();
  private final Map<String, String> structHeaders = new HashMap<>();

  Model(Jextract output, List<Lists.Header> all) throws IOException {
    this.output = output;
    this.raw = new RawStructs(Jextract.tree(output.main, Jextract.PACKAGE));
    for (Lists.Header header : all) {
      headers.put(header.id(), header);
      constants.put(header.id(), found(header));
    }
    constants.put(SHARED, new TreeMap<>());
    settleOwners();
    for (Lists.Header header : all) {
      for (String name : names(header)) {
        structHeaders.put(name, header.id());
      }
    }
  }

  private Map<String, Constant> found(Lists.Header header) throws IOException {
    Map<String, Constant> found = new TreeMap<>();
    String text = output.text(header.headerClass());
    for (Pattern pattern : List.of(NUMBER, POINTER)) {
      Matcher m = pattern.matcher(text);
      while (m.find()) {
        found.put(m.group(2), new Constant(m.group(2), m.group(1)));
      }
    }
    return found;
  }

  /** Leaves each constant to one header: the one that the others include, or the shared one. */
  private void settleOwners() {
    Map<String, Set<String>> owners = new TreeMap<>();
    constants.forEach(
        (id, own) ->
            own.keySet()
                .forEach(name -> owners.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(id)));
    owners.forEach(
        (name, ids) -> {
          if (ids.size() > 1) {
            String owner =
                ids.stream()
                    .filter(id -> ids.stream().allMatch(o -> o.equals(id) || includes(o, id)))
                    .findFirst()
                    .orElse(SHARED);
            Constant constant = constants.get(ids.iterator().next()).get(name);
            ids.forEach(id -> constants.get(id).remove(name));
            constants.get(owner).put(name, constant);
            if (owner.equals(SHARED)) {
              ids.forEach(id -> sharers.add(id));
            }
          }
        });
  }

  private final Set<String> sharers = new LinkedHashSet<>();

  /** Whether a header includes another, directly or not. */
  private boolean includes(String header, String other) {
    return headers.get(header).includes().stream()
        .anyMatch(id -> id.equals(other) || includes(id, other));
  }

  /** What the header's type inherits from. */
  List<String> parents(Lists.Header header) {
    List<String> parents = new ArrayList<>(header.includes());
    if (sharers.contains(header.id())) {
      parents.add(SHARED);
    }
    return parents;
  }

  List<Constant> constants(Lists.Header header) {
    return List.copyOf(constants.get(header.id()).values());
  }

  List<Constant> shared() {
    return List.copyOf(constants.get(SHARED).values());
  }

  private List<String> names(Lists.Header header) {
    List<String> names = new ArrayList<>(header.structs());
    names.addAll(header.unions());
    header.typedefs().stream()
        .filter(name -> raw.has(name) && !name.startsWith("_"))
        .forEach(names::add);
    return names;
  }

  List<RawStructs.Struct> structs(Lists.Header header) throws IOException {
    List<RawStructs.Struct> structs = new ArrayList<>();
    for (String name : names(header)) {
      String keyword =
          header.structs().contains(name)
              ? "struct"
              : header.unions().contains(name) ? "union" : "";
      structs.add(raw.read(name, keyword));
    }
    return structs;
  }

  /** The fields that a program may use, and the member macros of the lists. */
  List<RawStructs.Field> fields(RawStructs.Struct struct) throws IOException {
    List<RawStructs.Field> fields = new ArrayList<>(visible(struct));
    String header = structHeaders.get(struct.name());
    for (Lists.Member member : headers.get(header).members()) {
      if (member.struct().equals(struct.name())
          && fields.stream().noneMatch(field -> field.name().equals(member.macro()))) {
        RawStructs.Field macro = macro(struct, member);
        if (macro != null) {
          fields.add(macro);
        }
      }
    }
    return fields;
  }

  /** Names that begin with an underscore are the C library's own. */
  static List<RawStructs.Field> visible(RawStructs.Struct struct) {
    return struct.fields().stream().filter(field -> !field.name().startsWith("_")).toList();
  }

  /**
   * A macro such as {@code ifr_mtu} or {@code icmp6_seq}, which stands for a field of a field or an
   * element of one; null where the element is not in the struct, but where it points to ({@code
   * h_addr}).
   */
  private RawStructs.Field macro(RawStructs.Struct struct, Lists.Member member) throws IOException {
    RawStructs.Struct at = struct;
    RawStructs.Field found = null;
    for (String step : member.path().split("\\.")) {
      String name = step.replaceFirst("\\[.*", "");
      if (found != null) {
        at = found.nested() != null ? found.nested() : raw.read(found.target(), "struct");
      }
      found =
          at.fields().stream()
              .filter(field -> field.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(member + ": no " + name));
      if (!step.equals(name)) {
        if (found.isPointer()) {
          return null;
        }
        found = element(found);
      }
    }
    String declaration =
        found.declaration().replaceAll("\\b" + Pattern.quote(found.name()) + "\\b", member.macro());
    return new RawStructs.Field(
        member.macro(), declaration, found.type(), found.dimensions(), found.nested());
  }

  /** An element of an array of one dimension. */
  private static RawStructs.Field element(RawStructs.Field array) {
    return new RawStructs.Field(
        array.name(),
        array.declaration().replaceFirst(" *\\[.*", ""),
        array.type(),
        List.of(),
        array.nested());
  }

  /** The header that has a struct of this name, or null. */
  String headerOf(String struct) {
    return structHeaders.get(struct);
  }
}
