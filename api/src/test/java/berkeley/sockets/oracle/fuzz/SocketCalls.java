/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.fuzz.World.Address;
import berkeley.sockets.oracle.fuzz.World.Descriptor;

/** Calls of scripts that open, bind, connect, accept and shut down sockets, or ask their names. */
final class SocketCalls {
  private SocketCalls() {}

  static boolean socket(World world, Dice dice) {
    String domain =
        dice.word("AF_INET AF_INET AF_INET6 AF_UNIX AF_UNIX AF_NETLINK AF_PACKET AF_UNSPEC 99 -1");
    domain = domain.equals("AF_PACKET") && !dice.oneIn(8) ? "AF_INET" : domain;
    String type = dice.word("SOCK_STREAM SOCK_DGRAM SOCK_SEQPACKET SOCK_RAW SOCK_RDM 0 99");
    if (domain.equals("AF_PACKET") || domain.equals("AF_NETLINK") || type.equals("SOCK_RAW")) {
      type = dice.word("SOCK_RAW SOCK_DGRAM");
    }
    String protocol =
        switch (domain) {
          case "AF_NETLINK" -> dice.word("NETLINK_USERSOCK NETLINK_USERSOCK NETLINK_ROUTE 99");
          case "AF_PACKET" -> "0";
          default ->
              type.equals("SOCK_RAW")
                  ? dice.word("253 254 IPPROTO_RAW 0 -1 256")
                  : dice.word("0 0 0 IPPROTO_TCP IPPROTO_UDP IPPROTO_UDPLITE 99 -1");
        };
    String s = world.name("s");
    boolean odd = dice.oneIn(30);
    world.line(
        "fd "
            + s
            + " = "
            + World.text(
                "socket",
                domain,
                type + "|SOCK_NONBLOCK" + (odd ? "|0x100" : dice.of("", "|SOCK_CLOEXEC")),
                protocol));
    boolean known = ScriptOption.LEVELS.containsKey(domain);
    world.add(s, world.open("socket", known ? domain : "AF_INET", type, true));
    return true;
  }

  static boolean scene(World world, Dice dice) {
    if (world.descriptors.size() > 12) {
      return false;
    }
    dice.of(Scenes.ALL).accept(world, dice);
    return true;
  }

  static boolean bind(World world, Dice dice) {
    Descriptor d = world.target(dice);
    Address a = Literals.address(world, dice, d.open().domain);
    if (world.reusePort && world.addresses.contains(a)) {
      return false;
    }
    return world.call("bind", d.name(), a.memory(), a.length());
  }

  static boolean listen(World world, Dice dice) {
    Descriptor d = world.target(dice);
    d.open().listening = true;
    return world.call("listen", d.name(), dice.word("0 1 2 5 128 -1"));
  }

  static boolean connect(World world, Dice dice) {
    Descriptor d = world.target(dice);
    if (d.open().blocks() && !d.open().type.equals("SOCK_DGRAM")) {
      return false;
    }
    Address a = Literals.address(world, dice, d.open().domain);
    return world.call("connect", d.name(), a.memory(), a.length());
  }

  static boolean accept(World world, Dice dice) {
    Descriptor d = world.target(dice);
    if (d.open().blocks() || !d.open().listening && !dice.oneIn(10)) {
      return false;
    }
    int size = dice.of(16, 28, 110, 128, 2, 1, 0);
    boolean none = dice.oneIn(4);
    String address = none ? "NULL" : "{sockaddr[" + Math.max(size, 1) + "]}";
    String cell = none ? "NULL" : "{int " + (dice.oneIn(20) ? -1 : size) + "}";
    if (dice.oneIn(30)) {
      world.call("accept4", d.name(), address, cell, dice.word("1 -1 0x40000000"));
    } else {
      Scenes.accept(world, dice, d, address, cell);
    }
    return true;
  }

  static boolean shutdown(World world, Dice dice) {
    return world.call(
        "shutdown", world.target(dice).name(), dice.word("SHUT_RD SHUT_WR SHUT_WR SHUT_RDWR 3 -1"));
  }

  static boolean names(World world, Dice dice) {
    int size = dice.of(16, 28, 110, 128, 128, 12, 20, 2, 1, 0);
    return world.call(
        dice.of("getsockname", "getpeername"),
        world.target(dice).name(),
        dice.oneIn(20) ? "NULL" : "{sockaddr[" + Math.max(size, 1) + "]}",
        dice.oneIn(30) ? "NULL" : "{int " + (dice.oneIn(20) ? -1 : size) + "}");
  }
}
