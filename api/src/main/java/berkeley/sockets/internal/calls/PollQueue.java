/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.EXIST;
import static berkeley.sockets.internal.memory.Results.INTR;
import static berkeley.sockets.internal.memory.Results.INVAL;
import static berkeley.sockets.internal.memory.Results.NOENT;
import static berkeley.sockets.internal.memory.Results.PERM;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.internal.memory.EpollEvents;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.DescriptorState;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import berkeley.sockets.internal.parking.Wakeup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What epoll(7) does for the object layer's poller, by poll(2): level-triggered, with one-shot
 * registrations.
 *
 * <p>Of several threads that wait one is in poll(2); what it leaves is still there when the next
 * one looks. Each wait takes a copy of what is registered; a change ends it, through a {@link
 * Wakeup}, and it begins again.
 */
public final class PollQueue extends EventQueue {
  private static final int HOW = EDGE | ONESHOT | EXCLUSIVE;
  private static final int FIRST = 16;
  private static final int DISARMED = -1; // in place of events
  private static final long SIZE = pollfd.sizeof();
  private static final long FD = pollfd.fd$offset();
  private static final long EVENTS = pollfd.events$offset();
  private static final long REVENTS = pollfd.revents$offset();
  private static final long MILLISECOND = 1_000_000;

  private final Wakeup changes = Wakeup.open();

  /** Held by the thread that waits, and owns the memory. */
  private final ReentrantLock turn = new ReentrantLock();

  private MemorySegment memory = MemorySegment.NULL;

  // Guarded by this: the registrations, from 0 to below size.
  private int[] fds = new int[FIRST];
  private int[] wanted = new int[FIRST];
  private long[] data = new long[FIRST];
  private int[] born = new int[FIRST]; // the descriptor's generation, when it was registered
  private int[] places = new int[FIRST]; // by descriptor: the index of its registration, and 1
  private int size;
  private int next; // where the search for events begins, so that none is always last
  private int waiting; // how many are in poll(2) with a copy

  @Override
  public long opened() {
    return changes.fd();
  }

  @Override
  public synchronized long control(int operation, int fd, int events, long tag) {
    if ((events & EDGE) != 0) {
      throw new UnsupportedOperationException("EPOLLET is not to be had from poll(2)");
    }
    int ready = fd < 0 ? poll_h.POLLNVAL : Query.ready(fd, poll_h.POLLIN | poll_h.POLLOUT);
    if ((ready & poll_h.POLLNVAL) != 0) {
      forget(fd);
      return BADF;
    }
    if (!Parking.watches(fd)) {
      return PERM;
    }
    forgetIfClosed(fd);
    int index = find(fd);
    if (operation == ADD) {
      if (index >= 0) {
        return EXIST;
      }
      append(fd, events, tag);
    } else if (index < 0) {
      return NOENT;
    } else if (operation == DELETE) {
      forget(fd);
    } else {
      if ((events & EXCLUSIVE) != 0 || (wanted[index] & EXCLUSIVE) != 0) {
        return INVAL;
      }
      wanted[index] = events;
      data[index] = tag;
    }
    if (waiting > 0) {
      changes.signal();
    }
    return 0;
  }

  private void append(int fd, int events, long tag) {
    if (size == fds.length) {
      fds = Arrays.copyOf(fds, 2 * size);
      wanted = Arrays.copyOf(wanted, 2 * size);
      born = Arrays.copyOf(born, 2 * size);
      data = Arrays.copyOf(data, 2 * size);
    }
    if (fd >= places.length) {
      places = Arrays.copyOf(places, Math.max(fd + 1, 2 * places.length));
    }
    fds[size] = fd;
    wanted[size] = events;
    born[size] = DescriptorState.of(fd).generation();
    data[size++] = tag;
    places[fd] = size;
  }

  private int find(int fd) {
    return fd >= 0 && fd < places.length ? places[fd] - 1 : -1;
  }

  private void forget(int fd) {
    int index = find(fd);
    if (index >= 0) {
      places[fd] = 0;
      size--;
      if (index < size) {
        fds[index] = fds[size];
        wanted[index] = wanted[size];
        born[index] = born[size];
        data[index] = data[size];
        places[fds[index]] = index + 1;
      }
    }
  }

  /** As epoll does, if the number was closed through this library. */
  private void forgetIfClosed(int fd) {
    int index = find(fd);
    if (index >= 0 && data[index] != OWN && born[index] != DescriptorState.of(fd).generation()) {
      forget(fd);
    }
  }

  @Override
  public long await(MemorySegment events, int room, int milliseconds) {
    long deadline =
        milliseconds < 0 ? Deadline.FOREVER : Deadline.after(milliseconds * MILLISECOND);
    if (milliseconds == 0 && !turn.tryLock()) {
      try (Arena arena = Arena.ofConfined()) { // as another thread waits
        return look(arena.allocate(length(), Long.BYTES), events, room, 0);
      }
    }
    if (milliseconds != 0) {
      long locked = lock(deadline);
      if (locked <= 0) {
        return locked;
      }
    }
    try {
      long n;
      do {
        if (memory.byteSize() < length()) {
          memory = Arena.ofAuto().allocate(2 * length(), Long.BYTES);
        }
        n = look(memory, events, room, deadline);
      } while (n == 0 && deadline > Deadline.now()); // a change, or what is registered no more
      return n;
    } finally {
      turn.unlock();
    }
  }

  private synchronized long length() {
    return (size + 1) * SIZE;
  }

  /** Waits for the turn; an interrupt ends only a virtual thread's wait. */
  private long lock(long deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return turn.tryLock(deadline - Deadline.now(), TimeUnit.NANOSECONDS) ? 1 : 0;
        } catch (InterruptedException e) {
          interrupted = true;
          if (Thread.currentThread().isVirtual()) {
            return INTR;
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private long look(MemorySegment all, MemorySegment events, int room, long deadline) {
    int count = copy(all);
    long n;
    try {
      n = count < 0 ? 0 : Multiplexing.pollKernel(all, count, left(deadline));
    } finally {
      left();
    }
    return n <= 0 ? n : collect(all, count, events, room);
  }

  private static int left(long deadline) {
    return deadline == Deadline.FOREVER
        ? -1
        : Math.clamp(Math.ceilDiv(deadline - Deadline.now(), MILLISECOND), 0, Integer.MAX_VALUE);
  }

  private synchronized void left() {
    waiting--;
  }

  /** Where the memory has become too small meanwhile, below 0. */
  private synchronized int copy(MemorySegment all) {
    waiting++;
    if (all.byteSize() < length()) {
      return -1;
    }
    for (int i = size - 1; i >= 0; i--) {
      forgetIfClosed(fds[i]);
    }
    put(all, 0, changes.fd(), poll_h.POLLIN);
    for (int i = 0; i < size; i++) {
      boolean armed = wanted[i] != DISARMED;
      put(all, i + 1, armed ? fds[i] : -1, armed ? wanted[i] & ~HOW : 0);
    }
    return size + 1;
  }

  private static void put(MemorySegment all, int index, int fd, int events) {
    all.set(JAVA_INT_UNALIGNED, index * SIZE + FD, fd);
    all.set(JAVA_SHORT_UNALIGNED, index * SIZE + EVENTS, (short) events);
    all.set(JAVA_SHORT_UNALIGNED, index * SIZE + REVENTS, (short) 0);
  }

  private synchronized long collect(MemorySegment all, int count, MemorySegment events, int room) {
    if (happened(all, 0) != 0) {
      changes.drain();
    }
    int found = 0;
    for (int i = 0; i < count - 1 && found < room; i++) {
      int place = 1 + (next + i) % (count - 1);
      int happened = happened(all, place);
      int fd = all.get(JAVA_INT_UNALIGNED, place * SIZE + FD);
      if (happened == 0) {
        continue;
      }
      forgetIfClosed(fd);
      int index = find(fd);
      if (index < 0 || wanted[index] == DISARMED) {
        continue; // others have removed it, or have taken what there was to take
      }
      if ((happened & poll_h.POLLNVAL) != 0) {
        forget(fd); // epoll, too, forgets what is closed
        continue;
      }
      happened &= wanted[index] | poll_h.POLLERR | poll_h.POLLHUP;
      if (happened == 0) {
        continue; // it is wanted no more
      }
      EpollEvents.set(events, found++, happened, data[index]);
      if ((wanted[index] & ONESHOT) != 0) {
        wanted[index] = DISARMED;
      }
      if (found == room) {
        next = place;
      }
    }
    return found;
  }

  private static int happened(MemorySegment all, int index) {
    return all.get(JAVA_SHORT_UNALIGNED, index * SIZE + REVENTS);
  }

  @Override
  public void close() {
    changes.close();
  }
}
