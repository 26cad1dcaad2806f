/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.fuzz.Literals.Vector;
import berkeley.sockets.oracle.fuzz.World.Address;
import berkeley.sockets.oracle.fuzz.World.Descriptor;
import berkeley.sockets.oracle.fuzz.World.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** The calls of scripts, each with how often it comes; one that does not fit now returns false. */
record Calls(int weight, BiPredicate<World, Dice> write) {
  private static final List<Calls> ALL = new ArrayList<>();

  private static void row(int weight, BiPredicate<World, Dice> write) {
    for (int i = 0; i < weight; i++) {
      ALL.add(new Calls(weight, write));
    }
  }

  static {
    row(3, Calls::socket);
    row(2, Calls::scene);
    row(3, Calls::bind);
    row(2, Calls::listen);
    row(4, Calls::connect);
    row(4, Calls::accept);
    row(8, Calls::send);
    row(7, Calls::sendto);
    row(8, Calls::sendmsg);
    row(5, Calls::sendmmsg);
    row(9, Calls::recv);
    row(7, Calls::recvfrom);
    row(10, Calls::recvmsg);
    row(5, Calls::recvmmsg);
    row(5, Calls::read);
    row(5, Calls::write);
    row(4, Calls::readv);
    row(4, Calls::writev);
    row(3, Calls::shutdown);
    row(3, Calls::names);
    row(10, Calls::getsockopt);
    row(10, Calls::setsockopt);
    row(4, Calls::dup);
    row(5, Calls::fcntl);
    row(6, Calls::ioctl);
    row(4, Calls::poll);
    row(3, Calls::select);
    row(4, Calls::epollControl);
    row(4, Calls::epollWait);
    row(3, Calls::eventfd);
    row(2, Calls::timerfd);
    row(3, Calls::splice);
    row(1, Calls::sendfile);
    row(4, Calls::close);
  }

  static Calls any(Dice dice) {
    return dice.of(ALL);
  }

  private static final String RECEIVE =
      "MSG_PEEK MSG_PEEK MSG_TRUNC MSG_WAITALL MSG_OOB MSG_ERRQUEUE MSG_NOSIGNAL MSG_CMSG_CLOEXEC MSG_DONTROUTE MSG_EOR 0x10000000";
  private static final String SEND =
      "MSG_NOSIGNAL MSG_NOSIGNAL MSG_MORE MSG_OOB MSG_DONTROUTE MSG_EOR MSG_CONFIRM MSG_PEEK MSG_TRUNC MSG_PROXY";

  /** Sockets mostly; in one case of forty something else, or nothing. */
  private static Descriptor target(World world, Dice dice) {
    Descriptor d = dice.oneIn(40) ? world.any(dice) : world.any(dice, "socket");
    return d == null || dice.oneIn(150)
        ? new Descriptor(
            dice.word("-1 0x3fffffff"), world.open("socket", "AF_INET", "SOCK_DGRAM", true))
        : d;
  }

  private static boolean line(World world, String text) {
    world.line(text);
    return true;
  }

  private static String call(String name, Object... arguments) {
    StringBuilder text = new StringBuilder(name).append('(');
    for (int i = 0; i < arguments.length; i++) {
      text.append(i > 0 ? ", " : "").append(arguments[i]);
    }
    return text.append(')').toString();
  }

  private static String flags(Dice dice, Descriptor d, String words) {
    return dice.flags(words) + (d.open().blocks() || dice.oneIn(5) ? "|MSG_DONTWAIT" : "");
  }

  // ---- sockets and their names

  private static boolean socket(World world, Dice dice) {
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
    line(
        world,
        "fd "
            + s
            + " = "
            + call(
                "socket",
                domain,
                type + "|SOCK_NONBLOCK" + (odd ? "|0x100" : dice.of("", "|SOCK_CLOEXEC")),
                protocol));
    boolean known = ScriptOption.LEVELS.containsKey(domain);
    world.add(s, world.open("socket", known ? domain : "AF_INET", type, true));
    return true;
  }

  private static boolean scene(World world, Dice dice) {
    if (world.descriptors.size() > 12) {
      return false;
    }
    dice.of(Scenes.ALL).accept(world, dice);
    return true;
  }

  private static boolean bind(World world, Dice dice) {
    Descriptor d = target(world, dice);
    Address a = Literals.address(world, dice, d.open().domain);
    if (world.reusePort && world.addresses.contains(a)) {
      return false;
    }
    return line(world, call("bind", d.name(), a.memory(), a.length()));
  }

  private static boolean listen(World world, Dice dice) {
    Descriptor d = target(world, dice);
    d.open().listening = true;
    return line(world, call("listen", d.name(), dice.word("0 1 2 5 128 -1")));
  }

  private static boolean connect(World world, Dice dice) {
    Descriptor d = target(world, dice);
    if (d.open().blocks() && !d.open().type.equals("SOCK_DGRAM")) {
      return false;
    }
    Address a = Literals.address(world, dice, d.open().domain);
    return line(world, call("connect", d.name(), a.memory(), a.length()));
  }

  private static boolean accept(World world, Dice dice) {
    Descriptor d = target(world, dice);
    if (d.open().blocks() || !d.open().listening && !dice.oneIn(10)) {
      return false;
    }
    int size = dice.of(16, 28, 110, 128, 2, 1, 0);
    boolean none = dice.oneIn(4);
    String address = none ? "NULL" : "{sockaddr[" + Math.max(size, 1) + "]}";
    String cell = none ? "NULL" : "{int " + (dice.oneIn(20) ? -1 : size) + "}";
    if (dice.oneIn(30)) {
      line(world, call("accept4", d.name(), address, cell, dice.word("1 -1 0x40000000")));
    } else {
      Scenes.accept(world, dice, d, address, cell);
    }
    return true;
  }

  private static boolean shutdown(World world, Dice dice) {
    return line(
        world,
        call(
            "shutdown",
            target(world, dice).name(),
            dice.word("SHUT_RD SHUT_WR SHUT_WR SHUT_RDWR 3 -1")));
  }

  private static boolean names(World world, Dice dice) {
    int size = dice.of(16, 28, 110, 128, 128, 12, 20, 2, 1, 0);
    return line(
        world,
        call(
            dice.of("getsockname", "getpeername"),
            target(world, dice).name(),
            dice.oneIn(20) ? "NULL" : "{sockaddr[" + Math.max(size, 1) + "]}",
            dice.oneIn(30) ? "NULL" : "{int " + (dice.oneIn(20) ? -1 : size) + "}"));
  }

  // ---- data

  private static boolean send(World world, Dice dice) {
    Descriptor d = target(world, dice);
    int size = Literals.size(dice, d);
    return line(
        world, call("send", d.name(), Literals.data(dice, size), size, flags(dice, d, SEND)));
  }

  private static boolean sendto(World world, Dice dice) {
    Descriptor d = target(world, dice);
    int size = Literals.size(dice, d);
    Address a = Literals.address(world, dice, d.open().domain);
    return line(
        world,
        call(
            "sendto",
            d.name(),
            Literals.data(dice, size),
            size,
            flags(dice, d, SEND),
            a.memory(),
            a.length()));
  }

  private static boolean sendmsg(World world, Dice dice) {
    Descriptor d = target(world, dice);
    String message =
        dice.oneIn(80) ? "NULL" : "{msghdr " + Literals.header(world, dice, d, false) + "}";
    return line(world, call("sendmsg", d.name(), message, flags(dice, d, SEND)));
  }

  private static String batch(World world, Dice dice, Descriptor d, boolean receive, int count) {
    StringBuilder all = new StringBuilder("{mmsghdr ");
    for (int i = 0; i < count; i++) {
      all.append(i > 0 ? "; " : "").append(Literals.header(world, dice, d, receive)).append(" 0");
    }
    return all.append('}').toString();
  }

  private static boolean sendmmsg(World world, Dice dice) {
    Descriptor d = target(world, dice);
    int count = dice.of(1, 2, 2, 3, 4);
    String vector = dice.oneIn(80) ? "NULL" : batch(world, dice, d, false, count);
    return line(
        world,
        call("sendmmsg", d.name(), vector, dice.oneIn(20) ? 0 : count, flags(dice, d, SEND)));
  }

  private static boolean recv(World world, Dice dice) {
    Descriptor d = target(world, dice);
    int size = Literals.size(dice, d);
    return line(
        world,
        call("recv", d.name(), Literals.buffer(world, dice, size), size, flags(dice, d, RECEIVE)));
  }

  private static boolean recvfrom(World world, Dice dice) {
    Descriptor d = target(world, dice);
    int size = Literals.size(dice, d);
    int name = dice.of(16, 28, 110, 128, 128, 2, 1, 0);
    boolean none = dice.oneIn(5);
    return line(
        world,
        call(
            "recvfrom",
            d.name(),
            Literals.buffer(world, dice, size),
            size,
            flags(dice, d, RECEIVE),
            none ? "NULL" : "{sockaddr[" + Math.max(name, 1) + "]}",
            none ? "NULL" : "{int " + (dice.oneIn(20) ? -1 : name) + "}"));
  }

  private static boolean recvmsg(World world, Dice dice) {
    Descriptor d = target(world, dice);
    String message =
        dice.oneIn(80) ? "NULL" : "{msghdr " + Literals.header(world, dice, d, true) + "}";
    return line(world, call("recvmsg", d.name(), message, flags(dice, d, RECEIVE)));
  }

  private static boolean recvmmsg(World world, Dice dice) {
    Descriptor d = target(world, dice);
    if (d.open().timeouts && d.open().type.equals("SOCK_STREAM")) {
      return false; // that times out while TCP is to receive no bytes: C says 1, a parked thread
      // EAGAIN
    }
    int count = dice.of(1, 2, 2, 3, 4);
    String vector = dice.oneIn(80) ? "NULL" : batch(world, dice, d, true, count);
    return line(
        world,
        call(
            "recvmmsg",
            d.name(),
            vector,
            dice.oneIn(20) ? 0 : count,
            flags(dice, d, RECEIVE + " MSG_WAITFORONE MSG_WAITFORONE MSG_WAITFORONE"),
            dice.oneIn(6)
                ? dice.of("{timeleft 1 0}", "{timeleft 0 -1}", "{timespec -1 0}")
                : "NULL"));
  }

  private static boolean read(World world, Dice dice) {
    Descriptor d = world.patient(dice, null);
    if (d == null) {
      return false;
    }
    int size = d.open().kind.endsWith("fd") ? dice.of(8, 8, 16, 7, 0) : Literals.size(dice, d);
    return line(world, call("read", d.name(), Literals.buffer(world, dice, size), size));
  }

  private static boolean write(World world, Dice dice) {
    Descriptor d = world.patient(dice, null);
    if (d == null) {
      return false;
    }
    if (d.open().kind.equals("eventfd")) {
      return line(
          world,
          call(
              "write",
              d.name(),
              "{long " + dice.word("1 2 -1 -2 0") + " 0}",
              dice.of(8, 8, 16, 7, 0)));
    }
    int size = Literals.size(dice, d);
    return line(world, call("write", d.name(), Literals.data(dice, size), size));
  }

  private static boolean readv(World world, Dice dice) {
    Descriptor d = world.patient(dice, null);
    if (d == null) {
      return false;
    }
    Vector v = Literals.vector(world, dice, d, true);
    return dice.oneIn(12)
        ? line(world, call("preadv", d.name(), v.memory(), v.count(), dice.word("0 1 -1")))
        : dice.oneIn(12)
            ? line(
                world,
                call(
                    "preadv2",
                    d.name(),
                    v.memory(),
                    v.count(),
                    dice.word("-1 -1 0"),
                    dice.word("0 RWF_NOWAIT 0x1000")))
            : line(world, call("readv", d.name(), v.memory(), v.count()));
  }

  private static boolean writev(World world, Dice dice) {
    Descriptor d = world.patient(dice, null);
    if (d == null) {
      return false;
    }
    Vector v = Literals.vector(world, dice, d, false);
    return dice.oneIn(12)
        ? line(
            world,
            call(
                "pwritev2",
                d.name(),
                v.memory(),
                v.count(),
                dice.word("-1 -1 0"),
                dice.word("0 RWF_NOWAIT 0x1000")))
        : line(world, call("writev", d.name(), v.memory(), v.count()));
  }

  // ---- options and flags

  private static boolean getsockopt(World world, Dice dice) {
    Descriptor d = target(world, dice);
    ScriptOption option = ScriptOption.any(dice, d.open().domain);
    int size = dice.of(4, 4, 4, 4, 4, 8, 8, 16, 16, 64, 128, 256, 0, 1, 2, 3, 5, 7, 12, 15, 20);
    // IPV6_PATHMTU takes -1 for a large length, and writes beyond the end
    boolean negative = dice.oneIn(60) && !option.level().equals("IPPROTO_IPV6");
    String type =
        switch (option.kind()) {
          case "opaque" -> "opaque";
          case "name" -> "sockaddr";
          default -> "bytes";
        };
    return line(
        world,
        call(
            "getsockopt",
            d.name(),
            option.level(),
            option.name(),
            dice.oneIn(60) ? "NULL" : "{" + type + "[" + Math.max(size, 1) + "]}",
            dice.oneIn(60) ? "NULL" : "{int " + (negative ? -1 : size) + "}"));
  }

  private static boolean setsockopt(World world, Dice dice) {
    Descriptor d = target(world, dice);
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
    return line(world, call("setsockopt", d.name(), option.level(), option.name(), memory, length));
  }

  private static boolean dup(World world, Dice dice) {
    Descriptor d = world.any(dice);
    Descriptor other = world.any(dice);
    if (d == null) {
      return false;
    }
    String s = world.name("s");
    String text =
        switch (dice.below(7)) {
          case 0 -> call("dup2", d.name(), other.name());
          case 1 -> call("dup3", d.name(), other.name(), dice.word("0 O_CLOEXEC 1"));
          case 2 -> call("fcntl", d.name(), "F_DUPFD", "0");
          case 3 -> call("fcntl", d.name(), "F_DUPFD_CLOEXEC", "0");
          case 4 -> call("dup2", d.name(), dice.word("-1 0x3fffffff"));
          default -> call("dup", d.name());
        };
    if (text.startsWith("dup2") || text.startsWith("dup3")) {
      if (d != other && !text.contains("0x") && !text.contains("-1") && !text.endsWith(", 1)")) {
        replace(world, other, d);
      }
      return line(world, "fd " + s + " = " + text); // two names of one number
    }
    world.add(s, d.open());
    return line(world, "fd " + s + " = " + text);
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

  private static boolean fcntl(World world, Dice dice) {
    Descriptor d = target(world, dice);
    return line(
        world,
        switch (dice.below(8)) {
          case 0, 1 -> call("fcntl", d.name(), "F_GETFL", "0");
          case 2 -> call("fcntl", d.name(), "F_GETFD", "0");
          case 3 -> call("fcntl", d.name(), "F_SETFD", dice.word("0 FD_CLOEXEC"));
          case 4 -> call("fcntl", d.name(), "F_GETOWN", "0");
          case 5 -> call("fcntl", d.name(), "F_GETPIPE_SZ", "0");
          case 6 -> call("fcntl", d.name(), dice.word("99 -1 F_GET_SEALS"), "0");
          default -> {
            boolean nonBlocking = d.open().nonBlocking || dice.oneIn(2);
            d.open().nonBlocking = nonBlocking;
            yield call("fcntl", d.name(), "F_SETFL", nonBlocking ? "O_NONBLOCK" : "0");
          }
        });
  }

  private static boolean ioctl(World world, Dice dice) {
    Descriptor d = dice.oneIn(4) ? world.any(dice) : target(world, dice);
    if (d == null) {
      return false;
    }
    switch (dice.below(8)) {
      case 0, 1, 2 -> line(world, call("ioctl", d.name(), "FIONREAD", "{int}"));
      case 3 -> line(world, call("ioctl", d.name(), "SIOCATMARK", "{int}"));
      case 4 -> line(world, call("ioctl", d.name(), dice.of("FIOCLEX", "FIONCLEX"), "0"));
      case 5 -> line(world, call("sockatmark", d.name()));
      case 6 -> {
        line(world, call("ioctl", d.name(), "FIONBIO", "{int " + dice.of("1", "2") + "}"));
        d.open().nonBlocking = true;
      }
      default ->
          line(
              world,
              dice.oneIn(2)
                  ? call("ioctl", d.name(), "SIOCGIFINDEX", "{ifreq_int \"lo\" 0 0}")
                  : call(
                      "ioctl",
                      d.name(),
                      dice.word("SIOCGIFMTU 0x1234 SIOCGIFADDR"),
                      dice.of("{ifreq_int \"lo\" 0 0}", "NULL")));
    }
    return true;
  }

  // ---- waiting

  private static boolean poll(World world, Dice dice) {
    StringBuilder all = new StringBuilder();
    int count = dice.of(1, 1, 2, 3, 4);
    for (int i = 0; i < count; i++) {
      Descriptor d = world.any(dice);
      all.append(i > 0 ? "; " : "")
          .append(d == null || dice.oneIn(20) ? dice.word("-1 0x3fffffff") : d.name());
      all.append(" ").append(dice.flags("POLLIN POLLOUT POLLPRI POLLRDHUP POLLRDNORM POLLERR"));
    }
    String fds = "{pollfd " + all + "}";
    return line(
        world,
        dice.oneIn(3)
            ? call("ppoll", fds, count, "{timespec 0 " + time(dice, 1_000_000) + "}", "NULL")
            : call("poll", fds, count, time(dice, 1)));
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

  private static boolean select(World world, Dice dice) {
    String n = dice.oneIn(12) ? dice.word("0 -1") : "1024";
    boolean precise = dice.oneIn(3);
    String time =
        (precise ? "{timespec 0 " : "{timeleft 0 ") + time(dice, precise ? 1_000_000 : 1000) + "}";
    return line(
        world,
        precise
            ? call("pselect", n, set(world, dice), set(world, dice), set(world, dice), time, "NULL")
            : call("select", n, set(world, dice), set(world, dice), set(world, dice), time));
  }

  private static final String EVENTS =
      "EPOLLIN EPOLLIN EPOLLOUT EPOLLRDHUP EPOLLPRI EPOLLET EPOLLONESHOT EPOLLEXCLUSIVE EPOLLHUP";

  private static boolean epollControl(World world, Dice dice) {
    Descriptor e = world.any(dice, "epoll");
    Descriptor d = world.any(dice);
    if (e == null || d == null) {
      return false;
    }
    return line(
        world,
        call(
            "epoll_ctl",
            dice.oneIn(40) ? d.name() : e.name(),
            dice.word("EPOLL_CTL_ADD EPOLL_CTL_ADD EPOLL_CTL_ADD EPOLL_CTL_MOD EPOLL_CTL_DEL 99"),
            dice.oneIn(40) ? "-1" : d.name(),
            dice.oneIn(30)
                ? "NULL"
                : "{epoll_event "
                    + dice.flags(EVENTS)
                    + " "
                    + dice.word("0 1 -1 0x123456789a")
                    + "}"));
  }

  private static boolean epollWait(World world, Dice dice) {
    Descriptor e = dice.oneIn(30) ? world.any(dice) : world.any(dice, "epoll");
    if (e == null) {
      return false;
    }
    int max = dice.of(1, 2, 4, 8);
    String events = "{epoll_event*" + max + " 0 0}";
    String count = dice.oneIn(30) ? dice.word("0 -1") : "" + max;
    return line(
        world,
        switch (dice.below(4)) {
          case 0 -> call("epoll_pwait", e.name(), events, count, time(dice, 1), "NULL");
          case 1 ->
              call(
                  "epoll_pwait2",
                  e.name(),
                  events,
                  count,
                  "{timespec 0 " + time(dice, 1_000_000) + "}",
                  "NULL");
          default -> call("epoll_wait", e.name(), events, count, time(dice, 1));
        });
  }

  private static boolean eventfd(World world, Dice dice) {
    Descriptor e = world.any(dice, "eventfd");
    if (e == null) {
      Scenes.events(world, dice);
      return true;
    }
    return line(
        world,
        dice.oneIn(2)
            ? call("eventfd_write", e.name(), dice.word("1 2 0 -1 -2"))
            : call("eventfd_read", e.name(), "{long}"));
  }

  private static boolean timerfd(World world, Dice dice) {
    Descriptor t = world.any(dice, "timerfd");
    if (t == null) {
      return false;
    }
    return line(
        world,
        dice.oneIn(3)
            ? call("timerfd_gettime", t.name(), "{itimerleft}")
            : call(
                "timerfd_settime",
                t.name(),
                dice.word("0 0 TFD_TIMER_ABSTIME 99"),
                "{itimerspec "
                    + dice.of(
                        "0 0 1000 0", "0 0 0 0", "1000000 0 2000 0", "0 0 -1 0", "0 0 0 1000000000")
                    + "}",
                dice.oneIn(2) ? "NULL" : "{itimerleft}"));
  }

  // ---- descriptors among themselves

  private static boolean splice(World world, Dice dice) {
    Descriptor pipe = world.patient(dice, "pipe");
    Descriptor other = world.patient(dice, null);
    if (pipe == null || other == null) {
      return false;
    }
    String from = dice.oneIn(2) ? pipe.name() : other.name();
    String to = from.equals(pipe.name()) ? other.name() : pipe.name();
    String flags = "SPLICE_F_NONBLOCK" + dice.of("", "|SPLICE_F_MOVE", "|SPLICE_F_MORE", "|0x100");
    int n = dice.of(0, 1, 10, 100, 1000, 4096);
    return line(
        world,
        dice.oneIn(5)
            ? call("tee", from, to, n, flags)
            : dice.oneIn(6)
                ? call(
                    "vmsplice",
                    pipe.name(),
                    "{iovec " + Literals.data(dice, n) + " " + n + "}",
                    1,
                    flags)
                : call("splice", from, "NULL", to, "NULL", n, flags));
  }

  private static boolean sendfile(World world, Dice dice) {
    Descriptor out = world.patient(dice, "socket");
    if (out == null) {
      return false;
    }
    String f = world.name("s");
    line(world, "fd " + f + " = open(\"$TMP/f\", O_RDWR|O_CREAT, 0600)");
    line(world, call("write", f, "{bytes[600] 0x66*600}", 600));
    world.add(f, world.open("file", "", "", true));
    return line(
        world,
        call(
            "sendfile",
            out.name(),
            f,
            dice.of("NULL", "{long 0}", "{long 590}", "{long -1}"),
            dice.word("0 1 600 1000")));
  }

  private static boolean close(World world, Dice dice) {
    Descriptor d = world.any(dice);
    if (d == null || dice.oneIn(40)) {
      return line(world, call("close", dice.word("-1 0x3fffffff")));
    }
    world.closed(d);
    return line(world, call("close", d.name()));
  }
}
