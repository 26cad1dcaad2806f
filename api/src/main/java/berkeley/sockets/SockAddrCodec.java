/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.headers.linux_if_packet_h.sockaddr_ll;
import berkeley.sockets.bindings.headers.linux_netlink_h.sockaddr_nl;
import berkeley.sockets.bindings.headers.linux_vm_sockets_h.sockaddr_vm;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in6;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr_storage;
import berkeley.sockets.bindings.headers.sys_un_h.sockaddr_un;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Addresses to and from the bytes of {@code struct sockaddr_*}: a row for each family. Works on
 * big-endian byte buffers, so that a plain get or put is network order; fields in the machine's
 * order pass through {@link #host}. A row asks for its struct's offsets where it uses them: the
 * structs of families that a program does not use are not loaded.
 */
abstract class SockAddrCodec {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  private static final SockAddrCodec[] ROWS = {
    new Inet4(), new Inet6(), new Unix(), new Netlink(), new Packet(), new Vsock()
  };

  private final int family;
  private final Class<? extends SockAddr> type;

  private SockAddrCodec(Domain family, Class<? extends SockAddr> type) {
    this.family = family.value();
    this.type = type;
  }

  // ---- what a row has

  /** How many bytes C has for the family's struct. */
  abstract int size();

  /** How many bytes there are where C says no length, by the first of them; 0 if none can tell. */
  int extent(ByteBuffer b) {
    return size();
  }

  /** The address, or null if these are not the bytes of one. */
  abstract SockAddr read(ByteBuffer b, int length);

  /** Writes all but the family, and returns how many bytes the address has. */
  abstract int write(SockAddr address, ByteBuffer b);

  private static final class Inet4 extends SockAddrCodec {
    Inet4() {
      super(Domain.INET, SockAddr.Inet4.class);
    }

    @Override
    int size() {
      return (int) sockaddr_in.sizeof();
    }

    @Override
    SockAddr read(ByteBuffer b, int length) {
      return length < size()
          ? null
          : new SockAddr.Inet4(
              b.getInt((int) sockaddr_in.sin_addr$offset()),
              b.getShort((int) sockaddr_in.sin_port$offset()) & 0xffff);
    }

    @Override
    int write(SockAddr address, ByteBuffer b) {
      SockAddr.Inet4 in = (SockAddr.Inet4) address;
      b.putShort((int) sockaddr_in.sin_port$offset(), (short) in.port());
      b.putInt((int) sockaddr_in.sin_addr$offset(), in.bits());
      b.putLong((int) sockaddr_in.sin_zero$offset(), 0);
      return size();
    }
  }

  private static final class Inet6 extends SockAddrCodec {
    Inet6() {
      super(Domain.INET6, SockAddr.Inet6.class);
    }

    @Override
    int size() {
      return (int) sockaddr_in6.sizeof();
    }

    @Override
    SockAddr read(ByteBuffer b, int length) {
      if (length < size()) {
        return null;
      }
      int address = (int) sockaddr_in6.sin6_addr$offset();
      return new SockAddr.Inet6(
          b.getLong(address),
          b.getLong(address + Long.BYTES),
          b.getShort((int) sockaddr_in6.sin6_port$offset()) & 0xffff,
          b.getInt((int) sockaddr_in6.sin6_flowinfo$offset()),
          host(b.getInt((int) sockaddr_in6.sin6_scope_id$offset())));
    }

    @Override
    int write(SockAddr address, ByteBuffer b) {
      SockAddr.Inet6 in = (SockAddr.Inet6) address;
      int at = (int) sockaddr_in6.sin6_addr$offset();
      b.putShort((int) sockaddr_in6.sin6_port$offset(), (short) in.port());
      b.putInt((int) sockaddr_in6.sin6_flowinfo$offset(), in.flowInfo());
      b.putLong(at, in.high());
      b.putLong(at + Long.BYTES, in.low());
      b.putInt((int) sockaddr_in6.sin6_scope_id$offset(), host(in.scopeId()));
      return size();
    }
  }

  private static final class Unix extends SockAddrCodec {
    Unix() {
      super(Domain.UNIX, SockAddr.Unix.class);
    }

    @Override
    int size() {
      return (int) sockaddr_un.sizeof();
    }

    @Override
    int extent(ByteBuffer b) {
      return 0;
    }

    static int path() {
      return (int) sockaddr_un.sun_path$offset();
    }

    @Override
    SockAddr read(ByteBuffer b, int length) {
      int path = path();
      int end = length;
      if (length > path
          && b.get(path) != 0) { // a path ends at its NUL, an abstract name where C says
        end = path + 1;
        while (end < length && b.get(end) != 0) {
          end++;
        }
      }
      if (end <= path) {
        return SockAddr.Unix.UNNAMED;
      }
      return end > size() ? null : new SockAddr.Unix(bytes(b, path, end - path));
    }

    @Override
    int write(SockAddr address, ByteBuffer b) {
      SockAddr.Unix un = (SockAddr.Unix) address;
      int end = path() + un.length();
      for (int i = path(); i < end; i++) {
        b.put(i, un.byteAt(i - path()));
      }
      if (un.isUnnamed() || un.isAbstract() || end == size()) {
        return end;
      }
      b.put(end, (byte) 0);
      return end + 1;
    }
  }

  private static final class Netlink extends SockAddrCodec {
    Netlink() {
      super(Domain.NETLINK, SockAddr.Netlink.class);
    }

    @Override
    int size() {
      return (int) sockaddr_nl.sizeof();
    }

    @Override
    SockAddr read(ByteBuffer b, int length) {
      return length < size()
          ? null
          : new SockAddr.Netlink(
              host(b.getInt((int) sockaddr_nl.nl_pid$offset())),
              host(b.getInt((int) sockaddr_nl.nl_groups$offset())));
    }

    @Override
    int write(SockAddr address, ByteBuffer b) {
      SockAddr.Netlink nl = (SockAddr.Netlink) address;
      b.putShort((int) sockaddr_nl.nl_pad$offset(), (short) 0);
      b.putInt((int) sockaddr_nl.nl_pid$offset(), host(nl.pid()));
      b.putInt((int) sockaddr_nl.nl_groups$offset(), host(nl.groups()));
      return size();
    }
  }

  private static final class Packet extends SockAddrCodec {
    static final int MOST = 32; // MAX_ADDR_LEN of the kernel
    private static final int GIVEN = 24; // the most that getifaddrs has room for

    Packet() {
      super(Domain.PACKET, SockAddr.Packet.class);
    }

    @Override
    int size() {
      return (int) sockaddr_ll.sizeof();
    }

    private static int address() {
      return (int) sockaddr_ll.sll_addr$offset();
    }

    private static int length(ByteBuffer b) {
      return b.get((int) sockaddr_ll.sll_halen$offset()) & 0xff;
    }

    /** A physical address may be longer than the struct says, such as InfiniBand's. */
    @Override
    int extent(ByteBuffer b) {
      int length = length(b);
      return length <= GIVEN ? Math.max(size(), address() + length) : size();
    }

    @Override
    SockAddr read(ByteBuffer b, int length) {
      int address = address();
      if (length < address || length(b) > MOST || length(b) > length - address) {
        return null;
      }
      return new SockAddr.Packet(
          b.getShort((int) sockaddr_ll.sll_protocol$offset()) & 0xffff,
          host(b.getInt((int) sockaddr_ll.sll_ifindex$offset())),
          host(b.getShort((int) sockaddr_ll.sll_hatype$offset())) & 0xffff,
          b.get((int) sockaddr_ll.sll_pkttype$offset()) & 0xff,
          bytes(b, address, length(b)));
    }

    @Override
    int write(SockAddr address, ByteBuffer b) {
      SockAddr.Packet ll = (SockAddr.Packet) address;
      byte[] physical = ll.address();
      b.putShort((int) sockaddr_ll.sll_protocol$offset(), (short) ll.protocol());
      b.putInt((int) sockaddr_ll.sll_ifindex$offset(), host(ll.interfaceIndex()));
      b.putShort((int) sockaddr_ll.sll_hatype$offset(), host((short) ll.hardwareType()));
      b.put((int) sockaddr_ll.sll_pkttype$offset(), (byte) ll.packetType());
      b.put((int) sockaddr_ll.sll_halen$offset(), (byte) physical.length);
      b.putLong(address(), 0);
      b.put(address(), physical);
      return Math.max(size(), address() + physical.length); // the kernel wants the whole struct
    }
  }

  private static final class Vsock extends SockAddrCodec {
    Vsock() {
      super(Domain.VSOCK, SockAddr.Vsock.class);
    }

    @Override
    int size() {
      return (int) sockaddr_vm.sizeof();
    }

    @Override
    SockAddr read(ByteBuffer b, int length) {
      return length < size()
          ? null
          : new SockAddr.Vsock(
              host(b.getInt((int) sockaddr_vm.svm_cid$offset())),
              host(b.getInt((int) sockaddr_vm.svm_port$offset())),
              b.get((int) sockaddr_vm.svm_flags$offset()) & 0xff);
    }

    @Override
    int write(SockAddr address, ByteBuffer b) {
      SockAddr.Vsock vm = (SockAddr.Vsock) address;
      b.putShort((int) sockaddr_vm.svm_reserved1$offset(), (short) 0);
      b.putInt((int) sockaddr_vm.svm_port$offset(), host(vm.port()));
      b.putInt((int) sockaddr_vm.svm_cid$offset(), host(vm.cid()));
      int flags = (int) sockaddr_vm.svm_flags$offset();
      for (int i = flags; i < size(); i++) {
        b.put(i, (byte) 0);
      }
      b.put(flags, (byte) vm.flags());
      return size();
    }
  }

  // ---- the table

  private static SockAddrCodec of(int family) {
    for (SockAddrCodec row : ROWS) {
      if (row.family == family) {
        return row;
      }
    }
    return null;
  }

  static SockAddr decode(ByteBuffer b, int length) {
    int data = data();
    if (length < data) {
      return null;
    }
    int family = family(b);
    SockAddrCodec row = of(family);
    SockAddr address = row == null ? null : row.read(b, length);
    return address != null
        ? address
        : new SockAddr.Opaque(new Domain(family), bytes(b, data, length - data));
  }

  static int encode(SockAddr address, ByteBuffer b) {
    b.putShort((int) sockaddr.sa_family$offset(), host((short) address.family().value()));
    Class<?> type = address.getClass();
    for (SockAddrCodec row : ROWS) {
      if (row.type == type) {
        return row.write(address, b);
      }
    }
    byte[] data = ((SockAddr.Opaque) address).data();
    b.put(data(), data);
    return data() + data.length;
  }

  /** The address at a pointer of C that comes without a length, as in the lists of getifaddrs. */
  static SockAddr at(long pointer) {
    ByteBuffer start = Native.memory(pointer, sockaddr.sizeof()).asByteBuffer();
    int family = family(start);
    SockAddrCodec row = of(family);
    int extent = row == null ? data() : Math.max(data(), row.extent(start));
    return family == 0 ? null : decode(Native.memory(pointer, extent).asByteBuffer(), extent);
  }

  /** The bytes up to here are the family. */
  private static int data() {
    return (int) sockaddr.sa_data$offset();
  }

  static int family(ByteBuffer b) {
    return host(b.getShort((int) sockaddr.sa_family$offset())) & 0xffff;
  }

  private static byte[] bytes(ByteBuffer b, int start, int length) {
    byte[] bytes = new byte[length];
    b.get(start, bytes);
    return bytes;
  }

  private static short host(short value) {
    return LITTLE ? Short.reverseBytes(value) : value;
  }

  private static int host(int value) {
    return LITTLE ? Integer.reverseBytes(value) : value;
  }

  // ---- what the records check

  static void checkPort(int port) {
    if (port >>> 16 != 0) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  static void checkUnixName(byte[] name) {
    int most = (int) sockaddr_un.sizeof() - Unix.path();
    if (name.length > most) {
      throw new IllegalArgumentException(
          "UNIX name of " + name.length + " bytes, at most " + most + " fit");
    }
    if (name.length > 0 && name[0] != 0) {
      for (byte b : name) {
        if (b == 0) {
          throw new IllegalArgumentException("NUL in a UNIX path");
        }
      }
    }
  }

  static void checkPacket(byte[] address) {
    if (address.length > Packet.MOST) {
      throw new IllegalArgumentException("physical address of " + address.length + " bytes");
    }
  }

  static void checkOpaque(Domain family, byte[] data) {
    if (family.value() >>> 16 != 0 || data.length > sockaddr_storage.sizeof() - data()) {
      throw new IllegalArgumentException(family + " with " + data.length + " bytes");
    }
  }
}
