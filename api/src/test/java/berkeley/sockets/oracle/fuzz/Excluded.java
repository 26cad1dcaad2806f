/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.util.Map;

/** What no script contains, and why: the constants of C that the generator never writes. */
final class Excluded {
  private Excluded() {}

  static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("O_ASYNC", "SIGIO ends a process that does not expect it"),
          Map.entry("FIOASYNC", "SIGIO, too"),
          Map.entry("F_SETSIG", "signals of choice"),
          Map.entry("F_SETOWN", "whom signals go to"),
          Map.entry("FIOSETOWN", "whom signals go to"),
          Map.entry("SIOCSPGRP", "whom signals go to"),
          Map.entry("SO_PASSSEC", "MSG_CTRUNC tells a NULL control from an empty one, a Message's"),
          Map.entry("SO_INCOMING_CPU", "the scheduler decides"),
          Map.entry("SO_MEMINFO", "counters of memory, which depend on when packets are freed"),
          Map.entry("SIOCOUTQNSD", "depends on when the peer's acknowledgement comes"),
          Map.entry("TCP_QUICKACK", "the kernel changes it as time goes by"),
          Map.entry("TCP_TX_DELAY", "delays every packet of the machine's TCP once it was used"),
          Map.entry("TCP_REPAIR", "lets a connection lie about its state"),
          Map.entry("TCP_REPAIR_QUEUE", "only in repair mode"),
          Map.entry("TCP_QUEUE_SEQ", "random sequence numbers"),
          Map.entry("TCP_ULP", "loads kernel modules"),
          Map.entry("TCP_MD5SIG", "drops packets silently, so that calls hang"),
          Map.entry("TCP_MD5SIG_EXT", "as TCP_MD5SIG"),
          Map.entry("TCP_ZEROCOPY_RECEIVE", "needs memory that was mapped from the socket"),
          Map.entry("TCP_FASTOPEN_KEY", "random, one per namespace"),
          Map.entry("MSG_FASTOPEN", "cookies are kept per host, so order decides"),
          Map.entry("TCP_FASTOPEN_CONNECT", "as MSG_FASTOPEN"),
          Map.entry("PACKET_FANOUT", "hashes with a random key"),
          Map.entry(
              "IP_RECVORIGDSTADDR", "an address cut short shows a port that the kernel chose"),
          Map.entry("IPV6_RECVORIGDSTADDR", "as IP_RECVORIGDSTADDR"),
          Map.entry("SO_TIMESTAMPING", "notifications come when the device likes"),
          Map.entry("SO_TIMESTAMP", "the kernel begins to take the time in the background"),
          Map.entry("SO_TIMESTAMPNS", "as SO_TIMESTAMP"),
          Map.entry("SO_TXTIME", "packets leave by the clock"),
          Map.entry("IPV6_FLOWLABEL_MGR", "random labels"),
          Map.entry("PACKET_RX_RING", "a ring has to be mapped"),
          Map.entry("PACKET_TX_RING", "a ring has to be mapped"),
          Map.entry("PACKET_STATISTICS", "counts whatever passes"),
          Map.entry("PACKET_ROLLOVER_STATS", "counts whatever passes"),
          Map.entry("ETH_P_ALL", "receives whatever passes, such as acknowledgements"),
          Map.entry("SO_ATTACH_BPF", "needs a loaded program"),
          Map.entry("SO_ATTACH_REUSEPORT_EBPF", "needs a loaded program"),
          Map.entry("IP_XFRM_POLICY", "changes what the namespace does with packets"),
          Map.entry("IP_IPSEC_POLICY", "changes what the namespace does with packets"),
          Map.entry("SIOCSIFFLAGS", "takes the interface down for all later cases"));
}
