/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The names of values, taken from the C mirror's generated constants. */
final class Names {
  /** Where the names with a prefix are declared. */
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("AF_", "SysSocket"),
          Map.entry("SOCK_", "SysSocket"),
          Map.entry("MSG_", "SysSocket"),
          Map.entry("SHUT_", "SysSocket"),
          Map.entry("SO_", "SysSocket"),
          Map.entry("SCM_", "SysSocket"),
          Map.entry("SOL_", "SysSocket NetinetIn NetinetTcp NetinetUdp LinuxVmSockets"),
          Map.entry("IPPROTO_", "NetinetIn"),
          Map.entry("IP_", "NetinetIn"),
          Map.entry("IPV6_", "NetinetIn"),
          Map.entry("TCP_", "NetinetTcp"),
          Map.entry("UDP_", "NetinetUdp"),
          Map.entry("NETLINK_", "LinuxNetlink"),
          Map.entry("PACKET_", "LinuxIfPacket"),
          Map.entry("ETH_P_", "NetEthernet"),
          Map.entry("ARPHRD_", "NetIfArp"),
          Map.entry("VMADDR_CID_", "LinuxVmSockets"),
          Map.entry("POLL", "Poll"),
          Map.entry("EPOLL", "SysEpoll"),
          Map.entry("EPOLL_", "SysEpoll"),
          Map.entry("EPOLL_CTL_", "SysEpoll"),
          Map.entry("TFD_TIMER_", "SysTimerfd"),
          Map.entry("EFD_", "SysEventfd"),
          Map.entry("TFD_", "SysTimerfd"),
          Map.entry("SFD_", "SysSignalfd"),
          Map.entry("F_", "Fcntl"),
          Map.entry("FD_", "Fcntl"),
          Map.entry("O_", "Fcntl"),
          Map.entry("SPLICE_F_", "Fcntl"),
          Map.entry("RWF_", "SysUio"),
          Map.entry("FIO", "SysIoctl"),
          Map.entry("SIO", "SysIoctl"),
          Map.entry("SIG", "Signal"),
          Map.entry("SIG_", "Signal"),
          Map.entry("CLOCK_", "Time"),
          Map.entry("SEEK_", "Unistd"),
          Map.entry("EAI_", "Netdb"),
          Map.entry("NI_", "Netdb"),
          Map.entry("W", "SysWait"));

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
  static String find(String prefix, long value) {
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
    for (String header : HEADERS.get(prefix).split(" ")) {
      try {
        Class<?> constants =
            Class.forName("berkeley.sockets.c." + header + "Constants"); // never linked against
        for (Field field : constants.getDeclaredFields()) {
          String name = field.getName();
          if (name.startsWith(prefix) && !other(name, prefix)) {
            field.setAccessible(true);
            table.merge(((Number) field.get(null)).longValue(), name, Names::better);
          }
        }
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("no constants of " + header, e);
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
