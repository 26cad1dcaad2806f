/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.LinuxNetlink.NLMSG_NEXT;
import static berkeley.sockets.c.LinuxNetlink.NLMSG_OK;
import static berkeley.sockets.c.LinuxNetlink.NLMSG_PAYLOAD;
import static berkeley.sockets.c.LinuxRtnetlink.RTA_NEXT;
import static berkeley.sockets.c.LinuxRtnetlink.RTA_OK;
import static berkeley.sockets.c.LinuxRtnetlink.RTNH_OK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.bindings.headers.linux_netlink_h.nlmsghdr;
import berkeley.sockets.bindings.headers.linux_rtnetlink_h.rtattr;
import berkeley.sockets.bindings.headers.linux_rtnetlink_h.rtnexthop;
import berkeley.sockets.bindings.headers.netinet_icmp6_h.icmp6_filter;
import berkeley.sockets.bindings.headers.sys_socket_h.cmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.bindings.headers.sys_un_h.sockaddr_un;
import berkeley.sockets.safety.ChildProcess;
import java.io.BufferedReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The function-like macros give what C's give: native/src/programs/macros.c prints that. */
class MacrosTest {
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment base = arena.allocate(256, 16);
  private final MemorySegment message = msghdr.allocate(arena);
  private final MemorySegment set = arena.allocate(SysSelect.FD_SETSIZE / 8, 8);
  private final MemorySegment filter = icmp6_filter.allocate(arena);
  private final Map<String, Method> methods = new HashMap<>();

  @Test
  void sameAsInC() throws Exception {
    Path program = Path.of(System.getProperty("native.directory"), "bin/macros");
    assumeTrue(Files.isExecutable(program), "native/target/bin/macros is not built: no C compiler");
    for (SymbolLists.Header header : SymbolLists.headers()) {
      for (Method method : header.mirror().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          methods.put(method.getName() + "/" + method.getParameterCount(), method);
        }
      }
    }
    msghdr.msg_control(message, base);
    List<String> wrong = new ArrayList<>();
    TreeSet<String> macros = new TreeSet<>();
    int cases = 0;
    Process process = ChildProcess.start(new ProcessBuilder(program.toString()));
    try (BufferedReader lines = process.inputReader()) {
      for (String line; (line = lines.readLine()) != null; cases++) {
        int equals = line.indexOf(" =");
        String[] words = line.substring(0, equals).split(" ");
        macros.add(words[0]);
        String expected = line.substring(equals + 2).strip();
        String actual;
        try {
          actual = evaluate(words[0], words);
        } catch (RuntimeException | ReflectiveOperationException e) {
          actual = e.toString();
        }
        if (!actual.equals(expected) && wrong.size() < 20) {
          wrong.add(line + " in C, " + actual + " here");
        }
      }
    }
    assertEquals(0, process.waitFor());
    assertEquals(List.of(), wrong);
    assertTrue(cases > 30_000 && macros.size() > 120, cases + " cases of " + macros);
  }

  private String evaluate(String name, String[] w) throws ReflectiveOperationException {
    return switch (name) {
      case "CMSG_FIRSTHDR" -> {
        msghdr.msg_controllen(message, Long.parseLong(w[1]));
        yield offset(SysSocket.CMSG_FIRSTHDR(message));
      }
      case "CMSG_NXTHDR" -> {
        msghdr.msg_controllen(message, Long.parseLong(w[1]));
        cmsghdr.cmsg_len(base, Long.parseLong(w[2]));
        yield offset(SysSocket.CMSG_NXTHDR(message, base));
      }
      case "CMSG_DATA",
          "NLMSG_DATA",
          "RTA_DATA",
          "RTNH_DATA",
          "RTM_RTA",
          "IFLA_RTA",
          "IFA_RTA",
          "SO_EE_OFFENDER" ->
          offset((MemorySegment) methods.get(name + "/1").invoke(null, base));
      case "NLMSG_OK" -> bit(NLMSG_OK(nlmsg(w[1]), number(w[2])));
      case "NLMSG_NEXT" -> next(NLMSG_NEXT(nlmsg(w[1]), number(w[2])));
      case "NLMSG_PAYLOAD" -> "" + NLMSG_PAYLOAD(nlmsg(w[1]), number(w[2]));
      case "RTM_PAYLOAD", "IFLA_PAYLOAD", "IFA_PAYLOAD" ->
          "" + methods.get(name + "/1").invoke(null, nlmsg(w[1]));
      case "RTA_OK" -> bit(RTA_OK(rta(w[1]), number(w[2])));
      case "RTA_NEXT" -> next(RTA_NEXT(rta(w[1]), number(w[2])));
      case "RTA_PAYLOAD" -> "" + LinuxRtnetlink.RTA_PAYLOAD(rta(w[1]));
      case "RTNH_OK" -> bit(RTNH_OK(rtnh(w[1]), number(w[2])));
      case "RTNH_NEXT" -> offset(LinuxRtnetlink.RTNH_NEXT(rtnh(w[1])));
      case "FD_ZERO" -> {
        set.fill((byte) -1);
        SysSelect.FD_ZERO(set);
        yield hex(set);
      }
      case "FD_SET", "FD_CLR" -> {
        methods.get(name + "/2").invoke(null, number(w[1]), set);
        yield hex(set);
      }
      case "FD_ISSET" -> bit(SysSelect.FD_ISSET(number(w[1]), set));
      case "ICMP6_FILTER_SETBLOCKALL", "ICMP6_FILTER_SETPASSALL" -> {
        methods.get(name + "/1").invoke(null, filter);
        yield hex(filter);
      }
      case "ICMP6_FILTER_SETBLOCK", "ICMP6_FILTER_SETPASS" -> {
        methods.get(name + "/2").invoke(null, number(w[1]), filter);
        yield hex(filter);
      }
      case "ICMP6_FILTER_WILLPASS", "ICMP6_FILTER_WILLBLOCK" ->
          text(methods.get(name + "/2").invoke(null, number(w[1]), filter));
      case "in6addr_any" -> hex(NetinetIn.in6addr_any);
      case "in6addr_loopback" -> hex(NetinetIn.in6addr_loopback);
      case "BPF_STMT" -> instruction(LinuxFilter.BPF_STMT(number(w[1]), number(w[2])));
      case "BPF_JUMP" ->
          instruction(LinuxFilter.BPF_JUMP(number(w[1]), number(w[2]), number(w[3]), number(w[4])));
      case "ETHER_MAP_IP_MULTICAST" -> {
        MemorySegment mapped = arena.allocate(6);
        NetinetIfEther.ETHER_MAP_IP_MULTICAST(memory(w[1]), mapped);
        yield hex(mapped);
      }
      case "SUN_LEN" -> {
        MemorySegment address = sockaddr_un.allocate(arena);
        sockaddr_un.sun_path(address).asSlice(0, number(w[1])).fill((byte) 'x');
        yield "" + SysUn.SUN_LEN(address);
      }
      default -> name.startsWith("set_") ? bits(name.substring(4), w) : general(name, w);
    };
  }

  /** A macro of integers or of memory, found by its name. */
  private String general(String name, String[] w) throws ReflectiveOperationException {
    Method method = methods.get(name + "/" + (w.length - 1));
    Object[] arguments = new Object[w.length - 1];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      arguments[i] =
          type == MemorySegment.class
              ? memory(w[i + 1])
              : type == long.class ? (Object) Long.parseLong(w[i + 1]) : number(w[i + 1]);
    }
    return text(method.invoke(null, arguments));
  }

  private String bits(String field, String[] w) throws ReflectiveOperationException {
    MemorySegment memory = memory(w[2]);
    methods.get(field + "/2").invoke(null, memory, number(w[1]));
    return hex(memory);
  }

  private MemorySegment nlmsg(String length) {
    base.fill((byte) 0);
    nlmsghdr.nlmsg_len(base, number(length));
    return base;
  }

  private MemorySegment rta(String length) {
    base.fill((byte) 0);
    rtattr.rta_len(base, (short) number(length));
    return base;
  }

  private MemorySegment rtnh(String length) {
    base.fill((byte) 0);
    rtnexthop.rtnh_len(base, (short) number(length));
    return base;
  }

  /** C's pointer and the length left; C has no pointer to give where nothing is left. */
  private String next(MemorySegment next) {
    return (next.byteSize() > 0 ? offset(next) : "0") + " " + next.byteSize();
  }

  private String offset(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL) ? "-1" : "" + (pointer.address() - base.address());
  }

  private String instruction(long instruction) {
    return hex(arena.allocateFrom(ValueLayout.JAVA_LONG, instruction));
  }

  private MemorySegment memory(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    MemorySegment memory = arena.allocate(bytes.length, 8);
    return memory.copyFrom(MemorySegment.ofArray(bytes));
  }

  private static int number(String text) {
    return (int) Long.parseLong(text);
  }

  private static String hex(MemorySegment memory) {
    return HexFormat.of().formatHex(memory.toArray(ValueLayout.JAVA_BYTE));
  }

  private static String bit(boolean b) {
    return b ? "1" : "0";
  }

  private static String text(Object value) {
    return value instanceof Boolean b
        ? bit(b)
        : value instanceof Short s ? "" + Short.toUnsignedInt(s) : value.toString();
  }
}
