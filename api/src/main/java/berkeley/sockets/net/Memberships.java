/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.MulticastChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The groups that a channel has joined. */
final class Memberships {
  private final MulticastChannel channel;
  private final Socket socket;
  private final List<Membership> all = new ArrayList<>(); // guarded by this

  Memberships(MulticastChannel channel, Socket socket) {
    this.channel = channel;
    this.socket = socket;
  }

  /**
   * Joins a group, or finds the membership that there is.
   *
   * @param source the only sender to hear, or null
   * @throws IllegalStateException if it joined it for one sender and now for all, or the reverse
   */
  synchronized Membership join(
      InetAddress group, NetworkInterface where, @Nullable InetAddress source) throws IOException {
    for (Membership each : all) {
      if (each.is(group, where)) {
        if (Objects.equals(each.sourceAddress(), source)) {
          return each;
        }
        if (each.sourceAddress() == null || source == null) {
          throw new IllegalStateException("Already a member, for all senders or for one");
        }
      }
    }
    int index = Groups.index(where);
    try {
      Groups.join(socket, group, index, source);
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
    Membership key = new Membership(channel, socket, this::forget, group, where, index, source);
    all.add(key);
    return key;
  }

  /** Whether it joined a group, for all senders or one. */
  boolean has(InetAddress group, NetworkInterface where) {
    return find(group, where) != null;
  }

  private synchronized @Nullable Membership find(InetAddress group, NetworkInterface where) {
    for (Membership each : all) {
      if (each.is(group, where)) {
        return each;
      }
    }
    return null;
  }

  void leave(InetAddress group, NetworkInterface where) throws SocketException {
    Membership found = find(group, where);
    if (found == null) {
      throw new SocketException("Not a member of group");
    }
    found.drop();
  }

  private synchronized void forget(Membership key) {
    all.remove(key);
  }
}
