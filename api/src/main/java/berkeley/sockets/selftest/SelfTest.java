/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.selftest;

import berkeley.sockets.ControlMessage;
import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Message;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Platform;
import berkeley.sockets.net.Counters;
import berkeley.sockets.net.NativeServerSocketFactory;
import berkeley.sockets.net.NativeSocketFactory;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import berkeley.sockets.options.Linger;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import berkeley.sockets.options.UdpOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Says what this machine offers and what is missing, and why: {@code java -jar
 * berkeley-sockets.jar}, or {@code java -p JARS --enable-native-access=berkeley.sockets.bindings -m
 * berkeley.sockets/berkeley.sockets.selftest.SelfTest}. The exit status is 0 if all that programs
 * rely on works, 1 if something does not, 2 if no native call can be made.
 */
public final class SelfTest {
  private interface Check {
    String run() throws IOException;
  }

  private int failures;

  private SelfTest() {}

  /**
   * Runs all checks and ends the JVM with 0 if all went well, else with 1.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.exit(new SelfTest().run());
  }

  private int run() {
    say("version", version());
    say("jdk", property("java.vendor") + " " + property("java.runtime.version"));
    say("platform", property("os.name") + " " + property("os.arch"));
    say("kernel", property("os.version"));
    say("libc", libc());
    try {
      Native.check();
    } catch (IllegalCallerException | UnsupportedOperationException e) {
      say("native", "MISSING: " + e.getMessage());
      return 2;
    }
    say("native", "enabled");
    say("column", String.valueOf(Platform.name()));
    say("tier", String.valueOf(Platform.tier()));
    check("layout", this::layout);
    check("epoll", KernelLayouts::epollEvents);
    check("messages", KernelLayouts::messages);
    check("open", KernelLayouts::openFlags);
    check("timeouts", KernelLayouts::receiveTimeout);
    check("tcp", this::tcp);
    check("descriptors", this::descriptors);
    for (Domain domain : List.of(Domain.INET, Domain.INET6, Domain.UNIX, Domain.NETLINK)) {
      check(domain.toString(), () -> open(domain));
    }
    for (Domain domain : List.of(Domain.PACKET, Domain.VSOCK)) { // may be absent or forbidden
      try {
        say(domain.toString(), open(domain));
      } catch (IOException e) {
        say(domain.toString(), "not available: " + e.getMessage());
      }
    }
    check("control", this::control);
    check("views", this::views);
    options("SO", SocketOptions.class, Domain.INET, Type.STREAM);
    options("IP", IpOptions.class, Domain.INET, Type.DGRAM);
    options("IPV6", Ipv6Options.class, Domain.INET6, Type.DGRAM);
    options("TCP", TcpOptions.class, Domain.INET, Type.STREAM);
    options("UDP", UdpOptions.class, Domain.INET, Type.DGRAM);
    say("result", failures == 0 ? "all well" : failures + " failed");
    return failures == 0 ? 0 : 1;
  }

  private static void say(String what, String text) {
    System.out.println((what + "            ").substring(0, 13) + text);
  }

  private void check(String what, Check check) {
    try {
      say(what, check.run());
    } catch (IOException | RuntimeException | LinkageError e) {
      if (e instanceof UnsupportedOperationException && Platform.is(Platform.BSD)) { // Linux's own
        say(what, "not available: " + e.getMessage());
        return;
      }
      failures++;
      say(what, "FAILED: " + e.getMessage());
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  private static String version() {
    String version = SelfTest.class.getPackage().getImplementationVersion();
    Module module = SelfTest.class.getModule();
    return (version == null ? "unknown" : version) + (module.isNamed() ? ", a module" : "");
  }

  /** The C library that this process runs on, with the version it carries. */
  private static String libc() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        String file = line.substring(line.lastIndexOf(' ') + 1);
        if (file.contains("/libc.so") || file.contains("/libc-") || file.contains("ld-musl")) {
          String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
          int at = text.indexOf("release version ");
          return file + (at < 0 ? "" : " " + text.substring(at + 16, text.indexOf('.', at + 19)));
        }
      }
    } catch (IOException | RuntimeException e) {
      return "unknown: " + e.getMessage();
    }
    return "unknown";
  }

  // ---- what must work

  /** Structs have the layout that the kernel reads and writes. */
  private String layout() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = pair[0];
        Socket b = pair[1]) {
      Linger linger = new Linger(true, 7);
      a.setOption(SocketOptions.SO_LINGER, linger);
      expect("struct linger", a.getOption(SocketOptions.SO_LINGER), linger);
      long pid = ProcessHandle.current().pid();
      expect("struct ucred", (long) b.getOption(SocketOptions.SO_PEERCRED).pid(), pid);
    }
    try (Socket socket = Socket.open(Domain.INET, Type.DGRAM)) {
      socket.bind(SockAddr.Inet4.loopback(0));
      SockAddr.Inet4 local = (SockAddr.Inet4) socket.localAddress();
      expect("struct sockaddr_in", local, SockAddr.Inet4.of("127.0.0.1", local.port()));
    }
    return "agrees with the kernel";
  }

  private static void expect(String what, Object found, Object expected) throws IOException {
    if (!expected.equals(found)) {
      throw new IOException(what + ": " + found + " instead of " + expected);
    }
  }

  private String tcp() throws IOException {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      client.connect(listener.localAddress());
      try (Socket server = Objects.requireNonNull(listener.accept())) {
        client.send(new byte[] {42}, 0, 1, 0);
        byte[] got = new byte[1];
        expect("recv", server.recv(got, 0, 1, 0), 1);
        expect("data", got[0], (byte) 42);
      }
    }
    return "a connection over the loopback interface works";
  }

  private String descriptors() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = pair[0];
        Socket b = pair[1];
        Descriptor passed = Descriptor.dup(a);
        Message out = Message.builder().data(1).controlBytes(64).build();
        Message in = Message.builder().data(1).controlBytes(64).build()) {
      out.setData(new byte[1]);
      out.add(ControlMessages.SCM_RIGHTS, List.of(passed));
      a.send(out, 0);
      b.recv(in, 0);
      List<Descriptor> came = in.get(ControlMessages.SCM_RIGHTS);
      expect("SCM_RIGHTS", came == null ? 0 : came.size(), 1);
    }
    return "pass between processes with SCM_RIGHTS";
  }

  private static String open(Domain domain) throws IOException {
    List<String> types = new ArrayList<>();
    ErrnoException last = null;
    for (Type type : List.of(Type.STREAM, Type.DGRAM, Type.RAW, Type.SEQPACKET)) {
      try {
        Socket.open(domain, type).close();
        types.add(type.toString());
      } catch (ErrnoException e) {
        last = last == null ? e : last;
      }
    }
    if (types.isEmpty()) {
      throw last;
    }
    return String.join(" ", types);
  }

  /** The control messages that come with a datagram once they are asked for. */
  private String control() throws IOException {
    List<String> arrived = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    control(SocketOptions.SO_TIMESTAMPNS, ControlMessages.SO_TIMESTAMPNS, arrived, missing);
    control(IpOptions.IP_PKTINFO, ControlMessages.IP_PKTINFO, arrived, missing);
    control(IpOptions.IP_RECVTTL, ControlMessages.IP_TTL, arrived, missing);
    control(IpOptions.IP_RECVTOS, ControlMessages.IP_TOS, arrived, missing);
    String text = String.join(" ", arrived);
    return missing.isEmpty() ? text : text + "; not " + String.join(", ", missing);
  }

  /** Asks for one; a kernel without the option is no fault, an option without effect is one. */
  private static void control(
      SockOpt<Boolean> option, ControlMessage<?> kind, List<String> arrived, List<String> missing)
      throws IOException {
    try (Socket socket = Socket.open(Domain.INET, Type.DGRAM);
        Message out = Message.builder().data(1).build();
        Message in = Message.builder().data(1).controlBytes(512).build()) {
      socket.bind(SockAddr.Inet4.loopback(0));
      try {
        socket.setOption(option, true);
      } catch (ErrnoException e) {
        missing.add(option + " (" + e.errno() + ")");
        return;
      }
      out.setData(new byte[1]);
      out.setName(socket.localAddress());
      socket.send(out, 0);
      socket.recv(in, 0);
      if (in.get(kind) == null) {
        throw new IOException(kind + " did not come");
      }
      arrived.add(kind.toString());
    }
  }

  /** Code that knows only java.net, over native sockets. */
  private String views() throws IOException {
    try (ServerSocket listener = new NativeServerSocketFactory().createServerSocket(0);
        java.net.Socket client =
            new NativeSocketFactory().createSocket((String) null, listener.getLocalPort());
        java.net.Socket server = listener.accept()) {
      client.getOutputStream().write(42);
      expect("read", server.getInputStream().read(), 42);
    }
    return Counters.get().toString();
  }

  // ---- what may be missing

  private static void options(String what, Class<?> table, Domain domain, Type type) {
    List<String> missing = new ArrayList<>();
    int readable = 0;
    try (Socket socket = Socket.open(domain, type)) {
      for (Field field : table.getFields()) {
        if (field.get(null) instanceof SockOpt<?> option) {
          try {
            socket.getOption(option);
            readable++;
          } catch (ErrnoException e) {
            missing.add(option + " (" + e.errno() + ")");
          }
        }
      }
      say(
          what + " options",
          readable
              + " can be read"
              + (missing.isEmpty() ? "" : "; not " + String.join(", ", missing)));
    } catch (IOException | IllegalAccessException e) {
      say(what + " options", "none: " + e.getMessage());
    }
  }
}
