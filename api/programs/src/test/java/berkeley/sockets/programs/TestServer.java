/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that runs while the tests of a class do. */
final class TestServer implements BeforeAllCallback, AfterAllCallback {
  /** What a server needs before it starts, and how it is started. */
  interface Recipe {
    /**
     * Prepares the server.
     *
     * @param directory the server's own
     * @param port where it is to listen on loopback
     * @return its command
     */
    List<String> prepare(Path directory, int port) throws Exception;
  }

  private final Recipe recipe;
  private ServerProcess process;

  TestServer(Recipe recipe) {
    this.recipe = recipe;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Path directory = Directories.create();
    List<String> command = null;
    try {
      int port = ServerProcess.freePort();
      command = recipe.prepare(directory, port);
      process = new ServerProcess(directory, port, command);
    } finally {
      if (command == null) {
        Directories.delete(directory);
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (process != null) {
      process.stop();
    }
  }

  Path directory() {
    return process.directory;
  }

  int port() {
    return process.port;
  }
}
