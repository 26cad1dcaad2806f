/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only platforms whose numbers are known are admitted; the rest are told which those are. */
class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Windows 11, amd64, false",
    "Mac OS X, aarch64, false",
    "FreeBSD, amd64, false",
    "Linux, amd64, false", // musl
    "Linux, aarch64, false",
    "Linux, riscv64, true",
    "Linux, s390x, true",
    "Linux, ppc64le, true",
    "Linux, arm, true",
    "Linux, i386, true"
  })
  void anUnknownPlatformIsRefusedInOneSentence(String system, String processor, boolean glibc) {
    var obstacle = Platform.obstacle(system, processor, glibc);
    assertNotNull(obstacle);
    String message = obstacle.getMessage();
    assertTrue(message.contains(system + " on " + processor), message);
    assertTrue(message.contains("supported: Linux with glibc on x86-64 and aarch64"), message);
    assertEquals(1, message.lines().count());
  }

  @ParameterizedTest
  @CsvSource({"amd64", "x86_64", "aarch64"})
  void aKnownOneIsAdmitted(String processor) {
    assertNull(Platform.obstacle("Linux", processor, true));
  }

  @Test
  void thisMachineIsKnown() {
    assertTrue(Platform.hasGlibc());
    Native.check();
  }
}
