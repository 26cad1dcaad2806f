/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.calls.Batches;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An array of {@code struct mmsghdr}: messages that sendmmsg(2) and recvmmsg(2) carry in one call,
 * each with a buffer, a name and control messages of its own. It is used again and again: sending
 * and receiving allocates nothing.
 *
 * {@snippet :
 * try (MessageBatch batch = Message.builder().data(2048).batch(64)) {
 *   int n;
 *   while ((n = socket.recv(batch)) > 0) { // waits for one, and takes what else is there
 *     socket.send(batch, 0, n); // back to where they came from, or the first of them
 *   }
 * }
 * }
 *
 * <p>Memory, threads and closing are as with {@link Message}.
 *
 * @since 0.1.0
 */
public final class MessageBatch implements AutoCloseable {

  private static final long SIZE = Batches.SIZE;
  private static final long LENGTH = Batches.LENGTH;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment vector;
  private final Message[] messages;
  private final @Nullable Leaks leak;

  /**
   * Messages by the sizes of what each has room for.
   *
   * @param capacity how many
   * @param controlSize bytes for the control messages of each
   * @param sizes how many bytes each of its buffers has
   * @deprecated the sizes are easily swapped: {@link MessageBuilder#batch} names them
   */
  @Deprecated
  public MessageBatch(int capacity, int controlSize, long... sizes) {
    this(Objects.requireNonNull(sizes, "sizes"), controlSize, capacity);
  }

  MessageBatch(long[] sizes, int controlSize, int capacity) {
    boolean made = false;
    try {
      vector = arena.allocate(SIZE * capacity, 8);
      messages = new Message[capacity];
      for (int i = 0; i < capacity; i++) {
        MemorySegment header = vector.asSlice(i * SIZE, msghdr.sizeof());
        messages[i] = new Message(arena, false, header, controlSize, sizes);
      }
      made = true;
    } finally {
      if (!made) {
        arena.close();
      }
    }
    leak = Handle.LEAKS ? Leaks.opened(this, "batch of messages", Leaks.MEMORY) : null;
  }

  /** {@return how many messages there are} */
  public int capacity() {
    return messages.length;
  }

  /**
   * One of the messages.
   *
   * @param index which one, from 0
   * @return the message
   */
  public Message get(int index) {
    return messages[index];
  }

  /** Frees the memory of all messages, and closes descriptors that came and were not taken. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      if (leak != null) {
        leak.closed();
      }
    }
    for (Message message : messages) {
      message.clear();
    }
  }

  // ---- around the calls

  MemorySegment toSend(int from, int count) {
    Objects.checkFromIndexSize(from, count, messages.length);
    for (int i = from; i < from + count; i++) {
      messages[i].toSend();
    }
    return from == 0 ? vector : vector.asSlice(from * SIZE);
  }

  MemorySegment toReceive() {
    for (Message message : messages) {
      message.toReceive();
    }
    return vector;
  }

  void received(long count) {
    for (int i = 0; i < count; i++) {
      messages[i].received(
          Integer.toUnsignedLong(vector.get(JAVA_INT_UNALIGNED, i * SIZE + LENGTH)));
    }
  }
}
