/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import java.util.List;
import java.util.Set;

/**
 * Where the object layer answers other than C, by design, and the answer that is due instead. What
 * its types cannot say at all goes through the mirror: see ObjectSkin.
 */
public final class Contract {
  /** How C's answer begins; the answer of the object layer; and why. */
  private record Row(String c, String object, String reason) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "connect -1 EAGAIN",
              "connect -1 EINPROGRESS",
              "false is the one answer of a connect that would have to wait"));

  /** Where it throws, the object layer hands nothing over; C leaves in memory what came first. */
  private static final Set<String> NOTHING =
      Set.of("socketpair", "recvfrom", "recvmsg", "recvmmsg");

  private Contract() {}

  /** Answers of C, or of the object layer, as both must be. */
  public static List<String> answers(List<String> answers) {
    return answers.stream().map(Contract::answer).toList();
  }

  private static String answer(String answer) {
    String[] words = answer.split(" ", 5);
    if (words.length == 5 && words[2].equals("-1") && NOTHING.contains(words[1])) {
      return String.join(" ", words[0], words[1], words[2], words[3]);
    }
    String call = answer.substring(words[0].length() + 1);
    for (Row row : ROWS) {
      if (call.startsWith(row.c)) {
        return words[0] + " " + row.object;
      }
    }
    return answer;
  }
}
