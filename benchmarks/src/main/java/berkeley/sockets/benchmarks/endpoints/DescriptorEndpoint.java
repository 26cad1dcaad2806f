/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import berkeley.sockets.c.Unistd;

/** An endpoint that is a descriptor and nothing else. */
interface DescriptorEndpoint extends Endpoint {
  int fd();

  @Override
  default void hangUp() {
    Calls.hangUp(fd());
  }

  @Override
  default void close() {
    Unistd.close(fd());
  }
}
