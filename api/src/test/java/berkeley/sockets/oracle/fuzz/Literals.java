/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.fuzz.World.Address;
import berkeley.sockets.oracle.fuzz.World.Descriptor;
import java.util.List;

/** Memory for the calls: data, buffers, addresses, messages and control messages. */
final class Literals {
  private static final int[] SIZES = {
    0, 1, 1, 2, 3, 7, 8, 16, 16, 32, 64, 64, 100, 100, 255, 512, 1000, 1000, 1472
  };
  private static final int[] LARGE = {
    4095, 4096, 4097, 5000, 9000, 16384, 20000, 65507, 65508, 70000
  };
  private static final int[] CONTROL = {0, 8, 16, 17, 20, 24, 28, 32, 40, 64, 128, 256};

  private Literals() {}

  /** Large ones seldom, and never on TCP, where it depends on time how much fits. */
  static int size(Dice dice, Descriptor d) {
    boolean tcp = d.open().domain.startsWith("AF_INET") && d.open().type.equals("SOCK_STREAM");
    return dice.oneIn(12) && !tcp ? dice.of(LARGE) : dice.of(SIZES);
  }

  /** Something to send, of that size at least. */
  static String data(Dice dice, int size) {
    return size == 0
        ? dice.of("{bytes[1]}", "NULL")
        : "{bytes["
            + size
            + "] \""
            + dice.word("a bc xyz 012345")
            + "\" "
            + dice.of("0x61", "0", "255")
            + "*"
            + size
            + "}";
  }

  /**
   * Somewhere to receive to; of raw IPv4 packets the header, which has random numbers, is hidden.
   */
  static String buffer(World world, Dice dice, int size) {
    if (dice.oneIn(60)) {
      return "NULL";
    }
    return "{" + (world.raw ? "rawpacket" : "bytes") + "[" + size + "]}";
  }

  /** An address to bind, connect or send to, with its length as the second element. */
  static Address address(World world, Dice dice, String domain) {
    List<Address> known = world.addresses;
    if (!known.isEmpty() && !dice.oneIn(4)) {
      return dice.of(known);
    }
    String other = dice.oneIn(10) ? dice.word("AF_INET AF_INET6 AF_UNIX AF_NETLINK") : domain;
    Address address =
        switch (other) {
          case "AF_INET" ->
              new Address(
                  "{sockaddr_in "
                      + dice.of("AF_INET", "AF_INET", "AF_UNSPEC")
                      + " "
                      + dice.word("0 0 1 7")
                      + " "
                      + dice.word(
                          "127.0.0.1 127.0.0.1 0.0.0.0 127.0.0.9 192.0.2.1 224.0.0.5 255.255.255.255")
                      + "}",
                  "16",
                  other,
                  "");
          case "AF_INET6" ->
              new Address(
                  "{sockaddr_in6 AF_INET6 "
                      + dice.word("0 0 1 7")
                      + " "
                      + dice.word("0 0 5")
                      + " "
                      + dice.word("::1 ::1 :: ::ffff:127.0.0.1 2001:db8::1 ff02::1 fe80::1")
                      + " "
                      + dice.word("0 0 1 99")
                      + "}",
                  "28",
                  other,
                  "");
          case "AF_NETLINK" ->
              new Address(
                  "{sockaddr_nl AF_NETLINK 0 "
                      + dice.word("0 0 77777 1")
                      + " "
                      + dice.word("0 0 1 4")
                      + "}",
                  "12",
                  other,
                  "");
          case "AF_PACKET" ->
              new Address(
                  "{sockaddr_ll AF_PACKET 0x88b5 "
                      + dice.word("1 1 0 99")
                      + " 0 0 "
                      + dice.word("0 6 8")
                      + "}",
                  "20",
                  other,
                  "");
          default -> unix(dice);
        };
    return dice.oneIn(8) ? spoilt(dice, address) : address;
  }

  /** Paths are never cut short: what they leave behind is removed at the end of the case. */
  private static Address unix(Dice dice) {
    String path = dice.word("$TMP/d $TMP/l $TMP/none $TMP/n/n");
    return dice.oneIn(2)
        ? new Address("{sockaddr_un AF_UNIX \"" + path + "\"}", "110", "AF_UNIX", "")
        : new Address(
            "{sockaddr_un AF_UNIX \"" + dice.of("\\0abstract", "", "\\0") + "\"}",
            dice.word("110 110 2 3 4 5 20"),
            "AF_UNIX",
            "");
  }

  private static Address spoilt(Dice dice, Address address) {
    return dice.oneIn(4)
        ? new Address("NULL", dice.word("0 2 16"), address.domain(), "")
        : new Address(address.memory(), lengths(dice, address), address.domain(), "");
  }

  private static String lengths(Dice dice, Address address) {
    return dice.word(address.domain().equals("AF_UNIX") ? "0 1 2 -1" : "0 1 2 3 8 -1 12 11");
  }

  /** Control messages to send, which suit the domain as a rule, and how many bytes they have. */
  static String control(World world, Dice dice, Descriptor d) {
    String domain = dice.oneIn(12) ? dice.word("AF_INET AF_INET6 AF_UNIX") : d.open().domain;
    return switch (domain) {
      case "AF_UNIX" ->
          dice.oneIn(3) ? "{cmsg_creds 28 SOL_SOCKET SCM_CREDENTIALS 0 0 0}" : rights(world, dice);
      case "AF_INET" ->
          switch (dice.below(7)) {
            case 0 -> ints(dice, "IPPROTO_IP IP_TTL", "1 64 255 0 256 -1");
            case 1 -> ints(dice, "IPPROTO_IP IP_TOS", "0 16 255 256 -1");
            case 2 ->
                "{cmsg_pktinfo 28 IPPROTO_IP IP_PKTINFO "
                    + dice.word("0 1 99")
                    + " "
                    + dice.word("127.0.0.1 0.0.0.0")
                    + " 0.0.0.0}";
            case 3 ->
                "{cmsg_ints 18 IPPROTO_UDP UDP_SEGMENT " + dice.word("1 10 100 0 65535") + "}";
            case 4 -> ints(dice, "SOL_SOCKET SO_MARK", "0 1");
            case 5 -> ints(dice, "IPPROTO_IP IP_RETOPTS", "0x01010101");
            default -> odd(dice);
          };
      case "AF_INET6" ->
          switch (dice.below(6)) {
            case 0 -> ints(dice, "IPPROTO_IPV6 IPV6_HOPLIMIT", "1 64 255 0 256 -1");
            case 1 -> ints(dice, "IPPROTO_IPV6 IPV6_TCLASS", "0 16 255 256 -1");
            case 2 -> ints(dice, "IPPROTO_IPV6 IPV6_DONTFRAG", "0 1 2");
            case 3 ->
                "{cmsg_pktinfo6 36 IPPROTO_IPV6 IPV6_PKTINFO "
                    + dice.word("::1 ::")
                    + " "
                    + dice.word("0 1 99")
                    + "}";
            case 4 ->
                "{cmsg_ints 18 IPPROTO_UDP UDP_SEGMENT " + dice.word("1 10 100 0 65535") + "}";
            default -> odd(dice);
          };
      default -> odd(dice);
    };
  }

  private static String ints(Dice dice, String kind, String values) {
    return "{cmsg_ints "
        + dice.word("20 20 20 20 20 17 24")
        + " "
        + kind
        + " "
        + dice.word(values)
        + "}";
  }

  private static String odd(Dice dice) {
    return "{cmsg_ints "
        + dice.word("20 20 16 0 15 24 1000 -1")
        + " "
        + dice.word("SOL_SOCKET IPPROTO_IP 99 -1")
        + " "
        + dice.word("1 2 99 -1")
        + " 1}";
  }

  /**
   * No UNIX sockets: those in flight to themselves go away when the collector of the kernel runs.
   */
  private static String rights(World world, Dice dice) {
    String first = notUnix(world, dice);
    return dice.oneIn(3)
        ? "{cmsg_fds 24 SOL_SOCKET SCM_RIGHTS " + first + " " + notUnix(world, dice) + "}"
        : "{cmsg_fds 20 SOL_SOCKET SCM_RIGHTS " + first + "}";
  }

  private static String notUnix(World world, Dice dice) {
    for (int i = 0; i < 5; i++) {
      Descriptor d = world.any(dice);
      if (d != null && !d.open().domain.equals("AF_UNIX") && !d.open().kind.equals("epoll")) {
        return d.name();
      }
    }
    return dice.oneIn(9) ? "-1" : "0";
  }

  /** The vector of a message, and its count. */
  record Vector(String memory, int count) {}

  static Vector vector(World world, Dice dice, Descriptor d, boolean receive) {
    int count = dice.of(0, 1, 1, 1, 1, 1, 2, 3);
    if (dice.oneIn(80)) {
      return new Vector("{iovec*1025 {bytes[1]} 1}", 1025);
    }
    if (count == 0) {
      return new Vector("NULL", dice.oneIn(10) ? 1 : 0);
    }
    StringBuilder elements = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int size = size(dice, d);
      String memory = receive ? buffer(world, dice, size) : data(dice, size);
      elements.append(i > 0 ? "; " : "").append(memory).append(' ').append(size);
    }
    return new Vector("{iovec " + elements + "}", dice.oneIn(80) ? -1 : count);
  }

  /** The fields of a struct msghdr. */
  static String header(World world, Dice dice, Descriptor d, boolean receive) {
    Vector vector = vector(world, dice, d, receive);
    String name = "NULL 0";
    String control = "NULL 0";
    if (receive) {
      if (dice.oneIn(2)) {
        int size = dice.of(128, 128, 16, 28, 110, 2, 0, 1, 5);
        name = "{sockaddr[" + Math.max(size, 1) + "]} " + size;
      }
      if (dice.oneIn(2)) {
        int size = dice.of(CONTROL);
        control = "{control[" + Math.max(size, 1) + "]} " + size;
      }
    } else {
      if (dice.oneIn(3)) {
        Address address = address(world, dice, d.open().domain);
        name = address.memory() + " " + address.length();
      }
      if (dice.oneIn(3)) {
        String one = control(world, dice, d);
        String two = dice.oneIn(4) ? " " + control(world, dice, d) : "";
        control =
            "{control[96] "
                + one
                + two
                + "} "
                + (two.isEmpty() ? dice.word("24 24 24 32 40 20 16 96 0") : "96");
      }
    }
    return name
        + " "
        + vector.memory()
        + " "
        + vector.count()
        + " "
        + control
        + " "
        + (dice.oneIn(5) ? dice.word("1 0x5a MSG_PEEK -1") : "0");
  }
}
