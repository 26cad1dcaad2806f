/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import berkeley.sockets.blocking.WaitingCall.Row;
import java.util.LinkedHashMap;
import java.util.Map;

/** All calls that may wait, of both skins. */
final class Rows {
  private static final Map<String, Row> ALL = new LinkedHashMap<>();

  static {
    ALL.putAll(MirrorRows.all());
    ALL.putAll(LookUpRows.all());
    ALL.putAll(ObjectRows.all());
  }

  private Rows() {}

  static Map<String, Row> all() {
    return ALL;
  }

  /** What a program prints after all rows went well. */
  static String good() {
    return "all " + ALL.size() + " calls";
  }
}
