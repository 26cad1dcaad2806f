/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The largest array, many threads, and little direct memory: neither does memory grow with the
 * array, nor direct memory with the threads.
 */
@Tag("child")
class SizesTest {
  /** In MiB; 2047 is the largest there is, for which the JVM needs 2.2 GiB. */
  private static final int ARRAY = Integer.getInteger("test.array.mebibytes", 256);

  @Test
  void memoryIsBounded() throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(
            ChildProcess.jvm(
                "-Xmx" + (ARRAY + 200) + "m",
                "-XX:MaxDirectMemorySize=2m",
                "-XX:TieredStopAtLevel=1",
                Sizes.class.getName(),
                "" + ARRAY),
            200);
    assertEquals(
        String.join(
            "\n",
            List.of(
                "received 1",
                "received 1",
                "sent all 1",
                "grew by a quarter 0",
                "threads done 1000",
                "failures 0",
                "direct memory above 64 KiB 0",
                "received 100000",
                "end 0",
                "buffers 1")),
        result.output().strip());
  }
}
