/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/** What to do about failures whose cause is not in their name, by call and family. */
final class Hints {
  private Hints() {}

  /**
   * The next step, or null.
   *
   * @param call the name of the call in C
   * @param address what the call was given, or null
   */
  static String of(Errno errno, String call, SockAddr address) {
    String ofFamily =
        switch (address) {
          case SockAddr.Unix unix -> ofUnix(errno, call, unix);
          case SockAddr.Inet inet -> ofInternet(errno, call, inet);
          case SockAddr.Vsock vsock ->
              errno == Errno.ENODEV
                  ? "no virtual machine is on this end; see modprobe vsock"
                  : null;
          case null, default -> null;
        };
    return ofFamily != null ? ofFamily : ofAny(errno, call, address);
  }

  private static String ofUnix(Errno errno, String call, SockAddr.Unix address) {
    boolean bind = call.equals("bind");
    return switch (errno) {
      case EADDRINUSE ->
          address.isAbstract()
              ? "another socket has this name"
              : "the file is there already; remove it before bind if nobody listens on it";
      case ECONNREFUSED ->
          address.isAbstract()
              ? "nobody listens under this name"
              : "nobody listens on this file, or not in this type; its owner may have ended";
      case ENOENT ->
          bind
              ? "the file's directory is not there"
              : "nobody has bound this path, or it was removed";
      case EACCES ->
          bind
              ? "creating the file needs write permission for its directory"
              : "connecting needs write permission for the file, and search permission for its"
                  + " directories";
      case EPROTOTYPE -> "the socket of this path is of another type";
      default -> null;
    };
  }

  private static String ofInternet(Errno errno, String call, SockAddr.Inet address) {
    boolean bind = call.equals("bind");
    return switch (errno) {
      case EADDRINUSE ->
          "another socket has this address; ss -lnp tells whose, and SO_REUSEADDR admits one whose"
              + " connections are closing";
      case EADDRNOTAVAIL ->
          bind ? "no interface of this host has this address" : "no local port is free for it";
      case EACCES ->
          bind
              ? address.port() < 1024
                  ? "ports below net.ipv4.ip_unprivileged_port_start need CAP_NET_BIND_SERVICE"
                  : null
              : "a broadcast address needs SO_BROADCAST; else a rule of a firewall forbids it";
      case EPERM -> bind ? null : "a rule of a firewall forbids it";
      case ECONNREFUSED -> "nothing listens there, or a firewall rejects it";
      case ETIMEDOUT -> "the host does not answer, or a firewall drops what is sent";
      case ENETUNREACH, EHOSTUNREACH -> "no route leads there; ip route get tells";
      case EINVAL ->
          isLinkLocal(address)
              ? "a link-local address needs its interface, as in [fe80::1%eth0]:80"
              : null;
      default -> null;
    };
  }

  private static boolean isLinkLocal(SockAddr.Inet address) {
    return address instanceof SockAddr.Inet6 six
        && six.high() >>> 54 == 0x3fa
        && six.scopeId() == 0;
  }

  private static String ofAny(Errno errno, String call, SockAddr address) {
    return switch (errno) {
      case EMFILE -> "this process has all the descriptors it may; see ulimit -n and /proc/self/fd";
      case ENFILE -> "this system has all the open files it may; see fs.file-max";
      case EINVAL ->
          switch (call) {
            case "accept", "accept4" -> "the socket does not listen; call listen first";
            case "bind" ->
                "the socket has an address already, or is of another family than this one";
            case "connect" -> "the socket is of another family than the address, or it listens";
            case "sendto", "sendmsg" ->
                address == null ? null : "the socket is of another family than the address";
            default -> null;
          };
      case EAFNOSUPPORT ->
          call.equals("socket")
              ? "this kernel lacks the address family or may not use it"
              : "the address is of another family than the socket";
      case EPROTONOSUPPORT -> "this kernel lacks the protocol, or it does not go with the domain";
      case EOPNOTSUPP ->
          switch (call) {
            case "accept", "accept4", "listen" -> "only stream and seqpacket sockets can do this";
            default -> null;
          };
      case ENOTCONN -> "connect or accept comes first";
      case EDESTADDRREQ -> "the socket is not connected; sendTo says where to";
      case EISCONN -> "the socket is connected already";
      case EPIPE -> "the peer has closed the connection, or this end was shut down";
      case EMSGSIZE -> "it is longer than one message may be";
      default -> null;
    };
  }
}
