/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** The calls of scripts, each with how often it comes; one that does not fit now returns false. */
final class Calls {
  private static final List<BiPredicate<World, Dice>> ALL = new ArrayList<>();

  private static void row(int weight, BiPredicate<World, Dice> write) {
    for (int i = 0; i < weight; i++) {
      ALL.add(write);
    }
  }

  static {
    row(3, SocketCalls::socket);
    row(2, SocketCalls::scene);
    row(3, SocketCalls::bind);
    row(2, SocketCalls::listen);
    row(4, SocketCalls::connect);
    row(4, SocketCalls::accept);
    row(8, DataCalls::send);
    row(7, DataCalls::sendto);
    row(8, DataCalls::sendmsg);
    row(5, DataCalls::sendmmsg);
    row(9, DataCalls::recv);
    row(7, DataCalls::recvfrom);
    row(10, DataCalls::recvmsg);
    row(5, DataCalls::recvmmsg);
    row(5, DataCalls::read);
    row(5, DataCalls::write);
    row(4, DataCalls::readv);
    row(4, DataCalls::writev);
    row(3, SocketCalls::shutdown);
    row(3, SocketCalls::names);
    row(10, DescriptorCalls::getsockopt);
    row(10, DescriptorCalls::setsockopt);
    row(4, DescriptorCalls::dup);
    row(5, DescriptorCalls::fcntl);
    row(6, DescriptorCalls::ioctl);
    row(4, WaitingCalls::poll);
    row(3, WaitingCalls::select);
    row(4, WaitingCalls::epollControl);
    row(4, WaitingCalls::epollWait);
    row(3, WaitingCalls::eventfd);
    row(2, WaitingCalls::timerfd);
    row(3, DescriptorCalls::splice);
    row(1, DescriptorCalls::sendfile);
    row(4, DescriptorCalls::close);
  }

  private Calls() {}

  static BiPredicate<World, Dice> any(Dice dice) {
    return dice.of(ALL);
  }
}
