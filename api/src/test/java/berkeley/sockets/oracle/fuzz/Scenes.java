/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.fuzz.World.Address;
import berkeley.sockets.oracle.fuzz.World.Descriptor;
import berkeley.sockets.oracle.fuzz.World.Open;
import java.util.List;
import java.util.function.BiConsumer;

/** What cases begin with: sockets that are connected, bound or listening as programs have them. */
final class Scenes {
  static final List<BiConsumer<World, Dice>> ALL =
      List.of(
          (world, dice) -> stream(world, dice, "AF_INET", "{sockaddr_in AF_INET 0 127.0.0.1}", 16),
          (world, dice) -> stream(world, dice, "AF_INET", "{sockaddr_in AF_INET 0 127.0.0.1}", 16),
          (world, dice) -> stream(world, dice, "AF_INET6", "{sockaddr_in6 AF_INET6 0 0 ::1 0}", 28),
          Scenes::reset,
          (world, dice) -> local(world, dice, dice.of("SOCK_STREAM", "SOCK_SEQPACKET")),
          (world, dice) -> pair(world, dice, dice.word("SOCK_STREAM SOCK_DGRAM SOCK_SEQPACKET")),
          (world, dice) -> pair(world, dice, dice.word("SOCK_STREAM SOCK_DGRAM SOCK_SEQPACKET")),
          (world, dice) ->
              datagrams(world, dice, "AF_INET", "{sockaddr_in AF_INET 0 127.0.0.1}", 16),
          (world, dice) ->
              datagrams(world, dice, "AF_INET6", "{sockaddr_in6 AF_INET6 0 0 ::1 0}", 28),
          (world, dice) ->
              datagrams(world, dice, "AF_UNIX", "{sockaddr_un AF_UNIX \"$TMP/d\"}", 110),
          (world, dice) ->
              datagrams(world, dice, "AF_NETLINK", "{sockaddr_nl AF_NETLINK 0 0 0}", 12),
          (world, dice) -> raw(world, dice, "AF_INET", "{sockaddr_in AF_INET 0 127.0.0.1}", 16),
          (world, dice) -> raw(world, dice, "AF_INET6", "{sockaddr_in6 AF_INET6 0 0 ::1 0}", 28),
          Scenes::packetSeldom,
          Scenes::pipe,
          Scenes::events);

  private Scenes() {}

  private static String flags(Dice dice, boolean nonBlocking) {
    return (nonBlocking ? "|SOCK_NONBLOCK" : "") + (dice.oneIn(3) ? "|SOCK_CLOEXEC" : "");
  }

  /** One case in seven has blocking sockets, and says MSG_DONTWAIT where it matters. */
  static boolean nonBlocking(Dice dice) {
    return !dice.oneIn(7);
  }

  static Descriptor socket(World world, Dice dice, String domain, String type, String protocol) {
    boolean nonBlocking = nonBlocking(dice);
    String s = world.name("s");
    world.line(
        "fd "
            + s
            + " = socket("
            + domain
            + ", "
            + type
            + flags(dice, nonBlocking)
            + ", "
            + protocol
            + ")");
    Open open = world.open("socket", domain, type, nonBlocking);
    Descriptor descriptor = world.add(s, open);
    if (!nonBlocking && dice.oneIn(30)) {
      for (String option : List.of("SO_RCVTIMEO", "SO_SNDTIMEO")) {
        world.line("setsockopt(" + s + ", SOL_SOCKET, " + option + ", {timeval 0 2000}, 16)");
      }
      open.timeouts = true;
    }
    return descriptor;
  }

  /** Binds, and keeps the address for others to connect to. */
  static void bind(World world, Descriptor s, String address, int length) {
    world.line("bind(" + s.name() + ", " + address + ", " + length + ")");
    String a = world.name("a");
    world.line(a + " = {sockaddr[" + length + "]}");
    String cell = world.name("l");
    world.line(cell + " = {int " + length + "}");
    world.line("getsockname(" + s.name() + ", " + a + ", " + cell + ")");
    world.addresses.add(
        new Address(a, length == 110 ? cell + ".0" : "" + length, s.open().domain, s.open().type));
  }

  private static void connected(World world, Dice dice, Descriptor listener, String type) {
    Address to = world.addresses.getLast();
    Descriptor client = socket(world, dice, listener.open().domain, type, "0");
    // over loopback a connection is there at once
    world.line("connect(" + client.name() + ", " + to.memory() + ", " + to.length() + ")");
    if (!listener.open().blocks()) {
      accept(world, dice, listener, "NULL", "NULL");
      if (!listener.open().domain.equals("AF_UNIX")) {
        Descriptor accepted = world.descriptors.getLast();
        client.open().peer = accepted;
        accepted.open().peer = client;
      }
    }
  }

  static void accept(World world, Dice dice, Descriptor listener, String address, String cell) {
    boolean four = !dice.oneIn(3);
    boolean nonBlocking = four && !dice.oneIn(5);
    String s = world.name("s");
    world.line(
        "fd "
            + s
            + (four ? " = accept4(" : " = accept(")
            + listener.name()
            + ", "
            + address
            + ", "
            + cell
            + (four ? ", 0" + flags(dice, nonBlocking) : "")
            + ")");
    world.add(s, world.open("socket", listener.open().domain, listener.open().type, nonBlocking));
  }

  private static void stream(World world, Dice dice, String domain, String address, int length) {
    Descriptor listener = socket(world, dice, domain, "SOCK_STREAM", "0");
    bind(world, listener, address, length);
    world.line("listen(" + listener.name() + ", " + dice.word("1 5 128") + ")");
    listener.open().listening = true;
    connected(world, dice, listener, "SOCK_STREAM");
  }

  /** A connection that one end has reset, by closing with data unread or with SO_LINGER of 0. */
  private static void reset(World world, Dice dice) {
    stream(world, dice, "AF_INET", "{sockaddr_in AF_INET 0 127.0.0.1}", 16);
    Descriptor end = world.descriptors.getLast();
    Descriptor other = end.open().peer;
    if (other == null) { // the listener would wait
      return;
    }
    for (int i = dice.below(3); i > 0; i--) {
      String from = dice.oneIn(2) ? end.name() : other.name();
      world.line("send(" + from + ", {bytes[20] 0x61*20}, 20, MSG_DONTWAIT)");
    }
    if (dice.oneIn(2)) {
      world.line("setsockopt(" + end.name() + ", SOL_SOCKET, SO_LINGER, {linger 1 0}, 8)");
    } else {
      world.line("send(" + other.name() + ", {bytes[20] 0x62*20}, 20, MSG_DONTWAIT)");
    }
    world.close(end);
  }

  private static void local(World world, Dice dice, String type) {
    Descriptor listener = socket(world, dice, "AF_UNIX", type, "0");
    bind(
        world,
        listener,
        "{sockaddr_un AF_UNIX " + dice.of("\"$TMP/l\"", "\"\\0abstract\"") + "}",
        110);
    world.line("listen(" + listener.name() + ", " + dice.word("0 1 5") + ")");
    listener.open().listening = true;
    connected(world, dice, listener, type);
  }

  static void pair(World world, Dice dice, String type) {
    boolean nonBlocking = nonBlocking(dice);
    String p = world.name("p");
    world.line(p + " = {fds -1 -1}");
    world.line("socketpair(AF_UNIX, " + type + flags(dice, nonBlocking) + ", 0, " + p + ")");
    for (int i = 0; i < 2; i++) {
      world.add(p + "." + i, world.open("socket", "AF_UNIX", type, nonBlocking));
    }
  }

  private static void datagrams(World world, Dice dice, String domain, String address, int length) {
    String protocol = domain.equals("AF_NETLINK") ? "NETLINK_USERSOCK" : "0";
    Descriptor one = socket(world, dice, domain, "SOCK_DGRAM", protocol);
    bind(world, one, address, length);
    Descriptor two = socket(world, dice, domain, "SOCK_DGRAM", protocol);
    if (!domain.equals("AF_UNIX") && dice.oneIn(2)) {
      bind(world, two, address, length);
    }
    if (dice.oneIn(2)) {
      Address to = world.addresses.getFirst();
      world.line("connect(" + two.name() + ", " + to.memory() + ", " + to.length() + ")");
    }
  }

  /** Protocols that are reserved for experiments, so that nobody else's packets come. */
  private static void raw(World world, Dice dice, String domain, String address, int length) {
    Descriptor one = socket(world, dice, domain, "SOCK_RAW", dice.word("253 254"));
    if (dice.oneIn(2)) {
      bind(world, one, address, length);
    }
    world.addresses.add(new Address(address, "" + length, domain, "SOCK_RAW"));
    socket(world, dice, domain, "SOCK_RAW", dice.word("253 254 IPPROTO_RAW"));
  }

  /** Closing one takes the kernel milliseconds. */
  private static void packetSeldom(World world, Dice dice) {
    if (dice.oneIn(8)) {
      packet(world, dice);
    } else {
      pair(world, dice, "SOCK_STREAM");
    }
  }

  /** The protocol number is that for experiments. */
  private static void packet(World world, Dice dice) {
    String type = dice.of("SOCK_DGRAM", "SOCK_RAW");
    Descriptor one = socket(world, dice, "AF_PACKET", type, "0");
    String address = "{sockaddr_ll AF_PACKET 0x88b5 1 0 0 6 }";
    world.line("bind(" + one.name() + ", " + address + ", 20)");
    world.addresses.add(new Address(address, "20", "AF_PACKET", type));
    socket(world, dice, "AF_PACKET", dice.of("SOCK_DGRAM", "SOCK_RAW"), "0");
  }

  static void pipe(World world, Dice dice) {
    String p = world.name("p");
    world.line(p + " = {fds -1 -1}");
    world.line("pipe2(" + p + ", O_NONBLOCK" + dice.of("", "", "|O_CLOEXEC", "|O_DIRECT") + ")");
    for (int i = 0; i < 2; i++) {
      world.add(p + "." + i, world.open("pipe", "", "", true));
    }
  }

  static void events(World world, Dice dice) {
    String e = world.name("e");
    switch (dice.below(3)) {
      case 0 -> {
        world.line(
            "fd "
                + e
                + " = eventfd("
                + dice.word("0 1 7")
                + ", EFD_NONBLOCK"
                + dice.of("", "|EFD_SEMAPHORE", "|EFD_CLOEXEC")
                + ")");
        world.add(e, world.open("eventfd", "", "", true));
      }
      case 1 -> {
        world.line("fd " + e + " = epoll_create1(" + dice.word("0 EPOLL_CLOEXEC") + ")");
        world.add(e, world.open("epoll", "", "", true));
      }
      default -> {
        world.line(
            "fd "
                + e
                + " = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK"
                + dice.of("", "|TFD_CLOEXEC")
                + ")");
        world.add(e, world.open("timerfd", "", "", true));
      }
    }
  }
}
