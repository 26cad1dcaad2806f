/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.linux_if_packet_h;
import berkeley.sockets.bindings.headers.linux_netlink_h;
import berkeley.sockets.bindings.headers.linux_vm_sockets_h;
import berkeley.sockets.bindings.headers.net_ethernet_h;
import berkeley.sockets.bindings.headers.net_if_arp_h;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.netinet_udp_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.shared_h;
import berkeley.sockets.bindings.headers.signal_h;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.bindings.headers.sys_eventfd_h;
import berkeley.sockets.bindings.headers.sys_ioctl_h;
import berkeley.sockets.bindings.headers.sys_signalfd_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_timerfd_h;
import berkeley.sockets.bindings.headers.sys_uio_h;
import berkeley.sockets.bindings.headers.sys_wait_h;
import berkeley.sockets.bindings.headers.time_h;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The names of values, taken from the generated headers. */
final class Names {
  /** Where the names with a prefix are declared. */
  private static final Map<String, List<Class<?>>> HEADERS =
      Map.ofEntries(
          Map.entry("AF_", List.of(sys_socket_h.class)),
          Map.entry("SOCK_", List.of(sys_socket_h.class)),
          Map.entry("MSG_", List.of(sys_socket_h.class)),
          Map.entry("SHUT_", List.of(sys_socket_h.class)),
          Map.entry("SO_", List.of(sys_socket_h.class)),
          Map.entry("SCM_", List.of(sys_socket_h.class)),
          Map.entry(
              "SOL_",
              List.of(
                  sys_socket_h.class,
                  netinet_in_h.class,
                  netinet_tcp_h.class,
                  netinet_udp_h.class,
                  linux_vm_sockets_h.class)),
          Map.entry("IPPROTO_", List.of(netinet_in_h.class)),
          Map.entry("IP_", List.of(netinet_in_h.class)),
          Map.entry("IPV6_", List.of(netinet_in_h.class)),
          Map.entry("TCP_", List.of(netinet_tcp_h.class)),
          Map.entry("UDP_", List.of(netinet_udp_h.class)),
          Map.entry("NETLINK_", List.of(linux_netlink_h.class)),
          Map.entry("PACKET_", List.of(linux_if_packet_h.class)),
          Map.entry("ETH_P_", List.of(net_ethernet_h.class)),
          Map.entry("ARPHRD_", List.of(net_if_arp_h.class)),
          Map.entry("VMADDR_CID_", List.of(linux_vm_sockets_h.class)),
          Map.entry("POLL", List.of(poll_h.class)),
          Map.entry("EPOLL", List.of(sys_epoll_h.class)),
          Map.entry("EPOLL_", List.of(sys_epoll_h.class)),
          Map.entry("EPOLL_CTL_", List.of(sys_epoll_h.class)),
          Map.entry("TFD_TIMER_", List.of(sys_timerfd_h.class)),
          Map.entry("EFD_", List.of(sys_eventfd_h.class)),
          Map.entry("TFD_", List.of(sys_timerfd_h.class)),
          Map.entry("SFD_", List.of(sys_signalfd_h.class)),
          Map.entry("F_", List.of(fcntl_h.class)),
          Map.entry("FD_", List.of(fcntl_h.class)),
          Map.entry("O_", List.of(fcntl_h.class)),
          Map.entry("SPLICE_F_", List.of(fcntl_h.class)),
          Map.entry("RWF_", List.of(sys_uio_h.class)),
          Map.entry("FIO", List.of(sys_ioctl_h.class)),
          Map.entry("SIO", List.of(sys_ioctl_h.class)),
          Map.entry("SIG", List.of(signal_h.class)),
          Map.entry("SIG_", List.of(signal_h.class)),
          Map.entry("CLOCK_", List.of(time_h.class)),
          Map.entry("SEEK_", List.of(shared_h.class)),
          Map.entry("EAI_", List.of(netdb_h.class)),
          Map.entry("NI_", List.of(netdb_h.class)),
          Map.entry("W", List.of(sys_wait_h.class)));

  /** Names that share a prefix with flags and options but are something else. */
  private static final String OTHERS =
      " EPOLL_ SOCK_TXREHASH SOCK_SNDBUF SOCK_RCVBUF SOCK_BUF POLLREMOVE IP_PMTUDISC IP_DEFAULT"
          + " IP_MAX IPV6_PMTUDISC IPV6_RTHDR_TYPE TCP_CA_ TCP_CLOS TCP_LAST_ACK TCP_LISTEN"
          + " TCP_FIN_WAIT TCP_SYN_ TCP_TIME_WAIT TCP_ESTABLISHED TCP_NO_QUEUE TCP_RECV_QUEUE"
          + " TCP_SEND_QUEUE TCP_REPAIR_O TCP_MSS TCP_COOKIE_ ETH_P_802_3_MIN EAI_IDN W_ WAIT_"
          + " PACKET_FANOUT_ PACKET_MR_ F_OK F_LOCK F_TEST F_TLOCK F_ULOCK F_RDLCK F_WRLCK F_UNLCK"
          + " F_EXLCK F_SHLCK F_OWNER F_SEAL SIGCLD SIGIOT SIGPOLL SIG_ O_ACCMODE";

  /** What strace prefers among names of one value; elsewhere the shortest wins. */
  private static final String PREFERRED =
      " AF_UNIX AF_NETLINK IPV6_ADD_MEMBERSHIP IPV6_DROP_MEMBERSHIP O_NONBLOCK O_SYNC ";

  private static final Map<String, NavigableMap<Long, String>> TABLES = new ConcurrentHashMap<>();

  private Names() {}

  /** The name of a value, or null. */
  static @Nullable String find(String prefix, long value) {
    return TABLES.computeIfAbsent(prefix, Names::table).get(value);
  }

  /** The name of a value, or what strace prints for one without. */
  static String one(String prefix, long value) {
    String name = find(prefix, value);
    return name != null ? name : unknown(prefix, value);
  }

  static String unknown(String prefix, long value) {
    String marks = prefix.equals("SOL_") ? "??" : "???";
    return "0x" + Long.toHexString(value & 0xffffffffL) + " /* " + prefix + marks + " */";
  }

  /** The names of the bits of a value, joined by bars. */
  static String flags(String prefix, long value) {
    if (value == 0) {
      return "0";
    }
    List<Long> bits = new ArrayList<>();
    long rest = value & 0xffffffffL;
    Map<Long, String> names = TABLES.computeIfAbsent(prefix, Names::table);
    List<Long> widestFirst = new ArrayList<>(names.keySet());
    widestFirst.sort(Comparator.comparingInt((Long bit) -> -Long.bitCount(bit)));
    for (long bit : widestFirst) {
      boolean type = prefix.equals("SOCK_") && bit < 16; // a number, not a bit
      if (!type && (bit & 0xffffffffL) != 0 && (rest & bit) == (bit & 0xffffffffL)) {
        bits.add(bit);
        rest &= ~bit;
      }
    }
    bits.sort(Comparator.comparingLong(bit -> bit & 0xffffffffL));
    StringBuilder out = new StringBuilder();
    bits.forEach(bit -> out.append(out.isEmpty() ? "" : "|").append(names.get(bit)));
    if (rest != 0) {
      out.append(out.isEmpty() ? "" : "|");
      out.append(bits.isEmpty() ? unknown(prefix, rest) : "0x" + Long.toHexString(rest));
    }
    return out.toString();
  }

  private static NavigableMap<Long, String> table(String prefix) {
    NavigableMap<Long, String> table = new TreeMap<>();
    for (Class<?> header : HEADERS.getOrDefault(prefix, List.of())) {
      for (Field field : header.getDeclaredFields()) {
        String name = field.getName();
        if (name.startsWith(prefix) && !other(name, prefix)) {
          try {
            if (field.get(null) instanceof Number number) { // not a pointer, such as SIG_IGN
              table.merge(number.longValue(), name, Names::better);
            }
          } catch (IllegalAccessException e) {
            throw new LinkageError(header + " is not public", e);
          }
        }
      }
    }
    return table;
  }

  private static boolean other(String name, String prefix) {
    for (int i = prefix.length(); i <= name.length(); i++) {
      if (OTHERS.contains(" " + name.substring(0, i) + " ")
          && !prefix.startsWith(name.substring(0, i))) {
        return true;
      }
    }
    return false;
  }

  private static String better(String a, String b) {
    if (PREFERRED.contains(" " + a + " ") || PREFERRED.contains(" " + b + " ")) {
      return PREFERRED.contains(" " + a + " ") ? a : b;
    }
    return b.length() < a.length() ? b : a;
  }
}
