/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.net.Counters;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the counters of views say, of this JVM or of a child. */
record Counted(long opened, long connected, long accepted, long received, long sent) {
  private static final Pattern TEXT =
      Pattern.compile("counted (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)(?:\\R|$)");

  /** Of this JVM. */
  static Counted now() {
    Counters counters = Counters.get();
    return new Counted(
        counters.getOpened(),
        counters.getConnected(),
        counters.getAccepted(),
        counters.getBytesReceived(),
        counters.getBytesSent());
  }

  /**
   * Of this JVM as JMX tells it to programs that know nothing of the library; zeros if it does not.
   */
  static Counted inJmx() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("berkeley.sockets:type=Counters");
    if (!server.isRegistered(name)) {
      return new Counted(0, 0, 0, 0, 0);
    }
    long[] values = new long[5];
    String[] names = {"Opened", "Connected", "Accepted", "BytesReceived", "BytesSent"};
    for (int i = 0; i < names.length; i++) {
      values[i] = (Long) server.getAttribute(name, names[i]);
    }
    return new Counted(values[0], values[1], values[2], values[3], values[4]);
  }

  /** From what a child printed. */
  static Counted parse(String output) {
    Matcher matcher = TEXT.matcher(output);
    assertTrue(matcher.find(), output);
    long[] values = new long[5];
    for (int i = 0; i < values.length; i++) {
      values[i] = Long.parseLong(matcher.group(i + 1));
    }
    return new Counted(values[0], values[1], values[2], values[3], values[4]);
  }

  String text() {
    return "counted "
        + String.join(
            " ",
            Long.toString(opened),
            Long.toString(connected),
            Long.toString(accepted),
            Long.toString(received),
            Long.toString(sent));
  }

  Counted since(Counted before) {
    return new Counted(
        opened - before.opened,
        connected - before.connected,
        accepted - before.accepted,
        received - before.received,
        sent - before.sent);
  }

  /** Fails unless so many connections were made, with so many bytes in both directions together. */
  void assertConnected(long connections, long bytes) {
    assertTrue(connected >= connections, () -> this + ": fewer connections than " + connections);
    assertTrue(received + sent >= bytes, () -> this + ": fewer bytes than " + bytes);
  }

  /** Fails unless so many connections were accepted. */
  void assertAccepted(long connections) {
    assertTrue(accepted >= connections, () -> this + ": fewer accepted than " + connections);
  }
}
