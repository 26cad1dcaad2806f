/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.Field;
import berkeley.sockets.bindings.headers.linux_if_packet_h.sockaddr_ll;
import berkeley.sockets.bindings.headers.linux_netlink_h.sockaddr_nl;
import berkeley.sockets.bindings.headers.linux_vm_sockets_h.sockaddr_vm;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in6;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr_storage;
import berkeley.sockets.bindings.headers.sys_un_h.sockaddr_un;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Structs field by field, with the names and offsets of the generated headers. */
final class Structs {
  private static final String INTERNET =
      " sin_addr imr_multiaddr imr_address imr_interface ipi_spec_dst ipi_addr ";
  private static final String INDEX =
      " sll_ifindex ipi_ifindex ipi6_ifindex ipv6mr_interface imr_ifindex ";

  private static final Map<Integer, String> INTERFACES = new ConcurrentHashMap<>();

  private Structs() {}

  /** Any struct: {@code {tv_sec=1, tv_nsec=5}}. */
  static String struct(Field[] fields, MemorySegment bytes) {
    StringBuilder out = new StringBuilder("{");
    for (Field field : fields) {
      if (!field.name().matches(".*(_pad|_zero|reserved).*")) {
        MemorySegment value = bytes.asSlice(field.offset(), field.size());
        out.append(out.length() > 1 ? ", " : "").append(field(field.name(), field.fields(), value));
      }
    }
    return out.append('}').toString();
  }

  /** Where the last field ends. */
  static long end(Field[] fields) {
    long end = 0;
    for (Field field : fields) {
      end = Math.max(end, field.offset() + field.size());
    }
    return end;
  }

  private static String field(String name, Field[] fields, MemorySegment bytes) {
    if (INTERNET.contains(" " + name + " ")) {
      return name + "=inet_addr(\"" + Text.internet(bytes) + "\")";
    }
    if (name.equals("sin6_addr") || name.equals("ipv6mr_multiaddr") || name.equals("ipi6_addr")) {
      return "inet_pton(AF_INET6, \"" + Text.internet(bytes) + "\", &" + name + ")";
    }
    if (fields != null) {
      return name + "=" + struct(fields, bytes);
    }
    if (name.equals("sll_addr")) {
      StringBuilder out = new StringBuilder();
      for (byte b : bytes.toArray(JAVA_BYTE)) {
        out.append(out.isEmpty() ? "" : ", ").append(Text.hex(b & 0xff));
      }
      return name + "=[" + out + "]";
    }
    long value = number(bytes);
    if (INDEX.contains(" " + name + " ")) {
      return name + "=" + interfaceName((int) value);
    }
    return switch (name) {
      case "sin_family", "sin6_family", "sll_family", "nl_family", "svm_family" ->
          "sa_family=" + Names.one("AF_", value & 0xffff);
      case "sin_port", "sin6_port" -> name + "=htons(" + swap16(value) + ")";
      case "sin6_flowinfo" -> name + "=htonl(" + Integer.toUnsignedLong(swap32((int) value)) + ")";
      case "sll_protocol" -> name + "=htons(" + Names.one("ETH_P_", swap16(value)) + ")";
      case "sll_hatype" -> name + "=" + Names.one("ARPHRD_", value & 0xffff);
      case "sll_pkttype" -> name + "=" + Names.one("PACKET_", value & 0xff);
      case "nl_groups" -> name + "=0x" + pad6(Integer.toHexString((int) value));
      case "svm_cid" -> name + "=" + cid(value);
      case "svm_port" -> name + "=" + Text.hex(value & 0xffffffffL);
      case "sll_halen", "svm_flags", "ee_type", "ee_code" -> name + "=" + (value & 0xff);
      case "sin6_scope_id", "nl_pid" -> name + "=" + Integer.toUnsignedLong((int) value);
      default -> name + "=" + value;
    };
  }

  private static String cid(long value) {
    String name = Names.find("VMADDR_CID_", (int) value);
    return name != null ? name : Text.hex(value & 0xffffffffL);
  }

  private static String pad6(String digits) {
    return "000000".substring(Math.min(6, digits.length())) + digits;
  }

  static String interfaceName(int index) {
    return INTERFACES.computeIfAbsent(
        index,
        unknown -> {
          MemorySegment name = Arena.ofAuto().allocate(64);
          return index > 0 && Sys.if_indextoname(index, name) > 0
              ? "if_nametoindex(\"" + name.getString(0) + "\")"
              : Integer.toString(index);
        });
  }

  static int swap16(long value) {
    short swapped = Short.reverseBytes((short) value);
    return 0xffff & (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? (short) value : swapped);
  }

  private static int swap32(int value) {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }

  private static long number(MemorySegment bytes) {
    return switch ((int) bytes.byteSize()) {
      case 1 -> bytes.get(JAVA_BYTE, 0);
      case 2 -> bytes.get(JAVA_SHORT_UNALIGNED, 0);
      case 4 -> bytes.get(JAVA_INT_UNALIGNED, 0);
      case 8 -> bytes.get(JAVA_LONG_UNALIGNED, 0);
      default -> 0;
    };
  }

  /** A struct with these fields at an address, or the address. */
  static String at(Field[] fields, long size, MemorySegment at) {
    MemorySegment bytes = Memory.read(at, size);
    return bytes == null ? Text.pointer(at) : struct(fields, bytes);
  }

  /** {@code {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("127.0.0.1")}}. */
  static String address(MemorySegment at, long size) {
    MemorySegment bytes =
        size < 2 ? null : Memory.read(at, Math.min(size, sockaddr_storage.sizeof()));
    if (bytes == null) {
      return Text.pointer(at);
    }
    int family = sockaddr.sa_family(bytes) & 0xffff;
    String name = Names.one("AF_", family);
    Field[] fields =
        switch (name) {
          case "AF_INET" -> sockaddr_in.fields();
          case "AF_INET6" -> sockaddr_in6.fields();
          case "AF_NETLINK" -> sockaddr_nl.fields();
          case "AF_PACKET" -> sockaddr_ll.fields();
          case "AF_VSOCK" -> sockaddr_vm.fields();
          default -> null;
        };
    if (name.equals("AF_UNIX")) {
      return "{sa_family=AF_UNIX" + path(bytes) + "}";
    }
    if (name.equals("AF_PACKET") && bytes.byteSize() >= sockaddr_ll.sll_addr$offset()) {
      return packet(bytes);
    }
    if (fields != null && bytes.byteSize() >= end(fields)) {
      return struct(fields, bytes);
    }
    String data =
        bytes.byteSize() > 2
            ? ", sa_data=" + Text.quoted(bytes.asSlice(2), bytes.byteSize() - 2)
            : "";
    return "{sa_family=" + name + data + "}";
  }

  /** An address as people write it: {@code 127.0.0.1:443}, {@code [::1]:80}, a path; or null. */
  static @Nullable String brief(MemorySegment at, long size) {
    MemorySegment bytes =
        size < 2 ? null : Memory.read(at, Math.min(size, sockaddr_storage.sizeof()));
    if (bytes == null) {
      return null;
    }
    String family = Names.one("AF_", sockaddr.sa_family(bytes) & 0xffff);
    if (family.equals("AF_INET") && size >= sockaddr_in.sizeof()) {
      return Text.internet(bytes.asSlice(sockaddr_in.sin_addr$offset(), 4))
          + ":"
          + swap16(sockaddr_in.sin_port(bytes));
    }
    if (family.equals("AF_INET6") && size >= sockaddr_in6.sizeof()) {
      String host = Text.internet(bytes.asSlice(sockaddr_in6.sin6_addr$offset(), 16));
      return "[" + host + "]:" + swap16(sockaddr_in6.sin6_port(bytes));
    }
    String path = family.equals("AF_UNIX") ? path(bytes) : "";
    return path.isEmpty() ? family : path.substring(", sun_path=".length());
  }

  private static String packet(MemorySegment bytes) {
    MemorySegment whole = sockaddr_ll.allocate(Arena.ofAuto());
    MemorySegment.copy(bytes, 0, whole, 0, Math.min(bytes.byteSize(), whole.byteSize()));
    int length = Math.min(sockaddr_ll.sll_halen(whole) & 0xff, 8);
    String all = struct(sockaddr_ll.fields(), whole);
    int list = all.indexOf(", sll_addr=");
    if (length == 0) {
      return all.substring(0, list) + "}";
    }
    String[] each = all.substring(list + 12, all.length() - 2).split(", ");
    return all.substring(0, list + 12) + String.join(", ", Arrays.copyOf(each, length)) + "]}";
  }

  private static String path(MemorySegment bytes) {
    long offset = sockaddr_un.sun_path$offset();
    long size = bytes.byteSize() - offset;
    if (size <= 0) {
      return "";
    }
    MemorySegment path = bytes.asSlice(offset);
    if (path.get(JAVA_BYTE, 0) == 0 && size > 1) {
      return ", sun_path=@" + Text.quoted(path.asSlice(1), size - 1);
    }
    long end = 0;
    while (end < size && path.get(JAVA_BYTE, end) != 0) {
      end++;
    }
    return ", sun_path=" + Text.quoted(path, end);
  }
}
