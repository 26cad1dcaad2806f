/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.headers.Field;
import berkeley.sockets.bindings.headers.linux_errqueue_h.sock_extended_err;
import berkeley.sockets.bindings.headers.netinet_in_h.in6_pktinfo;
import berkeley.sockets.bindings.headers.netinet_in_h.in_pktinfo;
import berkeley.sockets.bindings.headers.netinet_in_h.ip_mreq;
import berkeley.sockets.bindings.headers.netinet_in_h.ip_mreqn;
import berkeley.sockets.bindings.headers.netinet_in_h.ipv6_mreq;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.bindings.headers.sys_socket_h.linger;
import berkeley.sockets.bindings.headers.sys_socket_h.ucred;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Socket options and control messages: their names and what they hold. */
final class Options {
  private Options() {}

  /** The prefix of the option names of a level, or null. */
  private static @Nullable String prefix(long level) {
    return switch (Names.one("SOL_", level)) {
      case "SOL_SOCKET" -> "SO_";
      case "SOL_IP" -> "IP_";
      case "SOL_IPV6" -> "IPV6_";
      case "SOL_TCP" -> "TCP_";
      case "SOL_UDP" -> "UDP_";
      case "SOL_NETLINK" -> "NETLINK_";
      case "SOL_PACKET" -> "PACKET_";
      default -> null;
    };
  }

  static String name(long level, long option) {
    String prefix = prefix(level);
    return prefix == null ? Long.toString(option) : Names.one(prefix, option);
  }

  static String type(long level, long type) {
    String name = "SO_".equals(prefix(level)) ? Names.find("SCM_", type) : null;
    return name != null ? name : name(level, type);
  }

  /** An option's value of {@code size} bytes, or the address where it cannot be read. */
  static String value(long level, long option, MemorySegment at, long size) {
    MemorySegment bytes = Memory.read(at, size);
    if (bytes == null) {
      return Text.pointer(at);
    }
    Field @Nullable [] fields =
        switch (name(level, option)) {
          case "SO_LINGER" -> linger.fields();
          case "SO_RCVTIMEO", "SO_SNDTIMEO" -> timeval.fields();
          case "SO_PEERCRED" -> ucred.fields();
          case "IPV6_ADD_MEMBERSHIP", "IPV6_DROP_MEMBERSHIP" -> ipv6_mreq.fields();
          case "IP_ADD_MEMBERSHIP", "IP_DROP_MEMBERSHIP", "IP_MULTICAST_IF" ->
              size < ip_mreqn.sizeof() ? ip_mreq.fields() : ip_mreqn.fields();
          default -> null;
        };
    return contents(fields, bytes);
  }

  private static String contents(Field @Nullable [] fields, MemorySegment bytes) {
    if (fields != null && bytes.byteSize() >= Structs.end(fields)) {
      return Structs.struct(fields, bytes);
    }
    if (bytes.byteSize() == 4) {
      return "[" + bytes.get(JAVA_INT_UNALIGNED, 0) + "]";
    }
    return Text.buffer(bytes, bytes.byteSize());
  }

  /** What a control message carries. */
  static String control(long level, long type, MemorySegment bytes) {
    String name = type(level, type);
    if (name.equals("SCM_RIGHTS")) {
      StringBuilder out = new StringBuilder();
      for (long i = 0; i + 4 <= bytes.byteSize(); i += 4) {
        out.append(i > 0 ? ", " : "").append(bytes.get(JAVA_INT_UNALIGNED, i));
      }
      return "[" + out + "]";
    }
    Field @Nullable [] fields =
        switch (name) {
          case "SCM_CREDENTIALS" -> ucred.fields();
          case "SCM_TIMESTAMP" -> timeval.fields();
          case "SCM_TIMESTAMPNS" -> timespec.fields();
          case "IP_PKTINFO" -> in_pktinfo.fields();
          case "IPV6_PKTINFO" -> in6_pktinfo.fields();
          default -> null;
        };
    if (name.endsWith("_RECVERR") && bytes.byteSize() >= sock_extended_err.sizeof()) {
      return error(bytes);
    }
    return contents(fields, bytes);
  }

  private static String error(MemorySegment bytes) {
    long size = sock_extended_err.sizeof();
    String fields = Structs.struct(sock_extended_err.fields(), bytes);
    int errno = sock_extended_err.ee_errno(bytes);
    String named =
        fields.replace("ee_errno=" + errno + ",", "ee_errno=" + Errors.name(errno) + ",");
    String offender =
        bytes.byteSize() > size
            ? ", offender=" + Structs.address(bytes.asSlice(size), bytes.byteSize() - size)
            : "";
    return named.substring(0, named.length() - 1) + offender + "}";
  }
}
