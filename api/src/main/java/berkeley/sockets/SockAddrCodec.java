/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Addresses to and from the bytes of {@code struct sockaddr_*}. Works on big-endian byte buffers,
 * so that a plain get or put is network order; fields in the machine's order pass through {@link
 * #host}. The offsets are Linux's, the same on every architecture; a test compares them with the
 * bindings' layouts, whose own use would cost milliseconds before the first call.
 */
final class SockAddrCodec {
  static final int CAPACITY = 128; // of the longest address
  static final int UNIX_PATH = 108;
  private static final int PACKET_ADDRESS = 32;

  private static final int INET = 16;
  private static final int INET6 = 28;
  private static final int NETLINK = 12;
  private static final int PACKET = 12; // without the address
  private static final int VSOCK = 16;

  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private SockAddrCodec() {}

  static SockAddr decode(ByteBuffer b, int length) {
    if (length < 2) {
      return null;
    }
    int family = family(b);
    if (family == Domain.INET.value() && length >= INET) {
      return new SockAddr.Inet4(b.getInt(4), port(b));
    }
    if (family == Domain.INET6.value() && length >= INET6) {
      return new SockAddr.Inet6(
          b.getLong(8), b.getLong(16), port(b), b.getInt(4), host(b.getInt(24)));
    }
    if (family == Domain.UNIX.value()) {
      return unix(b, length);
    }
    if (family == Domain.NETLINK.value() && length >= NETLINK) {
      return new SockAddr.Netlink(host(b.getInt(4)), host(b.getInt(8)));
    }
    if (family == Domain.PACKET.value() && length >= PACKET) {
      int size = b.get(11) & 0xff;
      if (size <= PACKET_ADDRESS && size <= length - PACKET) {
        return new SockAddr.Packet(
            b.getShort(2) & 0xffff,
            host(b.getInt(4)),
            host(b.getShort(8)) & 0xffff,
            b.get(10) & 0xff,
            bytes(b, PACKET, size));
      }
    }
    if (family == Domain.VSOCK.value() && length >= VSOCK) {
      return new SockAddr.Vsock(host(b.getInt(8)), host(b.getInt(4)), b.get(12) & 0xff);
    }
    return new SockAddr.Opaque(new Domain(family), bytes(b, 2, length - 2));
  }

  static int encode(SockAddr address, ByteBuffer b) {
    b.putShort(0, host((short) address.family().value()));
    // not a pattern switch, which generates its code when it is first run
    if (address instanceof SockAddr.Inet4 in) {
      b.putShort(2, (short) in.port());
      b.putInt(4, in.address());
      b.putLong(8, 0);
      return INET;
    }
    if (address instanceof SockAddr.Inet6 in) {
      b.putShort(2, (short) in.port());
      b.putInt(4, in.flowInfo());
      b.putLong(8, in.high());
      b.putLong(16, in.low());
      b.putInt(24, host(in.scopeId()));
      return INET6;
    }
    if (address instanceof SockAddr.Unix un) {
      return unix(un, b);
    }
    if (address instanceof SockAddr.Netlink nl) {
      b.putShort(2, (short) 0);
      b.putInt(4, host(nl.pid()));
      b.putInt(8, host(nl.groups()));
      return NETLINK;
    }
    if (address instanceof SockAddr.Packet ll) {
      byte[] physical = ll.address();
      b.putShort(2, (short) ll.protocol());
      b.putInt(4, host(ll.interfaceIndex()));
      b.putShort(8, host((short) ll.hardwareType()));
      b.put(10, (byte) ll.packetType());
      b.put(11, (byte) physical.length);
      b.putLong(PACKET, 0);
      b.put(PACKET, physical);
      return PACKET + Math.max(8, physical.length); // the kernel wants sizeof(struct sockaddr_ll)
    }
    if (address instanceof SockAddr.Vsock vm) {
      b.putShort(2, (short) 0);
      b.putInt(4, host(vm.port()));
      b.putInt(8, host(vm.cid()));
      b.putInt(12, 0);
      b.put(12, (byte) vm.flags());
      return VSOCK;
    }
    byte[] data = ((SockAddr.Opaque) address).data();
    b.put(2, data);
    return 2 + data.length;
  }

  static int family(ByteBuffer b) {
    return host(b.getShort(0)) & 0xffff;
  }

  private static int port(ByteBuffer b) {
    return b.getShort(2) & 0xffff;
  }

  private static SockAddr unix(ByteBuffer b, int length) {
    int end = length;
    if (length > 2 && b.get(2) != 0) { // a path ends at its NUL, an abstract name where C says
      end = 3;
      while (end < length && b.get(end) != 0) {
        end++;
      }
    }
    if (end == 2) {
      return SockAddr.Unix.UNNAMED;
    }
    return end - 2 <= UNIX_PATH
        ? new SockAddr.Unix(bytes(b, 2, end - 2))
        : new SockAddr.Opaque(Domain.UNIX, bytes(b, 2, length - 2));
  }

  private static int unix(SockAddr.Unix address, ByteBuffer b) {
    int length = address.length();
    for (int i = 0; i < length; i++) {
      b.put(2 + i, address.byteAt(i));
    }
    if (length == 0 || length == UNIX_PATH || address.isAbstract()) {
      return 2 + length;
    }
    b.put(2 + length, (byte) 0);
    return 3 + length;
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

  static void checkPort(int port) {
    if (port >>> 16 != 0) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  static void checkUnixName(byte[] name) {
    if (name.length > UNIX_PATH) {
      throw new IllegalArgumentException(
          "UNIX name of " + name.length + " bytes, at most " + UNIX_PATH + " fit");
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
    if (address.length > PACKET_ADDRESS) {
      throw new IllegalArgumentException("physical address of " + address.length + " bytes");
    }
  }

  static void checkOpaque(Domain family, byte[] data) {
    if (family.value() >>> 16 != 0 || data.length > CAPACITY - 2) {
      throw new IllegalArgumentException(family + " with " + data.length + " bytes");
    }
  }
}
