/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static berkeley.sockets.internal.memory.Results.INTR;
import static berkeley.sockets.internal.memory.Results.NOENT;

import berkeley.sockets.PollerRegistrations.Registration;
import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.internal.calls.EpollQueue;
import berkeley.sockets.internal.calls.EventQueue;
import berkeley.sockets.internal.calls.PendingErrors;
import berkeley.sockets.internal.calls.PollQueue;
import berkeley.sockets.internal.calls.Timeouts;
import berkeley.sockets.internal.parking.Wakeup;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * epoll(7): waits for many descriptors at once.
 *
 * {@snippet :
 * try (Poller poller = Poller.open()) {
 *   PollerEvents ready = new PollerEvents(64);
 *   poller.add(listener, Poller.IN, null);
 *   while (poller.await(ready, -1) >= 0) {
 *     for (int i = 0; i < ready.size(); i++) {
 *       serve(ready.attachment(i), ready.events(i));
 *     }
 *   }
 * }
 * }
 *
 * <p>Safe for use by several threads, each waiting with {@link PollerEvents} of its own. An event
 * that the kernel noted for a descriptor before it was removed, or closed and its number given to
 * another, never arrives with the attachment of the other. A {@link Socket} that is closed or
 * detached is no longer watched, even while a duplicate of its descriptor is open; {@link #remove}
 * lets its attachment go.
 *
 * <p>Of a plain descriptor this cannot know that it was closed. The kernel then watches it no
 * longer, unless a duplicate is open: that goes on being reported, with the attachment, until the
 * number is added anew. After that nothing but closing the duplicate ends what the kernel reports:
 * it is left out, and while nothing else is ready a wait looks only every few milliseconds. {@link
 * #remove(int)} such a descriptor first.
 *
 * <p>An error that a call before could not tell, as it had moved a part, is reported as {@link
 * #ERR} by the waits that begin before it is told, but not where {@link #EDGE} or {@link #ONESHOT}
 * is set.
 *
 * @since 0.1.0
 */
public final class Poller implements AutoCloseable {

  /** {@code EPOLLIN}: can be read, or a connection can be accepted, or the stream has ended. */
  public static final int IN = poll_h.POLLIN;

  /** {@code EPOLLOUT}: can be written, or connect(2) has ended. */
  public static final int OUT = poll_h.POLLOUT;

  /** {@code EPOLLPRI}: out-of-band data. */
  public static final int PRI = poll_h.POLLPRI;

  /** {@code EPOLLRDHUP}: the peer sends no more. */
  public static final int RDHUP = Platform.flag(poll_h.POLLRDHUP);

  /** {@code EPOLLERR}: an error is pending; reported unasked. */
  public static final int ERR = poll_h.POLLERR;

  /** {@code EPOLLHUP}: the connection has ended in both directions; reported unasked. */
  public static final int HUP = poll_h.POLLHUP;

  /**
   * {@code EPOLLET}: report a change once, not a state again and again. Only of epoll: elsewhere
   * {@link #add} throws an UnsupportedOperationException.
   */
  public static final int EDGE = EventQueue.EDGE;

  /** {@code EPOLLONESHOT}: report once, then nothing until {@link #modify}. */
  public static final int ONESHOT = EventQueue.ONESHOT;

  /** {@code EPOLLEXCLUSIVE}: of several pollers on one descriptor wake few. Only to add. */
  public static final int EXCLUSIVE = EventQueue.EXCLUSIVE;

  private static final long WAKE_UP = EventQueue.OWN;
  private static final int ONCE = EDGE | ONESHOT;
  private static final long SHORTEST_PAUSE = 250_000;
  private static final long LONGEST_PAUSE = 16_000_000;

  private final Handle.Watcher leaving = new Leaving();
  private final EventQueue queue;
  private final Handle waits; // keeps the queue open
  private final Wakeup wakeup;
  private final Handle wakeupHandle; // keeps its descriptor open
  private final PollerRegistrations registrations = new PollerRegistrations();
  private volatile boolean closed;
  private int lastTag;

  private Poller(EventQueue queue, Wakeup wakeup) {
    this.queue = queue;
    this.wakeup = wakeup;
    this.wakeupHandle = new Handle(wakeup.sender());
    if (Handle.LEAKS) {
      wakeupHandle.leak = Leaks.opened(this, "poller", wakeup.sender());
    }
    if (wakeup.fd() == wakeup.sender()) {
      this.waits = new Handle((int) queue.opened());
    } else { // a pipe's other end has to be closed, too
      this.waits = new Handle(wakeup.fd());
      this.waits.watch(fd -> queue.close());
    }
  }

  /**
   * epoll_create1(2), close-on-exec.
   *
   * @return a poller that watches nothing
   * @throws ErrnoException {@code EMFILE}, {@code ENFILE}, {@code ENOMEM}
   */
  public static Poller open() throws IOException {
    EventQueue queue = Platform.PORTABLE ? new PollQueue() : new EpollQueue();
    check(EventQueue.CALL, -1, queue.opened());
    Wakeup wakeup = null;
    boolean complete = false;
    try {
      wakeup = Wakeup.open();
      long result = wakeup.fd();
      if (result >= 0) {
        result = queue.control(EventQueue.ADD, wakeup.fd(), IN, WAKE_UP);
      }
      check(Wakeup.CALL, -1, result);
      Poller poller = new Poller(queue, wakeup);
      complete = true;
      return poller;
    } finally {
      if (!complete) {
        queue.close();
        if (wakeup != null) {
          wakeup.close();
        }
      }
    }
  }

  /**
   * epoll_ctl(2), {@code EPOLL_CTL_ADD}: watches a socket.
   *
   * @param socket the socket
   * @param events what for: {@link #IN} and the like, and how: {@link #EDGE} and the like
   * @param attachment comes with each event; may be null
   * @throws ErrnoException {@code EEXIST} if it is watched already, {@code ENOSPC}
   */
  public void add(Socket socket, int events, @Nullable Object attachment) throws IOException {
    int fd = socket.handle.enter();
    try {
      add(fd, socket, events, attachment);
      socket.handle.watch(leaving);
    } finally {
      socket.handle.leave();
    }
  }

  /**
   * As {@link #add(Socket, int, Object)}; what comes with each event is the socket.
   *
   * @param socket the socket
   * @param events what for, and how
   * @throws ErrnoException {@code EEXIST} if it is watched already, {@code ENOSPC}
   */
  public void add(Socket socket, int events) throws IOException {
    add(socket, events, socket);
  }

  /**
   * As {@link #add(Socket, int, Object)}, for any descriptor, which stays the caller's.
   *
   * @param fd the descriptor
   * @param events what for, and how
   * @param attachment comes with each event; may be null
   * @throws ErrnoException {@code EPERM} if it is one of a file that is always ready
   */
  public void add(int fd, int events, @Nullable Object attachment) throws IOException {
    add(fd, null, events, attachment);
  }

  private synchronized void add(
      int fd, @Nullable Socket socket, int events, @Nullable Object attachment) throws IOException {
    Registration former = registrations.get(fd);
    // until the kernel has said whether it takes the new one, the former one's events are good
    Registration registration = new Registration(fd, ++lastTag, events, socket, attachment, former);
    long result;
    waits.enter();
    try {
      registrations.put(registration);
      result = queue.control(EventQueue.ADD, fd, events, registration.data());
    } finally {
      waits.leave();
    }
    if (fd >= 0) {
      registrations.set(fd, result < 0 ? former : registration.alone());
    }
    check("epoll_ctl", fd, result);
  }

  /**
   * epoll_ctl(2), {@code EPOLL_CTL_MOD}: watches for something else, with another attachment;
   * rearms {@link #ONESHOT}.
   *
   * @param socket the socket
   * @param events what for, and how
   * @param attachment comes with each event from now on; may be null
   * @throws ErrnoException {@code ENOENT} if the socket is not watched
   */
  public void modify(Socket socket, int events, @Nullable Object attachment) throws IOException {
    int fd = socket.handle.enter();
    try {
      modify(fd, events, attachment);
    } finally {
      socket.handle.leave();
    }
  }

  /**
   * As {@link #modify(Socket, int, Object)}, for any descriptor.
   *
   * @param fd the descriptor
   * @param events what for, and how
   * @param attachment comes with each event from now on; may be null
   * @throws ErrnoException {@code ENOENT} if the descriptor is not watched
   */
  public synchronized void modify(int fd, int events, @Nullable Object attachment)
      throws IOException {
    Registration former = registrations.get(fd);
    if (former == null) {
      throw new ErrnoException("epoll_ctl", fd, null, (int) -NOENT);
    }
    int before = former.events();
    Registration registration =
        former.attachment() == attachment ? former : former.with(attachment);
    long result;
    waits.enter();
    try {
      registration.events(events);
      registrations.put(registration);
      result = queue.control(EventQueue.MODIFY, fd, events, registration.data());
    } finally {
      waits.leave();
    }
    if (result < 0) {
      former.events(before);
      registrations.put(former);
      check("epoll_ctl", fd, result);
    }
  }

  /**
   * epoll_ctl(2), {@code EPOLL_CTL_DEL}: watches a socket no longer. Of a socket that was closed
   * before, only the attachment is left to let go.
   *
   * @param socket the socket
   * @return whether it was watched
   * @throws ClosedChannelException if the poller is closed
   */
  public boolean remove(Socket socket) throws IOException {
    if (!socket.handle.tryEnter()) { // the kernel forgot it when it was closed
      return forget(socket);
    }
    try {
      if (!forget(socket)) {
        return false;
      }
      socket.handle.unwatch(leaving);
      delete(socket.handle.fd);
    } finally {
      socket.handle.leave(); // not under the lock: the last one tells other pollers
    }
    return true;
  }

  private synchronized boolean forget(Socket socket) {
    Registration registration = registrations.get(socket.handle.fd);
    if (registration == null || registration.socket() != socket) {
      return false;
    }
    registrations.remove(socket.handle.fd);
    return true;
  }

  private final class Leaving implements Handle.Watcher {
    @Override
    public void leaving(int fd) {
      removeFromKernel(fd);
    }
  }

  /** Before a socket's descriptor is closed or given away. */
  private synchronized void removeFromKernel(int fd) {
    Registration registration = registrations.get(fd);
    if (registration != null && registration.socket() != null && waits.tryEnter()) {
      try {
        queue.control(EventQueue.DELETE, fd, 0, 0);
      } finally {
        waits.leave();
      }
    }
  }

  /**
   * As {@link #remove(Socket)}, for any descriptor.
   *
   * @param fd the descriptor, open
   * @return whether it was watched
   * @throws ErrnoException {@code EBADF} if it is not open
   */
  public synchronized boolean remove(int fd) throws IOException {
    if (registrations.get(fd) == null) {
      return false;
    }
    registrations.remove(fd);
    delete(fd);
    return true;
  }

  private void delete(int fd) throws IOException {
    waits.enter();
    try {
      long result = queue.control(EventQueue.DELETE, fd, 0, 0);
      if (result != NOENT) {
        check("epoll_ctl", fd, result);
      }
    } finally {
      waits.leave();
    }
  }

  /**
   * epoll_wait(2): waits until something is ready, forever if need be. Ends also with {@link
   * #wakeup}, or when the thread is virtual and interrupted; {@link Thread#interrupt} of a platform
   * thread does not end it. Signals neither end nor prolong it.
   *
   * @param ready is filled anew
   * @return how many events there are, 0 after a wake-up or an interrupt
   * @throws AsynchronousCloseException if the poller is closed meanwhile
   */
  public int await(PollerEvents ready) throws IOException {
    return await(ready, -1);
  }

  /**
   * As {@link #await(PollerEvents)}.
   *
   * @param ready is filled anew
   * @param timeout the time at most, rounded up to milliseconds; below 0 for no limit
   * @return how many events there are, 0 after the timeout
   * @throws IOException as {@link #await(PollerEvents)}
   */
  public int await(PollerEvents ready, Duration timeout) throws IOException {
    return await(ready, Timeouts.milliseconds(timeout));
  }

  /**
   * As {@link #await(PollerEvents)}, at most that many milliseconds.
   *
   * @param ready is filled anew
   * @param milliseconds 0 not to wait, below 0 for no limit
   * @return how many events there are, 0 after the timeout
   * @throws IOException as {@link #await(PollerEvents)}
   */
  public int await(PollerEvents ready, int milliseconds) throws IOException {
    ready.clear();
    waits.enter();
    try {
      wakeupHandle.enter();
      try {
        return fill(ready, milliseconds);
      } finally {
        wakeupHandle.leave();
      }
    } finally {
      waits.leave();
    }
  }

  private int fill(PollerEvents ready, int milliseconds) throws IOException {
    long start = milliseconds > 0 ? System.nanoTime() : 0;
    int left = milliseconds;
    long pause = SHORTEST_PAUSE;
    while (true) {
      int errors = PendingErrors.none() ? 0 : appendErrors(ready);
      int room = ready.capacity() - errors;
      long n = room == 0 ? 0 : queue.await(ready.memory, room, errors == 0 ? left : 0);
      boolean woken = false;
      for (int i = 0; i < n; i++) {
        long data = ready.data(i);
        if (data == WAKE_UP) {
          woken = true;
          continue;
        }
        Registration registration = registrations.find(data);
        if (registration != null
            && (errors == 0 || !ready.merge(registration.fd(), ready.kernelEvents(i)))) {
          ready.append(registration.fd(), ready.kernelEvents(i), registration.attachment());
        }
      }
      if (woken) {
        acknowledge();
      }
      if (closed) {
        ready.clear();
        throw new AsynchronousCloseException();
      }
      if (n < 0 && n != INTR) {
        check("epoll_wait", waits.fd, n);
      }
      if (ready.size() > 0 || woken || n == 0 || n < 0 && Thread.currentThread().isInterrupted()) {
        return ready.size();
      }
      // interrupted by a signal, or all events were of descriptors that are gone
      if (milliseconds >= 0) {
        left = (int) Math.max(0, milliseconds - (System.nanoTime() - start) / 1_000_000);
        if (left == 0) {
          return 0;
        }
      }
      if (n > 0) { // the kernel would report them again at once
        pause(pause, left);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
  }

  private static void pause(long nanoseconds, int milliseconds) {
    long most = milliseconds < 0 ? nanoseconds : milliseconds * 1_000_000L;
    LockSupport.parkNanos(Math.min(nanoseconds, most));
  }

  /** Of what a call before could not tell, and the kernel does not know any more. */
  private int appendErrors(PollerEvents ready) {
    for (int fd = 0; fd < registrations.length() && ready.size() < ready.capacity(); fd++) {
      Registration registration = registrations.get(fd);
      if (registration != null && (registration.events() & ONCE) == 0 && PendingErrors.isKept(fd)) {
        ready.append(fd, ERR, registration.attachment());
      }
    }
    return ready.size();
  }

  /** Ends the wake-up, but leaves that of {@link #close} for all threads that wait. */
  private void acknowledge() {
    if (!closed) {
      wakeup.drain();
      if (closed) {
        wakeup.signal();
      }
    }
  }

  /** Ends a wait of another thread, or the next one if none waits now. */
  public void wakeup() {
    if (wakeupHandle.tryEnter()) {
      try {
        wakeup.signal();
      } finally {
        wakeupHandle.leave();
      }
    }
  }

  /** Closes the poller, not what it watches; threads that wait are woken. */
  @Override
  public void close() {
    closed = true;
    wakeup();
    leaveAll();
    waits.close();
    wakeupHandle.close();
  }

  private synchronized void leaveAll() {
    for (int fd = 0; fd < registrations.length(); fd++) {
      Registration registration = registrations.get(fd);
      if (registration != null && registration.socket() != null) {
        registration.socket().handle.unwatch(leaving);
      }
    }
  }

  private static long check(String call, int fd, long result) throws ErrnoException {
    return Handle.check(call, fd, result, null);
  }

  @Override
  public String toString() {
    return "Poller(" + (closed ? "closed" : waits.toString()) + ")";
  }
}
