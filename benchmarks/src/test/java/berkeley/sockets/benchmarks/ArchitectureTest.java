/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which package may use which, and that neither packages nor files use each other in a circle. */
class ArchitectureTest {
  private static final String ROOT = "berkeley.sockets.benchmarks";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages(ROOT);

  @Test
  void packagesHaveNoCycles() {
    acyclic("package", JavaClass::getPackageName).check(CLASSES);
  }

  @Test
  void filesHaveNoCycles() {
    acyclic("file", ArchitectureTest::file).check(CLASSES);
  }

  @Test
  void measuringKnowsNoSockets() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".measure")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".endpoints", "berkeley.sockets", "berkeley.sockets.c..")
        .check(CLASSES);
  }

  @Test
  void endpointsKnowNoMeasuring() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".endpoints")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT, ROOT + ".measure", ROOT + ".report", ROOT + ".workloads")
        .check(CLASSES);
  }

  /** Each program of the start-up workload is measured alone, with nothing else to load. */
  @Test
  void startupProgramsKnowNothingOfTheBenchmarks() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".startup")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT, ROOT + ".endpoints", ROOT + ".measure", ROOT + ".report", ROOT + ".workloads")
        .check(CLASSES);
  }

  @Test
  void theRulesCanFail() {
    JavaClasses circle =
        new ClassFileImporter().importClasses(First.class, Second.class, ArchitectureTest.class);
    assertThrows(AssertionError.class, () -> acyclic("class", JavaClass::getName).check(circle));
    assertTrue(CLASSES.size() > 50, "classes are missing");
  }

  private static final class First {
    Second second;
  }

  private static final class Second {
    First first;
  }

  private static ArchRule acyclic(String what, Function<JavaClass, String> name) {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(name.apply(type))
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "each " + what;
              }
            })
        .should()
        .beFreeOfCycles();
  }

  /** The class that has the name of the file. */
  private static String file(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::file).orElseGet(type::getName);
  }
}
