/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/** The implementations. The server listens for each on a port of its own, in this order. */
final class Halves {
  /** The first of the ports, if no other is named. */
  static final int PORT = 7700;

  private Halves() {}

  static Map<String, Half> all() {
    Map<String, Half> all = new LinkedHashMap<>();
    all.put("c", new InC());
    all.put("mirror", new Descriptors(MirrorEndpoint.maker(0)));
    all.put("socket", new Descriptors(SocketEndpoint.maker(0)));
    all.put("java.net", new Streams());
    all.put("nio", new Channels());
    return all;
  }
}
