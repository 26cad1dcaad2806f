/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static java.util.Objects.requireNonNull;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.net_if_h;
import berkeley.sockets.internal.memory.Check;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * {@code <net/if.h>}: network interfaces by name and index.
 *
 * <p>Functions: {@link #if_nametoindex}, {@link #if_indextoname}, {@link #if_nameindex}, {@link
 * #if_freenameindex}.
 *
 * @since 0.1.0
 */
public final class NetIf extends SysSocket implements net_if_h {
  private NetIf() {}

  /**
   * {@code unsigned int if_nametoindex(const char *ifname)}
   *
   * <p>The index of an interface.
   *
   * <p>Differences from C: the name is a Java string.
   *
   * @param ifname the name of the interface
   * @return the index, or 0 with errno set: {@code ENODEV} or another
   * @see <a
   *     href="https://man7.org/linux/man-pages/man3/if_nametoindex.3.html">if_nametoindex(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/if_nametoindex.html">POSIX</a>
   */
  public static int if_nametoindex(String ifname) {
    try (Arena arena = Arena.ofConfined()) {
      int index = Errno.resultInt(Sys.if_nametoindex(Strings.toC(arena, requireNonNull(ifname))));
      return index == -1 ? 0 : index;
    }
  }

  /**
   * {@code char *if_indextoname(unsigned int ifindex, char *ifname)}
   *
   * <p>Stores the name of an interface into {@code IF_NAMESIZE} bytes.
   *
   * <p>Differences from C: returns the name as a Java string instead of a pointer to {@code
   * ifname}, which holds it too; an {@code ifname} of fewer than {@code IF_NAMESIZE} bytes is an
   * IndexOutOfBoundsException.
   *
   * @param ifindex the index of the interface
   * @param ifname receives the name
   * @return the name, or null with errno set: {@code ENXIO} or another
   * @see <a
   *     href="https://man7.org/linux/man-pages/man3/if_nametoindex.3.html">if_nametoindex(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/if_indextoname.html">POSIX</a>
   */
  public static @Nullable String if_indextoname(int ifindex, MemorySegment ifname) {
    long name = Errno.result(Sys.if_indextoname(ifindex, Check.bytes(ifname, IF_NAMESIZE)));
    return name == -1 ? null : ifname.getString(0);
  }

  /**
   * {@code struct if_nameindex *if_nameindex(void)}
   *
   * <p>An array of all interfaces, ended by an element with index 0; free it with {@link
   * #if_freenameindex}.
   *
   * <p>Differences from C: none.
   *
   * @return the array, in C memory and usable like any segment, or NULL with errno set: {@code
   *     ENOBUFS} or another
   * @see <a href="https://man7.org/linux/man-pages/man3/if_nameindex.3.html">if_nameindex(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/if_nameindex.html">POSIX</a>
   */
  public static MemorySegment if_nameindex() {
    return Pointers.of(Sys.if_nameindex());
  }

  /**
   * {@code void if_freenameindex(struct if_nameindex *ptr)}
   *
   * <p>Frees what {@link #if_nameindex} returned.
   *
   * <p>Differences from C: none.
   *
   * @param ptr what to free
   * @see <a href="https://man7.org/linux/man-pages/man3/if_nameindex.3.html">if_nameindex(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/if_freenameindex.html">POSIX</a>
   */
  public static void if_freenameindex(MemorySegment ptr) {
    Sys.if_freenameindex(ptr);
  }
}
