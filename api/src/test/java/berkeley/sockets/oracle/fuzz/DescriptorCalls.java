/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.fuzz.World.Descriptor;
import berkeley.sockets.oracle.fuzz.World.Open;

/** Calls of scripts for options, flags and copies of descriptors, and for data between two. */
final class DescriptorCalls {
  private DescriptorCalls() {}

  static boolean getsockopt(World world, Dice dice) {
    Descriptor d = world.target(dice);
    ScriptOption option = ScriptOption.any(dice, d.open().domain);
    if (option.kind().equals("filter")) {
      return false; // the length counts instructions: C writes beyond the bytes of a script
    }
    int size = dice.of(4, 4, 4, 4, 4, 8, 8, 16, 16, 64, 128, 256, 0, 1, 2, 3, 5, 7, 12, 15, 20);
    // IPV6_PATHMTU takes -1 for a large length, and writes beyond the end
    boolean negative = dice.oneIn(60) && !option.level().equals("IPPROTO_IPV6");
    String type =
        switch (option.kind()) {
          case "opaque" -> "opaque";
          case "name" -> "sockaddr";
          default -> "bytes";
        };
    return world.call(
        "getsockopt",
        d.name(),
        option.level(),
        option.name(),
        dice.oneIn(60) ? "NULL" : "{" + type + "[" + Math.max(size, 1) + "]}",
        dice.oneIn(60) ? "NULL" : "{int " + (negative ? -1 : size) + "}");
  }

  static boolean setsockopt(World world, Dice dice) {
    Descriptor d = world.target(dice);
    ScriptOption option = ScriptOption.any(dice, d.open().domain);
    boolean waits = d.open().timeouts || d.open().blocks();
    if (waits && option.name().equals("SO_RCVLOWAT")) {
      return false; // a parked thread does not wait for more than the first byte
    }
    world.reusePort |= option.name().equals("SO_REUSEPORT");
    ScriptOption.Value value = option.value(dice, d.open().timeouts);
    int length = value.size();
    String memory = value.literal();
    if (dice.oneIn(4) && !(waits && option.kind().equals("time"))) {
      length = dice.of(0, 1, 2, 3, 5, 8, 12, 16, 64, 128, -1);
      memory = length <= value.size() ? memory : "{bytes[" + length + "] " + memory + "}";
    } else if (dice.oneIn(60)) {
      memory = "NULL";
    }
    return world.call("setsockopt", d.name(), option.level(), option.name(), memory, length);
  }

  static boolean dup(World world, Dice dice) {
    Descriptor d = world.any(dice);
    Descriptor other = world.any(dice);
    if (d == null) {
      return false;
    }
    String s = world.name("s");
    String text =
        switch (dice.below(7)) {
          case 0 -> World.text("dup2", d.name(), other.name());
          case 1 -> World.text("dup3", d.name(), other.name(), dice.word("0 O_CLOEXEC 1"));
          case 2 -> World.text("fcntl", d.name(), "F_DUPFD", "0");
          case 3 -> World.text("fcntl", d.name(), "F_DUPFD_CLOEXEC", "0");
          case 4 -> World.text("dup2", d.name(), dice.word("-1 0x3fffffff"));
          default -> World.text("dup", d.name());
        };
    world.line("fd " + s + " = " + text);
    if (!text.startsWith("dup2") && !text.startsWith("dup3")) {
      world.add(s, d.open());
    } else if (d != other
        && !text.contains("0x")
        && !text.contains("-1")
        && !text.endsWith(", 1)")) {
      replace(world, other, d); // two names of one number
    }
    return true;
  }

  /** All names of one number now mean another file. */
  private static void replace(World world, Descriptor old, Descriptor by) {
    world.descriptors.remove(old);
    Open open = by.open();
    if (old.open().blocks()) { // and still does, if the call fails
      open = world.open(open.kind, open.domain, open.type, false);
    }
    world.add(old.name(), open);
  }

  static boolean fcntl(World world, Dice dice) {
    Descriptor d = world.target(dice);
    return switch (dice.below(8)) {
      case 0, 1 -> world.call("fcntl", d.name(), "F_GETFL", "0");
      case 2 -> world.call("fcntl", d.name(), "F_GETFD", "0");
      case 3 -> world.call("fcntl", d.name(), "F_SETFD", dice.word("0 FD_CLOEXEC"));
      case 4 -> world.call("fcntl", d.name(), "F_GETOWN", "0");
      case 5 -> world.call("fcntl", d.name(), "F_GETPIPE_SZ", "0");
      case 6 -> world.call("fcntl", d.name(), dice.word("99 -1 F_GET_SEALS"), "0");
      default -> {
        boolean nonBlocking = d.open().nonBlocking || dice.oneIn(2);
        d.open().nonBlocking = nonBlocking;
        yield world.call("fcntl", d.name(), "F_SETFL", nonBlocking ? "O_NONBLOCK" : "0");
      }
    };
  }

  static boolean ioctl(World world, Dice dice) {
    Descriptor d = dice.oneIn(4) ? world.any(dice) : world.target(dice);
    if (d == null) {
      return false;
    }
    return switch (dice.below(8)) {
      case 0, 1, 2 -> world.call("ioctl", d.name(), "FIONREAD", "{int}");
      case 3 -> world.call("ioctl", d.name(), "SIOCATMARK", "{int}");
      case 4 -> world.call("ioctl", d.name(), dice.of("FIOCLEX", "FIONCLEX"), "0");
      case 5 -> world.call("sockatmark", d.name());
      case 6 -> {
        d.open().nonBlocking = true;
        yield world.call("ioctl", d.name(), "FIONBIO", "{int " + dice.of("1", "2") + "}");
      }
      default ->
          dice.oneIn(2)
              ? world.call("ioctl", d.name(), "SIOCGIFINDEX", "{ifreq_int \"lo\" 0 0}")
              : world.call(
                  "ioctl",
                  d.name(),
                  dice.word("SIOCGIFMTU 0x1234 SIOCGIFADDR"),
                  dice.of("{ifreq_int \"lo\" 0 0}", "NULL"));
    };
  }

  static boolean splice(World world, Dice dice) {
    Descriptor pipe = world.patient(dice, "pipe");
    Descriptor other = world.patient(dice, null);
    if (pipe == null || other == null) {
      return false;
    }
    String from = dice.oneIn(2) ? pipe.name() : other.name();
    String to = from.equals(pipe.name()) ? other.name() : pipe.name();
    String flags = "SPLICE_F_NONBLOCK" + dice.of("", "|SPLICE_F_MOVE", "|SPLICE_F_MORE", "|0x100");
    int n = dice.of(0, 1, 10, 100, 1000, 4096);
    return dice.oneIn(5)
        ? world.call("tee", from, to, n, flags)
        : dice.oneIn(6)
            ? world.call(
                "vmsplice",
                pipe.name(),
                "{iovec " + Literals.data(dice, n) + " " + n + "}",
                1,
                flags)
            : world.call("splice", from, "NULL", to, "NULL", n, flags);
  }

  static boolean sendfile(World world, Dice dice) {
    Descriptor out = world.patient(dice, "socket");
    if (out == null) {
      return false;
    }
    String f = world.name("s");
    world.line("fd " + f + " = open(\"$TMP/f\", O_RDWR|O_CREAT, 0600)");
    world.call("write", f, "{bytes[600] 0x66*600}", 600);
    world.add(f, world.open("file", "", "", true));
    return world.call(
        "sendfile",
        out.name(),
        f,
        dice.of("NULL", "{long 0}", "{long 590}", "{long -1}"),
        dice.word("0 1 600 1000"));
  }

  static boolean close(World world, Dice dice) {
    Descriptor d = world.any(dice);
    if (d == null || dice.oneIn(40)) {
      return world.call("close", dice.word("-1 0x3fffffff"));
    }
    return world.close(d);
  }
}
