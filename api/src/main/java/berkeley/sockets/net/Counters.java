/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.util.concurrent.atomic.LongAdder;

/**
 * What all views of this JVM have done so far, so that a run can prove that it used them.
 *
 * <p>{@link #register} shows them in JMX, under the name {@value #NAME}; the property {@code
 * berkeley.sockets.jmx}, set to true, does so when the first view is made.
 *
 * @since 0.1.0
 */
public final class Counters implements CountersMBean {
  /** The name in JMX. */
  public static final String NAME = "berkeley.sockets:type=Counters";

  private static final Counters INSTANCE = new Counters();

  private static final LongAdder OPENED = new LongAdder();
  private static final LongAdder CONNECTED = new LongAdder();
  private static final LongAdder ACCEPTED = new LongAdder();
  private static final LongAdder RECEIVED = new LongAdder();
  private static final LongAdder SENT = new LongAdder();

  static {
    if (Boolean.getBoolean("berkeley.sockets.jmx")) {
      register();
    }
  }

  private Counters() {}

  /** {@return the only instance} */
  public static Counters get() {
    return INSTANCE;
  }

  /**
   * Shows the counters in JMX; a second call does nothing.
   *
   * @return whether they are shown: not without the module java.management
   */
  public static boolean register() {
    return CountersRegistration.register(INSTANCE, NAME);
  }

  static void opened() {
    OPENED.increment();
  }

  static void connected() {
    CONNECTED.increment();
  }

  static void accepted() {
    ACCEPTED.increment();
  }

  static void received(long bytes) {
    RECEIVED.add(bytes);
  }

  static void sent(long bytes) {
    SENT.add(bytes);
  }

  @Override
  public long getOpened() {
    return OPENED.sum();
  }

  @Override
  public long getConnected() {
    return CONNECTED.sum();
  }

  @Override
  public long getAccepted() {
    return ACCEPTED.sum();
  }

  @Override
  public long getBytesReceived() {
    return RECEIVED.sum();
  }

  @Override
  public long getBytesSent() {
    return SENT.sum();
  }

  /** All of them, for people. */
  @Override
  public String toString() {
    return "opened "
        + getOpened()
        + ", connected "
        + getConnected()
        + ", accepted "
        + getAccepted()
        + ", bytes received "
        + getBytesReceived()
        + ", bytes sent "
        + getBytesSent();
  }
}
