/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_filter_h;
import java.nio.ByteOrder;

/**
 * {@code <linux/filter.h>}: classic BPF, the filter language of sockets.
 *
 * <p>Macros: {@link #BPF_STMT}, {@link #BPF_JUMP}, {@link #BPF_CLASS}, {@link #BPF_SIZE}, {@link
 * #BPF_MODE}, {@link #BPF_OP}, {@link #BPF_SRC}, {@link #BPF_RVAL}, {@link #BPF_MISCOP}.
 *
 * <p>C writes a program as an array of struct initializers. Here the macros return the 8 bytes of a
 * {@code sock_filter} as a long, and {@code arena.allocateFrom(JAVA_LONG, BPF_STMT(...),
 * BPF_JUMP(...), ...)} is the array.
 *
 * @since 0.1.0
 */
public final class LinuxFilter implements linux_filter_h {
  private LinuxFilter() {}

  /**
   * {@code struct sock_filter BPF_STMT(unsigned short code, __u32 k)}
   *
   * <p>An instruction without jump.
   *
   * <p>Differences from C: the struct's bytes in a long.
   *
   * @param code the code
   * @param k the constant
   * @return the instruction, in the order of bytes of {@code sock_filter}
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static long BPF_STMT(int code, int k) {
    return BPF_JUMP(code, k, 0, 0);
  }

  /**
   * {@code struct sock_filter BPF_JUMP(unsigned short code, __u32 k, __u8 jt, __u8 jf)}
   *
   * <p>An instruction that skips {@code jt} instructions when its condition holds, and {@code jf}
   * when not.
   *
   * <p>Differences from C: the struct's bytes in a long.
   *
   * @param code the code
   * @param k the constant
   * @param jt how many instructions to skip if true
   * @param jf how many instructions to skip if false
   * @return the instruction, in the order of bytes of {@code sock_filter}
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static long BPF_JUMP(int code, int k, int jt, int jf) {
    long c = code & 0xffff;
    long t = jt & 0xff;
    long f = jf & 0xff;
    long operand = k & 0xffffffffL;
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? c | t << 16 | f << 24 | operand << 32
        : c << 48 | t << 40 | f << 32 | operand;
  }

  /**
   * {@code int BPF_CLASS(int code)}
   *
   * <p>The class of an instruction.
   *
   * <p>Differences from C: none.
   *
   * @param code the code
   * @return the bits
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static int BPF_CLASS(int code) {
    return code & 0x07;
  }

  /**
   * {@code int BPF_SIZE(int code)}
   *
   * <p>The size of an instruction.
   *
   * <p>Differences from C: none.
   *
   * @param code the code
   * @return the bits
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static int BPF_SIZE(int code) {
    return code & 0x18;
  }

  /**
   * {@code int BPF_MODE(int code)}
   *
   * <p>The addressing mode of an instruction.
   *
   * <p>Differences from C: none.
   *
   * @param code the code
   * @return the bits
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static int BPF_MODE(int code) {
    return code & 0xe0;
  }

  /**
   * {@code int BPF_OP(int code)}
   *
   * <p>The operation of an instruction.
   *
   * <p>Differences from C: none.
   *
   * @param code the code
   * @return the bits
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static int BPF_OP(int code) {
    return code & 0xf0;
  }

  /**
   * {@code int BPF_SRC(int code)}
   *
   * <p>The source of an instruction.
   *
   * <p>Differences from C: none.
   *
   * @param code the code
   * @return the bits
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static int BPF_SRC(int code) {
    return code & 0x08;
  }

  /**
   * {@code int BPF_RVAL(int code)}
   *
   * <p>The return value source of an instruction.
   *
   * <p>Differences from C: none.
   *
   * @param code the code
   * @return the bits
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static int BPF_RVAL(int code) {
    return code & 0x18;
  }

  /**
   * {@code int BPF_MISCOP(int code)}
   *
   * <p>The miscellaneous operation of an instruction.
   *
   * <p>Differences from C: none.
   *
   * @param code the code
   * @return the bits
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  public static int BPF_MISCOP(int code) {
    return code & 0xf8;
  }
}
