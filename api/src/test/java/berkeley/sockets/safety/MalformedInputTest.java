/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Codec;
import berkeley.sockets.ControlMessage;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.LinuxNetlink;
import berkeley.sockets.c.LinuxRtnetlink;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import berkeley.sockets.options.NetlinkOptions;
import berkeley.sockets.options.PacketOptions;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import berkeley.sockets.options.UdpOptions;
import berkeley.sockets.options.VsockOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes, right before a page that must not be touched, in everything that reads structs. */
class MalformedInputTest {
  private static final int ROUNDS = Integer.getInteger("malformed.rounds", 300);

  private final long seed = Long.getLong("malformed.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private GuardPage page;

  @BeforeEach
  void map() {
    page = new GuardPage();
  }

  @AfterEach
  void unmap() {
    page.close();
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    if (random.nextBoolean()) { // small numbers lead further into a decoder
      for (int i = 0; i < size; i++) {
        bytes[i] = (byte) (random.nextInt(8) == 0 ? bytes[i] & 0x1f : 0);
      }
    }
    return bytes;
  }

  private static Map<String, Codec<?>> codecs() throws IllegalAccessException {
    Map<String, Codec<?>> codecs = new LinkedHashMap<>();
    for (Class<?> table :
        List.of(
            SocketOptions.class,
            IpOptions.class,
            Ipv6Options.class,
            TcpOptions.class,
            UdpOptions.class,
            PacketOptions.class,
            NetlinkOptions.class,
            VsockOptions.class,
            ControlMessages.class)) {
      for (Field field : table.getFields()) {
        Object row = field.get(null);
        if (row instanceof SockOpt<?> option) {
          codecs.put(option.name(), option.codec());
        } else if (row instanceof ControlMessage<?> kind) {
          codecs.put("cmsg " + kind.name(), kind.codec());
        }
      }
    }
    return codecs;
  }

  @Test
  void anyBytesDecodeAsAnyOptionOrControlMessage() throws Exception {
    Map<String, Codec<?>> codecs = codecs();
    assertTrue(codecs.size() > 100);
    for (Map.Entry<String, Codec<?>> row : codecs.entrySet()) {
      Codec<?> codec = row.getValue();
      if (row.getKey().equals("cmsg SCM_RIGHTS") || row.getKey().equals("cmsg SCM_PIDFD")) {
        continue; // decoded by Message alone, which owns what arrives
      }
      for (int i = 0; i < ROUNDS / 10; i++) {
        // as much as it offers to C, or more, which C was given because it asked for it
        int length = random.nextInt(codec.size() + (random.nextInt(4) == 0 ? 300 : 1));
        byte[] raw = Arrays.copyOf(bytes(length), Math.max(codec.size(), length) + 7 & ~7);
        String place = row.getKey() + " " + Arrays.toString(raw) + " seed " + seed;
        try {
          codec.decode(page.holding(raw), length);
        } catch (DateTimeException | ArithmeticException e) {
          continue; // a time beyond what Java can tell
        } catch (RuntimeException e) {
          throw new AssertionError(place, e);
        }
      }
    }
  }

  @Test
  void whatIsDecodedIsEncodedAlike() {
    Codec<SockAddr> codec = ControlMessages.IP_ORIGDSTADDR.codec();
    for (int i = 0; i < ROUNDS * 10; i++) {
      byte[] raw = bytes(2 + random.nextInt(127));
      raw[0] = (byte) new int[] {0, 1, 2, 10, 16, 17, 40, 99}[random.nextInt(8)];
      raw[1] = 0;
      byte[] padded = Arrays.copyOf(raw, Math.max(codec.size(), raw.length));
      SockAddr address = codec.decode(page.holding(padded), raw.length);
      if (address == null) {
        continue;
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment again = codec.encode(address, arena);
        SockAddr copy = codec.decode(widened(arena, again, codec.size()), (int) again.byteSize());
        assertEquals(address, copy, () -> Arrays.toString(raw) + " seed " + seed);
        assertEquals(address.hashCode(), copy.hashCode());
        assertEquals(address.toString(), copy.toString());
      }
    }
  }

  /** No address is longer than sockaddr_storage, whatever length is told: the rest is not read. */
  @Test
  void anOverlongAddressIsReadAsFarAsAddressesGo() {
    Codec<SockAddr> codec = ControlMessages.IP_ORIGDSTADDR.codec();
    byte[] raw = bytes(136);
    raw[0] = 99;
    raw[1] = 0;
    SockAddr whole = codec.decode(page.holding(raw), 128);
    for (int length = 129; length <= 136; length++) {
      assertEquals(whole, codec.decode(page.holding(raw), length));
    }
    assertEquals(whole, SocketOptions.SO_PEERNAME.codec().decode(page.holding(raw), 130));
  }

  private static MemorySegment widened(Arena arena, MemorySegment bytes, int size) {
    MemorySegment wide = arena.allocate(Math.max(size, bytes.byteSize()), 8);
    MemorySegment.copy(bytes, 0, wide, 0, bytes.byteSize());
    return wide;
  }

  @Test
  void aControlBufferIsWalkedToItsEndAndNotFurther() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment header = msghdr.allocate(arena);
      for (int i = 0; i < ROUNDS * 10; i++) {
        byte[] raw = bytes(8 * random.nextInt(20)); // CMSG needs alignment, as in C
        msghdr.msg_control(header, page.holding(raw));
        msghdr.msg_controllen(header, raw.length);
        int steps = 0;
        MemorySegment cmsg = SysSocket.CMSG_FIRSTHDR(header);
        while (cmsg.address() != 0) {
          assertTrue(++steps <= 20, () -> "endless: " + Arrays.toString(raw));
          cmsg = SysSocket.CMSG_NXTHDR(header, cmsg);
        }
      }
    }
  }

  @Test
  void aNetlinkDumpIsWalkedToItsEndAndNotFurther() {
    for (int i = 0; i < ROUNDS * 10; i++) {
      byte[] raw = bytes(4 * random.nextInt(40));
      MemorySegment at = page.holding(raw);
      int steps = 0;
      int left = raw.length;
      while (LinuxNetlink.NLMSG_OK(at, left)) {
        attributes(LinuxNetlink.NLMSG_DATA(at), LinuxNetlink.NLMSG_PAYLOAD(at, 0));
        MemorySegment next = LinuxNetlink.NLMSG_NEXT(at, left);
        left -= (int) (next.address() - at.address());
        at = next;
        assertTrue(++steps <= 40, () -> "endless: " + Arrays.toString(raw));
      }
    }
  }

  private void attributes(MemorySegment start, int length) {
    MemorySegment at = start;
    int left = length;
    for (int steps = 0; LinuxRtnetlink.RTA_OK(at, left); steps++) {
      MemorySegment next = LinuxRtnetlink.RTA_NEXT(at, left);
      left -= (int) (next.address() - at.address());
      at = next;
      assertTrue(steps <= 160, "endless");
    }
  }

  @Test
  void addressesInTextUseExactlyTheirBytes() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] address = bytes(random.nextBoolean() ? 4 : 16);
      int family = address.length == 4 ? SysSocket.AF_INET : SysSocket.AF_INET6;
      try (GuardPage text = new GuardPage()) {
        int room = 1 + random.nextInt(46);
        MemorySegment out = text.last(room);
        long written = Sys.inet_ntop(family, page.holding(address), out, room);
        if (written < 0) {
          assertEquals(-Errno.ENOSPC, written);
          continue;
        }
        String name = out.getString(0);
        byte[] java = InetAddress.getByName(name).getAddress();
        if (java.length == address.length) { // Java turns mapped addresses into IPv4
          assertEquals(Arrays.toString(address), Arrays.toString(java), name);
        }
        MemorySegment again = text.holding(Arrays.copyOf(name.getBytes(), name.length() + 1));
        MemorySegment back = page.last(address.length).fill((byte) 0);
        assertEquals(1, Sys.inet_pton(family, again, back));
        byte[] read = back.toArray(ValueLayout.JAVA_BYTE);
        assertEquals(Arrays.toString(address), Arrays.toString(read));
      }
    }
  }

  /** Also where the call is not to be had by which the trace reads what may not be memory. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "process_vm_readv"})
  void wildPointersInTracedCallsAreOnlyPrinted(String absent) throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(
            ChildProcess.jvm(
                "-Dberkeley.sockets.trace=stderr",
                "-Dberkeley.sockets.absent=" + absent,
                WildProgram.class.getName(),
                "" + seed));
    assertEquals(0, result.status(), () -> result.output() + " seed " + seed);
    assertTrue(result.output().contains("sendmsg("));
  }

  /** Hands garbage to the kernel, as buggy ports do. */
  public static final class WildProgram {
    public static void main(String[] args) {
      Random random = new Random(Long.parseLong(args[0]));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment struct = arena.allocate(256, 8);
        MemorySegment pair = arena.allocate(8, 4);
        SysSocket.socketpair(SysSocket.AF_UNIX, SysSocket.SOCK_DGRAM, 0, pair);
        int fd = pair.get(ValueLayout.JAVA_INT, 0);
        for (int i = 0; i < 300; i++) {
          byte[] garbage = new byte[256];
          random.nextBytes(garbage);
          struct.copyFrom(MemorySegment.ofArray(garbage));
          if (random.nextBoolean()) {
            struct.set(ValueLayout.JAVA_LONG, 8 * random.nextInt(8), random.nextInt(64));
          }
          SysSocket.sendmsg(fd, struct, SysSocket.MSG_DONTWAIT | SysSocket.MSG_NOSIGNAL);
          SysSocket.recvmsg(fd, struct, SysSocket.MSG_DONTWAIT);
          SysSocket.connect(fd, struct, random.nextInt(128));
          SysSocket.setsockopt(
              fd, SysSocket.SOL_SOCKET, random.nextInt(60), struct, random.nextInt(64));
        }
      }
    }
  }
}
