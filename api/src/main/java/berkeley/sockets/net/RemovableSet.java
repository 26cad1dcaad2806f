/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;

/** A set as others may see it: elements can be removed, but not added. */
final class RemovableSet<T> extends AbstractSet<T> {
  private final Set<T> set;

  RemovableSet(Set<T> set) {
    this.set = set;
  }

  @Override
  public Iterator<T> iterator() {
    return set.iterator();
  }

  @Override
  public int size() {
    return set.size();
  }

  @Override
  public boolean contains(Object element) {
    return set.contains(element);
  }

  @Override
  public boolean remove(Object element) {
    return set.remove(element);
  }

  @Override
  public void clear() {
    set.clear();
  }
}
