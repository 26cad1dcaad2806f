/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.internal.memory.Cmsg;
import java.lang.foreign.Arena;
import java.util.Objects;

/**
 * What a {@link Message}, or each message of a {@link MessageBatch}, has room for.
 *
 * {@snippet :
 * Message one = Message.builder().data(2048).control(IP_PKTINFO, UDP_GRO).build();
 * MessageBatch many = Message.builder().data(2048).control(UDP_GRO).batch(64);
 * }
 *
 * <p>A builder can be used again; it is for one thread at a time.
 *
 * @since 0.1.0
 */
public final class MessageBuilder {
  private long[] data = {};
  private long control;

  MessageBuilder() {}

  /**
   * Room for data: one buffer of each size, filled in this order.
   *
   * @param sizes how many bytes each buffer has
   * @return this builder
   */
  public MessageBuilder data(long... sizes) {
    data = sizes.clone();
    return this;
  }

  /**
   * Adds room for one control message of each kind. Where more arrive than there is room for, the
   * kernel cuts them off: {@link Message#isControlTruncated}.
   *
   * @param kinds rows of {@code berkeley.sockets.options.ControlMessages}, or raw ones; of {@code
   *     SCM_RIGHTS} there is room for as many descriptors as the kernel sends at once, {@link
   *     #descriptors} takes less
   * @return this builder
   */
  public MessageBuilder control(ControlMessage<?>... kinds) {
    Objects.requireNonNull(kinds, "kinds");
    for (ControlMessage<?> kind : kinds) {
      control += Cmsg.space(kind.codec().most());
    }
    return this;
  }

  /**
   * Adds room for a control message {@code SCM_RIGHTS}.
   *
   * @param count how many descriptors it has at most
   * @return this builder
   */
  public MessageBuilder descriptors(int count) {
    control += Cmsg.space((long) Integer.BYTES * count);
    return this;
  }

  /**
   * Adds room for control messages by its size.
   *
   * @param bytes the sum of their {@code CMSG_SPACE}
   * @return this builder
   */
  public MessageBuilder controlBytes(int bytes) {
    control += bytes;
    return this;
  }

  /**
   * Allocates a message.
   *
   * @return the message, which is the caller's to close
   */
  @SuppressWarnings("MustBeClosedChecker") // Message.close() closes it
  public Message build() {
    return new Message(Arena.ofShared(), true, null, Math.toIntExact(control), data);
  }

  /**
   * Allocates several messages, each of which has this room.
   *
   * @param capacity how many; the kernel takes at most 1024 (UIO_MAXIOV) in one call
   * @return the batch, which is the caller's to close
   */
  public MessageBatch batch(int capacity) {
    return new MessageBatch(data, Math.toIntExact(control), capacity);
  }
}
