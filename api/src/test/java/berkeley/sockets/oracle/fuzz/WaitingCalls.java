/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.fuzz.World.Descriptor;

/** Calls of scripts that wait for descriptors, and those on eventfds and timers. */
final class WaitingCalls {
  private WaitingCalls() {}

  static boolean poll(World world, Dice dice) {
    StringBuilder all = new StringBuilder();
    int count = dice.of(1, 1, 2, 3, 4);
    for (int i = 0; i < count; i++) {
      Descriptor d = world.any(dice);
      all.append(i > 0 ? "; " : "")
          .append(d == null || dice.oneIn(20) ? dice.word("-1 0x3fffffff") : d.name());
      all.append(" ").append(dice.flags("POLLIN POLLOUT POLLPRI POLLRDHUP POLLRDNORM POLLERR"));
    }
    String fds = "{pollfd " + all + "}";
    return dice.oneIn(3)
        ? world.call("ppoll", fds, count, "{timespec 0 " + time(dice, 1_000_000) + "}", "NULL")
        : world.call("poll", fds, count, time(dice, 1));
  }

  /** 0, or seldom a few milliseconds. */
  private static int time(Dice dice, int unit) {
    return dice.oneIn(60) ? (1 + dice.below(3)) * unit : 0;
  }

  private static String set(World world, Dice dice) {
    StringBuilder all = new StringBuilder("{fdset");
    for (int n = dice.of(0, 1, 1, 2); n > 0; n--) {
      Descriptor d = world.any(dice);
      all.append(d == null ? "" : " " + d.name());
    }
    return dice.oneIn(3) ? "NULL" : all.append("}").toString();
  }

  static boolean select(World world, Dice dice) {
    String n = dice.oneIn(12) ? dice.word("0 -1") : "1024";
    boolean precise = dice.oneIn(3);
    String time =
        (precise ? "{timespec 0 " : "{timeleft 0 ") + time(dice, precise ? 1_000_000 : 1000) + "}";
    return precise
        ? world.call(
            "pselect", n, set(world, dice), set(world, dice), set(world, dice), time, "NULL")
        : world.call("select", n, set(world, dice), set(world, dice), set(world, dice), time);
  }

  private static final String EVENTS =
      "EPOLLIN EPOLLIN EPOLLOUT EPOLLRDHUP EPOLLPRI EPOLLET EPOLLONESHOT EPOLLEXCLUSIVE EPOLLHUP";

  static boolean epollControl(World world, Dice dice) {
    Descriptor e = world.any(dice, "epoll");
    Descriptor d = world.any(dice);
    if (e == null || d == null) {
      return false;
    }
    return world.call(
        "epoll_ctl",
        dice.oneIn(40) ? d.name() : e.name(),
        dice.word("EPOLL_CTL_ADD EPOLL_CTL_ADD EPOLL_CTL_ADD EPOLL_CTL_MOD EPOLL_CTL_DEL 99"),
        dice.oneIn(40) ? "-1" : d.name(),
        dice.oneIn(30)
            ? "NULL"
            : "{epoll_event " + dice.flags(EVENTS) + " " + dice.word("0 1 -1 0x123456789a") + "}");
  }

  static boolean epollWait(World world, Dice dice) {
    Descriptor e = dice.oneIn(30) ? world.any(dice) : world.any(dice, "epoll");
    if (e == null) {
      return false;
    }
    int max = dice.of(1, 2, 4, 8);
    String events = "{epoll_event*" + max + " 0 0}";
    String count = dice.oneIn(30) ? dice.word("0 -1") : "" + max;
    return switch (dice.below(4)) {
      case 0 -> world.call("epoll_pwait", e.name(), events, count, time(dice, 1), "NULL");
      case 1 ->
          world.call(
              "epoll_pwait2",
              e.name(),
              events,
              count,
              "{timespec 0 " + time(dice, 1_000_000) + "}",
              "NULL");
      default -> world.call("epoll_wait", e.name(), events, count, time(dice, 1));
    };
  }

  static boolean eventfd(World world, Dice dice) {
    Descriptor e = world.any(dice, "eventfd");
    if (e == null) {
      Scenes.events(world, dice);
      return true;
    }
    return dice.oneIn(2)
        ? world.call("eventfd_write", e.name(), dice.word("1 2 0 -1 -2"))
        : world.call("eventfd_read", e.name(), "{long}");
  }

  static boolean timerfd(World world, Dice dice) {
    Descriptor t = world.any(dice, "timerfd");
    if (t == null) {
      return false;
    }
    return dice.oneIn(3)
        ? world.call("timerfd_gettime", t.name(), "{itimerleft}")
        : world.call(
            "timerfd_settime",
            t.name(),
            dice.word("0 0 TFD_TIMER_ABSTIME 99"),
            "{itimerspec "
                + dice.of(
                    "0 0 1000 0", "0 0 0 0", "1000000 0 2000 0", "0 0 -1 0", "0 0 0 1000000000")
                + "}",
            dice.oneIn(2) ? "NULL" : "{itimerleft}");
  }
}
