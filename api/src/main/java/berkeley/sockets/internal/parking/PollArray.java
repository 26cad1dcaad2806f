/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The array of poll(2): first what ends the wait, then the descriptors that are waited for, each
 * once. For one thread.
 */
final class PollArray {
  private static final int FIRST = 64;
  private static final long SIZE = pollfd.sizeof();
  private static final long FD = pollfd.fd$offset();
  private static final long EVENTS = pollfd.events$offset();
  private static final long REVENTS = pollfd.revents$offset();

  private MemorySegment memory = Arena.ofAuto().allocate(FIRST * SIZE, Long.BYTES);
  private DescriptorState[] states = new DescriptorState[FIRST];
  private int[] places = new int[FIRST]; // by descriptor; 0 for none
  private int size = 1;

  int size() {
    return size;
  }

  DescriptorState state(int index) {
    return states[index];
  }

  /** What the last {@link #poll} found. */
  int happened(int index) {
    return memory.get(JAVA_SHORT_UNALIGNED, index * SIZE + REVENTS);
  }

  /** poll(2). */
  long poll(int waking, int milliseconds) {
    put(0, waking, poll_h.POLLIN);
    return Sys.poll(memory, size, milliseconds);
  }

  /** Waits for other events of a descriptor from now on; 0 removes it, and moves the last. */
  void set(DescriptorState state, int events) {
    int fd = state.fd;
    if (fd >= places.length) {
      places = Arrays.copyOf(places, Math.max(fd + 1, 2 * places.length));
    }
    int place = places[fd];
    if (events == 0) {
      if (place != 0) {
        remove(fd, place);
      }
      return;
    }
    if (place == 0) {
      place = size++;
      if (place == states.length) {
        states = Arrays.copyOf(states, 2 * place);
        memory = Arena.ofAuto().allocate(2L * place * SIZE, Long.BYTES).copyFrom(memory);
      }
      places[fd] = place;
      states[place] = state;
    }
    put(place, fd, events);
  }

  /** Waits for no descriptor any more. */
  void clear() {
    while (size > 1) {
      set(states[size - 1], 0);
    }
  }

  private void remove(int fd, int place) {
    places[fd] = 0;
    int last = --size;
    if (place != last) {
      DescriptorState moved = states[last];
      states[place] = moved;
      places[moved.fd] = place;
      MemorySegment.copy(memory, last * SIZE, memory, place * SIZE, SIZE);
    }
    states[last] = null;
  }

  private void put(int place, int fd, int events) {
    memory.set(JAVA_INT_UNALIGNED, place * SIZE + FD, fd);
    memory.set(JAVA_SHORT_UNALIGNED, place * SIZE + EVENTS, (short) events);
    memory.set(JAVA_SHORT_UNALIGNED, place * SIZE + REVENTS, (short) 0);
  }
}
