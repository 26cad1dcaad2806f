/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;

/** A channel's registration with a selector. */
final class SocketKey extends AbstractSelectionKey {
  /** Not among the selected keys. */
  static final int NOWHERE = -1;

  private static final VarHandle INTEREST = interest();

  private final SelectableChannel channel;
  private final SelectableSocket socket;
  private final PollingSelector selector;

  private volatile int interest;
  private volatile int ready;

  /** What the kernel was told to watch for; guarded by the selector. */
  private int watched;

  /** Where it is among the selected keys; theirs. */
  private int place = NOWHERE;

  SocketKey(SelectableChannel channel, SelectableSocket socket, PollingSelector selector) {
    this.channel = channel;
    this.socket = socket;
    this.selector = selector;
  }

  private static VarHandle interest() {
    try {
      return MethodHandles.lookup().findVarHandle(SocketKey.class, "interest", int.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private void ensureValid() {
    if (!isValid()) {
      throw new CancelledKeyException();
    }
  }

  private void check(int ops) {
    if ((ops & ~channel.validOps()) != 0) {
      throw new IllegalArgumentException("operations " + ops);
    }
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public Selector selector() {
    return selector;
  }

  @Override
  public int interestOps() {
    ensureValid();
    return interest;
  }

  @Override
  public SelectionKey interestOps(int ops) {
    ensureValid();
    check(ops);
    changed((int) INTEREST.getAndSet(this, ops), ops);
    return this;
  }

  @Override
  public int interestOpsOr(int ops) {
    ensureValid();
    check(ops);
    int before = (int) INTEREST.getAndBitwiseOr(this, ops);
    changed(before, before | ops);
    return before;
  }

  @Override
  public int interestOpsAnd(int ops) {
    ensureValid();
    int before = (int) INTEREST.getAndBitwiseAnd(this, ops);
    changed(before, before & ops);
    return before;
  }

  private void changed(int before, int after) {
    if (before != after) {
      selector.interestChanged(this);
    }
  }

  @Override
  public int readyOps() {
    ensureValid();
    return ready;
  }

  // ---- for the selector

  SelectableSocket socket() {
    return socket;
  }

  int watched() {
    return watched;
  }

  void watched(int events) {
    watched = events;
  }

  int place() {
    return place;
  }

  void place(int now) {
    place = now;
  }

  /** The events to watch for now. */
  int wanted() {
    return socket.events(interest);
  }

  /**
   * Sets what is ready.
   *
   * @return whether any of it is
   */
  boolean setReady(int events) {
    int now = socket.ready(events, interest);
    ready = now;
    return now != 0;
  }

  /**
   * Adds to what is ready.
   *
   * @return whether that changed it
   */
  boolean addReady(int events) {
    int before = ready;
    int now = before | socket.ready(events, interest);
    ready = now;
    return now != before;
  }

  /** For people. */
  @Override
  public String toString() {
    return "channel="
        + channel
        + ", selector="
        + selector
        + (isValid() ? ", interestOps=" + interest + ", readyOps=" + ready : ", invalid");
  }
}
