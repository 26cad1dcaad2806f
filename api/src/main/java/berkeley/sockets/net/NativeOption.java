/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.SockOpt;
import java.net.SocketOption;
import java.util.Objects;

/**
 * One of our options as a {@link SocketOption}, which each view takes besides those of the JDK,
 * though its {@code supportedOptions} does not list it:
 *
 * {@snippet :
 * channel.setOption(NativeOption.of(SocketOptions.SO_MARK, Integer.class), 7);
 * }
 *
 * @param <T> the type of its value
 * @param option the option
 * @param type the class of its value
 * @since 0.1.0
 */
public record NativeOption<T>(SockOpt<T> option, Class<T> type) implements SocketOption<T> {
  /** Checks that nothing is null. */
  public NativeOption {
    Objects.requireNonNull(option);
    Objects.requireNonNull(type);
  }

  /**
   * The option as a SocketOption.
   *
   * @param <T> the type of its value
   * @param option a row of one of the tables in {@code berkeley.sockets.options}
   * @param type the class of its value
   * @return the SocketOption
   */
  public static <T> NativeOption<T> of(SockOpt<T> option, Class<T> type) {
    return new NativeOption<>(option, type);
  }

  /** {@return C's name of the option} */
  @Override
  public String name() {
    return option.name();
  }

  /** C's name of the option. */
  @Override
  public String toString() {
    return name();
  }
}
