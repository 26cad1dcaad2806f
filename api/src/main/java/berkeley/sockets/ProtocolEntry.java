/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.util.List;
import java.util.Objects;

/**
 * {@code struct protoent}: a protocol and its number, as {@link Service#protocol(String)} finds it.
 *
 * @param name its official name (p_name)
 * @param aliases its other names (p_aliases)
 * @param protocol its number, for socket(2) (p_proto)
 * @since 0.1.0
 */
public record ProtocolEntry(String name, List<String> aliases, Protocol protocol) {
  /** Checks that nothing is missing. */
  public ProtocolEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(aliases, "aliases");
    Objects.requireNonNull(protocol, "protocol");
  }
}
