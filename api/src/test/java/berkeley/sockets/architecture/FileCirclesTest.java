/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * No files of a package use each other in a circle, so that each can be read after those it uses;
 * apart from the uses that are listed here, each with its reason.
 */
class FileCirclesTest {
  /** Uses that close a circle, and why. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry(
              "Socket -> ByName",
              "Socket.connect and listen by name are made of its other methods"),
          Map.entry("Socket -> TimedConnect", "connect with a limit is made of its other methods"),
          Map.entry("Socket -> SendFile", "a file is sent by several of its calls"),
          Map.entry("Message -> MessageBuilder", "the builder that Message hands out makes one"),
          Map.entry("Socket -> SocketInput", "the stream that a socket hands out receives from it"),
          Map.entry("Socket -> SocketOutput", "the stream that a socket hands out sends to it"),
          Map.entry("Descriptor -> Socket", "a descriptor received in a Message becomes a Socket"),
          Map.entry(
              "SockAddr -> SockAddrCodec", "SockAddr.read and write; the codec makes its records"),
          Map.entry(
              "SockAddr -> SockAddrJava", "conversions to and from java.net make its records"),
          Map.entry("SockAddr -> SockAddrText", "parsing makes its records"),
          Map.entry("Codec -> Codecs", "Codec holds the standard ones, which implement it"),
          Map.entry(
              "Errno -> ErrnoNumbers",
              "the enum is generated, and what it does is written by hand"),
          Map.entry(
              "Native -> ErrnoCell",
              "each handle saves errno; its cell is not taken where none is made"),
          Map.entry("ErrnoCell -> Sys", "the first errno asks whether there is stack enough"),
          Map.entry("SocketSpec -> SocketSpecText", "parsing makes specifications"),
          Map.entry(
              "SocketKey -> PollingSelector",
              "a key tells its selector that its interest has changed"),
          Map.entry(
              "StreamChannel -> ChannelSocket", "the adaptor that a channel hands out uses it"),
          Map.entry(
              "ListeningChannel -> ListeningChannelSocket",
              "the adaptor that a channel hands out uses it"),
          Map.entry(
              "DatagramView -> DatagramViewSocket",
              "the adaptor that a channel hands out uses it"));

  private static final Map<String, Set<String>> USES = uses(ArchitectureTest.CLASSES);

  private static Map<String, Set<String>> uses(JavaClasses classes) {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass from : classes) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (to.getPackageName().equals(from.getPackageName()) && !file(from).equals(file(to))) {
          uses.computeIfAbsent(file(from), key -> new TreeSet<>()).add(file(to));
        }
      }
    }
    return uses;
  }

  /** The outermost class. */
  private static String file(JavaClass one) {
    String name = one.getName();
    int dollar = name.indexOf('$');
    return dollar < 0 ? name : name.substring(0, dollar);
  }

  private static String use(String from, String to) {
    return from.substring(from.lastIndexOf('.') + 1)
        + " -> "
        + to.substring(to.lastIndexOf('.') + 1);
  }

  /** The first circle found, file by file, or nothing. */
  private static List<String> circle(Map<String, Set<String>> uses, Set<String> allowed) {
    Set<String> done = new TreeSet<>();
    for (String file : uses.keySet()) {
      List<String> circle = circle(uses, allowed, file, new ArrayList<>(), done);
      if (!circle.isEmpty()) {
        return circle;
      }
    }
    return List.of();
  }

  private static List<String> circle(
      Map<String, Set<String>> uses,
      Set<String> allowed,
      String file,
      List<String> path,
      Set<String> done) {
    int before = path.indexOf(file);
    if (before >= 0) {
      return new ArrayList<>(path.subList(before, path.size()));
    }
    if (done.contains(file)) {
      return List.of();
    }
    path.add(file);
    for (String next : uses.getOrDefault(file, Set.of())) {
      if (!allowed.contains(use(file, next))) {
        List<String> circle = circle(uses, allowed, next, path, done);
        if (!circle.isEmpty()) {
          return circle;
        }
      }
    }
    path.remove(path.size() - 1);
    done.add(file);
    return List.of();
  }

  @Test
  void filesOfAPackageUseEachOtherInOneDirection() {
    assertEquals(List.of(), circle(USES, ALLOWED.keySet()));
  }

  @Test
  void eachExceptionIsNeeded() {
    List<String> needless = new ArrayList<>();
    for (String one : ALLOWED.keySet()) {
      Set<String> others = new TreeSet<>(ALLOWED.keySet());
      others.remove(one);
      if (circle(USES, others).isEmpty()) {
        needless.add(one);
      }
    }
    assertEquals(List.of(), needless);
  }

  @Test
  void aCircleIsFound() {
    Map<String, Set<String>> uses = new TreeMap<>();
    uses.put("p.A", Set.of("p.B"));
    uses.put("p.B", Set.of("p.C", "p.D"));
    uses.put("p.D", Set.of("p.B"));
    assertEquals(List.of("p.B", "p.D"), circle(uses, Set.of()));
    assertEquals(List.of(), circle(uses, Set.of("D -> B")));
  }
}
