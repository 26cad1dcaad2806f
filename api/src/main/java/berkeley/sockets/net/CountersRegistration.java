/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The only class that needs the module java.management, which a program may lack. */
final class CountersRegistration {
  private CountersRegistration() {}

  static boolean register(Object counters, String name) {
    try {
      return Server.register(counters, name);
    } catch (NoClassDefFoundError e) { // without the module
      return false;
    }
  }

  private static final class Server {
    private Server() {}

    static boolean register(Object counters, String name) {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      try {
        server.registerMBean(counters, new ObjectName(name));
      } catch (InstanceAlreadyExistsException e) {
        return true;
      } catch (JMException e) {
        throw new IllegalStateException(e);
      }
      return true;
    }
  }
}
