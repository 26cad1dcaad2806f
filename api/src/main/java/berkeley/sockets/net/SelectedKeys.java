/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.nio.channels.SelectionKey;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The selected keys of a selector, which others may remove, but not add. Each key knows its place,
 * so that nothing is hashed, and nothing allocated for a key that comes or goes.
 *
 * <p>The order is that of selection while keys are removed from the front, as loops over the set
 * do.
 */
final class SelectedKeys extends AbstractSet<SelectionKey> {
  private SocketKey[] keys = new SocketKey[16];
  private int head;
  private int tail; // behind the last
  private int changes;

  /** Adds a key that is not in it. */
  void append(SocketKey key) {
    if (tail == keys.length) {
      makeRoom();
    }
    key.place(tail);
    keys[tail++] = key;
    changes++;
  }

  private void makeRoom() {
    int size = tail - head;
    SocketKey[] to = size > keys.length / 2 ? new SocketKey[2 * keys.length] : keys;
    System.arraycopy(keys, head, to, 0, size);
    if (to == keys) {
      Arrays.fill(keys, size, tail, null);
    }
    keys = to;
    head = 0;
    tail = size;
    for (int i = 0; i < size; i++) {
      keys[i].place(i);
    }
  }

  /** Lets the last one take the place of one that is not the first. */
  private void removeAt(int place) {
    keys[place].place(SocketKey.NOWHERE);
    changes++;
    if (place == head) {
      keys[head++] = null;
    } else {
      SocketKey last = keys[--tail];
      keys[tail] = null;
      if (place != tail) {
        keys[place] = last;
        last.place(place);
      }
    }
    if (head == tail) {
      head = 0;
      tail = 0;
    }
  }

  @Override
  public int size() {
    return tail - head;
  }

  @Override
  public boolean contains(Object element) {
    return placeOf(element) >= 0;
  }

  private int placeOf(Object element) {
    if (!(element instanceof SocketKey key)) {
      return SocketKey.NOWHERE;
    }
    int place = key.place();
    return place >= head && place < tail && keys[place] == key ? place : SocketKey.NOWHERE;
  }

  @Override
  public boolean remove(Object element) {
    int place = placeOf(element);
    if (place < 0) {
      return false;
    }
    removeAt(place);
    return true;
  }

  @Override
  public void clear() {
    for (int i = head; i < tail; i++) {
      keys[i].place(SocketKey.NOWHERE);
      keys[i] = null;
    }
    head = 0;
    tail = 0;
    changes++;
  }

  @Override
  public Iterator<SelectionKey> iterator() {
    return new Each();
  }

  private final class Each implements Iterator<SelectionKey> {
    private int next = head;
    private int end = tail; // as HashSet's: what comes or goes by others shows in next() alone
    private int last = SocketKey.NOWHERE;
    private int expected = changes;

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    public SelectionKey next() {
      ensureUnchanged();
      if (next >= end) {
        throw new NoSuchElementException();
      }
      last = next++;
      return keys[last];
    }

    @Override
    public void remove() {
      if (last < 0) {
        throw new IllegalStateException();
      }
      ensureUnchanged();
      boolean first = last == head;
      removeAt(last);
      // another may be in its place by now
      next = first ? Math.min(next, tail) : last;
      end = tail;
      last = SocketKey.NOWHERE;
      expected = changes;
    }

    private void ensureUnchanged() {
      if (expected != changes) {
        throw new ConcurrentModificationException();
      }
    }
  }
}
