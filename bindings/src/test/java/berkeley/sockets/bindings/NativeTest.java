/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.ErrnoNames;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program is told where native calls cannot be made. */
class NativeTest {
  @TempDir Path directory;

  @Test
  void withNativeAccessThereIsNoObstacle() {
    assertNull(Native.accessObstacle(Native.class.getModule()));
    Native.check();
  }

  /** ENOSYS is 38 on Linux, by errno(3). */
  @Test
  void aFunctionThatLibcLacksFailsWithEnosys() throws Throwable {
    MemorySegment cell = ErrnoCell.acquire();
    MethodHandle call = Native.link("no_such_function", "LLL");
    assertEquals(-1, (long) call.invokeExact(cell, 1L, 2L, 3L));
    assertEquals(38, ErrnoCell.errno(cell));
    assertEquals(errno_h.ENOSYS, Absent.ENOSYS);
    assertEquals(0, (long) Native.link("no_such_one", "P", Absent.ZERO).invokeExact(cell, NULL));
    assertEquals(38, (long) Native.link("nor_this", "P", Absent.ERROR).invokeExact(cell, NULL));
    assertTrue(Absent.is("no_such_function"));
    assertFalse(Absent.is("socket"));
    assertEquals(
        "no_such_function is not in the C library of " + Platform.name(),
        Absent.message("no_such_function"));
    ErrnoCell.release(cell);
  }

  /** What musl lacks works by its system call, as glibc's function does. */
  @Test
  void aSystemCallStandsForAFunction() throws Throwable {
    Path file = Files.writeString(directory.resolve("file"), "0123456789");
    MemorySegment cell = ErrnoCell.acquire();
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) Sys.open(arena.allocateFrom(file.toString()), 2 /* O_RDWR */, 0);
      MemorySegment buffer = arena.allocateFrom("ab");
      MemorySegment vector = arena.allocate(16, 8);
      vector.set(JAVA_LONG, 0, buffer.address());
      vector.set(JAVA_LONG, 8, 2);
      assertEquals(2, (long) instead("pwritev2", cell, (long) fd, vector, 1L, 4L, 0L));
      assertEquals("0123ab6789", Files.readString(file));
      assertEquals(2, (long) instead("preadv2", cell, (long) fd, vector, 1L, 7L, 0L));
      assertEquals("78", buffer.getString(0));
      assertEquals(-1, (long) instead("preadv2", cell, -1L, vector, 1L, 7L, 0L));
      assertEquals(9, ErrnoCell.errno(cell)); // EBADF
      Sys.close(fd);
      int epoll = (int) Sys.epoll_create1(0);
      int event = (int) Sys.eventfd(1, 0);
      MemorySegment events = sys_epoll_h.epoll_event.allocate(arena);
      sys_epoll_h.epoll_event.events(events, sys_epoll_h.EPOLLIN);
      assertEquals(0, Sys.epoll_ctl(epoll, sys_epoll_h.EPOLL_CTL_ADD, event, events));
      MemorySegment mask = arena.allocate(128, 8);
      MemorySegment time = arena.allocate(16, 8);
      assertEquals(1, (long) instead("epoll_pwait2", cell, (long) epoll, events, 1L, time, mask));
      Sys.close(event);
      Sys.close(epoll);
    }
    ErrnoCell.release(cell);
  }

  /** Calls what stands for a function, in the shape with which Sys calls it. */
  private static Object instead(String function, Object... arguments) throws Throwable {
    var linked =
        BoundFunctionsTest.handles().stream()
            .filter(field -> field.getName().equals(function))
            .findFirst()
            .orElseThrow();
    MethodType type = ((MethodHandle) linked.get(null)).type();
    MethodHandle handle = Absent.handle(function, type, Absent.MINUS_ONE, ErrnoCell.ERRNO);
    assertEquals(type, handle.type());
    assertFalse(Absent.is(function));
    Object[] passed = new Object[type.parameterCount()];
    for (int i = 0; i < passed.length; i++) {
      Object argument = i < arguments.length ? arguments[i] : 0L;
      boolean address = type.parameterType(i) == MemorySegment.class && argument instanceof Long;
      passed[i] = address ? MemorySegment.ofAddress((long) argument) : argument;
    }
    return handle.invokeWithArguments(passed);
  }

  /** The psABIs of x86-64, AArch64, IBM Z and POWER; RISC-V's extends by the uppermost bit. */
  @Test
  void argumentsWithoutASignAreExtendedByTheirType() {
    assertEquals(7, Native.unsigned(7));
    assertEquals(Platform.is(Platform.LINUX_RISCV64) ? -1L : 4_294_967_295L, Native.unsigned(-1));
  }

  /** glibc's own table is the judge; a newer one may know more. */
  @Test
  void errorNumbersHaveTheNamesOfLibc() {
    for (int errno = 0; errno < 300; errno++) {
      long name = Sys.strerrorname_np(errno);
      String known = ErrnoNames.of(errno);
      if (known != null || errno <= errno_h.EHWPOISON) {
        assertEquals(name > 0 ? Native.string(name) : null, known);
      }
    }
    assertNull(ErrnoNames.of(-1));
    assertNull(ErrnoNames.of(Platform.ABSENT));
  }
}
