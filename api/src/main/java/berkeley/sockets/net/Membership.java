/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.MembershipKey;
import java.nio.channels.MulticastChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A channel's membership of a group on an interface. */
final class Membership extends MembershipKey {
  private final MulticastChannel channel;
  private final Socket socket;
  private final Consumer<Membership> forget;
  private final InetAddress group;
  private final NetworkInterface where;
  private final int index;
  private final @Nullable InetAddress source; // null for any
  private final Set<InetAddress> blocked = new HashSet<>(); // guarded by this
  private boolean dropped; // guarded by this

  Membership(
      MulticastChannel channel,
      Socket socket,
      Consumer<Membership> forget,
      InetAddress group,
      NetworkInterface where,
      int index,
      @Nullable InetAddress source) {
    this.channel = channel;
    this.socket = socket;
    this.forget = forget;
    this.group = group;
    this.where = where;
    this.index = index;
    this.source = source;
  }

  /** Whether it is of the group on the interface. */
  boolean is(InetAddress otherGroup, NetworkInterface otherWhere) {
    return group.equals(otherGroup) && where.equals(otherWhere);
  }

  @Override
  public synchronized boolean isValid() {
    return !dropped && channel.isOpen();
  }

  @Override
  public void drop() {
    synchronized (this) {
      if (!isValid()) {
        dropped = true;
        return;
      }
      dropped = true;
      try {
        Groups.leave(socket, group, index, source);
      } catch (IOException e) {
        // closed meanwhile, which leaves the group as well
      }
    }
    forget.accept(this);
  }

  @Override
  public synchronized MembershipKey block(InetAddress toBlock) throws IOException {
    if (source != null) {
      throw new IllegalStateException("key is source-specific");
    }
    if (!blocked.contains(toBlock)) {
      if (!isValid()) {
        throw new IllegalStateException("key is no longer valid");
      }
      Groups.checkSource(toBlock, group);
      try {
        Groups.block(socket, group, index, toBlock);
      } catch (IOException e) {
        throw Failures.inSocket(e);
      }
      blocked.add(toBlock);
    }
    return this;
  }

  @Override
  public synchronized MembershipKey unblock(InetAddress toUnblock) {
    if (!blocked.contains(toUnblock)) {
      throw new IllegalStateException("not blocked");
    }
    if (!isValid()) {
      throw new IllegalStateException("key is no longer valid");
    }
    try {
      Groups.unblock(socket, group, index, toUnblock);
    } catch (IOException e) {
      throw new IllegalStateException("key is no longer valid", e); // closed meanwhile
    }
    blocked.remove(toUnblock);
    return this;
  }

  @Override
  public MulticastChannel channel() {
    return channel;
  }

  @Override
  public InetAddress group() {
    return group;
  }

  @Override
  public NetworkInterface networkInterface() {
    return where;
  }

  @Override
  public @Nullable InetAddress sourceAddress() {
    return source;
  }

  /** As the JDK's. */
  @Override
  public String toString() {
    return "<"
        + group.getHostAddress()
        + ","
        + where.getName()
        + (source == null ? "" : "," + source.getHostAddress())
        + ">";
  }
}
