/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

/** What programs said, without what differs from one run to the next. */
final class Transcript {
  private final StringBuilder text = new StringBuilder();

  /** An ended program's part. */
  Transcript ended(String name, Program.Result result) {
    text.append(name).append(" exited with ").append(result.exit()).append('\n');
    text.append(result.out()).append(result.err());
    return this;
  }

  /** A running program's part; it ends here, so that nothing it said is still on the way. */
  Transcript running(String name, Program program) throws InterruptedException {
    program.stop();
    text.append(name).append(" said\n").append(program.output());
    return this;
  }

  @Override
  public String toString() {
    return text.toString()
        .replaceAll("port \\d+", "port N")
        .replaceAll("pid \\d+", "pid N")
        .replaceAll("-?\\d+\\.\\d+ (ms|s)", "T $1")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "DATE");
  }
}
