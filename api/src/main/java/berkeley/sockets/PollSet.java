/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.calls.Timeouts;
import berkeley.sockets.internal.parking.Wakeup;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * poll(2): waits for a few descriptors, which are looked at anew each time; for many, or for long,
 * see {@link Poller}. Not safe for use by several threads.
 *
 * {@snippet :
 * PollSet set = new PollSet().add(control, PollSet.IN).add(data, PollSet.IN | PollSet.OUT);
 * if (set.poll(Duration.ofSeconds(1)) > 0 && set.events(1) != 0) {
 *   transfer();
 * }
 * }
 *
 * @since 0.1.0
 */
public final class PollSet {

  /** {@code POLLIN}: can be read, or a connection can be accepted, or the stream has ended. */
  public static final int IN = poll_h.POLLIN;

  /** {@code POLLOUT}: can be written, or connect(2) has ended. */
  public static final int OUT = poll_h.POLLOUT;

  /** {@code POLLPRI}: out-of-band data. */
  public static final int PRI = poll_h.POLLPRI;

  /** {@code POLLRDHUP}: the peer sends no more. */
  public static final int RDHUP = Platform.flag(poll_h.POLLRDHUP);

  /** {@code POLLERR}: an error is pending; reported unasked. */
  public static final int ERR = poll_h.POLLERR;

  /** {@code POLLHUP}: the connection has ended in both directions; reported unasked. */
  public static final int HUP = poll_h.POLLHUP;

  /** {@code POLLNVAL}: the descriptor is not open; reported unasked. */
  public static final int NVAL = poll_h.POLLNVAL;

  private static final long SIZE = pollfd.sizeof();

  private MemorySegment memory = MemorySegment.NULL;
  private @Nullable Socket[] sockets = {}; // null for a plain descriptor
  private int size;

  /** An empty set. */
  public PollSet() {}

  /**
   * Adds a socket, which stays open during each wait.
   *
   * @param socket the socket
   * @param events {@link #IN}, {@link #OUT}, {@link #PRI}, {@link #RDHUP}
   * @return this set
   */
  public PollSet add(Socket socket, int events) {
    return add(socket, socket.handle.fd, events);
  }

  /**
   * Adds any descriptor; one below 0 is ignored.
   *
   * @param fd the descriptor, which stays the caller's
   * @param events as for a socket
   * @return this set
   */
  public PollSet add(int fd, int events) {
    return add(null, fd, events);
  }

  private PollSet add(@Nullable Socket socket, int fd, int events) {
    if (size == sockets.length) {
      sockets = Arrays.copyOf(sockets, 2 * size + 4);
      // behind the members, for those whose closing does not end poll(2), what does
      memory = Arena.ofAuto().allocate(2L * sockets.length * SIZE, Long.BYTES).copyFrom(memory);
    }
    sockets[size] = socket;
    memory.set(ValueLayout.JAVA_INT_UNALIGNED, size * SIZE + pollfd.fd$offset(), fd);
    size++;
    return events(size - 1, events);
  }

  /**
   * Changes what a member is watched for.
   *
   * @param index of the member, in the order of adding
   * @param events as when adding
   * @return this set
   */
  public PollSet events(int index, int events) {
    Objects.checkIndex(index, size);
    short wanted = (short) events;
    memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, index * SIZE + pollfd.events$offset(), wanted);
    return this;
  }

  /** {@return how many members there are} */
  public int size() {
    return size;
  }

  /**
   * As {@link #poll(int)}.
   *
   * @param timeout the time at most, rounded up to milliseconds; below 0 for no limit
   * @return how many members are ready, 0 after the timeout
   * @throws IOException as {@link #poll(int)}
   */
  public int poll(Duration timeout) throws IOException {
    return poll(Timeouts.milliseconds(timeout));
  }

  /**
   * poll(2): waits until a member is ready; allocates nothing, but for the first wait for a socket
   * whose closing shutdown(2) does not tell poll(2), such as netlink's: that opens an eventfd(2).
   *
   * <p>Ends also when a socket of the set is closed, which counts as ready then, with {@link #NVAL}
   * as its only event; and when the thread is virtual and interrupted. {@link Thread#interrupt} of
   * a platform thread does not end it. Signals neither end nor prolong it. A plain descriptor that
   * is closed meanwhile is {@link #NVAL}, too, or is waited for no longer; which of both is not
   * defined.
   *
   * @param milliseconds 0 not to wait, below 0 for no limit
   * @return how many members are ready, 0 after the timeout or an interrupt
   * @throws ClosedChannelException if a socket was closed before
   * @throws ErrnoException {@code EINVAL} if there are more than the process may open, {@code
   *     EMFILE} or {@code ENFILE} if there is no eventfd to be had
   */
  public int poll(int milliseconds) throws IOException {
    int entered = 0;
    try {
      while (entered < size) {
        if (sockets[entered] != null) {
          sockets[entered].handle.enter();
        }
        entered++;
      }
      return enteredPoll(milliseconds);
    } finally {
      while (entered > 0) {
        if (sockets[--entered] != null) {
          sockets[entered].handle.leave();
        }
      }
    }
  }

  private int enteredPoll(int milliseconds) throws IOException {
    int count = milliseconds == 0 ? size : size + addWakers();
    long start = milliseconds > 0 ? System.nanoTime() : 0;
    int left = milliseconds;
    while (true) {
      long n = Multiplexing.poll(memory, count, left);
      if (n >= 0) {
        return n == 0 ? 0 : readyMembers();
      }
      for (int i = 0; i < size; i++) {
        memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, i * SIZE + pollfd.revents$offset(), (short) 0);
      }
      if (n != INTR) {
        throw new ErrnoException("poll", -1, null, (int) -n);
      }
      if (Thread.currentThread().isInterrupted()) {
        return 0;
      }
      if (milliseconds > 0) {
        left = (int) Math.max(0, milliseconds - (System.nanoTime() - start) / 1_000_000);
      }
    }
  }

  /** Appends what closing makes readable, and says how many that are. */
  private int addWakers() throws IOException {
    int count = 0;
    for (int i = 0; i < size; i++) {
      int waker = sockets[i] == null ? Handle.NO_WAKER : sockets[i].handle.waker();
      if (waker >= 0) {
        long at = (size + count++) * SIZE;
        memory.set(ValueLayout.JAVA_INT, at + pollfd.fd$offset(), waker);
        memory.set(ValueLayout.JAVA_SHORT, at + pollfd.events$offset(), (short) IN);
      } else if (waker != Handle.NO_WAKER) {
        throw new ErrnoException(Wakeup.CALL, -1, null, -waker);
      }
    }
    return count;
  }

  private int readyMembers() {
    int ready = 0;
    for (int i = 0; i < size; i++) {
      if (sockets[i] != null && sockets[i].handle.isClosed()) {
        memory.set(ValueLayout.JAVA_SHORT, i * SIZE + pollfd.revents$offset(), (short) NVAL);
      }
      ready += events(i) != 0 ? 1 : 0;
    }
    return ready;
  }

  /**
   * What the last {@link #poll} found.
   *
   * @param index of the member, in the order of adding
   * @return {@link #IN} and the like; 0 if it is not ready
   */
  public int events(int index) {
    Objects.checkIndex(index, size);
    return memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, index * SIZE + pollfd.revents$offset());
  }
}
