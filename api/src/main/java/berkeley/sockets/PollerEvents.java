/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.internal.memory.EpollEvents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Poller} found ready, to be used again for each wait. Not safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class PollerEvents {

  private static final int WRITABLE = poll_h.POLLOUT | poll_h.POLLERR | poll_h.POLLHUP;
  private static final int NOT_READABLE = poll_h.POLLOUT | poll_h.POLLPRI;

  final MemorySegment memory;

  private final int[] fds;
  private final int[] events;
  private final @Nullable Object[] attachments;
  private int size;

  /**
   * Room for some events.
   *
   * @param capacity how many one wait returns at most; the others come with the next
   */
  public PollerEvents(int capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    memory = Arena.ofAuto().allocate(capacity * EpollEvents.SIZE, Long.BYTES);
    fds = new int[capacity];
    events = new int[capacity];
    attachments = new Object[capacity];
  }

  /** {@return how many events one wait returns at most} */
  public int capacity() {
    return fds.length;
  }

  /** {@return how many events the last wait returned} */
  public int size() {
    return size;
  }

  /**
   * What happened.
   *
   * @param index of the event, from 0 to below {@link #size}
   * @return {@link Poller#IN} and the like
   */
  public int events(int index) {
    return events[Objects.checkIndex(index, size)];
  }

  /**
   * Whether something can be read, be it the end of the stream or an error.
   *
   * @param index of the event, from 0 to below {@link #size}
   * @return whether a receive would not wait
   */
  public boolean isReadable(int index) {
    return (events(index) & ~NOT_READABLE) != 0;
  }

  /**
   * Whether something can be written, or an error can be had by trying.
   *
   * @param index of the event, from 0 to below {@link #size}
   * @return whether a send would not wait
   */
  public boolean isWritable(int index) {
    return (events(index) & WRITABLE) != 0;
  }

  /**
   * To which descriptor it happened.
   *
   * @param index of the event, from 0 to below {@link #size}
   * @return the descriptor
   */
  public int fd(int index) {
    return fds[Objects.checkIndex(index, size)];
  }

  /**
   * What was given to the poller with the descriptor.
   *
   * @param index of the event, from 0 to below {@link #size}
   * @return the attachment, which may be null
   */
  public @Nullable Object attachment(int index) {
    return attachments[Objects.checkIndex(index, size)];
  }

  /** Forgets the events and their attachments. */
  public void clear() {
    Arrays.fill(attachments, 0, size, null);
    size = 0;
  }

  void append(int fd, int happened, @Nullable Object attachment) {
    fds[size] = fd;
    events[size] = happened;
    attachments[size++] = attachment;
  }

  /** Adds to what happened to a descriptor; false if nothing did yet. */
  boolean merge(int fd, int happened) {
    for (int i = 0; i < size; i++) {
      if (fds[i] == fd) {
        events[i] |= happened;
        return true;
      }
    }
    return false;
  }

  int kernelEvents(int index) {
    return EpollEvents.events(memory, index);
  }

  long data(int index) {
    return EpollEvents.data(memory, index);
  }
}
