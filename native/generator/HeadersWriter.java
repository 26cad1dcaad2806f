/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes one interface for each C header: its constants as fields, its structs as nested classes,
 * and as its parents the headers that C includes through it.
 */
final class HeadersWriter {
  static final String PACKAGE = "berkeley.sockets.bindings.headers";

  private final Model model;
  private final Numbers numbers;
  private final Descriptions descriptions;
  private final Target target;

  HeadersWriter(Model model, Numbers numbers, Descriptions descriptions, Target target) {
    this.model = model;
    this.numbers = numbers;
    this.descriptions = descriptions;
    this.target = target;
  }

  void write(List<Lists.Header> headers) throws IOException {
    write(
        Model.SHARED,
        "The constants that two headers have of which neither includes the other.",
        List.of(),
        model.shared(),
        List.of());
    for (Lists.Header header : headers) {
      write(
          header.id(),
          "The constants and structs of {@code <" + header.include() + ">}.",
          model.parents(header),
          model.constants(header),
          model.structs(header));
    }
  }

  private void write(
      String id,
      String what,
      List<String> parents,
      List<Model.Constant> constants,
      List<RawStructs.Struct> structs)
      throws IOException {
    StringBuilder body = new StringBuilder();
    constants.forEach(constant -> constant(body, constant));
    for (RawStructs.Struct struct : structs) {
      StringBuilder type = new StringBuilder();
      StructWriter writer = new StructWriter(model, numbers, struct.name());
      writer.struct(type, struct, null, model.fields(struct));
      body.append(type.toString().indent(2).replaceAll("(?m)^ +$", ""));
    }
    StringBuilder out = new StringBuilder(Generate.LICENCE);
    out.append("package ").append(PACKAGE).append(";\n\n");
    if (!body.isEmpty()) {
      out.append("import static berkeley.sockets.bindings.Platform.*;\n");
    }
    if (!structs.isEmpty()) {
      out.append("import static java.lang.foreign.ValueLayout.*;\n\n");
      out.append("import berkeley.sockets.bindings.Fields;\n");
      out.append("import java.lang.foreign.MemorySegment;\n");
      out.append("import java.lang.foreign.SegmentAllocator;\n");
    } else if (constants.stream().anyMatch(c -> c.type().equals("MemorySegment"))) {
      out.append("\nimport java.lang.foreign.MemorySegment;\n");
    }
    out.append(body.isEmpty() ? "" : "\n").append("/** ").append(what).append(" */\n");
    out.append("public interface ").append(id).append("_h");
    if (!parents.isEmpty()) {
      out.append(
          parents.stream().map(p -> p + "_h").collect(Collectors.joining(", ", " extends ", "")));
    }
    out.append(" {\n").append(body).append("}\n");
    target.write("bindings", PACKAGE.replace('.', '/') + "/" + id + "_h.java", out);
  }

  private void constant(StringBuilder out, Model.Constant constant) {
    String name = constant.name();
    String value =
        switch (constant.type()) {
          case "int" -> numbers.constant(name, false);
          case "long" -> numbers.constant(name, true);
          default -> "MemorySegment.ofAddress(" + numbers.constant(name, true) + ")";
        };
    out.append(out.isEmpty() ? "" : "\n")
        .append("  /** {@code ")
        .append(name)
        .append("}: ")
        .append(numbers.text(name))
        .append('.')
        .append(descriptions.sentence(name))
        .append(" */\n  ")
        .append(constant.type())
        .append(' ')
        .append(name)
        .append(" = ")
        .append(value)
        .append(";\n");
  }
}
