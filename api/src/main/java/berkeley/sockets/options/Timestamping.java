/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.bindings.headers.linux_errqueue_h.scm_timestamping;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct scm_timestamping}: when a packet passed, as SO_TIMESTAMPING asked for.
 *
 * @param software the kernel's time, or null
 * @param hardware the network adapter's time by its own clock, or null
 * @since 0.1.0
 */
public record Timestamping(@Nullable Instant software, @Nullable Instant hardware) {
  /**
   * {@code struct scm_timestamping}: three times, of which the one in the middle is no longer used.
   */
  static final class Struct extends FixedSize<Timestamping> {
    @Override
    public int size() {
      return (int) scm_timestamping.sizeof();
    }

    @Override
    public MemorySegment encode(Timestamping v, SegmentAllocator allocator) {
      throw new IllegalArgumentException("C only reads this: " + v);
    }

    @Override
    public Timestamping decode(MemorySegment c, int length) {
      return new Timestamping(time(c, 0), time(c, 2));
    }

    private static @Nullable Instant time(MemorySegment c, int index) {
      long offset = scm_timestamping.ts$offset() + index * timespec.sizeof();
      MemorySegment t = c.asSlice(offset, timespec.sizeof());
      long seconds = timespec.tv_sec(t);
      long nanos = timespec.tv_nsec(t);
      return seconds == 0 && nanos == 0 ? null : Instant.ofEpochSecond(seconds, nanos);
    }
  }
}
