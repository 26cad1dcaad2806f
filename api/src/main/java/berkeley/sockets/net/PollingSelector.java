/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over a {@link Poller}, epoll(7). A key's interest reaches the kernel with the
 * next selection, and only where it differs from what the kernel watches for.
 */
final class PollingSelector extends AbstractSelector {
  private static final int EVENTS = 1024;

  private final Poller poller;
  private final PollerEvents events = new PollerEvents(EVENTS);

  private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();
  private final Set<SelectionKey> keysView = Collections.unmodifiableSet(keys);
  private final SelectedKeys selected = new SelectedKeys();

  /** Keys whose interest is to be told to the kernel; its own lock. */
  private final ArrayDeque<SocketKey> changed = new ArrayDeque<>();

  /** Whether a wake-up is on its way, so that another one is needless. */
  private final AtomicBoolean waking = new AtomicBoolean();

  private boolean selecting; // guarded by this

  PollingSelector(SelectorProvider provider) throws IOException {
    super(provider);
    poller = Poller.open();
  }

  private void ensureOpen() {
    if (!isOpen()) {
      throw new ClosedSelectorException();
    }
  }

  @Override
  public Set<SelectionKey> keys() {
    ensureOpen();
    return keysView;
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    ensureOpen();
    return selected;
  }

  // ---- registering

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
    if (!(channel instanceof SelectableSocket socket)) {
      throw new IllegalSelectorException();
    }
    ensureOpen();
    SocketKey key = new SocketKey(channel, socket, this);
    key.attach(attachment);
    keys.add(key);
    try {
      key.interestOps(ops);
    } catch (CancelledKeyException e) {
      // by a thread that found it in the set: a cancelled key may be returned
    }
    if (!isOpen()) {
      keys.remove(key);
      key.cancel();
      throw new ClosedSelectorException();
    }
    return key;
  }

  /** Has the kernel told of a key's interest by the next selection. */
  void interestChanged(SocketKey key) {
    synchronized (changed) {
      changed.addLast(key);
    }
  }

  private void tellInterest() throws IOException {
    synchronized (changed) {
      SocketKey key = changed.pollFirst();
      while (key != null) {
        if (key.isValid()) {
          tellInterest(key);
        }
        key = changed.pollFirst();
      }
    }
  }

  private void tellInterest(SocketKey key) throws IOException {
    int wanted = key.wanted();
    int watched = key.watched();
    if (wanted == watched) {
      return;
    }
    Socket socket = key.socket().nativeSocket();
    try {
      if (wanted == 0) {
        poller.remove(socket); // with no event at all the kernel would still tell of errors
      } else if (watched == 0) {
        poller.add(socket, wanted, key);
      } else {
        poller.modify(socket, wanted, key);
      }
      key.watched(wanted);
    } catch (ClosedChannelException e) {
      // the channel is closed, and its key about to be cancelled
    }
  }

  /** Forgets the keys that were cancelled. */
  private void removeCancelled() throws IOException {
    Set<SelectionKey> cancelled = cancelledKeys();
    synchronized (cancelled) {
      if (cancelled.isEmpty()) {
        return;
      }
      for (SelectionKey each : cancelled) {
        remove((SocketKey) each);
      }
      cancelled.clear();
    }
  }

  private void remove(SocketKey key) throws IOException {
    if (key.watched() != 0) {
      key.watched(0);
      poller.remove(key.socket().nativeSocket());
    }
    selected.remove(key);
    keys.remove(key);
    deregister(key);
  }

  // ---- selecting

  @Override
  public int select() throws IOException {
    return select(null, -1);
  }

  @Override
  public int select(long timeout) throws IOException {
    return select(null, milliseconds(timeout));
  }

  @Override
  public int selectNow() throws IOException {
    return select(null, 0);
  }

  @Override
  public int select(Consumer<SelectionKey> action) throws IOException {
    return select(Objects.requireNonNull(action), -1);
  }

  @Override
  public int select(Consumer<SelectionKey> action, long timeout) throws IOException {
    return select(Objects.requireNonNull(action), milliseconds(timeout));
  }

  @Override
  public int selectNow(Consumer<SelectionKey> action) throws IOException {
    return select(Objects.requireNonNull(action), 0);
  }

  /** As the poller takes it: below 0 for no limit, which to a selector is 0. */
  private static int milliseconds(long timeout) {
    if (timeout < 0) {
      throw new IllegalArgumentException("Negative timeout");
    }
    return timeout == 0 ? -1 : (int) Math.min(timeout, Integer.MAX_VALUE);
  }

  private int select(@Nullable Consumer<SelectionKey> action, int milliseconds) throws IOException {
    synchronized (this) {
      ensureOpen();
      if (selecting) {
        throw new IllegalStateException("select in progress");
      }
      selecting = true;
      try {
        synchronized (selected) {
          tellInterest();
          removeCancelled();
          await(milliseconds);
          removeCancelled();
          return process(action);
        }
      } finally {
        events.clear();
        selecting = false;
      }
    }
  }

  private void await(int milliseconds) throws IOException {
    boolean waits = milliseconds != 0;
    if (waits) {
      begin(); // an interrupt wakes
    }
    try {
      poller.await(events, milliseconds);
    } catch (AsynchronousCloseException e) {
      events.clear(); // what was closed meanwhile has nothing to tell
    } finally {
      waking.set(false); // one that comes from now on is for the next selection
      if (waits) {
        end();
      }
    }
  }

  private int process(@Nullable Consumer<SelectionKey> action) {
    int updated = 0;
    for (int i = 0; i < events.size(); i++) {
      SocketKey key = (SocketKey) Objects.requireNonNull(events.attachment(i));
      if (!key.isValid()) {
        continue;
      }
      if (action != null) {
        if (key.setReady(events.events(i))) {
          action.accept(key);
          ensureOpen();
          updated++;
        }
      } else if (key.place() != SocketKey.NOWHERE) {
        updated += key.addReady(events.events(i)) ? 1 : 0;
      } else if (key.setReady(events.events(i))) {
        selected.append(key);
        updated++;
      }
    }
    return updated;
  }

  @Override
  public Selector wakeup() {
    if (waking.compareAndSet(false, true)) {
      poller.wakeup();
    }
    return this;
  }

  // ---- closing

  @Override
  protected void implCloseSelector() throws IOException {
    wakeup(); // the selection in progress returns before its selector is gone
    synchronized (this) {
      synchronized (selected) {
        poller.close();
        Iterator<SelectionKey> each = keys.iterator();
        while (each.hasNext()) {
          deregister((SocketKey) each.next());
          each.remove();
        }
        selected.clear();
      }
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return "PollingSelector(" + (isOpen() ? keys.size() + " keys" : "closed") + ")";
  }
}
