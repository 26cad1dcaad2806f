/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names for UNIX sockets. */
public final class SocketPath {
  private SocketPath() {}

  /** A path that nothing has yet. */
  public static Path unused() throws IOException {
    Path path = Files.createTempFile("berkeley", ".sock");
    Files.delete(path);
    return path;
  }
}
