/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only platforms whose numbers are known are admitted; the rest are told which those are. */
class AdmissionTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "Windows 11, amd64, false, its sockets are no descriptors",
    "Mac OS X, aarch64, false, -Dberkeley.sockets.experimental=true admits it",
    "Mac OS X, x86_64, false, -Dberkeley.sockets.experimental=true admits it",
    "Mac OS X, ppc, false, its numbers are not known",
    "FreeBSD, amd64, false, -Dberkeley.sockets.experimental=true admits it",
    "FreeBSD, aarch64, false, -Dberkeley.sockets.experimental=true admits it",
    "FreeBSD, riscv64, false, its numbers are not known",
    "AIX, ppc64, false, its numbers are not known",
    "Linux, arm, false, its numbers are not known",
    "Linux, i386, false, its numbers are not known",
    "Linux, ppc64, false, its numbers are not known",
    "Linux, ppc64le, true, with the C library musl"
  })
  void anUnknownPlatformIsRefusedInOneSentence(
      String system, String processor, boolean musl, String why) {
    var obstacle = Admission.obstacle(system, processor, musl, true, false);
    assertNotNull(obstacle);
    String message = obstacle.getMessage();
    assertTrue(message.contains(system + " on " + processor), message);
    assertTrue(message.contains(why), message);
    assertTrue(message.contains("supported: Linux with glibc on x86-64, aarch64"), message);
    assertEquals(1, message.lines().count());
  }

  @ParameterizedTest
  @CsvSource({
    "amd64, false",
    "x86_64, false",
    "aarch64, false",
    "riscv64, false",
    "s390x, false",
    "ppc64le, false",
    "amd64, true",
    "aarch64, true",
    "riscv64, true",
    "s390x, true"
  })
  void aKnownOneIsAdmitted(String processor, boolean musl) {
    assertNull(Admission.obstacle("Linux", processor, musl, true, false));
  }

  @Test
  void aThirdLibraryIsRefused() {
    String message = Admission.obstacle("Linux", "amd64", false, false, true).getMessage();
    assertTrue(message.contains("neither glibc nor musl"), message);
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X, aarch64", "Mac OS X, x86_64", "FreeBSD, amd64", "FreeBSD, aarch64"})
  void aPropertyAdmitsWhatNobodyHasRun(String system, String processor) {
    assertNull(Admission.obstacle(system, processor, false, true, true));
  }

  /** What docs/platforms.md calls each, so that a start can tell it. */
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, false, 'tested on every build'",
    "Linux, aarch64, false, 'verified by compiler, run under emulation'",
    "Linux, riscv64, false, 'verified by compiler, run under emulation'",
    "Linux, s390x, false, 'verified by compiler, run under emulation'",
    "Linux, ppc64le, false, 'verified by compiler, run under emulation'",
    "Linux, amd64, true, 'verified by compiler, not run'",
    "Linux, s390x, true, 'verified by compiler, not run'",
    "Mac OS X, aarch64, false, 'verified by compiler, not run, experimental'",
    "FreeBSD, amd64, false, 'verified by compiler, not run, experimental'"
  })
  void eachHasATier(String system, String processor, boolean musl, String tier) throws Exception {
    assertEquals(tier, Platform.tier(Platform.bit(system, processor, musl)));
    String page = Files.readString(SymbolLists.ROOT.resolve("docs/platforms.md"));
    assertTrue(page.contains("| " + tier), tier);
  }

  /** A program of its own, as the first call tells it. */
  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void aPropertyAsksForTheTier(String asks, int lines) throws Exception {
    Commands.Result result =
        Commands.run(
            List.of(
                Commands.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dberkeley.sockets.tier=" + asks,
                "-cp",
                SymbolLists.ROOT.resolve("bindings/target/classes")
                    + File.pathSeparator
                    + SymbolLists.ROOT.resolve("bindings/target/test-classes"),
                FirstCall.class.getName()));
    assertEquals(0, result.status(), result.output());
    assertEquals(lines, result.output().lines().count(), result.output());
    assertTrue(lines == 0 || result.output().contains(Platform.tier()), result.output());
  }

  /** Makes two calls. */
  public static final class FirstCall {
    private FirstCall() {}

    public static void main(String[] args) {
      Sys.getpid();
      Sys.getpid();
    }
  }

  @Test
  void thisMachineIsKnown() {
    assertTrue(Libc.isGlibc() || Libc.isMusl());
    Native.check();
  }

  /** A line of /proc/self/maps on Alpine; the loader that runs a program is mapped into it. */
  @Test
  void muslIsKnownByItsLoader() throws Exception {
    Path maps = directory.resolve("maps");
    String code = "7f1c00000000-7f1c00014000 r-xp 00000000 fe:01 1 /lib/%s\n";
    Files.writeString(maps, code.formatted("ld-musl-x86_64.so.1"));
    assertTrue(Libc.mapsMuslLoader(maps.toString()));
    Files.writeString(maps, code.formatted("x86_64-linux-gnu/libc.so.6"));
    assertFalse(Libc.mapsMuslLoader(maps.toString()));
    assertFalse(Libc.mapsMuslLoader(directory.resolve("none").toString()));
  }
}
