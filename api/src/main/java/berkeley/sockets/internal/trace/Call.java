/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.bindings.headers.sys_epoll_h.epoll_event;
import berkeley.sockets.bindings.headers.time_h.itimerspec;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call: what went in is put into words before it is made, what came out afterwards. */
final class Call {
  final String function;
  final long began = System.nanoTime();
  final Object[] arguments;
  private final Signatures.Signature signature;
  private final String[] words;
  private final int[] lengths; // value-result arguments, before the call

  Call(String function, Object[] arguments) {
    this.function = function;
    this.arguments = arguments;
    this.signature = Signatures.of(function);
    this.words = new String[arguments.length];
    this.lengths = new int[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      String kind = signature.argument(i);
      if (kind.equals("<>len")) {
        MemorySegment length = Memory.read(pointer(i), 4);
        lengths[i] = length == null ? -1 : length.get(JAVA_INT_UNALIGNED, 0);
      } else if (kind.equals(">msg")) {
        lengths[i] = Messages.nameLength(pointer(i));
      } else if (kind.equals("left")) {
        words[i] = input("timespec", i);
      } else if (!kind.startsWith(">")) {
        words[i] = input(kind.startsWith("<>") ? kind.substring(2) : kind, i);
      }
    }
  }

  /** Whether a descriptor among the arguments, or the new one, is in the set. */
  boolean touches(Set<Long> descriptors, long result) {
    for (int i = 0; i < arguments.length; i++) {
      if (signature.argument(i).equals("fd") && descriptors.contains(number(i))) {
        return true;
      }
    }
    return signature.result().equals("fd") && descriptors.contains(result);
  }

  /** The whole line as strace prints it. */
  String line(long result, boolean mayFail) {
    boolean failed = mayFail && result < 0;
    StringBuilder out = new StringBuilder(function).append('(');
    for (int i = 0; i < arguments.length; i++) {
      String word = words[i] != null ? words[i] : output(i, failed ? -1 : result);
      out.append(i > 0 && !word.isEmpty() ? ", " : "").append(word);
    }
    out.append(')');
    while (out.length() < 39) {
      out.append(' ');
    }
    out.append(" = ");
    if (failed) {
      return out.append("-1 ").append(Errors.describe((int) -result)).toString();
    }
    return out.append(result(result)).toString();
  }

  MemorySegment pointer(int i) {
    return arguments[i] instanceof MemorySegment at ? at : MemorySegment.NULL;
  }

  long number(int i) {
    return arguments[i] instanceof Number n ? n.longValue() : 0;
  }

  private String input(String kind, int i) {
    if (kind.endsWith("|")) {
      return Names.flags(kind.substring(0, kind.length() - 1), number(i));
    }
    if (kind.endsWith("_") || kind.equals("SIG")) {
      return Names.one(kind, number(i));
    }
    return switch (kind) {
      case "type" -> type(number(i));
      case "protocol" -> protocol(Names.one("AF_", number(0)), number(i));
      case "addr" ->
          number(i + 1) == 0
              ? Text.pointer(pointer(i))
              : Structs.address(pointer(i), number(i + 1));
      case "buf" -> Text.buffer(pointer(i), number(i + 1));
      case "iov" -> Messages.vector(pointer(i), number(i + 1), Long.MAX_VALUE);
      case "msg" -> Messages.header(pointer(i), -1, Long.MAX_VALUE);
      case "option" -> Options.name(number(1), number(i));
      case "value" -> Options.value(number(1), number(2), pointer(i), number(i + 1));
      case "str" -> Text.string(pointer(i));
      case "timespec" -> Structs.at(timespec.fields(), timespec.sizeof(), pointer(i));
      case "timeval" -> Structs.at(timeval.fields(), timeval.sizeof(), pointer(i));
      case "itimerspec" -> Structs.at(itimerspec.fields(), itimerspec.sizeof(), pointer(i));
      case "pollfd" -> polled(i, false);
      case "fdset" -> Sets.descriptors(pointer(i), number(0));
      case "sigset" -> Sets.signals(pointer(i));
      case "event" -> event(Memory.read(pointer(i), epoll_event.sizeof()), i);
      case "offset" -> integer(i, 8);
      case "request" -> request(number(i));
      case "fcntl" -> control(i);
      case "ioctl" -> arguments[i] instanceof MemorySegment ? integer(i, 4) : plain(i);
      case "mode" -> "0" + Long.toOctalString(number(i));
      case "port" -> "htons(" + Structs.swap16(number(i)) + ")";
      default -> plain(i);
    };
  }

  /** What the kernel filled in; {@code result} is negative if it failed. */
  private String output(int i, long result) {
    String kind = signature.argument(i);
    if (kind.equals("<>len")) {
      return length(i, result);
    }
    if (result < 0 && !kind.equals(">mmsg")) {
      return kind.equals(">iov") ? Messages.vector(pointer(i), number(i + 1), -1) : failed(kind, i);
    }
    return switch (kind) {
      case ">addr" -> Structs.address(pointer(i), lengthNow(i + 1));
      case ">buf" -> Text.buffer(pointer(i), Math.min(result, number(i + 1)));
      case ">iov" -> Messages.vector(pointer(i), number(i + 1), result);
      case ">msg" -> Messages.header(pointer(i), lengths[i], result);
      case ">mmsg" -> result < 0 ? Text.pointer(pointer(i)) : Messages.batch(pointer(i), result);
      case ">value" -> Options.value(number(1), number(2), pointer(i), lengthNow(i + 1));
      case ">fds" -> Sets.pair(pointer(i));
      case ">events" -> events(i, result);
      case ">int" -> integer(i, 4);
      case ">u64" -> integer(i, 8);
      case ">str" -> Text.string(pointer(i));
      default -> input(kind.substring(1), i);
    };
  }

  private String failed(String kind, int i) {
    return kind.equals(">msg") && lengths[i] >= 0
        ? "{msg_namelen=" + lengths[i] + "}"
        : Text.pointer(pointer(i));
  }

  private int lengthNow(int i) {
    MemorySegment length = Memory.read(pointer(i), 4);
    return length == null ? 0 : Math.min(length.get(JAVA_INT_UNALIGNED, 0), lengths[i]);
  }

  private String length(int i, long result) {
    if (lengths[i] < 0) {
      return Text.pointer(pointer(i));
    }
    MemorySegment length = Memory.read(pointer(i), 4);
    int now = length == null ? lengths[i] : length.get(JAVA_INT_UNALIGNED, 0);
    return result < 0 || now == lengths[i]
        ? "[" + lengths[i] + "]"
        : "[" + lengths[i] + " => " + now + "]";
  }

  private String result(long result) {
    return switch (signature.result()) {
      case "ptr", "hex" ->
          Text.hex(signature.result().equals("hex") ? result & 0xffffffffL : result);
      case "poll" -> result == 0 ? "0 (Timeout)" : result + " (" + polled(0, true) + ")";
      case "select" -> result == 0 ? "0 (Timeout)" : result + " (" + selected() + ")";
      case "gai" -> (int) result == 0 ? "0" : Names.one("EAI_", (int) result);
      case "fcntl" -> flags(result);
      default -> result + left();
    };
  }

  private String left() {
    int last = arguments.length - 1;
    return function.equals("recvmmsg") && pointer(last).address() != 0
        ? " (left " + input("timespec", last) + ")"
        : "";
  }

  private String flags(long result) {
    return switch (words[1]) {
      case "F_GETFL" ->
          Text.hex(result)
              + " (flags "
              + Names.flags("O_", result).replaceFirst("^0$", "O_RDONLY")
              + ")";
      case "F_GETFD" -> result == 0 ? "0" : Text.hex(result) + " (flags FD_CLOEXEC)";
      default -> Long.toString(result);
    };
  }

  private String control(int i) {
    return switch (words[1]) {
      case "F_GETFL", "F_GETFD", "F_GETOWN", "F_GETSIG", "F_GETPIPE_SZ" -> "";
      case "F_SETFL" -> Names.flags("O_", number(i)).replaceFirst("^0$", "O_RDONLY");
      case "F_SETFD" -> Names.flags("FD_", number(i));
      default -> plain(i);
    };
  }

  private static String type(long value) {
    String flags = Names.flags("SOCK_", value & ~0xfL);
    String base = Names.find("SOCK_", value & 0xf);
    return base == null
        ? Names.unknown("SOCK_", value)
        : flags.equals("0") ? base : base + "|" + flags;
  }

  private static String protocol(String family, long value) {
    return switch (family) {
      case "AF_INET", "AF_INET6" -> Names.one("IPPROTO_", value);
      case "AF_NETLINK" -> Names.one("NETLINK_", value);
      case "AF_PACKET" -> "htons(" + Names.one("ETH_P_", Structs.swap16(value)) + ")";
      default -> Long.toString(value);
    };
  }

  private static String request(long value) {
    String name = Names.find("FIO", value & 0xffffffffL);
    name = name != null ? name : Names.find("SIO", value & 0xffffffffL);
    return name != null ? name : Text.hex(value);
  }

  private String integer(int i, int size) {
    MemorySegment bytes = Memory.read(pointer(i), size);
    if (bytes == null) {
      return Text.pointer(pointer(i));
    }
    long value = size == 4 ? bytes.get(JAVA_INT_UNALIGNED, 0) : bytes.get(JAVA_LONG_UNALIGNED, 0);
    return "[" + value + "]";
  }

  private String plain(int i) {
    return arguments[i] instanceof MemorySegment at
        ? Text.pointer(at)
        : String.valueOf(arguments[i]);
  }

  private String polled(int i, boolean result) {
    long size = pollfd.sizeof();
    MemorySegment all = Memory.read(pointer(i), number(i + 1) * size);
    if (all == null || number(i + 1) == 0) {
      return Text.pointer(pointer(i));
    }
    StringBuilder out = new StringBuilder("[");
    for (long k = 0; k < number(i + 1); k++) {
      MemorySegment one = all.asSlice(k * size, size);
      int happened = pollfd.revents(one) & 0xffff;
      if (!result || happened != 0) {
        out.append(out.length() > 1 ? ", " : "").append("{fd=").append(pollfd.fd(one));
        out.append(result ? ", revents=" : ", events=");
        out.append(Names.flags("POLL", result ? happened : pollfd.events(one) & 0xffff))
            .append('}');
      }
    }
    return out.append(']').toString();
  }

  private String selected() {
    String[] names = {"in ", "out ", "except "};
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= 3; i++) {
      String set = Sets.descriptors(pointer(i), number(0));
      if (pointer(i).address() != 0 && !set.equals("[]")) {
        out.append(out.isEmpty() ? "" : ", ").append(names[i - 1]).append(set);
      }
    }
    boolean timed = pointer(4).address() != 0 && function.equals("select");
    return out + (timed ? ", left " + input("timeval", 4) : "");
  }

  private String event(@Nullable MemorySegment one, int i) {
    if (one == null) {
      return Text.pointer(pointer(i));
    }
    long data = one.get(JAVA_LONG_UNALIGNED, epoll_event.data$offset());
    int low = one.get(JAVA_INT_UNALIGNED, epoll_event.data$offset());
    int events = one.get(JAVA_INT_UNALIGNED, 0);
    return "{events="
        + Names.flags("EPOLL", events)
        + ", data={u32="
        + Integer.toUnsignedLong(low)
        + ", u64="
        + Long.toUnsignedString(data)
        + "}}";
  }

  private String events(int i, long count) {
    long size = epoll_event.sizeof();
    MemorySegment all = Memory.read(pointer(i), count * size);
    if (all == null) {
      return Text.pointer(pointer(i));
    }
    StringBuilder out = new StringBuilder("[");
    for (long k = 0; k < count; k++) {
      out.append(k > 0 ? ", " : "").append(event(all.asSlice(k * size, size), i));
    }
    return out.append(']').toString();
  }
}
