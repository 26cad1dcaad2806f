/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.bindings.headers.sys_socket_h.ucred;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct ucred}: who is, or was, on the other side of a UNIX socket.
 *
 * @param pid process id
 * @param uid user id
 * @param gid group id
 * @since 0.1.0
 */
public record Credentials(int pid, int uid, int gid) {
  /** The ids as the system shows them: those of users and groups have 32 bits without a sign. */
  @Override
  public String toString() {
    return "Credentials[pid="
        + pid
        + ", uid="
        + Integer.toUnsignedString(uid)
        + ", gid="
        + Integer.toUnsignedString(gid)
        + "]";
  }

  /** {@code struct ucred}. */
  static final class Struct extends FixedSize<Credentials> {
    @Override
    public int size() {
      return (int) ucred.sizeof();
    }

    @Override
    public MemorySegment encode(Credentials v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      ucred.pid(c, v.pid);
      ucred.uid(c, v.uid);
      ucred.gid(c, v.gid);
      return c;
    }

    @Override
    public Credentials decode(MemorySegment c, int length) {
      return new Credentials(ucred.pid(c), ucred.uid(c), ucred.gid(c));
    }
  }
}
