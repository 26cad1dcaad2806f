/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_icmp6_h;
import berkeley.sockets.bindings.headers.netinet_icmp6_h.icmp6_filter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <netinet/icmp6.h>}: the messages of ICMPv6 and the filter on them.
 *
 * <p>Macros: {@link #ICMP6_FILTER_WILLPASS}, {@link #ICMP6_FILTER_WILLBLOCK}, {@link
 * #ICMP6_FILTER_SETPASS}, {@link #ICMP6_FILTER_SETBLOCK}, {@link #ICMP6_FILTER_SETPASSALL}, {@link
 * #ICMP6_FILTER_SETBLOCKALL}.
 *
 * @since 0.1.0
 */
public final class NetinetIcmp6 extends NetinetIn implements netinet_icmp6_h {
  private NetinetIcmp6() {}

  /**
   * {@code int ICMP6_FILTER_WILLPASS(int type, struct icmp6_filter *filterp)}
   *
   * <p>Whether messages of a type are passed.
   *
   * <p>Differences from C: a boolean.
   *
   * @param type {@code ICMP6_*}
   * @param filterp a {@code struct icmp6_filter}
   * @return true when they are
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static boolean ICMP6_FILTER_WILLPASS(int type, MemorySegment filterp) {
    return !ICMP6_FILTER_WILLBLOCK(type, filterp);
  }

  /**
   * {@code int ICMP6_FILTER_WILLBLOCK(int type, struct icmp6_filter *filterp)}
   *
   * <p>Whether messages of a type are blocked.
   *
   * <p>Differences from C: a boolean.
   *
   * @param type {@code ICMP6_*}
   * @param filterp a {@code struct icmp6_filter}
   * @return true when they are
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static boolean ICMP6_FILTER_WILLBLOCK(int type, MemorySegment filterp) {
    return (filterp.get(ValueLayout.JAVA_INT_UNALIGNED, type >>> 5 << 2) >>> type & 1) != 0;
  }

  /**
   * {@code void ICMP6_FILTER_SETPASS(int type, struct icmp6_filter *filterp)}
   *
   * <p>Lets messages of a type pass.
   *
   * <p>Differences from C: none.
   *
   * @param type {@code ICMP6_*}
   * @param filterp a {@code struct icmp6_filter}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static void ICMP6_FILTER_SETPASS(int type, MemorySegment filterp) {
    int word = filterp.get(ValueLayout.JAVA_INT_UNALIGNED, type >>> 5 << 2) & ~(1 << type);
    filterp.set(ValueLayout.JAVA_INT_UNALIGNED, type >>> 5 << 2, word);
  }

  /**
   * {@code void ICMP6_FILTER_SETBLOCK(int type, struct icmp6_filter *filterp)}
   *
   * <p>Blocks messages of a type.
   *
   * <p>Differences from C: none.
   *
   * @param type {@code ICMP6_*}
   * @param filterp a {@code struct icmp6_filter}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static void ICMP6_FILTER_SETBLOCK(int type, MemorySegment filterp) {
    int word = filterp.get(ValueLayout.JAVA_INT_UNALIGNED, type >>> 5 << 2) | 1 << type;
    filterp.set(ValueLayout.JAVA_INT_UNALIGNED, type >>> 5 << 2, word);
  }

  /**
   * {@code void ICMP6_FILTER_SETPASSALL(struct icmp6_filter *filterp)}
   *
   * <p>Lets messages of every type pass.
   *
   * <p>Differences from C: none.
   *
   * @param filterp a {@code struct icmp6_filter}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static void ICMP6_FILTER_SETPASSALL(MemorySegment filterp) {
    filterp.asSlice(0, icmp6_filter.sizeof()).fill((byte) 0);
  }

  /**
   * {@code void ICMP6_FILTER_SETBLOCKALL(struct icmp6_filter *filterp)}
   *
   * <p>Blocks messages of every type.
   *
   * <p>Differences from C: none.
   *
   * @param filterp a {@code struct icmp6_filter}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static void ICMP6_FILTER_SETBLOCKALL(MemorySegment filterp) {
    filterp.asSlice(0, icmp6_filter.sizeof()).fill((byte) -1);
  }
}
