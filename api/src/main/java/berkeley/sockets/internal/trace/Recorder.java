/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.bindings.Sys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Hands calls to Java Flight Recorder; the only class that needs module jdk.jfr. */
final class Recorder {
  private static final int ADDRESS = 128;

  private Recorder() {}

  /** The event of a call that begins, or null if none is wanted. */
  static @Nullable Object begin(String function, Object[] arguments) {
    SocketEvent event = event(function);
    if (event == null || !event.isEnabled()) {
      return null;
    }
    event.call = function;
    event.descriptor = ((Number) arguments[0]).intValue();
    if (function.equals("close")) {
      addresses(event, event.descriptor); // afterwards there are none
    }
    event.begin();
    return event;
  }

  /** An event for a function, or null for one that has none. */
  private static @Nullable SocketEvent event(String function) {
    return switch (function) {
      case "connect" -> new SocketEvent.Connect();
      case "accept", "accept4" -> new SocketEvent.Accept();
      case "recv", "recvfrom", "recvmsg", "recvmmsg", "read", "readv" -> new SocketEvent.Read();
      case "send", "sendto", "sendmsg", "sendmmsg", "write", "writev", "sendfile" ->
          new SocketEvent.Write();
      case "close" -> new SocketEvent.Close();
      case "park" -> new SocketEvent.Park();
      default -> null;
    };
  }

  static void end(Object begun, Object[] arguments, long result) {
    SocketEvent event = (SocketEvent) begun;
    event.end();
    if (!event.shouldCommit()) {
      return;
    }
    boolean failed = result < 0;
    event.result = failed ? -1 : result;
    event.errno = failed ? Errors.name((int) -result) : null;
    switch (event) {
      case SocketEvent.Read read -> event.bytes = bytes(read, arguments, result);
      case SocketEvent.Write write -> event.bytes = bytes(write, arguments, result);
      default -> {}
    }
    if (event instanceof SocketEvent.Accept && !failed) {
      addresses(event, (int) result);
    } else if (!(event instanceof SocketEvent.Close)) {
      addresses(event, event.descriptor);
    }
    if (event.peerAddress == null) {
      event.peerAddress = given(event.call, arguments, failed);
    }
    event.commit();
  }

  private static long bytes(SocketEvent event, Object[] arguments, long result) {
    return result <= 0
        ? 0
        : event.call.endsWith("mmsg")
            ? Messages.bytes((MemorySegment) arguments[1], result)
            : result;
  }

  private static void addresses(SocketEvent event, int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(ADDRESS, 8);
      MemorySegment length = arena.allocateFrom(JAVA_INT, ADDRESS);
      if (Sys.getsockname(fd, address, length) == 0) {
        event.localAddress = Structs.brief(address, length.get(JAVA_INT, 0));
      }
      length.set(JAVA_INT, 0, ADDRESS);
      if (Sys.getpeername(fd, address, length) == 0) {
        event.peerAddress = Structs.brief(address, length.get(JAVA_INT, 0));
      }
    }
  }

  /** The address among the arguments of connect, sendto or recvfrom. */
  private static @Nullable String given(String call, Object[] arguments, boolean failed) {
    return switch (call) {
      case "connect" -> Structs.brief((MemorySegment) arguments[1], (int) arguments[2]);
      case "sendto" -> Structs.brief((MemorySegment) arguments[4], (int) arguments[5]);
      case "recvfrom" -> {
        MemorySegment length = failed ? null : Memory.read((MemorySegment) arguments[5], 4);
        yield length == null
            ? null
            : Structs.brief((MemorySegment) arguments[4], length.get(JAVA_INT, 0));
      }
      default -> null;
    };
  }
}
