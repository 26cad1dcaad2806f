/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.util.Arrays;
import java.util.Objects;

/**
 * A kind of control message, also called ancillary data: what sendmsg(2) and recvmsg(2) carry
 * besides data, see cmsg(3). A row of {@code berkeley.sockets.options.ControlMessages}, or one made
 * by {@link #raw}. Taken from a {@link Message} with {@link Message#get}, put into one with {@link
 * Message#add}. Immutable.
 *
 * <p>Most kinds arrive only after a socket option has asked for them.
 *
 * @param <T> the type of its data
 * @param name C's name, such as {@code SCM_RIGHTS}
 * @param level the protocol level, such as SOL_SOCKET (cmsg_level)
 * @param type the kind within the level (cmsg_type)
 * @param codec how its data looks in C
 * @since 0.1.0
 */
public record ControlMessage<T>(String name, int level, int type, Codec<T> codec) {
  /** Checks that nothing is missing. */
  public ControlMessage {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(codec, "codec");
  }

  /**
   * A kind without a row.
   *
   * @param <T> the type of its value
   * @param level the protocol level
   * @param type the kind within the level
   * @param codec how its data looks in C, {@link Codec#BYTES} for the bytes as they are
   * @return the kind
   */
  public static <T> ControlMessage<T> raw(int level, int type, Codec<T> codec) {
    return new ControlMessage<>(level + "/" + type, level, type, codec);
  }

  /** C's name of the kind. */
  @Override
  public String toString() {
    return name;
  }

  /**
   * A control message as it is, of whatever kind.
   *
   * @param level the protocol level (cmsg_level)
   * @param type the kind within the level (cmsg_type)
   * @param data the bytes behind the header; the array is not copied
   */
  public record Raw(int level, int type, byte[] data) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Raw that
          && level == that.level
          && type == that.type
          && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * level + type) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
      return level + "/" + type + Arrays.toString(data);
    }
  }
}
