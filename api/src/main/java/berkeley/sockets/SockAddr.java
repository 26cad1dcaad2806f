/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.internal.memory.PathBytes;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket address, {@code struct sockaddr}, as an immutable value; one record per family that is
 * known here, {@link Opaque} for every other. To be taken apart with record patterns:
 *
 * {@snippet :
 * String where = switch (socket.peerAddress()) {
 *   case SockAddr.Inet internet -> internet.address() + ", port " + internet.port();
 *   case SockAddr.Unix unix -> "local, " + unix;
 *   default -> "somewhere else";
 * };
 * }
 *
 * <p>Numbers are in the byte order of Java; only here do they become network order, and only here
 * come back.
 *
 * @since 0.1.0
 */
public sealed interface SockAddr {
  /**
   * The address family, the first field of {@code struct sockaddr}.
   *
   * @return the family, such as {@link Domain#INET}
   */
  Domain family();

  /**
   * Parses an address in one of these forms:
   *
   * <ul>
   *   <li>{@code 127.0.0.1:80}
   *   <li>{@code [::1]:80}, {@code [fe80::1%2]:443}, {@code [fe80::1%eth0]:443}
   *   <li>{@code /run/some.socket} or {@code ./some.socket}: a UNIX path that begins so
   *   <li>{@code unix:some.socket}: any UNIX path
   *   <li>{@code @name}: an abstract UNIX name
   *   <li>{@code unnamed}: the address of a UNIX socket that has none
   *   <li>{@code vsock:2:1024}: context id and port of AF_VSOCK
   * </ul>
   *
   * <p>A zone, behind {@code %}, is an interface's index if it is all digits, and else its name. In
   * UNIX names {@code \xNN} stands for a byte in hexadecimal and {@code \\} for a backslash. Names
   * of hosts are not looked up; that is what {@link Socket#connect(String, int)} and {@link
   * AddressInfo#resolve(String, String)} do.
   *
   * @param text what {@link Object#toString} of an Inet4, Inet6, Unix or Vsock prints
   * @return the address
   * @throws IllegalArgumentException if the text has none of these forms; its message tells them
   *     from names
   */
  static SockAddr parse(String text) {
    return SockAddrText.parse(text);
  }

  /**
   * Reads a {@code struct sockaddr}.
   *
   * @param memory where it starts
   * @param length how many bytes it has, as C said; nothing beyond them is read
   * @return the address; {@link Opaque} where the family is not known here or the length is not
   *     that of its family; null where there are not even the two bytes of a family, which is how C
   *     says that there is no address
   */
  static @Nullable SockAddr read(MemorySegment memory, long length) {
    return SockAddrCodec.decode(memory.asSlice(0, length).asByteBuffer(), (int) length);
  }

  /**
   * Writes this address as {@code struct sockaddr}.
   *
   * @param memory where to; {@link SockAddrBuffer#CAPACITY} bytes are always enough
   * @return how many bytes the address has, the {@code socklen_t} to tell C
   * @throws IndexOutOfBoundsException if the memory is too small
   */
  default int write(MemorySegment memory) {
    return SockAddrCodec.encode(this, memory.asByteBuffer());
  }

  /**
   * The address of a host and a port.
   *
   * @param host an address of java.net, with its scope if it is a link-local one
   * @param port 0 to 65535
   * @return an {@link Inet4} or an {@link Inet6}, as the host's class says
   */
  static Inet of(InetAddress host, int port) {
    Objects.requireNonNull(host, "host");
    return SockAddrJava.from(host, port);
  }

  /**
   * The address of a host, in numbers, and a port.
   *
   * @param host such as {@code 127.0.0.1}, {@code ::1} or {@code fe80::1%eth0}; names are not
   *     looked up, see {@link #parse}
   * @param port 0 to 65535, 0 for any free one
   * @return an {@link Inet6} if the text has a colon, else an {@link Inet4}
   * @throws IllegalArgumentException if it is no such text, or no port
   */
  static Inet of(String host, int port) {
    Objects.requireNonNull(host, "host");
    return host.indexOf(':') < 0 ? Inet4.of(host, port) : Inet6.of(host, port);
  }

  /**
   * Converts an address of java.net.
   *
   * @param address an InetSocketAddress that is resolved, or a UnixDomainSocketAddress
   * @return the same address
   * @throws IllegalArgumentException if it is unresolved or of another class
   */
  static SockAddr of(SocketAddress address) {
    Objects.requireNonNull(address, "address");
    return SockAddrJava.from(address);
  }

  /**
   * Converts to java.net: an {@link InetSocketAddress} or a {@link UnixDomainSocketAddress}.
   *
   * @return the same address, but for an IPv6 flow info, which java.net does not have, and for an
   *     IPv6 address that maps an IPv4 one, which in java.net is an Inet4Address
   * @throws UnsupportedOperationException if java.net has no such address, as is so for abstract
   *     UNIX names and all families but INET, INET6 and UNIX
   */
  default SocketAddress toJava() {
    return SockAddrJava.to(this);
  }

  /** An address of one of the Internet families: a host and a port. */
  sealed interface Inet extends SockAddr {
    /**
     * The port.
     *
     * @return 0 to 65535, 0 for none or for any free one
     */
    int port();

    /**
     * The host, in java.net's class.
     *
     * @return an Inet4Address, also for an IPv6 address that maps an IPv4 one, as a socket of both
     *     families tells its IPv4 peers; or an Inet6Address
     */
    default InetAddress address() {
      return SockAddrJava.host(this);
    }

    /**
     * The same host with another port.
     *
     * @param port 0 to 65535
     * @return the address
     */
    Inet withPort(int port);
  }

  /**
   * {@code struct sockaddr_in}. Where a struct of C has an {@code in_addr} alone, as those of
   * options have, the port does not matter and is 0.
   *
   * @param bits the four bytes as one number, the first in the highest eight bits: 127.0.0.1 is
   *     {@code 0x7f000001}
   * @param port 0 to 65535
   */
  record Inet4(int bits, int port) implements Inet {
    /** INADDR_ANY, 0.0.0.0, without a port: every local address, or that of no interface yet. */
    public static final Inet4 ANY = new Inet4(0, 0);

    /** Checks the port. */
    public Inet4 {
      SockAddrCodec.checkPort(port);
    }

    /**
     * An address from its text, such as {@code 10.0.0.1}, and a port.
     *
     * @param address the text
     * @param port 0 to 65535
     * @return the address
     * @throws IllegalArgumentException if it is no such text
     */
    public static Inet4 of(String address, int port) {
      Objects.requireNonNull(address, "address");
      return new Inet4(SockAddrText.host4(address), port);
    }

    /**
     * An address from its text, without a port.
     *
     * @param address the text, such as {@code 239.1.2.3}
     * @return the address with port 0
     * @throws IllegalArgumentException if it is no such text
     */
    public static Inet4 of(String address) {
      return of(address, 0);
    }

    /**
     * INADDR_ANY, 0.0.0.0: every local address.
     *
     * @param port 0 to 65535
     * @return the address
     */
    public static Inet4 any(int port) {
      return new Inet4(0, port);
    }

    /**
     * INADDR_LOOPBACK, 127.0.0.1.
     *
     * @param port 0 to 65535
     * @return the address
     */
    public static Inet4 loopback(int port) {
      return new Inet4(0x7f000001, port);
    }

    @Override
    public Inet4 withPort(int other) {
      return new Inet4(bits, other);
    }

    @Override
    public Domain family() {
      return Domain.INET;
    }

    @Override
    public String toString() {
      return SockAddrText.inet4(bits) + ":" + port;
    }
  }

  /**
   * {@code struct sockaddr_in6}. Where a struct of C has an {@code in6_addr} alone, as those of
   * options have, port, flow info and scope do not matter and are 0.
   *
   * @param high the first eight bytes of the address
   * @param low the last eight bytes of the address
   * @param port 0 to 65535
   * @param flowInfo flow label and traffic class, 0 for none
   * @param scopeId the index of the interface that a link-local address belongs to, 0 for none
   */
  record Inet6(long high, long low, int port, int flowInfo, int scopeId) implements Inet {
    /** in6addr_any, {@code ::}, without a port: every local address. */
    public static final Inet6 ANY = new Inet6(0, 0, 0, 0, 0);

    /** Checks the port. */
    public Inet6 {
      SockAddrCodec.checkPort(port);
    }

    /**
     * An address from its text, such as {@code fe80::1%2}, and a port.
     *
     * @param address the text
     * @param port 0 to 65535
     * @return the address
     * @throws IllegalArgumentException if it is no such text
     */
    public static Inet6 of(String address, int port) {
      Objects.requireNonNull(address, "address");
      return SockAddrText.host6(address, port);
    }

    /**
     * An address from its text, without a port.
     *
     * @param address the text, such as {@code ff02::1}
     * @return the address with port 0
     * @throws IllegalArgumentException if it is no such text
     */
    public static Inet6 of(String address) {
      return of(address, 0);
    }

    /**
     * in6addr_any, {@code ::}: every local address.
     *
     * @param port 0 to 65535
     * @return the address
     */
    public static Inet6 any(int port) {
      return new Inet6(0, 0, port, 0, 0);
    }

    /**
     * in6addr_loopback, {@code ::1}.
     *
     * @param port 0 to 65535
     * @return the address
     */
    public static Inet6 loopback(int port) {
      return new Inet6(0, 1, port, 0, 0);
    }

    @Override
    public Inet6 withPort(int other) {
      return new Inet6(high, low, other, flowInfo, scopeId);
    }

    @Override
    public Domain family() {
      return Domain.INET6;
    }

    @Override
    public String toString() {
      return SockAddrText.print(this);
    }
  }

  /**
   * {@code struct sockaddr_un}: a path, an abstract name, or no name. Names are bytes, in whatever
   * character set, and stay as they are.
   *
   * @param name {@code sun_path}: the bytes of a path without a NUL; or a NUL and the bytes of an
   *     abstract name; or nothing
   */
  record Unix(byte[] name) implements SockAddr {
    /** The address of a socket that has not been bound. */
    public static final Unix UNNAMED = new Unix(new byte[0]);

    /** Copies and checks the name: at most 108 bytes, no NUL in a path. */
    public Unix {
      name = name.clone();
      SockAddrCodec.checkUnixName(name);
    }

    /**
     * The address of a path.
     *
     * @param path at most 108 bytes of UTF-8
     * @return the address
     * @throws IllegalArgumentException if it is empty, too long, or contains a NUL or half a
     *     surrogate pair
     */
    public static Unix path(String path) {
      Objects.requireNonNull(path, "path");
      return SockAddrText.path(Strings.utf8(path));
    }

    /**
     * The address of a path, by its bytes.
     *
     * @param path at most 108 bytes
     * @return the address
     * @throws IllegalArgumentException if it is empty, too long, or of another file system than the
     *     default one
     */
    public static Unix path(Path path) {
      return SockAddrText.path(PathBytes.of(path));
    }

    /**
     * The address of an abstract name, unix(7).
     *
     * @param name at most 107 bytes of UTF-8, without the NUL that stands before it in C
     * @return the address
     * @throws IllegalArgumentException if it is too long, or has half a surrogate pair in it
     */
    public static Unix abstractName(String name) {
      Objects.requireNonNull(name, "name");
      return new Unix(Strings.utf8("\0" + name));
    }

    /** {@return a copy of the bytes} */
    @Override
    public byte[] name() {
      return name.clone();
    }

    /** {@return how many bytes the name has, with the NUL before an abstract one} */
    public int length() {
      return name.length;
    }

    /** {@return whether this is the address of a socket without a name} */
    public boolean isUnnamed() {
      return name.length == 0;
    }

    /** {@return whether the name is an abstract one, which no file system knows} */
    public boolean isAbstract() {
      return name.length > 0 && name[0] == 0;
    }

    byte byteAt(int index) {
      return name[index];
    }

    @Override
    public Domain family() {
      return Domain.UNIX;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Unix that && Arrays.equals(name, that.name);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(name);
    }

    @Override
    public String toString() {
      return SockAddrText.print(this);
    }
  }

  /**
   * {@code struct sockaddr_nl}, netlink(7).
   *
   * @param pid the port id, 0 for the kernel or to have one chosen
   * @param groups a bit for each multicast group
   */
  record Netlink(int pid, int groups) implements SockAddr {
    @Override
    public Domain family() {
      return Domain.NETLINK;
    }
  }

  /**
   * {@code struct sockaddr_ll}, packet(7).
   *
   * @param protocol the ethernet protocol, such as 0x0800, in the byte order of Java
   * @param interfaceIndex the index of the interface, 0 for any
   * @param hardwareType {@code ARPHRD_*}, set by the kernel
   * @param packetType {@code PACKET_HOST} and so on, set by the kernel
   * @param address the physical address, at most 32 bytes
   */
  record Packet(int protocol, int interfaceIndex, int hardwareType, int packetType, byte[] address)
      implements SockAddr {
    /** Copies and checks the address. */
    public Packet {
      address = address.clone();
      SockAddrCodec.checkPacket(address);
    }

    /** {@return a copy of the bytes} */
    @Override
    public byte[] address() {
      return address.clone();
    }

    @Override
    public Domain family() {
      return Domain.PACKET;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Packet that
          && protocol == that.protocol
          && interfaceIndex == that.interfaceIndex
          && hardwareType == that.hardwareType
          && packetType == that.packetType
          && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * protocol + interfaceIndex) + Arrays.hashCode(address);
    }

    @Override
    public String toString() {
      return SockAddrText.print(this);
    }
  }

  /**
   * {@code struct sockaddr_vm}, vsock(7).
   *
   * @param cid the context id of a machine, such as {@code VMADDR_CID_HOST}
   * @param port the port, all 32 bits of it
   * @param flags {@code VMADDR_FLAG_*}, mostly 0
   */
  record Vsock(int cid, int port, int flags) implements SockAddr {
    /**
     * An address without flags.
     *
     * @param cid the context id of a machine
     * @param port the port
     */
    public Vsock(int cid, int port) {
      this(cid, port, 0);
    }

    @Override
    public Domain family() {
      return Domain.VSOCK;
    }

    @Override
    public String toString() {
      return SockAddrText.print(this);
    }
  }

  /**
   * An address of any family as bytes.
   *
   * @param family the family
   * @param data what follows the family in {@code struct sockaddr}, at most 126 bytes
   */
  record Opaque(Domain family, byte[] data) implements SockAddr {
    /** Copies and checks the bytes. */
    public Opaque {
      data = data.clone();
      SockAddrCodec.checkOpaque(family, data);
    }

    /** {@return a copy of the bytes} */
    @Override
    public byte[] data() {
      return data.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Opaque that
          && family.equals(that.family)
          && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
      return 31 * family.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
      return SockAddrText.print(this);
    }
  }
}
