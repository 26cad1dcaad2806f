/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.reflect.AccessFlag;
import java.util.List;
import org.junit.jupiter.api.Test;

class SysTest {
  /** The default of {@code -XX:FreqInlineSize} on every processor of 64 bits. */
  private static final int INLINED = 325;

  /** See docs/adr/0021. */
  @Test
  void everyCallIsTooLongToBeInlined() throws Exception {
    ClassModel sys;
    try (InputStream file = Sys.class.getResourceAsStream("Sys.class")) {
      sys = ClassFile.of().parse(file.readAllBytes());
    }
    List<MethodModel> calls =
        sys.methods().stream().filter(m -> m.flags().has(AccessFlag.PUBLIC)).toList();
    assertTrue(calls.size() > 100, "only " + calls.size() + " calls");
    assertEquals(
        List.of(),
        calls.stream()
            .filter(m -> ((CodeAttribute) m.code().orElseThrow()).codeLength() <= INLINED)
            .map(m -> m.methodName().stringValue())
            .toList());
  }
}
