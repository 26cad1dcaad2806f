/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;

/** Both halves' loops in C. */
final class InC extends Descriptors {
  InC() {
    super(MirrorEndpoint.maker(0));
  }

  @Override
  long ping(Endpoint end) throws Throwable {
    MirrorEndpoint descriptor = (MirrorEndpoint) end;
    return Baseline.ping(descriptor.fd(), descriptor.buffer(), descriptor.buffer(), 1);
  }

  @Override
  void echo(Endpoint end) throws Throwable {
    MirrorEndpoint descriptor = (MirrorEndpoint) end;
    long unused = Baseline.echo(descriptor.fd(), descriptor.buffer());
  }
}
