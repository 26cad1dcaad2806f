/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The socket options that scripts get and set: a level, what its values look like, the names.
 * Values of kind opaque differ from run to run: only their result, error and length are compared.
 */
record ScriptOption(String level, String name, String kind) {
  private static final String[][] TABLE = {
    {"SOL_SOCKET", "bool", "SO_REUSEADDR SO_REUSEPORT SO_KEEPALIVE SO_BROADCAST SO_OOBINLINE"},
    {"SOL_SOCKET", "bool", "SO_DONTROUTE SO_DEBUG SO_NO_CHECK SO_PASSCRED SO_NOFCS"},
    {"SOL_SOCKET", "bool", "SO_LOCK_FILTER SO_RXQ_OVFL SO_RCVMARK SO_SELECT_ERR_QUEUE"},
    {"SOL_SOCKET", "bool", "SO_WIFI_STATUS SO_TXREHASH SO_PREFER_BUSY_POLL SO_BSDCOMPAT"},
    {"SOL_SOCKET", "bool", "SO_DETACH_REUSEPORT_BPF"},
    {"SOL_SOCKET", "int", "SO_PRIORITY SO_MARK SO_PEEK_OFF SO_BUSY_POLL_BUDGET SO_RCVLOWAT"},
    {"SOL_SOCKET", "int", "SO_BINDTOIFINDEX SO_BUF_LOCK SO_SNDLOWAT SO_RESERVE_MEM SO_CNX_ADVICE"},
    {"SOL_SOCKET", "int", "SO_BUSY_POLL SO_DETACH_FILTER SO_INCOMING_NAPI_ID"},
    {"SOL_SOCKET", "size", "SO_RCVBUF SO_SNDBUF SO_RCVBUFFORCE SO_SNDBUFFORCE"},
    {"SOL_SOCKET", "read", "SO_TYPE SO_DOMAIN SO_PROTOCOL SO_ERROR SO_ACCEPTCONN"},
    {"SOL_SOCKET", "read", "SO_BPF_EXTENSIONS SO_PEERSEC SO_PEERGROUPS"},
    {"SOL_SOCKET", "name", "SO_PEERNAME"},
    {"SOL_SOCKET", "opaque", "SO_COOKIE SO_NETNS_COOKIE SO_PEERCRED"},
    {"SOL_SOCKET", "rate", "SO_MAX_PACING_RATE"},
    {"SOL_SOCKET", "time", "SO_RCVTIMEO SO_SNDTIMEO"},
    {"SOL_SOCKET", "linger", "SO_LINGER"},
    {"SOL_SOCKET", "device", "SO_BINDTODEVICE"},
    {"SOL_SOCKET", "filter", "SO_ATTACH_FILTER SO_ATTACH_REUSEPORT_CBPF"},
    {"IPPROTO_IP", "int", "IP_TOS IP_TTL IP_MINTTL IP_MTU_DISCOVER IP_MULTICAST_TTL IP_CHECKSUM"},
    {"IPPROTO_IP", "bool", "IP_PKTINFO IP_RECVTTL IP_RECVTOS IP_RECVOPTS IP_RETOPTS IP_RECVERR"},
    {"IPPROTO_IP", "bool", "IP_FREEBIND IP_TRANSPARENT IP_HDRINCL IP_MULTICAST_LOOP IP_NODEFRAG"},
    {"IPPROTO_IP", "bool", "IP_MULTICAST_ALL IP_BIND_ADDRESS_NO_PORT"},
    {"IPPROTO_IP", "bool", "IP_RECVFRAGSIZE IP_PASSSEC IP_ROUTER_ALERT IP_RECVERR_RFC4884"},
    {"IPPROTO_IP", "int", "IP_UNICAST_IF"},
    {"IPPROTO_IP", "read", "IP_MTU IP_PKTOPTIONS"},
    {"IPPROTO_IP", "ipoptions", "IP_OPTIONS"},
    {"IPPROTO_IP", "interface4", "IP_MULTICAST_IF"},
    {"IPPROTO_IP", "group4", "IP_ADD_MEMBERSHIP IP_DROP_MEMBERSHIP"},
    {"IPPROTO_IP", "source4", "IP_ADD_SOURCE_MEMBERSHIP IP_DROP_SOURCE_MEMBERSHIP"},
    {"IPPROTO_IP", "source4", "IP_BLOCK_SOURCE IP_UNBLOCK_SOURCE"},
    {"IPPROTO_IPV6", "int", "IPV6_UNICAST_HOPS IPV6_MULTICAST_HOPS IPV6_TCLASS IPV6_MTU"},
    {"IPPROTO_IPV6", "int", "IPV6_MTU_DISCOVER IPV6_MULTICAST_IF IPV6_CHECKSUM IPV6_MINHOPCOUNT"},
    {"IPPROTO_IPV6", "int", "IPV6_ADDRFORM IPV6_UNICAST_IF IPV6_ADDR_PREFERENCES"},
    {"IPPROTO_IPV6", "bool", "IPV6_V6ONLY IPV6_RECVPKTINFO IPV6_RECVHOPLIMIT IPV6_RECVTCLASS"},
    {"IPPROTO_IPV6", "bool", "IPV6_RECVERR IPV6_DONTFRAG IPV6_FREEBIND IPV6_TRANSPARENT"},
    {"IPPROTO_IPV6", "bool", "IPV6_MULTICAST_LOOP IPV6_MULTICAST_ALL IPV6_RECVHOPOPTS"},
    {"IPPROTO_IPV6", "bool", "IPV6_RECVRTHDR IPV6_RECVDSTOPTS IPV6_RECVPATHMTU IPV6_HDRINCL"},
    {"IPPROTO_IPV6", "bool", "IPV6_AUTOFLOWLABEL IPV6_RECVFRAGSIZE"},
    {"IPPROTO_IPV6", "bool", "IPV6_2292PKTINFO IPV6_2292HOPLIMIT IPV6_ROUTER_ALERT"},
    {"IPPROTO_IPV6", "bool", "IPV6_RECVERR_RFC4884 IPV6_ROUTER_ALERT_ISOLATE"},
    {"IPPROTO_IPV6", "read", "IPV6_PATHMTU IPV6_2292PKTOPTIONS IPV6_HOPOPTS IPV6_RTHDR"},
    {"IPPROTO_IPV6", "group6", "IPV6_ADD_MEMBERSHIP IPV6_DROP_MEMBERSHIP"},
    {"IPPROTO_IPV6", "group6", "IPV6_JOIN_ANYCAST IPV6_LEAVE_ANYCAST"},
    {"IPPROTO_TCP", "bool", "TCP_NODELAY TCP_CORK TCP_INQ TCP_SAVE_SYN"},
    {"IPPROTO_TCP", "bool", "TCP_THIN_LINEAR_TIMEOUTS TCP_THIN_DUPACK TCP_FASTOPEN_NO_COOKIE"},
    {"IPPROTO_TCP", "int", "TCP_MAXSEG TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_SYNCNT"},
    {"IPPROTO_TCP", "int", "TCP_LINGER2 TCP_DEFER_ACCEPT TCP_USER_TIMEOUT TCP_NOTSENT_LOWAT"},
    {"IPPROTO_TCP", "int", "TCP_FASTOPEN"},
    {"IPPROTO_TCP", "size", "TCP_WINDOW_CLAMP"},
    {"IPPROTO_TCP", "congestion", "TCP_CONGESTION"},
    {"IPPROTO_TCP", "opaque", "TCP_INFO TCP_CC_INFO TCP_TIMESTAMP TCP_SAVED_SYN"},
    {"IPPROTO_UDP", "bool", "UDP_CORK UDP_GRO UDP_NO_CHECK6_TX UDP_NO_CHECK6_RX"},
    {"IPPROTO_UDP", "int", "UDP_SEGMENT UDP_ENCAP"},
    {"SOL_PACKET", "bool", "PACKET_AUXDATA PACKET_ORIGDEV PACKET_LOSS PACKET_IGNORE_OUTGOING"},
    {"SOL_PACKET", "bool", "PACKET_QDISC_BYPASS PACKET_VNET_HDR PACKET_TX_HAS_OFF"},
    {"SOL_PACKET", "int", "PACKET_VERSION PACKET_HDRLEN PACKET_RESERVE PACKET_COPY_THRESH"},
    {"SOL_PACKET", "int", "PACKET_TIMESTAMP"},
    {"SOL_PACKET", "promiscuous", "PACKET_ADD_MEMBERSHIP PACKET_DROP_MEMBERSHIP"},
    {"SOL_NETLINK", "int", "NETLINK_ADD_MEMBERSHIP NETLINK_DROP_MEMBERSHIP"},
    {"SOL_NETLINK", "bool", "NETLINK_PKTINFO NETLINK_BROADCAST_ERROR NETLINK_NO_ENOBUFS"},
    {"SOL_NETLINK", "bool", "NETLINK_CAP_ACK NETLINK_EXT_ACK NETLINK_GET_STRICT_CHK"},
    {"SOL_NETLINK", "bool", "NETLINK_LISTEN_ALL_NSID"},
    {"SOL_NETLINK", "read", "NETLINK_LIST_MEMBERSHIPS"},
    {"SOL_RAW", "bool", "1"}, // ICMP_FILTER
    {"SOL_ICMPV6", "bool", "1"}, // ICMPV6_FILTER
    {"99", "bool", "1"},
    {"-1", "bool", "1"},
    {"SOL_SOCKET", "bool", "9999 -1"},
    {"IPPROTO_TCP", "bool", "9999"},
    {"IPPROTO_IP", "bool", "9999"},
  };

  static final List<ScriptOption> ALL = all();

  private static List<ScriptOption> all() {
    List<ScriptOption> all = new ArrayList<>();
    for (String[] row : TABLE) {
      for (String name : row[2].split(" ")) {
        all.add(new ScriptOption(row[0], name, row[1]));
      }
    }
    return List.copyOf(all);
  }

  private static final Map<String, List<ScriptOption>> BY_LEVEL =
      ALL.stream().collect(Collectors.groupingBy(ScriptOption::level));

  /** Levels that a domain has, besides SOL_SOCKET. */
  static final Map<String, String> LEVELS =
      Map.of(
          "AF_INET", "IPPROTO_IP IPPROTO_TCP IPPROTO_UDP",
          "AF_INET6", "IPPROTO_IPV6 IPPROTO_TCP IPPROTO_UDP IPPROTO_IP",
          "AF_UNIX", "SOL_SOCKET",
          "AF_PACKET", "SOL_PACKET",
          "AF_NETLINK", "SOL_NETLINK");

  /** One that suits the domain, as a rule. */
  static ScriptOption any(Dice dice, String domain) {
    String level =
        dice.oneIn(2) ? "SOL_SOCKET" : dice.word(LEVELS.getOrDefault(domain, "IPPROTO_TCP"));
    return dice.of(dice.oneIn(100) ? ALL : BY_LEVEL.get(level));
  }

  private static String number(Dice dice) {
    return dice.word("0 1 2 3 4 5 8 16 64 100 128 255 256 1000 1500 -1 65535 0x7fffffff");
  }

  /** The value as a literal, and how many bytes C expects. */
  record Value(String literal, int size) {}

  /** Blocking sockets get only such timeouts as end soon, and such sizes as block nothing. */
  Value value(Dice dice, boolean blocks) {
    return switch (kind) {
      case "bool" -> integer(dice.word("0 1 1 1 2 -1"));
      case "size" -> integer(dice.word("0 1 2048 4096 10000 65536 200000 -1"));
      case "rate" -> integer(dice.word("0x7fffffff -1"));
      case "time" ->
          new Value(
              "{timeval 0 " + (blocks ? "2000" : dice.word("0 1 1000 999999 1000000 -1")) + "}",
              16);
      case "linger" -> new Value("{linger " + dice.of("1 0", "0 5", "0 0", "2 0") + "}", 8);
      case "device" -> new Value("{bytes[16] " + dice.of("\"lo\"", "\"none\"", "0*1") + "}", 16);
      case "congestion" ->
          new Value("{bytes[16] " + dice.of("\"reno\"", "\"cubic\"", "\"none\"") + "}", 16);
      case "ipoptions" ->
          new Value("{bytes[4] hex:" + dice.word("01010100 94040000 00000000 07030400") + "}", 4);
      case "filter" ->
          new Value(
              "{sock_fprog "
                  + dice.of(
                      "1 {sock_filter 6 0 0 0x40000}",
                      "1 {sock_filter 6 0 0 2}",
                      "1 {sock_filter 6 0 0 0}",
                      "2 {sock_filter 0 0 0 0; 6 0 0 0x40000}",
                      "1 {sock_filter 0 0 0 0}",
                      "0 NULL",
                      "1 NULL")
                  + "}",
              16);
      case "interface4" ->
          dice.oneIn(2)
              ? new Value("{in_addr 127.0.0.1}", 4)
              : new Value("{ip_mreqn 0.0.0.0 127.0.0.1 " + dice.word("0 1 99") + "}", 12);
      case "group4" ->
          dice.oneIn(2)
              ? new Value("{ip_mreq " + group4(dice) + " 127.0.0.1}", 8)
              : new Value(
                  "{ip_mreqn " + group4(dice) + " 0.0.0.0 " + dice.word("0 1 99") + "}", 12);
      case "source4" ->
          new Value(
              "{ip_mreqn " + group4(dice) + " 127.0.0.1 " + dice.word("0 0x0100007f") + "}", 12);
      case "group6" ->
          new Value(
              "{ipv6_mreq "
                  + dice.word("ff02::1 ff01::5 ff05::7 ::1 ::")
                  + " "
                  + dice.word("0 1 99")
                  + "}",
              20);
      case "promiscuous" -> new Value("{ints 1 " + dice.word("0 1 2 9") + " 0 0}", 16);
      default -> integer(number(dice));
    };
  }

  private static String group4(Dice dice) {
    return dice.word("224.0.0.5 239.1.2.3 127.0.0.1 0.0.0.0");
  }

  private static Value integer(String value) {
    return new Value("{int " + value + "}", 4);
  }
}
