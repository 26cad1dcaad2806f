/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.fuzz.World.Address;
import java.util.List;
import java.util.function.BiConsumer;

/** Calls that wait, and what another thread does so that they end. */
final class Waits {
  static final List<BiConsumer<World, Dice>> ALL =
      List.of(Waits::pipe, Waits::pair, Waits::accept, Waits::eventfd, Waits::poll, Waits::timer);

  private Waits() {}

  private static void later(World world, Dice dice, String call, String... meanwhile) {
    world.line("later " + (1 + dice.below(4)) + " " + call);
    for (String line : meanwhile) {
      world.line(line);
    }
    world.line("join");
  }

  private static void pipe(World world, Dice dice) {
    world.line("p1 = {fds -1 -1}");
    world.line("pipe(p1)");
    int n = 1 + dice.below(100);
    String end =
        dice.oneIn(3) ? "close(p1.1)" : "write(p1.1, {bytes[" + n + "] 0x61*" + n + "}, " + n + ")";
    later(
        world,
        dice,
        end,
        dice.oneIn(2)
            ? "read(p1.0, {bytes[64]}, 64)"
            : "readv(p1.0, {iovec {bytes[3]} 3; {bytes[50]} 50}, 2)");
  }

  private static void pair(World world, Dice dice) {
    String type = dice.word("SOCK_STREAM SOCK_DGRAM SOCK_SEQPACKET");
    world.line("p1 = {fds -1 -1}");
    world.line("socketpair(AF_UNIX, " + type + ", 0, p1)");
    int n = 1 + dice.below(100);
    boolean connection = !type.equals("SOCK_DGRAM");
    String end =
        connection && dice.oneIn(4)
            ? dice.of("shutdown(p1.1, SHUT_WR)", "shutdown(p1.0, SHUT_RD)", "close(p1.1)")
            : dice.of("send(p1.1, ", "write(p1.1, ") + "{bytes[" + n + "] 0x61*" + n + "}, " + n;
    end += end.endsWith(")") ? "" : end.startsWith("send") ? ", 0)" : ")";
    later(
        world,
        dice,
        end,
        switch (dice.below(5)) {
          case 0 -> "recv(p1.0, {bytes[64]}, 64, " + dice.word("0 MSG_PEEK MSG_TRUNC") + ")";
          case 1 -> "recvfrom(p1.0, {bytes[64]}, 64, 0, {sockaddr[16]}, {int 16})";
          case 2 ->
              "recvmsg(p1.0, {msghdr {sockaddr[16]} 16 {iovec {bytes[64]} 64} 1 {control[64]} 64 0}, 0)";
          case 3 ->
              "recvmmsg(p1.0, {mmsghdr NULL 0 {iovec {bytes[64]} 64} 1 NULL 0 0 0}, 1, 0, NULL)";
          default -> "read(p1.0, {bytes[64]}, 64)";
        },
        "recv(p1.0, {bytes[64]}, 64, MSG_DONTWAIT)");
  }

  private static void accept(World world, Dice dice) {
    world.line("fd s1 = socket(AF_INET, SOCK_STREAM, 0)");
    world.line("bind(s1, {sockaddr_in AF_INET 0 127.0.0.1}, 16)");
    world.line("a2 = {sockaddr[16]}");
    world.line("getsockname(s1, a2, {int 16})");
    world.addresses.add(new Address("a2", "16", "AF_INET", "SOCK_STREAM"));
    world.line("listen(s1, 5)");
    world.line("fd s3 = socket(AF_INET, SOCK_STREAM, 0)");
    later(
        world,
        dice,
        "connect(s3, a2, 16)",
        dice.oneIn(2)
            ? "fd s4 = accept(s1, {sockaddr[16]}, {int 16})"
            : "fd s4 = accept4(s1, NULL, NULL, SOCK_CLOEXEC)");
    later(
        world,
        dice,
        dice.oneIn(3) ? "shutdown(s3, SHUT_WR)" : "send(s3, \"hello\", 5, 0)",
        "recv(s4, {bytes[16]}, 16, 0)");
  }

  private static void eventfd(World world, Dice dice) {
    world.line("fd e1 = eventfd(0, " + dice.word("0 EFD_SEMAPHORE EFD_CLOEXEC") + ")");
    later(
        world,
        dice,
        "eventfd_write(e1, " + dice.word("1 2 7") + ")",
        dice.oneIn(2) ? "read(e1, {long}, 8)" : "eventfd_read(e1, {long})");
  }

  private static void poll(World world, Dice dice) {
    world.line("p1 = {fds -1 -1}");
    world.line(dice.oneIn(2) ? "pipe(p1)" : "socketpair(AF_UNIX, SOCK_STREAM, 0, p1)");
    world.line("fd e2 = epoll_create1(0)");
    world.line("epoll_ctl(e2, EPOLL_CTL_ADD, p1.0, {epoll_event EPOLLIN 5})");
    String end = dice.of("write(p1.1, \"x\", 1)", "close(p1.1)");
    later(
        world,
        dice,
        end,
        switch (dice.below(4)) {
          case 0 -> "poll({pollfd p1.0 POLLIN}, 1, " + dice.word("-1 5000") + ")";
          case 1 -> "select(1024, {fdset p1.0}, NULL, NULL, NULL)";
          case 2 -> "ppoll({pollfd p1.0 POLLIN; -1 POLLIN}, 2, NULL, NULL)";
          default -> "epoll_wait(e2, {epoll_event[24]}, 2, " + dice.word("-1 5000") + ")";
        });
  }

  private static void timer(World world, Dice dice) {
    world.line("fd e1 = timerfd_create(CLOCK_MONOTONIC, 0)");
    world.line(
        "timerfd_settime(e1, 0, {itimerspec 0 0 0 " + dice.word("1 1000000 3000000") + "}, NULL)");
    world.line(dice.oneIn(2) ? "poll({pollfd e1 POLLIN}, 1, 1000)" : "read(e1, {long}, 8)");
    world.line("read(e1, {long}, " + dice.word("7 0") + ")");
  }
}
