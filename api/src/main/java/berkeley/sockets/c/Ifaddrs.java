/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.ifaddrs_h;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <ifaddrs.h>}: the addresses of the network interfaces.
 *
 * <p>Functions: {@link #getifaddrs}, {@link #freeifaddrs}.
 *
 * @since 0.1.0
 */
public final class Ifaddrs extends SysSocket implements ifaddrs_h {
  private Ifaddrs() {}

  /**
   * {@code int getifaddrs(struct ifaddrs **ifap)}
   *
   * <p>Stores a pointer to a list of addresses: one {@code ifaddrs} for each address of each
   * interface, linked by {@code ifa_next}.
   *
   * <p>Differences from C: none; read the pointer by {@link Pointers#deref}, and free the list with
   * {@link #freeifaddrs}.
   *
   * @param ifap receives the list
   * @return 0, or -1 with errno set: {@code ENOBUFS}, {@code ENOMEM} or another that the kernel
   *     tells
   * @see <a href="https://man7.org/linux/man-pages/man3/getifaddrs.3.html">getifaddrs(3)</a>
   */
  public static int getifaddrs(MemorySegment ifap) {
    return Errno.resultInt(Sys.getifaddrs(Check.bytes(ifap, ValueLayout.ADDRESS.byteSize())));
  }

  /**
   * {@code void freeifaddrs(struct ifaddrs *ifa)}
   *
   * <p>Frees a list that {@link #getifaddrs} stored.
   *
   * <p>Differences from C: none.
   *
   * @param ifa the list
   * @see <a href="https://man7.org/linux/man-pages/man3/getifaddrs.3.html">getifaddrs(3)</a>
   */
  public static void freeifaddrs(MemorySegment ifa) {
    Sys.freeifaddrs(ifa);
  }
}
