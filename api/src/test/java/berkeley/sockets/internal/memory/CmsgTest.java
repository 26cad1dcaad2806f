/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.c.SysSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The arithmetic of control messages, on good and on bad bytes. */
@Tag("codec")
class CmsgTest {
  @Test
  void lengthsAreThoseOfTheMacros() {
    for (int n = 0; n < 100; n++) { // MacrosTest holds the mirror's to C's
      assertEquals(SysSocket.CMSG_ALIGN(n), Cmsg.align(n));
      assertEquals(SysSocket.CMSG_LEN(n), Cmsg.len(n));
      assertEquals(SysSocket.CMSG_SPACE(n), Cmsg.space(n));
    }
  }

  @Test
  void whatIsPutIsFound() {
    MemorySegment control = Arena.ofAuto().allocate(200, 8);
    long end = 0;
    List<Long> written = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Cmsg.put(control, end, i, -i, i);
      written.add(end);
      end += Cmsg.space(i);
    }
    List<Long> found = new ArrayList<>();
    for (long at = Cmsg.first(end); at >= 0; at = Cmsg.next(control, at, end)) {
      int i = found.size();
      assertEquals(Cmsg.kind(i, -i), Cmsg.kind(control, at));
      assertEquals(i, Cmsg.dataLength(control, at, end));
      found.add(at);
    }
    assertEquals(written, found);
  }

  @Test
  void badBytesNeitherLoopNorLeaveTheBuffer() {
    Random random = new Random(1);
    for (int round = 0; round < 200_000; round++) {
      int length = random.nextInt(80);
      byte[] bytes = new byte[length];
      if (random.nextBoolean()) {
        random.nextBytes(bytes);
      }
      MemorySegment control = MemorySegment.ofArray(bytes);
      for (int at = 0; at + 8 <= length; at += 8) { // plausible and hostile lengths
        if (random.nextInt(3) == 0) {
          long[] lengths = {0, 15, 16, 17, 24, length, length - at, length - at + 1, -1, 1L << 62};
          control.set(ValueLayout.JAVA_LONG_UNALIGNED, at, lengths[random.nextInt(lengths.length)]);
        }
      }
      long last = -1;
      for (long at = Cmsg.first(length); at >= 0; at = Cmsg.next(control, at, length)) {
        assertTrue(at > last && at % 8 == 0);
        last = at;
        int held = Cmsg.dataLength(control, at, length);
        assertTrue(held >= 0 && Cmsg.data(at) + held <= length);
        Cmsg.kind(control, at); // throws if it lies outside
      }
    }
  }
}
