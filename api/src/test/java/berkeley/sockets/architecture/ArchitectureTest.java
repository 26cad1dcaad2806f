/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Which package may use which: bindings, then of internal memory, parking and calls, then the two
 * skins; and trace, which stands on the bindings alone.
 */
@Tag("static")
class ArchitectureTest {
  /** Reading them takes seconds: once for all tests of a JVM. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("berkeley.sockets");

  /** The restricted methods of java.lang.foreign, as its package description lists them. */
  private static final Set<String> RESTRICTED =
      Set.of(
          "reinterpret",
          "downcallHandle",
          "upcallStub",
          "libraryLookup",
          "withTargetLayout",
          "enableNativeAccess",
          "loadLibrary");

  private static final String INTERNAL = "berkeley.sockets.internal.";

  private static final ArchRule MIRROR_KNOWS_NO_OBJECTS =
      noClasses()
          .that()
          .resideInAPackage("berkeley.sockets.c..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("berkeley.sockets");

  private static final ArchRule ONLY_BINDINGS_RESTRICTED =
      noClasses()
          .that()
          .resideOutsideOfPackage("berkeley.sockets.bindings..")
          .should()
          .accessTargetWhere(
              describe(
                  "it is a restricted method",
                  (JavaAccess<?> access) ->
                      RESTRICTED.contains(access.getName())
                          && access
                              .getTargetOwner()
                              .getName()
                              .matches("java\\.lang\\.(foreign\\..*|System|Runtime|Module.*)")));

  @Test
  void theMirrorDoesNotUseTheObjectLayer() {
    MIRROR_KNOWS_NO_OBJECTS.check(CLASSES);
  }

  @Test
  void theObjectLayerDoesNotUseTheMirror() {
    noClasses()
        .that()
        .resideOutsideOfPackage("berkeley.sockets.c..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("berkeley.sockets.c..")
        .check(CLASSES);
  }

  @Test
  void whatBothShareKnowsNeitherSkin() {
    noClasses()
        .that()
        .resideInAPackage("berkeley.sockets.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("berkeley.sockets", "berkeley.sockets.c..")
        .check(CLASSES);
  }

  @Test
  void socketsDoNotKnowTheTablesOfOptions() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "berkeley.sockets", "berkeley.sockets.c..", "berkeley.sockets.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("berkeley.sockets.options..", "berkeley.sockets.selftest..")
        .check(CLASSES);
  }

  @Test
  void viewsStandOnSocketsAndTheirOptions() {
    noClasses()
        .that()
        .resideInAPackage("berkeley.sockets.net")
        .should()
        .dependOnClassesThat(
            resideInAPackage("berkeley.sockets..")
                .and(
                    not(
                        resideInAnyPackage(
                            "berkeley.sockets.net",
                            "berkeley.sockets",
                            "berkeley.sockets.options",
                            "berkeley.sockets.bindings.headers"))))
        .check(CLASSES);
  }

  /** As a program's provider it would be asked by its own call, without an end. */
  @Test
  void viewsOpenNoChannelOfTheProgramsProvider() {
    noClasses()
        .that()
        .resideInAPackage("berkeley.sockets.net")
        .should()
        .callMethodWhere(
            describe(
                "it asks the program's provider",
                call ->
                    call.getTargetOwner().getPackageName().startsWith("java.nio.channels")
                        && Set.of("open", "provider").contains(call.getName())
                        && call.getTarget().getRawParameterTypes().size() <= 1
                        && call.getTarget().resolveMember().isPresent()
                        && call.getTarget()
                            .resolveMember()
                            .orElseThrow()
                            .getModifiers()
                            .contains(JavaModifier.STATIC)))
        .check(CLASSES);
  }

  @Test
  void nothingMeetsTheViewsButTheSelfTest() {
    noClasses()
        .that()
        .resideOutsideOfPackages("berkeley.sockets.net", "berkeley.sockets.selftest")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("berkeley.sockets.net")
        .check(CLASSES);
  }

  @Test
  void memoryStandsOnTheBindings() {
    standsOn("memory").check(CLASSES);
  }

  @Test
  void parkingStandsOnMemory() {
    standsOn("parking", "memory").check(CLASSES);
  }

  @Test
  void callsStandOnParking() {
    standsOn("calls", "parking", "memory").check(CLASSES);
  }

  @Test
  void traceStandsOnTheBindings() {
    standsOn("trace").check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "trace")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNAL + "trace")
        .check(CLASSES);
  }

  /** A package of internal that uses nothing of ours but the bindings and these others. */
  private static ArchRule standsOn(String name, String... others) {
    List<String> allowed = new ArrayList<>(List.of("berkeley.sockets.bindings..", INTERNAL + name));
    for (String other : others) {
      allowed.add(INTERNAL + other);
    }
    return noClasses()
        .that()
        .resideInAPackage(INTERNAL + name)
        .should()
        .dependOnClassesThat(
            resideInAPackage("berkeley.sockets..")
                .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))));
  }

  @Test
  void noPackageUsesItselfThroughOthers() {
    slices().matching("berkeley.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theBindingsKnowNothingAboveThem() {
    noClasses()
        .that()
        .resideInAPackage("berkeley.sockets.bindings..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "berkeley.sockets", "berkeley.sockets.c..", "berkeley.sockets.internal..")
        .check(CLASSES);
  }

  @Test
  void onlyTheBindingsUseRestrictedMethods() {
    ONLY_BINDINGS_RESTRICTED.check(CLASSES);
  }

  /** jextract's classes are for users who want them; ours take the headers of all platforms. */
  @Test
  void nothingOfOursNamesAPlatform() {
    noClasses()
        .that()
        .resideOutsideOfPackage("berkeley.sockets.bindings.linux..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("berkeley.sockets.bindings.linux..")
        .check(CLASSES);
  }

  /** Sizes and offsets come from the headers: no other class describes the memory of a struct. */
  @Test
  void onlyTheBindingsDescribeStructs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("berkeley.sockets.bindings..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.foreign\\.(GroupLayout|StructLayout|UnionLayout|MemoryLayout.*)")
        .check(CLASSES);
  }

  @Test
  void theRulesCanFail() {
    JavaClasses bindings = CLASSES.that(resideInAPackage("berkeley.sockets.bindings"));
    ArchRule inverted =
        noClasses()
            .should()
            .accessTargetWhere(
                describe(
                    "it links", (JavaAccess<?> access) -> access.getName().equals("reinterpret")));
    assertThrows(AssertionError.class, () -> inverted.check(bindings));
  }
}
