/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What a {@link Poller} watches, by descriptor. Writes are made under the poller's lock. */
final class PollerRegistrations {
  /** What is registered under a descriptor's number. */
  static final class Registration {
    private final int fd;
    private final int tag;
    private final @Nullable Socket socket;
    private final @Nullable Object attachment;
    private final @Nullable Registration former;
    private volatile int events; // event loops change them often: no new registration for it

    Registration(
        int fd,
        int tag,
        int events,
        @Nullable Socket socket,
        @Nullable Object attachment,
        @Nullable Registration former) {
      this.fd = fd;
      this.tag = tag;
      this.events = events;
      this.socket = socket;
      this.attachment = attachment;
      this.former = former;
    }

    int fd() {
      return fd;
    }

    @Nullable Socket socket() {
      return socket;
    }

    @Nullable Object attachment() {
      return attachment;
    }

    int events() {
      return events;
    }

    void events(int others) {
      events = others;
    }

    /** What comes back with each event. */
    long data() {
      return (long) tag << 32 | fd;
    }

    /** The same without the former one. */
    Registration alone() {
      return former == null ? this : with(attachment);
    }

    /** The same with another attachment, and without a former one. */
    Registration with(@Nullable Object other) {
      return new Registration(fd, tag, events, socket, other, null);
    }
  }

  private volatile AtomicReferenceArray<Registration> all = new AtomicReferenceArray<>(64);

  /** The numbers below which there may be one. */
  int length() {
    return all.length();
  }

  /** The number's, or null; for any number. */
  @Nullable Registration get(int fd) {
    AtomicReferenceArray<Registration> now = all;
    return Integer.compareUnsigned(fd, now.length()) < 0 ? now.get(fd) : null;
  }

  /** The one that an event is of, by its data, or null if it is gone. */
  @Nullable Registration find(long data) {
    int tag = (int) (data >> 32);
    @Nullable Registration registration = get((int) data);
    while (registration != null && registration.tag != tag) {
      registration = registration.former;
    }
    return registration;
  }

  /** Lets the number's go. */
  void remove(int fd) {
    set(fd, null);
  }

  /** Replaces the number's, which {@link #put} has put there, by another or none. */
  void set(int fd, @Nullable Registration registration) {
    all.set(fd, registration);
  }

  void put(Registration registration) {
    int fd = registration.fd;
    if (fd < 0) {
      return; // for the kernel to refuse
    }
    AtomicReferenceArray<Registration> now = all;
    if (fd >= now.length()) {
      AtomicReferenceArray<Registration> longer =
          new AtomicReferenceArray<>(Math.max(fd + 1, 2 * now.length()));
      for (int i = 0; i < now.length(); i++) {
        longer.setPlain(i, now.get(i));
      }
      now = longer;
      all = longer;
    }
    now.set(fd, registration);
  }
}
