/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.util.ArrayList;
import java.util.List;

/** What the steps of a test ended with: values, and classes of exceptions. */
final class Outcome {
  /** A step. */
  interface Step {
    Object run() throws Exception;
  }

  /** A step without a result. */
  interface Action {
    void run() throws Exception;
  }

  private final List<String> steps = new ArrayList<>();

  /** Notes a step's result, or the class of the exception that it ends with. */
  void of(String name, Step step) {
    add(name + ": " + tell(step));
  }

  /** As above, with the exception's message. */
  void withMessage(String name, Action action) {
    String told;
    try {
      action.run();
      told = "done";
    } catch (Exception e) {
      told = e.getClass().getName() + ": " + e.getMessage();
    }
    add(name + ": " + told);
  }

  /** As above, of a step without a result. */
  void does(String name, Action action) {
    of(
        name,
        () -> {
          action.run();
          return "done";
        });
  }

  static String tell(Step step) {
    try {
      return String.valueOf(step.run());
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }

  synchronized void add(String step) {
    steps.add(step);
  }

  /** The steps that are not the other's at the same place: what a failure has to show. */
  synchronized String without(Outcome other) {
    StringBuilder different = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      if (i >= other.steps.size() || !steps.get(i).equals(other.steps.get(i))) {
        different.append('\n').append(i).append(' ').append(steps.get(i));
      }
    }
    return different.toString();
  }

  @Override
  public synchronized String toString() {
    return String.join("\n", steps);
  }
}
