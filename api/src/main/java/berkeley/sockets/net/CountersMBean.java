/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

/**
 * What JMX shows of {@link Counters}.
 *
 * @since 0.1.0
 */
public interface CountersMBean {
  /** {@return how many sockets were opened with socket(2)} */
  long getOpened();

  /** {@return how many were connected with connect(2)} */
  long getConnected();

  /** {@return how many were accepted} */
  long getAccepted();

  /** {@return how many bytes were received, over all of them} */
  long getBytesReceived();

  /** {@return how many bytes were sent, over all of them} */
  long getBytesSent();
}
