/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.fuzz.Literals.Vector;
import berkeley.sockets.oracle.fuzz.World.Address;
import berkeley.sockets.oracle.fuzz.World.Descriptor;

/** Calls of scripts that send and receive. */
final class DataCalls {
  private static final String RECEIVE =
      "MSG_PEEK MSG_PEEK MSG_TRUNC MSG_WAITALL MSG_OOB MSG_ERRQUEUE MSG_NOSIGNAL MSG_CMSG_CLOEXEC MSG_DONTROUTE MSG_EOR 0x10000000";
  private static final String SEND =
      "MSG_NOSIGNAL MSG_NOSIGNAL MSG_MORE MSG_OOB MSG_DONTROUTE MSG_EOR MSG_CONFIRM MSG_PEEK MSG_TRUNC MSG_PROXY MSG_ZEROCOPY";

  private DataCalls() {}

  private static String flags(Dice dice, Descriptor d, String words) {
    return dice.flags(words) + (d.open().blocks() || dice.oneIn(5) ? "|MSG_DONTWAIT" : "");
  }

  static boolean send(World world, Dice dice) {
    Descriptor d = world.target(dice);
    int size = Literals.size(dice, d);
    return world.call("send", d.name(), Literals.data(dice, size), size, flags(dice, d, SEND));
  }

  static boolean sendto(World world, Dice dice) {
    Descriptor d = world.target(dice);
    int size = Literals.size(dice, d);
    Address a = Literals.address(world, dice, d.open().domain);
    return world.call(
        "sendto",
        d.name(),
        Literals.data(dice, size),
        size,
        flags(dice, d, SEND),
        a.memory(),
        a.length());
  }

  static boolean sendmsg(World world, Dice dice) {
    Descriptor d = world.target(dice);
    String message =
        dice.oneIn(80) ? "NULL" : "{msghdr " + Literals.header(world, dice, d, false) + "}";
    return world.call("sendmsg", d.name(), message, flags(dice, d, SEND));
  }

  static boolean sendmmsg(World world, Dice dice) {
    Descriptor d = world.target(dice);
    int count = dice.of(1, 2, 2, 3, 4);
    String vector = dice.oneIn(80) ? "NULL" : batch(world, dice, d, false, count);
    return world.call(
        "sendmmsg", d.name(), vector, dice.oneIn(20) ? 0 : count, flags(dice, d, SEND));
  }

  private static String batch(World world, Dice dice, Descriptor d, boolean receive, int count) {
    StringBuilder all = new StringBuilder("{mmsghdr ");
    for (int i = 0; i < count; i++) {
      all.append(i > 0 ? "; " : "").append(Literals.header(world, dice, d, receive)).append(" 0");
    }
    return all.append('}').toString();
  }

  static boolean recv(World world, Dice dice) {
    Descriptor d = world.target(dice);
    int size = Literals.size(dice, d);
    return world.call(
        "recv", d.name(), Literals.buffer(world, dice, size), size, flags(dice, d, RECEIVE));
  }

  static boolean recvfrom(World world, Dice dice) {
    Descriptor d = world.target(dice);
    int size = Literals.size(dice, d);
    int name = dice.of(16, 28, 110, 128, 128, 2, 1, 0);
    boolean none = dice.oneIn(5);
    return world.call(
        "recvfrom",
        d.name(),
        Literals.buffer(world, dice, size),
        size,
        flags(dice, d, RECEIVE),
        none ? "NULL" : "{sockaddr[" + Math.max(name, 1) + "]}",
        none ? "NULL" : "{int " + (dice.oneIn(20) ? -1 : name) + "}");
  }

  static boolean recvmsg(World world, Dice dice) {
    Descriptor d = world.target(dice);
    String message =
        dice.oneIn(80) ? "NULL" : "{msghdr " + Literals.header(world, dice, d, true) + "}";
    return world.call("recvmsg", d.name(), message, flags(dice, d, RECEIVE));
  }

  static boolean recvmmsg(World world, Dice dice) {
    Descriptor d = world.target(dice);
    if (d.open().timeouts && d.open().type.equals("SOCK_STREAM")) {
      // where that times out while TCP is to receive no bytes, C says 1, a parked thread EAGAIN
      return false;
    }
    int count = dice.of(1, 2, 2, 3, 4);
    String vector = dice.oneIn(80) ? "NULL" : batch(world, dice, d, true, count);
    return world.call(
        "recvmmsg",
        d.name(),
        vector,
        dice.oneIn(20) ? 0 : count,
        flags(dice, d, RECEIVE + " MSG_WAITFORONE MSG_WAITFORONE MSG_WAITFORONE"),
        dice.oneIn(6) ? dice.of("{timeleft 1 0}", "{timeleft 0 -1}", "{timespec -1 0}") : "NULL");
  }

  static boolean read(World world, Dice dice) {
    Descriptor d = world.patient(dice, null);
    if (d == null) {
      return false;
    }
    int size = d.open().kind.endsWith("fd") ? dice.of(8, 8, 16, 7, 0) : Literals.size(dice, d);
    return world.call("read", d.name(), Literals.buffer(world, dice, size), size);
  }

  static boolean write(World world, Dice dice) {
    Descriptor d = world.patient(dice, null);
    if (d == null) {
      return false;
    }
    if (d.open().kind.equals("eventfd")) {
      return world.call(
          "write", d.name(), "{long " + dice.word("1 2 -1 -2 0") + " 0}", dice.of(8, 8, 16, 7, 0));
    }
    int size = Literals.size(dice, d);
    return world.call("write", d.name(), Literals.data(dice, size), size);
  }

  static boolean readv(World world, Dice dice) {
    Descriptor d = world.patient(dice, null);
    if (d == null) {
      return false;
    }
    Vector v = Literals.vector(world, dice, d, true);
    return dice.oneIn(12)
        ? world.call("preadv", d.name(), v.memory(), v.count(), dice.word("0 1 -1"))
        : dice.oneIn(12)
            ? world.call(
                "preadv2",
                d.name(),
                v.memory(),
                v.count(),
                dice.word("-1 -1 0"),
                dice.word("0 RWF_NOWAIT 0x1000"))
            : world.call("readv", d.name(), v.memory(), v.count());
  }

  static boolean writev(World world, Dice dice) {
    Descriptor d = world.patient(dice, null);
    if (d == null) {
      return false;
    }
    Vector v = Literals.vector(world, dice, d, false);
    return dice.oneIn(12)
        ? world.call(
            "pwritev2",
            d.name(),
            v.memory(),
            v.count(),
            dice.word("-1 -1 0"),
            dice.word("0 RWF_NOWAIT 0x1000"))
        : world.call("writev", d.name(), v.memory(), v.count());
  }
}
