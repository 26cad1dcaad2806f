/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.sys_ioctl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.Cells;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

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

  /**
   * Nothing but accept removes a connection from a listener of this kind, and nobody else knows the
   * number.
   */
  private static final int KEEPS = 4;

  /** Somebody else may remove a connection all the same. */
  private static final int CONTESTED = 8;

  /** The mode is changed now, or still is because an error left no way to change it back. */
  private static final int CHANGED_NOW = 16;

  /** What {@link SocketKind} tells; here, so that starting loads no further class. */
  static final int STREAM = 32;

  static final int UNIX = 64;
  static final int BRIEF = 128;
  static final int KNOWN = 256;

  /** listen(2) was called. */
  private static final int LISTENED = 512;

  private static final int KIND = STREAM | UNIX | BRIEF | KNOWN;
  private static final int FLAGS =
      Platform.flag(sys_socket_h.SOCK_CLOEXEC) | Platform.flag(sys_socket_h.SOCK_NONBLOCK);

  private static final int CHUNK = 1024;
  private static final short[] NONE = {};

  /** A short for each number; a chunk stays where it is, so that no store is lost. */
  private static final short[][] CHUNKS = new short[CHUNK][];

  /** Numbers that file actions name; guarded by the class. */
  private static @Nullable BitSet passedOn;

  private static final Object[] LOCKS = new Object[64];

  /** How often a mode was changed, and changed back, under each lock. */
  private static final int[] CHANGES = new int[LOCKS.length];

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

  private static short[] chunk(int fd) {
    int index = fd >>> 10;
    short[] chunk = index < CHUNK ? CHUNKS[index] : null;
    return chunk == null ? NONE : chunk;
  }

  private static int get(int fd) {
    short[] chunk = chunk(fd);
    return chunk.length == 0 ? 0 : chunk[fd & CHUNK - 1];
  }

  private static void set(int fd, int value) {
    short[] chunk = chunk(fd);
    if (chunk.length != 0) {
      chunk[fd & CHUNK - 1] = (short) value;
    }
  }

  /**
   * To be called for what socket(2) returned, a descriptor or a failure.
   *
   * @param hidden whether the number is told to nobody unless {@link #share} is called before
   */
  public static void add(long fd, int domain, int type, int protocol, boolean hidden) {
    if (isKept(fd)) {
      boolean tcp = protocol == 0 || protocol == netinet_in_h.IPPROTO_TCP;
      boolean keeps =
          hidden
              && (domain == sys_socket_h.AF_UNIX
                  || tcp && (domain == sys_socket_h.AF_INET || domain == sys_socket_h.AF_INET6));
      int kind = kind(domain, type & ~FLAGS, protocol);
      set((int) fd, keeps ? MEMBER | KEEPS | kind : MEMBER | kind);
    }
  }

  /** Whether it is a descriptor of which something is kept; makes room for that. */
  private static boolean isKept(long fd) {
    if (fd < 0 || fd >= CHUNK * CHUNK) {
      return false;
    }
    if (chunk((int) fd).length == 0) {
      grow((int) fd >>> 10);
    }
    return true;
  }

  /** What is known of the kind of socket that such arguments of socket(2) make. */
  static int kind(int domain, int type, int protocol) {
    boolean stream = type == sys_socket_h.SOCK_STREAM;
    int kind = stream ? KNOWN | STREAM : KNOWN;
    if (domain == sys_socket_h.AF_UNIX) {
      return kind | UNIX | BRIEF;
    }
    int usual = stream ? netinet_in_h.IPPROTO_TCP : netinet_in_h.IPPROTO_UDP;
    boolean brief =
        (domain == sys_socket_h.AF_INET || domain == sys_socket_h.AF_INET6)
            && (stream || type == sys_socket_h.SOCK_DGRAM)
            && (protocol == 0 || protocol == usual);
    return brief ? kind | BRIEF : kind;
  }

  /** What is known of the number's socket, 0 if nothing. */
  static int kind(int fd) {
    return get(fd) & KIND;
  }

  /** To be called with what was found of a socket, or for what socketpair(2) made. */
  public static void setKind(long fd, int domain, int type, int protocol) {
    setKind(fd, kind(domain, type & ~FLAGS, protocol));
  }

  static void setKind(long fd, int kind) {
    if (isKept(fd)) {
      synchronized (lock((int) fd)) {
        set((int) fd, get((int) fd) & ~KIND | kind);
      }
    }
  }

  /** To be called for what accept(2) returned, a descriptor or a failure. */
  public static void accepted(int listener, long fd) {
    if (fd >= 0) {
      setKind(fd, kind(listener));
    }
  }

  /** To be called when the protocol of a socket, and of its duplicates, may have changed. */
  public static void kindsChanged() {
    for (int index = 0; index < CHUNK; index++) {
      for (int i = 0; CHUNKS[index] != null && i < CHUNK; i++) {
        if (CHUNKS[index][i] != 0) {
          setKind(index * CHUNK + i, 0);
        }
      }
    }
  }

  private static synchronized void grow(int index) {
    if (CHUNKS[index] == null) {
      CHUNKS[index] = new short[CHUNK];
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
        repair(fd);
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
      short[] chunk = CHUNKS[index];
      for (int i = 0; chunk != null && i < CHUNK; i++) {
        int fd = index * CHUNK + i;
        if ((chunk[i] & MEMBER) != 0
            && (isPassedOn(fd) || (Sys.fcntl(fd, fcntl_h.F_GETFD, 0L) & fcntl_h.FD_CLOEXEC) == 0)) {
          share(fd);
        }
      }
    }
  }

  /** To be called where it is not known which of them are about to be shared. */
  public static void shareAll() {
    for (int index = 0; index < CHUNK; index++) {
      short[] chunk = CHUNKS[index];
      for (int i = 0; chunk != null && i < CHUNK; i++) {
        share(index * CHUNK + i);
      }
    }
  }

  /** Whether a thread that found the mode non-blocking must look again, under {@link #lock}. */
  public static boolean changes(int fd) {
    return (get(fd) & CHANGED) != 0;
  }

  /**
   * To be called under {@link #lock} by whoever looks at the mode or sets it. An error such as
   * StackOverflowError can come at any call, also at the one that changes the mode back.
   */
  public static void repair(int fd) {
    if ((get(fd) & CHANGED_NOW) != 0) {
      change(fd, 0);
      set(fd, get(fd) & ~CHANGED_NOW);
    }
  }

  /** Read this before a call that waits in the kernel; {@link #misled} takes it. */
  public static int changesOf(int fd) {
    return CHANGES[fd & LOCKS.length - 1];
  }

  /**
   * Whether a call that is to wait may have failed only because it met the moment in which the mode
   * was changed here: then it must be made again. With a timeout it begins anew; that happens once
   * for each connect or accept of another thread, at the most.
   */
  public static boolean misled(int fd, int before) {
    if (!changes(fd)) {
      return false;
    }
    synchronized (lock(fd)) {
      repair(fd);
      long flags = Sys.fcntl(fd, fcntl_h.F_GETFL, 0L);
      return before != changesOf(fd) && (flags & fcntl_h.O_NONBLOCK) == 0; // an errno ends it, too
    }
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
    if ((get(fd) & (KEEPS | CONTESTED)) == KEEPS) {
      synchronized (lock(fd)) {
        set(fd, get(fd) | CONTESTED);
      }
    }
  }

  /**
   * To be called before listen(2). Called again it may follow a shutdown(2), which empties the
   * queue of a TCP listener.
   */
  public static void listens(int fd) {
    if ((get(fd) & (KEEPS | CONTESTED)) == KEEPS) {
      synchronized (lock(fd)) {
        set(fd, get(fd) | ((get(fd) & LISTENED) != 0 ? CONTESTED : LISTENED));
      }
    }
  }

  /**
   * Whether a connection that poll(2) reports is there until the caller accepts it, who holds
   * {@link #lock} and is the only one of those that ask.
   */
  public static boolean keepsConnections(int fd) {
    return (get(fd) & (MEMBER | KEEPS | CONTESTED)) == (MEMBER | KEEPS);
  }

  /**
   * Makes a call in non-blocking mode.
   *
   * @return its result, or {@link #SHARED} and no call; -EBADF
   */
  public static long withoutWaiting(int fd, Call call) {
    synchronized (lock(fd)) {
      try {
        long begun = stopWaiting(fd);
        return begun == 0 ? call.run() : begun;
      } finally {
        repair(fd);
      }
    }
  }

  /**
   * Begins the non-blocking mode, under {@link #lock}; {@link #repair} ends it, also after an
   * error.
   *
   * @return 0, or {@link #SHARED}; -EBADF
   */
  public static long stopWaiting(int fd) {
    if (!contains(fd)) {
      return SHARED;
    }
    repair(fd);
    long flags = Sys.fcntl(fd, fcntl_h.F_GETFL, 0L);
    if (flags < 0) {
      return flags;
    }
    if ((flags & fcntl_h.O_NONBLOCK) == 0) {
      set(fd, get(fd) | CHANGED | CHANGED_NOW);
      change(fd, 1);
    }
    return 0;
  }

  private static void change(int fd, int nonBlocking) {
    Cells cells = Cells.acquire();
    try {
      CHANGES[fd & LOCKS.length - 1]++;
      Sys.ioctl(fd, sys_ioctl_h.FIONBIO, cells.value(nonBlocking));
    } finally {
      cells.release();
    }
  }
}
