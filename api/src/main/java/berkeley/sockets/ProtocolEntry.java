/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.util.List;

/**
 * {@code struct protoent}: a protocol and its number, as {@link Service#protocol(String)} finds it.
 *
 * @param name its official name (p_name)
 * @param aliases its other names (p_aliases)
 * @param protocol its number, for socket(2) (p_proto)
 */
public record ProtocolEntry(String name, List<String> aliases, Protocol protocol) {}
