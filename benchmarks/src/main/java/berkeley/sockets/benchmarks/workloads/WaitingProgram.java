/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.AF_UNIX;
import static berkeley.sockets.c.SysSocket.SOCK_DGRAM;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.benchmarks.endpoints.SocketPath;
import berkeley.sockets.bindings.headers.sys_un_h.sockaddr_un;
import berkeley.sockets.c.SysSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Virtual threads in calls that never return; prints the threads of this JVM, and its memory. */
final class WaitingProgram {
  /** A call that waits. */
  interface Call {
    void run() throws Exception;
  }

  /** Makes what the calls need, and returns one call for each thread. */
  interface Kind {
    Call prepare() throws Exception;
  }

  static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("mirror-connect", WaitingProgram::mirrorConnect);
    KINDS.put("socket-connect", WaitingProgram::socketConnect);
    KINDS.put("java.net-connect", WaitingProgram::javaNetConnect);
    KINDS.put("nio-connect", WaitingProgram::nioConnect);
    KINDS.put("mirror-datagram", WaitingProgram::mirrorDatagram);
    KINDS.put("socket-datagram", WaitingProgram::socketDatagram);
  }

  private static final int STABLE = 5; // times in a row
  private static final long PAUSE = 200; // milliseconds

  private WaitingProgram() {}

  public static void main(String[] arguments) throws Exception {
    Call call = KINDS.get(arguments[0]).prepare();
    int waiting = Integer.parseInt(arguments[1]);
    AtomicInteger started = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    for (int i = 0; i < waiting; i++) {
      Thread unused =
          Thread.ofVirtual()
              .start(
                  () -> {
                    started.incrementAndGet();
                    try {
                      call.run();
                    } catch (Exception e) {
                      System.out.println(e);
                    }
                    ended.incrementAndGet();
                  });
    }
    String last = "";
    for (int i = 0, same = 0; i < 150 && same < STABLE; i++) {
      Thread.sleep(PAUSE);
      String now = started.get() + " " + status("Threads:");
      same = now.equals(last) ? same + 1 : 0;
      last = now;
    }
    boolean all = started.get() == waiting && ended.get() == 0;
    System.out.println(
        all
            ? status("Threads:") + " " + status("VmRSS:") / 1024
            : started + " started, " + ended + " ended");
    Runtime.getRuntime().halt(all ? 0 : 1);
  }

  private static long status(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no " + field);
  }

  /** A listener whose queue is full: further SYNs get no answer. */
  private static int full() throws IOException {
    int listener = Calls.check(SysSocket.socket(AF_INET, SOCK_STREAM, 0));
    MemorySegment address = Loopback.address(0);
    Calls.check(SysSocket.bind(listener, address, (int) address.byteSize()));
    Calls.check(SysSocket.listen(listener, 0));
    int port = Loopback.portOf(listener);
    for (int i = 0; i < 3; i++) {
      SocketChannel channel = SocketChannel.open(); // left open, up to the end of this JVM
      channel.configureBlocking(false);
      boolean unused =
          channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
    return port;
  }

  private static Call mirrorConnect() throws IOException {
    MemorySegment address = Loopback.address(full());
    return () -> {
      int fd = Calls.check(SysSocket.socket(AF_INET, SOCK_STREAM, 0));
      Calls.check(SysSocket.connect(fd, address, (int) address.byteSize()));
    };
  }

  private static Call socketConnect() throws IOException {
    SockAddr address = SockAddr.Inet4.loopback(full());
    return () -> Socket.open(Domain.INET, Type.STREAM).connect(address);
  }

  private static Call javaNetConnect() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), full());
    return () -> new java.net.Socket().connect(address);
  }

  private static Call nioConnect() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), full());
    return () -> SocketChannel.open().connect(address);
  }

  /** The address of a UNIX datagram socket whose queue is full. */
  private static Path fullQueue() throws Exception {
    Path path = SocketPath.unused();
    Socket receiver = Socket.open(Domain.UNIX, Type.DGRAM); // left open
    receiver.bind(SockAddr.Unix.path(path));
    Socket sender = Socket.open(Domain.UNIX, Type.DGRAM);
    byte[] data = new byte[1];
    SockAddr address = SockAddr.Unix.path(path);
    while (sender.sendTo(data, 0, 1, SysSocket.MSG_DONTWAIT, address) == 1) {
      // until it is full
    }
    sender.close();
    return path;
  }

  private static Call mirrorDatagram() throws Exception {
    byte[] path = (fullQueue() + "\0").getBytes(StandardCharsets.UTF_8);
    MemorySegment address = sockaddr_un.allocate(Arena.global());
    sockaddr_un.sun_family(address, AF_UNIX);
    MemorySegment.copy(path, 0, sockaddr_un.sun_path(address), JAVA_BYTE, 0, path.length);
    int size = (int) address.byteSize();
    MemorySegment data = Arena.global().allocate(1);
    return () -> {
      int fd = Calls.check(SysSocket.socket(AF_UNIX, SOCK_DGRAM, 0));
      Calls.moved(SysSocket.sendto(fd, data, 1, 0, address, size));
    };
  }

  private static Call socketDatagram() throws Exception {
    SockAddr address = SockAddr.Unix.path(fullQueue());
    MemorySegment data = Arena.global().allocate(1);
    return () -> Socket.open(Domain.UNIX, Type.DGRAM).sendTo(data, 0, address);
  }
}
