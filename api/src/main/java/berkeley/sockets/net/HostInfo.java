/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.SocketAddress;
import java.security.Security;
import org.jspecify.annotations.Nullable;

/**
 * Adds the peer's address to what connecting fails with, where the JDK's property {@code
 * jdk.includeInExceptions} has the word {@code hostInfo}, as the JDK's sockets do.
 */
final class HostInfo {
  private static final String PROPERTY = "jdk.includeInExceptions";
  private static final boolean WANTED = isWanted();

  private HostInfo() {}

  private static boolean isWanted() {
    String words = System.getProperty(PROPERTY);
    if (words == null) {
      words = Security.getProperty(PROPERTY);
    }
    if (words != null) {
      for (String word : words.split(",")) {
        if (word.strip().equalsIgnoreCase("hostInfo")) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same failure, or one of its class that names the address. */
  static IOException added(IOException failure, @Nullable SocketAddress address) {
    if (!WANTED || address == null) {
      return failure;
    }
    try {
      Constructor<? extends IOException> constructor =
          failure.getClass().getConstructor(String.class);
      IOException longer = constructor.newInstance(failure.getMessage() + ": " + address);
      longer.initCause(failure);
      return longer;
    } catch (ReflectiveOperationException e) {
      return failure; // of a class without messages, such as one that tells of a close
    }
  }
}
