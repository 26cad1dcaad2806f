/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * A host and a service, in words or in numbers, as {@link AddressInfo#reverse} finds them.
 *
 * @param host the name of the host, or its address in numbers
 * @param service the name of the service, or its port in decimal
 */
public record HostAndService(String host, String service) {}
