/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.bindings.headers.sys_epoll_h.epoll_event;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * {@code <sys/epoll.h>}: waiting for many descriptors.
 *
 * <p>Functions: {@link #epoll_create}, {@link #epoll_create1}, {@link #epoll_ctl}, {@link
 * #epoll_wait}, {@link #epoll_pwait}, {@link #epoll_pwait2}, {@link #epoll_events}, {@link
 * #events}, {@link #data}.
 *
 * <p>An {@code epoll_event} is packed on x86-64, so its 64-bit data is not aligned and jextract's
 * accessor of the nested union refuses it. The methods {@code events} and {@code data} here read
 * and write element {@code i} of an array that {@link #epoll_events} made, or of any other.
 *
 * @since 0.1.0
 */
public final class SysEpoll implements sys_epoll_h {

  private SysEpoll() {}

  /**
   * {@code int epoll_create(int size)}
   *
   * <p>Opens an epoll descriptor; {@code size} must be positive and says nothing else.
   *
   * <p>Differences from C: none.
   *
   * @param size above 0, and otherwise ignored
   * @return a new descriptor, or -1 with errno set: {@code EINVAL}, {@code EMFILE}, {@code ENFILE},
   *     {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/epoll_create.2.html">epoll_create(2)</a>
   */
  public static int epoll_create(int size) {
    return Errno.resultInt(Descriptors.made(Sys.epoll_create(size)));
  }

  /**
   * {@code int epoll_create1(int flags)}
   *
   * <p>Opens an epoll descriptor, with {@code EPOLL_CLOEXEC} or 0.
   *
   * <p>Differences from C: none.
   *
   * @param flags 0, or {@code EPOLL_CLOEXEC}
   * @return a new descriptor, or -1 with errno set: {@code EINVAL}, {@code EMFILE}, {@code ENFILE},
   *     {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/epoll_create.2.html">epoll_create(2)</a>
   */
  public static int epoll_create1(int flags) {
    return Errno.resultInt(Descriptors.made(Sys.epoll_create1(flags)));
  }

  /**
   * {@code int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)}
   *
   * <p>Adds, changes or removes a descriptor that is watched.
   *
   * <p>Differences from C: an {@code event} shorter than the struct is an
   * IndexOutOfBoundsException.
   *
   * @param epfd the epoll descriptor
   * @param op {@code EPOLL_CTL_*}
   * @param fd the descriptor
   * @param event a {@code struct epoll_event}, NULL to delete
   * @return 0, or -1 with errno set: {@code EBADF}, {@code EEXIST}, {@code EINVAL}, {@code ELOOP},
   *     {@code ENOENT}, {@code ENOMEM}, {@code ENOSPC}, {@code EPERM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/epoll_ctl.2.html">epoll_ctl(2)</a>
   */
  public static int epoll_ctl(int epfd, int op, int fd, MemorySegment event) {
    return Errno.resultInt(
        Sys.epoll_ctl(epfd, op, fd, Check.optional(event, epoll_event.sizeof())));
  }

  /**
   * {@code int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout)}
   *
   * <p>Waits up to {@code timeout} milliseconds, or without end when it is -1, until a watched
   * descriptor has an event.
   *
   * <p>Differences from C: a {@code maxevents} beyond {@code events} is an
   * IndexOutOfBoundsException.
   *
   * @param epfd the epoll descriptor
   * @param events an array of {@code struct epoll_event}
   * @param maxevents how many it has room for
   * @param timeout in milliseconds; 0 not to wait, below 0 without limit
   * @return the number of events stored, 0 after the timeout, or -1 with errno set: {@code EBADF},
   *     {@code EINTR}, {@code EINVAL} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/epoll_wait.2.html">epoll_wait(2)</a>
   */
  public static int epoll_wait(int epfd, MemorySegment events, int maxevents, int timeout) {
    return Errno.resultInt(
        Multiplexing.epoll_wait(epfd, check(events, maxevents), maxevents, timeout));
  }

  /**
   * {@code int epoll_pwait(int epfd, struct epoll_event *events, int maxevents, int timeout, const
   * sigset_t *sigmask)}
   *
   * <p>Waits as {@link #epoll_wait} does, with a signal mask for its duration.
   *
   * <p>Differences from C: a {@code maxevents} beyond {@code events} is an
   * IndexOutOfBoundsException. On a virtual thread the wait with a mask is another thread's, and
   * {@link Thread#interrupt} does not end it.
   *
   * @param epfd the epoll descriptor
   * @param events an array of {@code struct epoll_event}
   * @param maxevents how many it has room for
   * @param timeout in milliseconds; 0 not to wait, below 0 without limit
   * @param sigmask the signals to block meanwhile, or NULL
   * @return the number of events stored, 0 after the timeout, or -1 with errno set: {@code EBADF},
   *     {@code EINTR}, {@code EINVAL} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/epoll_wait.2.html">epoll_wait(2)</a>
   */
  public static int epoll_pwait(
      int epfd, MemorySegment events, int maxevents, int timeout, MemorySegment sigmask) {
    return Errno.resultInt(
        Multiplexing.epoll_pwait(
            epfd, check(events, maxevents), maxevents, timeout, Signal.check(sigmask)));
  }

  /**
   * {@code int epoll_pwait2(int epfd, struct epoll_event *events, int maxevents, const struct
   * timespec *timeout, const sigset_t *sigmask)}
   *
   * <p>Waits as {@link #epoll_pwait} does, with a timeout in nanoseconds; NULL is without end.
   *
   * <p>Differences from C: a {@code maxevents} beyond {@code events} is an
   * IndexOutOfBoundsException. On a virtual thread the wait with a mask is another thread's, and
   * {@link Thread#interrupt} does not end it.
   *
   * @param epfd the epoll descriptor
   * @param events an array of {@code struct epoll_event}
   * @param maxevents how many it has room for
   * @param timeout a {@code struct timespec}, or NULL without limit
   * @param sigmask the signals to block meanwhile, or NULL
   * @return the number of events stored, 0 after the timeout, or -1 with errno set: {@code EBADF},
   *     {@code EINTR}, {@code EINVAL} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/epoll_wait.2.html">epoll_wait(2)</a>
   */
  public static int epoll_pwait2(
      int epfd, MemorySegment events, int maxevents, MemorySegment timeout, MemorySegment sigmask) {
    return Errno.resultInt(
        Multiplexing.epoll_pwait2(
            epfd,
            check(events, maxevents),
            maxevents,
            Check.timespec(timeout),
            Signal.check(sigmask)));
  }

  /**
   * {@code struct epoll_event epoll_events[count]}
   *
   * <p>An array of events, zeroed.
   *
   * <p>Differences from C: a method, as Java has no struct arrays.
   *
   * @param allocator where the memory comes from
   * @param count how many
   * @return the array
   * @see <a
   *     href="https://man7.org/linux/man-pages/man3type/epoll_event.3type.html">epoll_event(3type)</a>
   */
  public static MemorySegment epoll_events(SegmentAllocator allocator, int count) {
    return allocator.allocate(Math.multiplyExact(epoll_event.sizeof(), count), Integer.BYTES);
  }

  /**
   * {@code uint32_t events[i].events}
   *
   * <p>The event bits of an element.
   *
   * <p>Differences from C: a method, as Java has no struct fields.
   *
   * @param events an array of {@code struct epoll_event}
   * @param i an index in it
   * @return {@code EPOLLIN}, {@code EPOLLOUT} ... or-ed
   * @see <a
   *     href="https://man7.org/linux/man-pages/man3type/epoll_event.3type.html">epoll_event(3type)</a>
   */
  public static int events(MemorySegment events, long i) {
    return events.get(ValueLayout.JAVA_INT_UNALIGNED, at(events, i) + EVENTS);
  }

  /**
   * {@code events[i].events = value}
   *
   * <p>Sets the event bits of an element.
   *
   * <p>Differences from C: a method, as Java has no struct fields.
   *
   * @param events an array of {@code struct epoll_event}
   * @param i an index in it
   * @param value {@code EPOLL*}
   * @see <a
   *     href="https://man7.org/linux/man-pages/man3type/epoll_event.3type.html">epoll_event(3type)</a>
   */
  public static void events(MemorySegment events, long i, int value) {
    events.set(ValueLayout.JAVA_INT_UNALIGNED, at(events, i) + EVENTS, value);
  }

  /**
   * {@code uint64_t events[i].data.u64}
   *
   * <p>The 64-bit data of an element; a descriptor stored there comes back by a cast to int.
   *
   * <p>Differences from C: a method, as Java has no unions.
   *
   * @param events an array of {@code struct epoll_event}
   * @param i an index in it
   * @return the data
   * @see <a
   *     href="https://man7.org/linux/man-pages/man3type/epoll_event.3type.html">epoll_event(3type)</a>
   */
  public static long data(MemorySegment events, long i) {
    return events.get(ValueLayout.JAVA_LONG_UNALIGNED, at(events, i) + DATA);
  }

  /**
   * {@code events[i].data.u64 = value}
   *
   * <p>Sets the 64-bit data of an element, which comes back with its events.
   *
   * <p>Differences from C: a method, as Java has no unions.
   *
   * @param events an array of {@code struct epoll_event}
   * @param i an index in it
   * @param value the value to store
   * @see <a
   *     href="https://man7.org/linux/man-pages/man3type/epoll_event.3type.html">epoll_event(3type)</a>
   */
  public static void data(MemorySegment events, long i, long value) {
    events.set(ValueLayout.JAVA_LONG_UNALIGNED, at(events, i) + DATA, value);
  }

  private static final long SIZE = epoll_event.sizeof();
  private static final long EVENTS = epoll_event.events$offset();
  private static final long DATA = epoll_event.data$offset();

  private static long at(MemorySegment events, long i) {
    return Objects.checkIndex(i, events.byteSize() / SIZE) * SIZE;
  }

  /** A count that is not positive is the kernel's to refuse. */
  private static MemorySegment check(MemorySegment events, int count) {
    return count <= 0 ? events : Check.optional(events, count * SIZE);
  }
}
