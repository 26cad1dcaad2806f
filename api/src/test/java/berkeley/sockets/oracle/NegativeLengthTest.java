/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import static berkeley.sockets.c.NetinetIn.IPPROTO_IPV6;
import static berkeley.sockets.c.NetinetIn.IPV6_PATHMTU;
import static berkeley.sockets.c.SysSocket.AF_INET6;
import static berkeley.sockets.c.SysSocket.SOCK_DGRAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.c.Errno;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** A length of -1 that the kernel takes for 4294967295; in C this writes beyond the value. */
class NegativeLengthTest {
  @Test
  void getsockoptWritesNothing() {
    int s = SysSocket.socket(AF_INET6, SOCK_DGRAM, 0);
    assumeTrue(s >= 0, "no IPv6");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(28, 4);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET6);
      address.set(ValueLayout.JAVA_BYTE, 3, (byte) 9);
      address.set(ValueLayout.JAVA_BYTE, 23, (byte) 1); // ::1
      assumeTrue(SysSocket.connect(s, address, 28) == 0, "no ::1");
      MemorySegment memory = arena.allocate(64, 8);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, -1);
      MemorySegment value = memory.asSlice(0, 4);
      assertEquals(-1, SysSocket.getsockopt(s, IPPROTO_IPV6, IPV6_PATHMTU, value, length));
      assertEquals(Errno.EFAULT, Errno.errno());
      assertEquals(-1, memory.mismatch(arena.allocate(64, 8)), "bytes written");
    } finally {
      Unistd.close(s);
    }
  }
}
