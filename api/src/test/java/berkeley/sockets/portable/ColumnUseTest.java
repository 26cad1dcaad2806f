/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The library's own code uses only fields that every admitted platform with that struct has, and
 * takes their width from its column: a field read with the width that it has here would be right on
 * this machine alone.
 */
class ColumnUseTest {
  private static final String HEADERS = "berkeley/sockets/bindings/headers/";
  private static final Path FACTS =
      Path.of(System.getProperty("root.directory")).resolve("native/facts");

  private static final Pattern BASE = Pattern.compile("where they differ from those of ([^;]+)");

  /** Fields as {@code class uses struct.field}, which ask whether there is one. */
  private static final Set<String> ASKS = Set.of("berkeley/sockets/options/TcpInfo uses tcp_info.");

  /** A field that a class names, and by which accessors. */
  private record Use(String user, String field, Set<String> accessors) {
    @Override
    public String toString() {
      return user + " uses " + field;
    }
  }

  @Test
  void noFieldIsUsedThatSomePlatformLacks() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String platform : platforms()) {
      Map<String, String> facts = facts(platform);
      for (Use use : uses()) {
        String struct = use.field.substring(0, use.field.indexOf('.'));
        boolean lacks =
            "absent".equals(facts.get(use.field)) && !"absent".equals(facts.get(struct));
        if (lacks && ASKS.stream().noneMatch(use.toString()::startsWith)) {
          wrong.add(use + ", which " + platform + " lacks");
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aFieldOfDifferentWidthsIsReadWithItsOwn() throws Exception {
    Map<String, Set<String>> widths = new LinkedHashMap<>();
    for (String platform : platforms()) {
      facts(platform)
          .forEach(
              (name, worth) -> {
                if (name.contains(".") && worth.contains(" ")) {
                  widths.computeIfAbsent(name, k -> new TreeSet<>()).add(worth.split(" ")[1]);
                }
              });
    }
    assertEquals(Set.of("4", "8"), widths.get("cmsghdr.cmsg_len"));
    List<String> wrong = new ArrayList<>();
    for (Use use : uses()) {
      if (widths.getOrDefault(use.field, Set.of()).size() > 1
          && use.accessors.contains("$offset")
          && !use.accessors.contains("$size")
          && !START.contains(use.field)) {
        wrong.add(use + " by its offset alone, and its width differs: " + widths.get(use.field));
      }
    }
    assertEquals(List.of(), wrong);
  }

  /**
   * Fields of which the place is asked: a path is as long as its address says, a family one byte
   * where a length stands before it, and of msg_len the first 4 bytes hold all that is told.
   */
  private static final Set<String> START =
      Set.of("sockaddr_un.sun_path", "sockaddr.sa_family", "mmsghdr.msg_len");

  /** Where there is no such flag its number has bits that others have: no mask may contain it. */
  @Test
  void aFlagThatSomePlatformLacksIsAskedFor() throws Exception {
    Set<String> lacking = new TreeSet<>();
    for (String platform : platforms()) {
      facts(platform)
          .forEach(
              (name, worth) -> {
                if (worth.equals("absent") && FLAG.matcher(name).matches()) {
                  lacking.add(name);
                }
              });
    }
    assertTrue(lacking.contains("MSG_ERRQUEUE"), lacking.toString());
    List<String> wrong = new ArrayList<>();
    for (ClassModel model : classes()) {
      String user = model.thisClass().asInternalName();
      boolean asks = false;
      Set<String> flags = new TreeSet<>();
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof MemberRefEntry member) {
          String owner = member.owner().asInternalName();
          String name = member.name().stringValue();
          asks |= owner.equals(PLATFORM) && (name.equals("flag") || name.equals("has"));
          if (owner.startsWith(HEADERS) && lacking.contains(name)) {
            flags.add(name);
          }
        }
      }
      if (!flags.isEmpty() && !asks && NUMBERS_ONLY.stream().noneMatch(user::startsWith)) {
        wrong.add(user + " uses " + flags);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static final String PLATFORM = "berkeley/sockets/bindings/Platform";

  private static final Pattern FLAG = Pattern.compile("(MSG|SOCK|POLL|SPLICE_F|O|EFD)_?[A-Z]\\w*");

  /** Public numbers as they are, the mirror, and what runs where Linux's own calls are. */
  private static final Set<String> NUMBERS_ONLY =
      Set.of(
          "berkeley/sockets/c/",
          "berkeley/sockets/Flags",
          "berkeley/sockets/Type",
          "berkeley/sockets/internal/parking/Wakeup");

  private static List<Use> uses() throws Exception {
    Map<String, Use> uses = new LinkedHashMap<>();
    classes().forEach(model -> collect(model, uses));
    assertTrue(uses.size() > 300, uses.size() + " uses");
    return List.copyOf(uses.values());
  }

  private static List<ClassModel> classes() throws Exception {
    Path root = Path.of(Socket.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<ClassModel> models = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        models.add(ClassFile.of().parse(file));
      }
    }
    return models;
  }

  private static void collect(ClassModel model, Map<String, Use> uses) {
    String user = model.thisClass().asInternalName();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof MemberRefEntry member) {
        String owner = member.owner().asInternalName();
        int nested = owner.indexOf('$');
        if (owner.startsWith(HEADERS) && nested > 0) {
          String name = member.name().stringValue();
          int dollar = name.indexOf('$');
          String field = dollar < 0 ? name : name.substring(0, dollar);
          String struct = owner.substring(nested + 1).replace('$', '.');
          Use use =
              uses.computeIfAbsent(
                  user + " " + struct + "." + field,
                  key -> new Use(user, struct + "." + field, new HashSet<>()));
          use.accessors.add(dollar < 0 ? "" : name.substring(dollar));
        }
      }
    }
  }

  private static List<String> platforms() throws IOException {
    try (Stream<Path> files = Files.list(FACTS)) {
      return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList();
    }
  }

  /** A file's numbers upon those of its base, which its first line names. */
  private static Map<String, String> facts(String platform) throws IOException {
    List<String> lines = Files.readAllLines(FACTS.resolve(platform + ".txt"));
    Matcher base = BASE.matcher(lines.getFirst());
    Map<String, String> facts = base.find() ? facts(base.group(1)) : new LinkedHashMap<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      if (!line.startsWith("#") && space > 0) {
        facts.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return facts;
  }
}
