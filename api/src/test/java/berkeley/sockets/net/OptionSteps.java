/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads and writes every option that a socket says it supports, and some that it does not. */
final class OptionSteps {
  interface Getter {
    Object get(SocketOption<?> option) throws Exception;
  }

  interface Setter {
    <T> Object set(SocketOption<T> option, T value) throws Exception;
  }

  private OptionSteps() {}

  static void of(Outcome outcome, Set<SocketOption<?>> supported, Getter getter, Setter setter) {
    // JDK's channels list one of a class of its own, for their adaptors
    List<SocketOption<?>> options = new ArrayList<>(supported);
    options.removeIf(each -> each.name().equals("SO_OOBINLINE") || unlike(each));
    options.sort(Comparator.comparing(SocketOption::name));
    outcome.add("supported: " + options);
    for (SocketOption<?> each : options) {
      outcome.of(each.name(), () -> getter.get(each));
      if (each.type() == Integer.class) {
        @SuppressWarnings("unchecked")
        SocketOption<Integer> number = (SocketOption<Integer>) each;
        for (int value : new int[] {1, 0, -1, 100, 255, 256, 5000, 70_000}) {
          outcome.of(each + "=" + value, () -> setter.set(number, value) != null);
          outcome.of(each + " after " + value, () -> getter.get(each));
        }
        outcome.of(each + "=null", () -> setter.set(number, null));
      } else if (each.type() == Boolean.class) {
        @SuppressWarnings("unchecked")
        SocketOption<Boolean> flag = (SocketOption<Boolean>) each;
        for (boolean value : new boolean[] {true, false, true}) {
          outcome.of(each + "=" + value, () -> setter.set(flag, value) != null);
          outcome.of(each + " after " + value, () -> getter.get(each));
        }
      }
    }
    for (SocketOption<?> each :
        List.of(
            StandardSocketOptions.IP_MULTICAST_IF,
            StandardSocketOptions.SO_BROADCAST,
            StandardSocketOptions.TCP_NODELAY)) {
      if (!supported.contains(each)) {
        outcome.of("not " + each, () -> getter.get(each));
      }
    }
    outcome.of("null", () -> getter.get(null));
  }

  /** What depends on chance. */
  private static boolean unlike(SocketOption<?> option) {
    return option.name().equals("TCP_QUICKACK");
  }
}
