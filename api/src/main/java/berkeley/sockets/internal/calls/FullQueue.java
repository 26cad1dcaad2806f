/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INTR;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.DescriptorState;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a UNIX socket that is full, and the virtual threads that wait to put something into
 * it: datagrams, or connections. No descriptor of theirs tells when there is room (unix(7)). So the
 * first of them tries again and again, more and more rarely; when it is done, the next one does.
 * They are served in the order in which they came, as those that wait in the kernel are.
 */
final class FullQueue {
  /** A call that does not wait: -EAGAIN while the queue is full. */
  interface Attempt {
    long run();
  }

  private static final long SHORTEST = 100_000; // nanoseconds between two attempts
  private static final long LONGEST = 10_000_000;

  /** In place of a result: it is not the queue that has no room, but the sender's own buffer. */
  private static final long OWN_BUFFER = 1L << 32;

  /** By the socket's name; guarded by the class. */
  private static final Map<ByteBuffer, FullQueue> QUEUES = new HashMap<>();

  private static volatile int count; // of queues

  private final ByteBuffer name;
  private final ArrayDeque<Place> places = new ArrayDeque<>(); // guarded by the class

  private FullQueue(ByteBuffer name) {
    this.name = name;
  }

  /** Where a thread stands. */
  private static final class Place {
    final Thread thread = Thread.currentThread();
    final int fd;
    volatile boolean first;

    Place(int fd) {
      this.fd = fd;
    }
  }

  /**
   * Waits for a place in the backlog of a listener.
   *
   * @return the attempt's last result; or -EAGAIN after SO_SNDTIMEO, -EINTR, -EBADF
   */
  static long await(int fd, MemorySegment addr, int addrlen, Attempt attempt) {
    long deadline = Parking.deadline(fd, sys_socket_h.SO_SNDTIMEO);
    return deadline < 0 ? deadline : stand(fd, name(fd, addr, addrlen), false, deadline, attempt);
  }

  /**
   * Waits for a place among the datagrams of a receiver.
   *
   * @param addr the receiver's address, or null or NULL
   * @return as {@link #await}
   */
  static long awaitDatagram(int fd, @Nullable MemorySegment addr, int addrlen, Attempt attempt) {
    long deadline = Parking.deadline(fd, sys_socket_h.SO_SNDTIMEO);
    ByteBuffer name = name(fd, addr, addrlen);
    while (deadline > 0) {
      long ticket = Parking.ticketOut(fd);
      long result = stand(fd, name, true, deadline, attempt);
      if (result != OWN_BUFFER) {
        return result;
      }
      deadline = Parking.writable(fd, ticket, deadline);
    }
    return deadline;
  }

  /** Without an address the queue is known by the number, and nobody else waits for it. */
  private static ByteBuffer name(int fd, @Nullable MemorySegment addr, int addrlen) {
    return addr == null || addr.address() == 0 || addrlen <= 0
        ? ByteBuffer.allocate(Integer.BYTES).putInt(0, fd)
        : ByteBuffer.wrap(addr.asSlice(0, addrlen).toArray(JAVA_BYTE));
  }

  private static long stand(
      int fd, ByteBuffer name, boolean datagram, long deadline, Attempt attempt) {
    DescriptorState state = DescriptorState.of(fd);
    int generation = state.generation();
    Place place = new Place(fd);
    FullQueue queue = join(name, place);
    try {
      long pause = SHORTEST;
      while (true) {
        long left = deadline == Deadline.FOREVER ? deadline : deadline - Deadline.now();
        if (state.generation() != generation) {
          return BADF;
        }
        if (place.first) {
          long result = attempt.run();
          if (result != AGAIN) {
            return result;
          }
          if (datagram && !Query.misleading(fd)) {
            return OWN_BUFFER;
          }
        }
        if (place.thread.isInterrupted()) {
          return INTR;
        }
        if (left <= 0) {
          return AGAIN;
        }
        if (place.first) {
          LockSupport.parkNanos(place, Math.min(pause, left));
          pause = Math.min(2 * pause, LONGEST);
        } else if (left == Deadline.FOREVER) {
          LockSupport.park(place);
        } else {
          LockSupport.parkNanos(place, left);
        }
      }
    } finally {
      queue.leave(place);
    }
  }

  private static FullQueue join(ByteBuffer name, Place place) {
    synchronized (FullQueue.class) {
      FullQueue queue = QUEUES.get(name);
      if (queue == null) {
        queue = new FullQueue(name);
        QUEUES.put(name, queue);
        count++;
      }
      queue.places.add(place);
      place.first = queue.places.peek() == place;
      return queue;
    }
  }

  private void leave(Place place) {
    Place next = null;
    synchronized (FullQueue.class) {
      places.remove(place);
      if (places.isEmpty()) {
        QUEUES.remove(name);
        count--;
      } else if (place.first) {
        next = places.peek();
        next.first = true;
      }
    }
    if (next != null) {
      LockSupport.unpark(next.thread);
    }
  }

  /** To be called after {@link Parking#closing}: who waits with the number gives up. */
  static void closing(int fd) {
    if (count == 0) {
      return;
    }
    synchronized (FullQueue.class) {
      for (FullQueue queue : QUEUES.values()) {
        for (Place place : queue.places) {
          if (place.fd == fd) {
            LockSupport.unpark(place.thread);
          }
        }
      }
    }
  }
}
