/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.sys_ioctl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.Cells;
import java.util.BitSet;

/**
 * The numbers of sockets that socket(2) made here and that were not shared since: nobody but the
 * threads of this process has them. Only of these may the mode change for the time of one call:
 * under {@link #lock}, {@link #withoutWaiting}.
 *
 * <p>Shared is what was duplicated, sent with SCM_RIGHTS, or inherited by a child, through this
 * library. What shares a socket calls this class before it does so; it waits for a change of mode
 * that is going on, and none follows.
 */
public final class Unshared {
  /** A call to the kernel. */
  public interface Call {
    long run();
  }

  /** No result: the socket is shared. */
  public static final long SHARED = 1L << 33;

  private static final int MEMBER = 1;

  /** The mode was changed at least once: who finds the socket non-blocking must look again. */
  private static final int CHANGED = 2;

  /** Nothing but accept removes a connection from a listener of this kind. */
  private static final int KEEPS = 4;

  /** A platform thread has called accept. */
  private static final int ACCEPTED = 8;

  private static final int CHUNK = 1024;
  private static final byte[] NONE = {};

  /** A byte for each number; a chunk stays where it is, so that no store is lost. */
  private static final byte[][] CHUNKS = new byte[CHUNK][];

  /** Numbers that file actions name; guarded by the class. */
  private static BitSet passedOn;

  private static final Object[] LOCKS = new Object[64];

  static {
    for (int i = 0; i < LOCKS.length; i++) {
      LOCKS[i] = new Object();
    }
  }

  private Unshared() {}

  /** What is held to change the mode of a number's socket, or to look at it; for microseconds. */
  public static Object lock(int fd) {
    return LOCKS[fd & LOCKS.length - 1];
  }

  private static byte[] chunk(int fd) {
    int index = fd >>> 10;
    byte[] chunk = index < CHUNK ? CHUNKS[index] : null;
    return chunk == null ? NONE : chunk;
  }

  private static int get(int fd) {
    byte[] chunk = chunk(fd);
    return chunk.length == 0 ? 0 : chunk[fd & CHUNK - 1];
  }

  private static void set(int fd, int value) {
    byte[] chunk = chunk(fd);
    if (chunk.length != 0) {
      chunk[fd & CHUNK - 1] = (byte) value;
    }
  }

  /** To be called for what socket(2) returned, a descriptor or a failure. */
  public static void add(long fd, int domain, int protocol) {
    if (fd >= 0 && fd < CHUNK * CHUNK) {
      if (chunk((int) fd).length == 0) {
        grow((int) fd >>> 10);
      }
      boolean tcp = protocol == 0 || protocol == netinet_in_h.IPPROTO_TCP;
      boolean keeps =
          domain == sys_socket_h.AF_UNIX
              || tcp && (domain == sys_socket_h.AF_INET || domain == sys_socket_h.AF_INET6);
      set((int) fd, keeps ? MEMBER | KEEPS : MEMBER);
    }
  }

  private static synchronized void grow(int index) {
    if (CHUNKS[index] == null) {
      CHUNKS[index] = new byte[CHUNK];
    }
  }

  /** Whether the mode may change; true under {@link #lock} until that is given up. */
  public static boolean contains(int fd) {
    return (get(fd) & MEMBER) != 0;
  }

  /** To be called before the socket gets a second owner. */
  public static void share(int fd) {
    if (contains(fd)) {
      synchronized (lock(fd)) {
        set(fd, get(fd) & ~MEMBER);
      }
    }
  }

  /** To be called before a number is closed, and for each that is made by another call. */
  public static void forget(int fd) {
    if (get(fd) != 0) {
      synchronized (lock(fd)) {
        set(fd, 0);
      }
    }
  }

  /** To be called for a number that file actions of posix_spawn(3) name. */
  public static synchronized void passesOn(int fd) {
    if (fd >= 0) {
      if (passedOn == null) {
        passedOn = new BitSet();
      }
      passedOn.set(fd);
    }
  }

  private static synchronized boolean isPassedOn(int fd) {
    return passedOn != null && passedOn.get(fd);
  }

  /**
   * To be called before a child is started, which inherits what is not closed on exec, and what its
   * file actions name; of those it is not known whose they are.
   */
  public static void shareInherited() {
    for (int index = 0; index < CHUNK; index++) {
      byte[] chunk = CHUNKS[index];
      for (int i = 0; chunk != null && i < CHUNK; i++) {
        int fd = index * CHUNK + i;
        if ((chunk[i] & MEMBER) != 0
            && (isPassedOn(fd) || (Sys.fcntl(fd, fcntl_h.F_GETFD, 0L) & fcntl_h.FD_CLOEXEC) == 0)) {
          share(fd);
        }
      }
    }
  }

  /** Whether a thread that found the mode non-blocking must look again, under {@link #lock}. */
  public static boolean changes(int fd) {
    return (get(fd) & CHANGED) != 0;
  }

  /** As {@link #changes}, or it may begin at any moment. */
  public static boolean mayChange(int fd) {
    return (get(fd) & (MEMBER | CHANGED)) != 0;
  }

  /**
   * To be called before a platform thread waits in accept: from now on it may take the connection
   * that another thread has seen.
   */
  public static void acceptsInKernel(int fd) {
    if ((get(fd) & (MEMBER | ACCEPTED)) == MEMBER) {
      synchronized (lock(fd)) {
        set(fd, get(fd) | ACCEPTED);
      }
    }
  }

  /**
   * Whether a connection that poll(2) reports is there until the caller accepts it, who holds
   * {@link #lock} and is the only one of those that ask.
   */
  public static boolean keepsConnections(int fd) {
    return (get(fd) & (MEMBER | KEEPS | ACCEPTED)) == (MEMBER | KEEPS);
  }

  /**
   * Makes a call in non-blocking mode.
   *
   * @return its result, or {@link #SHARED} and no call; -EBADF
   */
  public static long withoutWaiting(int fd, Call call) {
    synchronized (lock(fd)) {
      if (!contains(fd)) {
        return SHARED;
      }
      long flags = Sys.fcntl(fd, fcntl_h.F_GETFL, 0L);
      if (flags < 0 || (flags & fcntl_h.O_NONBLOCK) != 0) {
        return flags < 0 ? flags : call.run();
      }
      set(fd, get(fd) | CHANGED);
      Cells cells = Cells.acquire();
      try {
        Sys.ioctl(fd, sys_ioctl_h.FIONBIO, cells.value(1));
        return call.run();
      } finally {
        Sys.ioctl(fd, sys_ioctl_h.FIONBIO, cells.value(0));
        cells.release();
      }
    }
  }
}
