/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.util.Objects;

/**
 * A host and a service, in words or in numbers, as {@link AddressInfo#reverse} finds them.
 *
 * @param host the name of the host, or its address in numbers
 * @param service the name of the service, or its port in decimal
 * @since 0.1.0
 */
public record HostAndService(String host, String service) {
  /** Checks that nothing is missing. */
  public HostAndService {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(service, "service");
  }
}
