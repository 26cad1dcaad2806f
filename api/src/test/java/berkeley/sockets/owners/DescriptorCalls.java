/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.owners;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.memory.Cmsg;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Which of a function's arguments are descriptors, which it closes, and which it makes. Arguments
 * are as the linker gets them: after the cell for errno each a long or an address.
 */
final class DescriptorCalls {
  /** A function. */
  interface Row {
    /** Tells the numbers that the call works on. */
    default void uses(Object[] arguments, IntConsumer each) {}

    /** Tells the numbers that a successful call has made. */
    default void makes(Object[] arguments, long result, IntConsumer each) {}

    /** The number that the call gives another file, or -1. */
    default int replaces(Object[] arguments) {
      return -1;
    }

    /** Whether the call changes nothing, and so does no harm to another's file. */
    default boolean looks(Object[] arguments) {
      return false;
    }
  }

  private static final int POINTER = 8;
  private static final int BITS = 64;
  private static final MemorySegment ALL = Native.memory(0, Long.MAX_VALUE);

  private static final Set<Integer> LOOKS =
      Set.of(fcntl_h.F_GETFL, fcntl_h.F_GETFD, fcntl_h.F_GETSIG, fcntl_h.F_GETPIPE_SZ);
  private static final Set<Integer> DUPLICATES = Set.of(fcntl_h.F_DUPFD, fcntl_h.F_DUPFD_CLOEXEC);

  private static final Map<String, Row> ROWS = new HashMap<>();

  private DescriptorCalls() {}

  /** By the function's name; those that have to do with no descriptor are missing. */
  static Map<String, Row> all() {
    return ROWS;
  }

  private static long argument(Object[] arguments, int index) {
    Object value = arguments[index + 1];
    return value instanceof Long number ? number : ((MemorySegment) value).address();
  }

  private static int number(Object[] arguments, int index) {
    return (int) argument(arguments, index);
  }

  private static int at(long address) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
  }

  private static void put(Row row, String... names) {
    for (String each : names) {
      ROWS.put(each, row);
    }
  }

  /** Descriptors at some places of the arguments. */
  private record Uses(int... places) implements Row {
    @Override
    public void uses(Object[] arguments, IntConsumer each) {
      for (int place : places) {
        each.accept(number(arguments, place));
      }
    }
  }

  /** The same, of what only looks. */
  private record Looks(int... places) implements Row {
    @Override
    public void uses(Object[] arguments, IntConsumer each) {
      new Uses(places).uses(arguments, each);
    }

    @Override
    public boolean looks(Object[] arguments) {
      return true;
    }
  }

  /** The result is a descriptor. */
  private record Makes(int... places) implements Row {
    @Override
    public void uses(Object[] arguments, IntConsumer each) {
      new Uses(places).uses(arguments, each);
    }

    @Override
    public void makes(Object[] arguments, long result, IntConsumer each) {
      each.accept((int) result);
    }
  }

  /** The second descriptor becomes a duplicate of the first. */
  private static final class Replaces implements Row {
    @Override
    public void uses(Object[] arguments, IntConsumer each) {
      new Uses(0, 1).uses(arguments, each);
    }

    @Override
    public int replaces(Object[] arguments) {
      return number(arguments, 1);
    }

    @Override
    public void makes(Object[] arguments, long result, IntConsumer each) {
      each.accept((int) result);
    }
  }

  /** Two descriptors are stored where an argument points to. */
  private record Stores(int place) implements Row {
    @Override
    public void makes(Object[] arguments, long result, IntConsumer each) {
      long address = argument(arguments, place);
      each.accept(at(address));
      each.accept(at(address + Integer.BYTES));
    }
  }

  private static final class Fcntl implements Row {
    @Override
    public void uses(Object[] arguments, IntConsumer each) {
      each.accept(number(arguments, 0));
    }

    @Override
    public void makes(Object[] arguments, long result, IntConsumer each) {
      if (DUPLICATES.contains(number(arguments, 1))) {
        each.accept((int) result);
      }
    }

    @Override
    public boolean looks(Object[] arguments) {
      return LOOKS.contains(number(arguments, 1));
    }
  }

  /** An array of struct pollfd; below 0 is none. */
  private static final class Poll implements Row {
    @Override
    public void uses(Object[] arguments, IntConsumer each) {
      long array = argument(arguments, 0);
      for (long i = 0; i < argument(arguments, 1); i++) {
        int fd = at(array + i * pollfd.sizeof() + pollfd.fd$offset());
        if (fd >= 0) {
          each.accept(fd);
        }
      }
    }

    @Override
    public boolean looks(Object[] arguments) {
      return number(arguments, 2) == 0;
    }
  }

  private static final class Select implements Row {
    @Override
    public void uses(Object[] arguments, IntConsumer each) {
      for (int set = 1; set <= 3; set++) {
        long address = argument(arguments, set);
        for (int fd = 0; address != 0 && fd < number(arguments, 0); fd++) {
          long word = ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address + fd / BITS * POINTER);
          if ((word >>> fd % BITS & 1) != 0) {
            each.accept(fd);
          }
        }
      }
    }
  }

  /** Descriptors travel in control messages. */
  private record Messages(boolean many, boolean receives) implements Row {
    private static final long RIGHTS = Cmsg.kind(sys_socket_h.SOL_SOCKET, sys_socket_h.SCM_RIGHTS);

    @Override
    public void uses(Object[] arguments, IntConsumer each) {
      each.accept(number(arguments, 0));
      if (!receives) {
        rights(arguments, many ? argument(arguments, 2) : 1, each);
      }
    }

    @Override
    public void makes(Object[] arguments, long result, IntConsumer each) {
      if (receives) {
        rights(arguments, many ? result : 1, each);
      }
    }

    private void rights(Object[] arguments, long count, IntConsumer each) {
      for (long i = 0; i < count; i++) {
        long message = argument(arguments, 1) + (many ? i * mmsghdr.sizeof() : 0);
        MemorySegment header = ALL.asSlice(message, msghdr.sizeof());
        long length = msghdr.msg_controllen(header);
        if (length > 0 && Cmsg.first(length) == 0) {
          long address = msghdr.msg_control(header).address();
          tell(address, address + length, each);
        }
      }
    }

    private static void tell(long address, long end, IntConsumer each) {
      for (long at = address; at >= 0; at = Cmsg.next(ALL, at, end)) {
        int bytes = Cmsg.kind(ALL, at) == RIGHTS ? Cmsg.dataLength(ALL, at, end) : 0;
        for (int i = 0; i + Integer.BYTES <= bytes; i += Integer.BYTES) {
          each.accept(at(Cmsg.data(at) + i));
        }
      }
    }
  }

  static {
    put(new Looks(0), "getpeername", "getsockname", "getsockopt", "isfdtype", "sockatmark");
    put(
        new Uses(0),
        "bind close connect epoll_pwait epoll_pwait2 epoll_wait eventfd_read eventfd_write ioctl"
            .split(" "));
    put(
        new Uses(0),
        "listen lseek preadv preadv2 pwritev pwritev2 read readv recv recvfrom send sendto"
            .split(" "));
    put(new Uses(0), "setsockopt shutdown timerfd_gettime timerfd_settime vmsplice".split(" "));
    put(new Uses(0), "write", "writev");
    put(new Uses(0, 1), "sendfile", "tee");
    put(new Uses(0, 2), "epoll_ctl", "splice");
    put(new Makes(), "epoll_create", "epoll_create1", "eventfd", "open", "socket");
    put(new Makes(), "timerfd_create");
    put(new Makes(0), "accept", "accept4", "dup", "signalfd");
    put(new Replaces(), "dup2", "dup3");
    put(new Stores(3), "socketpair");
    put(new Stores(0), "pipe", "pipe2");
    put(new Fcntl(), "fcntl");
    put(new Poll(), "poll", "ppoll");
    put(new Select(), "select", "pselect");
    put(new Messages(false, false), "sendmsg");
    put(new Messages(true, false), "sendmmsg");
    put(new Messages(false, true), "recvmsg");
    put(new Messages(true, true), "recvmmsg");
  }
}
