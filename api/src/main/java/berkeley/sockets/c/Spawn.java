/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static java.util.Objects.requireNonNull;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.spawn_h;
import berkeley.sockets.bindings.headers.spawn_h.posix_spawn_file_actions_t;
import berkeley.sockets.bindings.headers.spawn_h.posix_spawnattr_t;
import berkeley.sockets.internal.memory.Check;
import berkeley.sockets.internal.memory.Strings;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <spawn.h>}: starting programs.
 *
 * <p>Functions: {@link #posix_spawn}, {@link #posix_spawnp}, {@link
 * #posix_spawn_file_actions_init}, {@link #posix_spawn_file_actions_destroy}, {@link
 * #posix_spawn_file_actions_adddup2}, {@link #posix_spawn_file_actions_addclose}, {@link
 * #posix_spawn_file_actions_addopen}, {@link #posix_spawn_file_actions_addchdir_np}, {@link
 * #posix_spawn_file_actions_addclosefrom_np}, {@link #posix_spawnattr_init}, {@link
 * #posix_spawnattr_destroy}, {@link #posix_spawnattr_setflags}, {@link
 * #posix_spawnattr_setsigmask}, {@link #posix_spawnattr_setsigdefault}, {@link
 * #posix_spawnattr_setpgroup}.
 *
 * <p>Every function returns an error number, or 0, and leaves errno alone. Build {@code argv} by
 * {@link Pointers#array}; {@link Unistd#environ} is the environment.
 *
 * @since 0.1.0
 */
public final class Spawn implements spawn_h {

  private Spawn() {}

  /**
   * {@code int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t
   * *file_actions, const posix_spawnattr_t *attrp, char *const argv[], char *const envp[])}
   *
   * <p>Starts the program at a path. {@code pid}, {@code file_actions} and {@code attrp} may be
   * NULL.
   *
   * <p>Differences from C: the path is a Java string; a struct too short is an
   * IndexOutOfBoundsException; that the arrays end in NULL is not checked.
   *
   * @param pid receives the process id
   * @param path the path
   * @param file_actions a {@code posix_spawn_file_actions_t}, or NULL
   * @param attrp a {@code posix_spawnattr_t}, or NULL
   * @param argv the arguments, ending in NULL
   * @param envp the environment, ending in NULL
   * @return 0, or an error number: {@code EAGAIN} or {@code ENOMEM} where no process can be made,
   *     {@code EACCES}, {@code ENOENT}, {@code ENOEXEC} or another where the program cannot be run
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn.html">POSIX</a>
   */
  public static int posix_spawn(
      MemorySegment pid,
      String path,
      MemorySegment file_actions,
      MemorySegment attrp,
      MemorySegment argv,
      MemorySegment envp) {
    Unshared.shareInherited();
    try (Arena arena = Arena.ofConfined()) {
      return Sys.posix_spawn(
          Check.optional(pid, Integer.BYTES),
          Strings.toC(arena, path),
          Check.optional(file_actions, ACTIONS),
          Check.optional(attrp, ATTRIBUTES),
          Check.bytes(argv, ValueLayout.ADDRESS.byteSize()),
          envp);
    }
  }

  /**
   * {@code int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t
   * *file_actions, const posix_spawnattr_t *attrp, char *const argv[], char *const envp[])}
   *
   * <p>Starts a program that is looked up along {@code PATH}. {@code pid}, {@code file_actions} and
   * {@code attrp} may be NULL.
   *
   * <p>Differences from C: the path is a Java string; a struct too short is an
   * IndexOutOfBoundsException; that the arrays end in NULL is not checked.
   *
   * @param pid receives the process id
   * @param file the program, looked for in {@code PATH}
   * @param file_actions a {@code posix_spawn_file_actions_t}, or NULL
   * @param attrp a {@code posix_spawnattr_t}, or NULL
   * @param argv the arguments, ending in NULL
   * @param envp the environment, ending in NULL
   * @return 0, or an error number: {@code EAGAIN} or {@code ENOMEM} where no process can be made,
   *     {@code EACCES}, {@code ENOENT}, {@code ENOEXEC} or another where the program cannot be run
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnp.html">POSIX</a>
   */
  public static int posix_spawnp(
      MemorySegment pid,
      String file,
      MemorySegment file_actions,
      MemorySegment attrp,
      MemorySegment argv,
      MemorySegment envp) {
    Unshared.shareInherited();
    try (Arena arena = Arena.ofConfined()) {
      return Sys.posix_spawnp(
          Check.optional(pid, Integer.BYTES),
          Strings.toC(arena, requireNonNull(file)),
          Check.optional(file_actions, ACTIONS),
          Check.optional(attrp, ATTRIBUTES),
          Check.bytes(argv, ValueLayout.ADDRESS.byteSize()),
          envp);
    }
  }

  /**
   * {@code int posix_spawn_file_actions_init(posix_spawn_file_actions_t *file_actions)}
   *
   * <p>Makes an empty list of actions.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param file_actions a {@code posix_spawn_file_actions_t}
   * @return 0, or an error number
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_destroy.html">POSIX</a>
   */
  public static int posix_spawn_file_actions_init(MemorySegment file_actions) {
    return Sys.posix_spawn_file_actions_init(Check.bytes(file_actions, ACTIONS));
  }

  /**
   * {@code int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *file_actions)}
   *
   * <p>Frees what a list of actions holds.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param file_actions a {@code posix_spawn_file_actions_t}
   * @return 0, or an error number
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_destroy.html">POSIX</a>
   */
  public static int posix_spawn_file_actions_destroy(MemorySegment file_actions) {
    return Sys.posix_spawn_file_actions_destroy(Check.bytes(file_actions, ACTIONS));
  }

  /**
   * {@code int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *file_actions, int
   * fildes, int newfildes)}
   *
   * <p>Adds: copy a descriptor in the child.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param file_actions a {@code posix_spawn_file_actions_t}
   * @param fildes the descriptor
   * @param newfildes the number that the duplicate gets
   * @return 0, or the error number {@code EBADF} or {@code ENOMEM}
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_adddup2.html">POSIX</a>
   */
  public static int posix_spawn_file_actions_adddup2(
      MemorySegment file_actions, int fildes, int newfildes) {
    Unshared.passesOn(fildes);
    return Sys.posix_spawn_file_actions_adddup2(
        Check.bytes(file_actions, ACTIONS), fildes, newfildes);
  }

  /**
   * {@code int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *file_actions, int
   * fildes)}
   *
   * <p>Adds: close a descriptor in the child.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param file_actions a {@code posix_spawn_file_actions_t}
   * @param fildes the descriptor
   * @return 0, or the error number {@code EBADF} or {@code ENOMEM}
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_addclose.html">POSIX</a>
   */
  public static int posix_spawn_file_actions_addclose(MemorySegment file_actions, int fildes) {
    return Sys.posix_spawn_file_actions_addclose(Check.bytes(file_actions, ACTIONS), fildes);
  }

  /**
   * {@code int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *file_actions, int
   * fildes, const char *path, int oflag, mode_t mode)}
   *
   * <p>Adds: open a file at a descriptor in the child.
   *
   * <p>Differences from C: the path is a Java string; a struct too short is an
   * IndexOutOfBoundsException.
   *
   * @param file_actions a {@code posix_spawn_file_actions_t}
   * @param fildes the descriptor
   * @param path the path
   * @param oflag flags of {@link Fcntl#open}
   * @param mode the permissions of a new file
   * @return 0, or the error number {@code EBADF} or {@code ENOMEM}
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_addopen.html">POSIX</a>
   */
  public static int posix_spawn_file_actions_addopen(
      MemorySegment file_actions, int fildes, String path, int oflag, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return Sys.posix_spawn_file_actions_addopen(
          Check.bytes(file_actions, ACTIONS),
          fildes,
          Strings.toC(arena, requireNonNull(path)),
          oflag,
          mode);
    }
  }

  /**
   * {@code int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *file_actions, const
   * char *path)}
   *
   * <p>Adds: change the directory of the child.
   *
   * <p>Differences from C: the path is a Java string; a struct too short is an
   * IndexOutOfBoundsException.
   *
   * @param file_actions a {@code posix_spawn_file_actions_t}
   * @param path the path
   * @return 0, or the error number {@code ENOMEM}
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   */
  public static int posix_spawn_file_actions_addchdir_np(MemorySegment file_actions, String path) {
    try (Arena arena = Arena.ofConfined()) {
      return Sys.posix_spawn_file_actions_addchdir_np(
          Check.bytes(file_actions, ACTIONS), Strings.toC(arena, requireNonNull(path)));
    }
  }

  /**
   * {@code int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *file_actions,
   * int from)}
   *
   * <p>Adds: close every descriptor from one number on in the child.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param file_actions a {@code posix_spawn_file_actions_t}
   * @param from the lowest descriptor to close
   * @return 0, or the error number {@code EBADF} or {@code ENOMEM}
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   */
  public static int posix_spawn_file_actions_addclosefrom_np(MemorySegment file_actions, int from) {
    return Sys.posix_spawn_file_actions_addclosefrom_np(Check.bytes(file_actions, ACTIONS), from);
  }

  /**
   * {@code int posix_spawnattr_init(posix_spawnattr_t *attr)}
   *
   * <p>Makes attributes that change nothing.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param attr a {@code posix_spawnattr_t}
   * @return 0, or an error number
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_destroy.html">POSIX</a>
   */
  public static int posix_spawnattr_init(MemorySegment attr) {
    return Sys.posix_spawnattr_init(Check.bytes(attr, ATTRIBUTES));
  }

  /**
   * {@code int posix_spawnattr_destroy(posix_spawnattr_t *attr)}
   *
   * <p>Frees what the attributes hold.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param attr a {@code posix_spawnattr_t}
   * @return 0, or an error number
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_destroy.html">POSIX</a>
   */
  public static int posix_spawnattr_destroy(MemorySegment attr) {
    return Sys.posix_spawnattr_destroy(Check.bytes(attr, ATTRIBUTES));
  }

  /**
   * {@code int posix_spawnattr_setflags(posix_spawnattr_t *attr, short flags)}
   *
   * <p>Sets which attributes count: {@code POSIX_SPAWN_SETSIGMASK} and its kin.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param attr a {@code posix_spawnattr_t}
   * @param flags {@code POSIX_SPAWN_*}
   * @return 0, or the error number {@code EINVAL}
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getflags.html">POSIX</a>
   */
  public static int posix_spawnattr_setflags(MemorySegment attr, int flags) {
    return Sys.posix_spawnattr_setflags(Check.bytes(attr, ATTRIBUTES), (short) flags);
  }

  /**
   * {@code int posix_spawnattr_setsigmask(posix_spawnattr_t *attr, const sigset_t *sigmask)}
   *
   * <p>Sets the child's signal mask.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param attr a {@code posix_spawnattr_t}
   * @param sigmask the signals that the child blocks
   * @return 0, or an error number
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getsigmask.html">POSIX</a>
   */
  public static int posix_spawnattr_setsigmask(MemorySegment attr, MemorySegment sigmask) {
    return Sys.posix_spawnattr_setsigmask(Check.bytes(attr, ATTRIBUTES), Signal.check(sigmask));
  }

  /**
   * {@code int posix_spawnattr_setsigdefault(posix_spawnattr_t *attr, const sigset_t *sigdefault)}
   *
   * <p>Sets the signals that get their default action back in the child.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param attr a {@code posix_spawnattr_t}
   * @param sigdefault the signals that the child does not ignore
   * @return 0, or an error number
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getsigdefault.html">POSIX</a>
   */
  public static int posix_spawnattr_setsigdefault(MemorySegment attr, MemorySegment sigdefault) {
    return Sys.posix_spawnattr_setsigdefault(
        Check.bytes(attr, ATTRIBUTES), Signal.check(sigdefault));
  }

  /**
   * {@code int posix_spawnattr_setpgroup(posix_spawnattr_t *attr, pid_t pgroup)}
   *
   * <p>Sets the child's process group; 0 makes a new one.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param attr a {@code posix_spawnattr_t}
   * @param pgroup the process group, 0 for a new one
   * @return 0, or an error number
   * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawnattr_getpgroup.html">POSIX</a>
   */
  public static int posix_spawnattr_setpgroup(MemorySegment attr, int pgroup) {
    return Sys.posix_spawnattr_setpgroup(Check.bytes(attr, ATTRIBUTES), pgroup);
  }

  private static final long ACTIONS = posix_spawn_file_actions_t.sizeof();
  private static final long ATTRIBUTES = posix_spawnattr_t.sizeof();
}
