/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.lang.reflect.Method;

/**
 * Runs a program's main method in a JVM of its own, and prints what the counters say in the end.
 */
final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) throws Exception {
    String[] own = new String[arguments.length - 1];
    System.arraycopy(arguments, 1, own, 0, own.length);
    Method program = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
    program.setAccessible(true);
    int status = 0;
    try {
      program.invoke(null, (Object) own);
      System.out.println(Counted.inJmx().text());
    } catch (ReflectiveOperationException e) {
      e.printStackTrace(System.out);
      status = 1;
    }
    System.exit(status); // whatever threads libraries have left
  }
}
