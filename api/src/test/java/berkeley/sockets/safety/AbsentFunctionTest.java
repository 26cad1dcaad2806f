/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A function that the C library lacks: C's answer in the mirror, a clear exception elsewhere. */
@Tag("child")
class AbsentFunctionTest {
  @Test
  void isEnosysInTheMirrorAndNamedInTheObjectLayer() throws Exception {
    var result =
        ChildProcess.run(
            ChildProcess.jvm(
                "-Dberkeley.sockets.absent=getifaddrs,freeifaddrs",
                "-Dberkeley.sockets.libc=glibc",
                AbsentFunctionProgram.class.getName()));
    assertEquals(
        "-1 ENOSYS\ngetifaddrs is not in the C library of linux-"
            + System.getProperty("os.arch").replace("amd64", "x86_64")
            + "-glibc\n",
        result.output());
    assertEquals(0, result.status());
  }
}
