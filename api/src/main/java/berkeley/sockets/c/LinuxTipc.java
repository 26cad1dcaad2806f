/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_tipc_h;
import java.lang.foreign.MemorySegment;

/**
 * {@code <linux/tipc.h>}: services of a cluster, found by number, AF_TIPC.
 *
 * @since 0.1.0
 */
public final class LinuxTipc implements linux_tipc_h {
  private LinuxTipc() {}

  /**
   * {@code int tipc_aead_key_size(struct tipc_aead_key *key)}
   *
   * <p>The length of a key with its header.
   *
   * <p>Differences from C: none.
   *
   * @param key a {@code struct tipc_aead_key}
   * @return the length in bytes
   * @see <a href="https://docs.kernel.org/networking/tipc.html">Transparent Inter Process
   *     Communication</a>
   */
  public static int tipc_aead_key_size(MemorySegment key) {
    return (int) tipc_aead_key.sizeof() + tipc_aead_key.keylen(key);
  }

  /**
   * {@code __u32 tipc_addr(unsigned int zone, unsigned int cluster, unsigned int node)}
   *
   * <p>The address of a node in the form of old versions.
   *
   * <p>Differences from C: none.
   *
   * @param zone 8 bits
   * @param cluster 12 bits
   * @param node 12 bits
   * @return the address
   * @see <a href="https://docs.kernel.org/networking/tipc.html">Transparent Inter Process
   *     Communication</a>
   */
  public static int tipc_addr(int zone, int cluster, int node) {
    return zone << TIPC_ZONE_OFFSET | cluster << TIPC_CLUSTER_OFFSET | node;
  }

  /**
   * {@code unsigned int tipc_zone(__u32 addr)}
   *
   * <p>The zone of a node, from its address in the form of old versions.
   *
   * <p>Differences from C: none.
   *
   * @param addr the address
   * @return the zone
   * @see <a href="https://docs.kernel.org/networking/tipc.html">Transparent Inter Process
   *     Communication</a>
   */
  public static int tipc_zone(int addr) {
    return addr >>> TIPC_ZONE_OFFSET;
  }

  /**
   * {@code unsigned int tipc_cluster(__u32 addr)}
   *
   * <p>The cluster of a node, from its address in the form of old versions.
   *
   * <p>Differences from C: none.
   *
   * @param addr the address
   * @return the cluster
   * @see <a href="https://docs.kernel.org/networking/tipc.html">Transparent Inter Process
   *     Communication</a>
   */
  public static int tipc_cluster(int addr) {
    return (addr & (int) TIPC_CLUSTER_MASK) >>> TIPC_CLUSTER_OFFSET;
  }

  /**
   * {@code unsigned int tipc_node(__u32 addr)}
   *
   * <p>The number of a node, from its address in the form of old versions.
   *
   * <p>Differences from C: none.
   *
   * @param addr the address
   * @return the number
   * @see <a href="https://docs.kernel.org/networking/tipc.html">Transparent Inter Process
   *     Communication</a>
   */
  public static int tipc_node(int addr) {
    return addr & (int) TIPC_NODE_MASK;
  }
}
