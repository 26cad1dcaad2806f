/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.util.Objects;

/**
 * A socket option: a row of one of the tables in {@code berkeley.sockets.options}, such as
 * SocketOptions and TcpOptions, or one made by {@link #raw}. It is read with {@link
 * Socket#getOption} and written with {@link Socket#setOption}, getsockopt(2) and setsockopt(2).
 * Immutable.
 *
 * <p>Nothing is checked that the kernel checks: what it does not support, or lets only be read or
 * written, fails by errno, most often ENOPROTOOPT; which options a kernel has depends on its
 * version and configuration.
 *
 * @param <T> the type of its value
 * @param name C's name, such as {@code SO_KEEPALIVE}
 * @param level the protocol level, such as SOL_SOCKET
 * @param number the option's number within the level
 * @param codec how its value looks in C
 * @since 0.1.0
 */
public record SockOpt<T>(String name, int level, int number, Codec<T> codec) {
  /** Checks that nothing is missing. */
  public SockOpt {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(codec, "codec");
  }

  /**
   * An option without a row.
   *
   * @param <T> the type of its value
   * @param level the protocol level
   * @param number the option's number within the level
   * @param codec how its value looks in C, {@link Codec#BYTES} for the bytes as they are
   * @return the option
   */
  public static <T> SockOpt<T> raw(int level, int number, Codec<T> codec) {
    return new SockOpt<>(level + "/" + number, level, number, codec);
  }

  /** C's name of the option. */
  @Override
  public String toString() {
    return name;
  }
}
