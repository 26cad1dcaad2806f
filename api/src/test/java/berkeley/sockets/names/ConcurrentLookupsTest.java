/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.names;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.headers.netdb_h.hostent;
import berkeley.sockets.c.Netdb;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The mirror's look-ups have a memory for each thread, also where libc has one for all. Names are
 * addresses in digits, which gethostbyname(3) copies into the answer: no thread may get another's.
 */
class ConcurrentLookupsTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 200;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachThreadHasItsOwnAnswer(boolean virtual) throws Exception {
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i + 1;
      FutureTask<Void> task = new FutureTask<>(() -> lookUp(number), null);
      tasks.add(task);
      (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
    }
    for (FutureTask<Void> task : tasks) {
      task.get(120, TimeUnit.SECONDS);
    }
  }

  private static void lookUp(int number) {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "127." + number + "." + round + ".1";
      MemorySegment host = Netdb.gethostbyname(name);
      assertEquals(name, Native.string(hostent.h_name(host).address()));
      MemorySegment list = Native.memory(hostent.h_addr_list(host).address(), 2 * Long.BYTES);
      byte[] address =
          Native.memory(list.get(ValueLayout.JAVA_LONG, 0), hostent.h_length(host))
              .toArray(JAVA_BYTE);
      byte[] expected = {127, (byte) number, (byte) round, 1};
      assertArrayEquals(expected, address, name);
      assertEquals(0, list.get(ValueLayout.JAVA_LONG, Long.BYTES), "one address");
      assertEquals(MemorySegment.NULL, Netdb.gethostbyname("a name with spaces"));
      assertEquals(Netdb.HOST_NOT_FOUND, Netdb.h_errno());
    }
  }
}
