/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What the generator knows of the descriptors and addresses of the case that it writes. */
final class World {
  /** An open file: what duplicates of a descriptor share. */
  static final class Open {
    final String kind; // socket, pipe, eventfd, timerfd, epoll or file
    final String domain;
    final String type;
    boolean nonBlocking;
    boolean timeouts; // SO_RCVTIMEO and SO_SNDTIMEO are short
    boolean listening;

    /** The other end of a TCP connection, or null. */
    Descriptor peer;

    Open(String kind, String domain, String type) {
      this.kind = kind;
      this.domain = domain;
      this.type = type;
    }

    boolean isSocket() {
      return kind.equals("socket");
    }

    /** Whether a call without MSG_DONTWAIT could wait for ever. */
    boolean blocks() {
      return !nonBlocking && !timeouts;
    }
  }

  /** A variable of the script, or an element of one, that holds a descriptor. */
  record Descriptor(String name, Open open) {}

  /** A literal or variable with an address in it, and its length. */
  record Address(String memory, String length, String domain, String type) {}

  final List<Descriptor> descriptors = new ArrayList<>();
  final List<Address> addresses = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  private int names;

  /** Sockets of one port would share its packets by a random hash. */
  boolean reusePort;

  /** A raw IPv4 socket receives headers with random numbers. */
  boolean raw;

  String name(String prefix) {
    return prefix + ++names;
  }

  void line(String line) {
    lines.add(line);
  }

  /** Adds a call whose result nothing keeps; true, as one was added. */
  boolean call(String name, Object... arguments) {
    return lines.add(text(name, arguments));
  }

  static String text(String name, Object... arguments) {
    StringBuilder text = new StringBuilder(name).append('(');
    for (int i = 0; i < arguments.length; i++) {
      text.append(i > 0 ? ", " : "").append(arguments[i]);
    }
    return text.append(')').toString();
  }

  Descriptor add(String name, Open open) {
    Descriptor descriptor = new Descriptor(name, open);
    descriptors.add(descriptor);
    return descriptor;
  }

  Open open(String kind, String domain, String type, boolean nonBlocking) {
    Open open = new Open(kind, domain, type);
    raw |= domain.equals("AF_INET") && type.equals("SOCK_RAW");
    open.nonBlocking = nonBlocking;
    return open;
  }

  /** Adds the close of a descriptor; the end of a TCP connection is waited for at the other end. */
  boolean close(Descriptor descriptor) {
    descriptors.remove(descriptor);
    Open open = descriptor.open;
    boolean last = descriptors.stream().noneMatch(other -> other.open == open);
    call("close", descriptor.name);
    if (last && open.peer != null && descriptors.contains(open.peer)) {
      line("arrived " + open.peer.name);
    }
    return true;
  }

  /** One of a kind, mostly a late one; null if there is none. */
  Descriptor any(Dice dice, String kind) {
    List<Descriptor> some = descriptors.stream().filter(d -> d.open().kind.equals(kind)).toList();
    return some.isEmpty() ? null : dice.of(some);
  }

  Descriptor any(Dice dice) {
    return descriptors.isEmpty() ? null : dice.of(descriptors);
  }

  /** Sockets mostly; in one case of forty something else, or nothing. */
  Descriptor target(Dice dice) {
    Descriptor d = dice.oneIn(40) ? any(dice) : any(dice, "socket");
    return d == null || dice.oneIn(150)
        ? new Descriptor(dice.word("-1 0x3fffffff"), open("socket", "AF_INET", "SOCK_DGRAM", true))
        : d;
  }

  /** One that a call without MSG_DONTWAIT may be made on. */
  Descriptor patient(Dice dice, String kind) {
    for (int i = 0; i < 6; i++) {
      Descriptor d = kind == null ? any(dice) : any(dice, kind);
      if (d != null && !d.open().blocks()) {
        return d;
      }
    }
    return null;
  }
}
