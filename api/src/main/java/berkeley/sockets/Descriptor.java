/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.internal.calls.Descriptors;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file descriptor of any kind that has to be closed: what a control message of SCM_RIGHTS brings,
 * or shall carry away. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Descriptor implements AutoCloseable {
  /**
   * Descriptors in a control message, SCM_RIGHTS. Only to send: those received have an owner, the
   * {@link Message}.
   */
  public static final Codec<List<Descriptor>> RIGHTS = new Rights();

  /**
   * A descriptor of a process, SCM_PIDFD. Only received, and its owner is the {@link Message}: it
   * is for {@link Message#get}.
   */
  public static final Codec<Descriptor> PIDFD = new Pidfd();

  private static final int MOST = 253; // SCM_MAX_FD of the kernel, which no header has

  /** SCM_PIDFD, which headers of libc have only since Linux 6.5. */
  static final int SCM_PIDFD = 4;

  private int fd;
  private @Nullable Leaks leak;

  private Descriptor(int fd) {
    own(fd);
  }

  private void own(int number) {
    fd = number;
    leak = Handle.LEAKS ? Leaks.opened(this, "descriptor", number) : null;
  }

  /**
   * Takes over a descriptor that no other code will close.
   *
   * @param fd an open descriptor
   * @return its owner
   */
  public static Descriptor adopt(int fd) {
    if (fd < 0) {
      throw new IllegalArgumentException("no descriptor: " + fd);
    }
    return new Descriptor(fd);
  }

  /**
   * A new descriptor for the same open file, closed on exec: fcntl(2), F_DUPFD_CLOEXEC.
   *
   * @param fd an open descriptor, which stays as it is
   * @return the owner of the new descriptor
   * @throws ErrnoException EBADF, EMFILE
   */
  public static Descriptor dup(int fd) throws ErrnoException {
    long result = Descriptors.fcntl(fd, fcntl_h.F_DUPFD_CLOEXEC, 0);
    if (result < 0) {
      throw new ErrnoException("fcntl", fd, null, "F_DUPFD_CLOEXEC", (int) -result);
    }
    return new Descriptor((int) result);
  }

  /**
   * As {@link #dup(int)}, of a socket, which another thread may be closing.
   *
   * @param socket an open socket, which stays as it is
   * @return the owner of the new descriptor
   * @throws IOException {@link ErrnoException} EMFILE; ClosedChannelException if the socket is
   *     closed
   */
  public static Descriptor dup(Socket socket) throws IOException {
    return socket.use(Descriptor::dup);
  }

  /**
   * Lends the number.
   *
   * @return the number, which stays this object's to close
   * @throws IllegalStateException if the descriptor was closed or detached
   */
  public synchronized int fd() {
    if (fd < 0) {
      throw new IllegalStateException("closed or detached");
    }
    return fd;
  }

  /** {@return whether the descriptor is still here: neither closed nor detached} */
  public synchronized boolean isOpen() {
    return fd >= 0;
  }

  /**
   * Gives the number to the caller, who has to close it.
   *
   * @return the number
   * @throws IllegalStateException if the descriptor was closed or detached
   */
  public synchronized int detach() {
    int number = fd();
    gone();
    return number;
  }

  /**
   * Turns this into a socket, which has to be closed instead; on failure nothing has changed.
   *
   * @return the socket
   * @throws ErrnoException ENOTSOCK
   */
  public synchronized Socket toSocket() throws IOException {
    Socket socket = Socket.adopt(fd());
    gone();
    return socket;
  }

  private void gone() {
    fd = -1;
    if (leak != null) {
      leak.closed();
    }
  }

  /** Takes over all of them, or none where one is closed, detached, or there twice. */
  static List<Descriptor> takeAll(List<Descriptor> all) {
    List<Descriptor> taken = new ArrayList<>(all.size());
    boolean complete = false;
    try {
      for (Descriptor each : all) {
        taken.add(new Descriptor(each.detach()));
      }
      complete = true;
    } finally {
      if (!complete) {
        giveBack(taken, all);
      }
    }
    return taken;
  }

  /** Undoes {@link #takeAll}, or as much of it as has been done. */
  static void giveBack(List<Descriptor> taken, List<Descriptor> all) {
    for (int i = 0; i < taken.size(); i++) {
      int number = taken.get(i).detach();
      Descriptor owner = all.get(i);
      synchronized (owner) {
        owner.own(number);
      }
    }
  }

  /** close(2); of no effect on a descriptor that was closed or detached. */
  @Override
  public synchronized void close() {
    if (fd >= 0) {
      Descriptors.close(fd); // whatever it returns, the number is free
      gone();
    }
  }

  @Override
  public synchronized String toString() {
    return fd < 0 ? "Descriptor[closed]" : "Descriptor[fd=" + fd + "]";
  }

  private static final class Pidfd implements Codec<Descriptor> {
    @Override
    public int size() {
      return Integer.BYTES;
    }

    @Override
    public MemorySegment encode(Descriptor v, SegmentAllocator allocator) {
      throw new UnsupportedOperationException("the kernel makes it");
    }

    @Override
    public Descriptor decode(MemorySegment c, int length) {
      throw new UnsupportedOperationException("a received descriptor has an owner");
    }
  }

  private static final class Rights implements Codec<List<Descriptor>> {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public int most() {
      return MOST * Integer.BYTES;
    }

    @Override
    public MemorySegment encode(List<Descriptor> v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(ValueLayout.JAVA_INT, v.size());
      for (int i = 0; i < v.size(); i++) {
        c.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, i, v.get(i).fd());
      }
      return c;
    }

    @Override
    public List<Descriptor> decode(MemorySegment c, int length) {
      throw new UnsupportedOperationException("received descriptors have an owner");
    }
  }
}
