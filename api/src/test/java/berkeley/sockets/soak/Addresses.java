/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

import berkeley.sockets.SockAddr;
import java.util.ArrayList;
import java.util.List;

/** Where the server serves, with a virtual thread and with a platform thread for each client. */
record Addresses(List<SockAddr> streams, List<SockAddr> datagrams, List<SockAddr> descriptors) {
  /** Three lists of ports and names, two of each. */
  static Addresses parse(String line) {
    String[] words = line.split(" ");
    List<SockAddr> all = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      all.add(
          i < 4
              ? SockAddr.Inet4.loopback(Integer.parseInt(words[i]))
              : SockAddr.Unix.abstractName(words[i]));
    }
    return new Addresses(all.subList(0, 2), all.subList(2, 4), all.subList(4, 6));
  }
}
