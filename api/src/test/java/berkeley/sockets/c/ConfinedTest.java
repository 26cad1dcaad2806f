/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.SysSendfile.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysUio.*;
import static berkeley.sockets.c.SysWait.*;
import static berkeley.sockets.c.Unistd.*;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A virtual thread may use memory of its own confined arena in calls that another one makes. */
class ConfinedTest {
  @TempDir Path directory;

  private static void onVirtualThread(Runnable work) throws Throwable {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = Thread.ofVirtual().unstarted(work);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
    assertTrue(thread.join(Duration.ofSeconds(20)), "the thread is stuck");
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  @Test
  void inCallsThatAreHandedOn() throws Throwable {
    String path = directory.resolve("file").toString();
    onVirtualThread(
        () -> {
          try (Arena arena = Arena.ofConfined()) {
            int file = (int) ok(open(path, O_RDWR | O_CREAT, 0600));
            MemorySegment lock = flock.allocate(arena);
            flock.l_type(lock, F_WRLCK);
            assertEquals(0, fcntl(file, F_SETLKW, lock));
            assertEquals(3, ok(write(file, "abc".getBytes(), 3)));
            MemorySegment cells = arena.allocate(8, 4);
            ok(pipe(cells));
            int in = cells.get(JAVA_INT, 0);
            int out = cells.get(JAVA_INT, 4);
            MemorySegment offset = arena.allocateFrom(JAVA_LONG, 1L);
            assertEquals(2, ok(sendfile(out, file, offset, 9)));
            assertEquals(3, offset.get(JAVA_LONG, 0));
            MemorySegment data = arena.allocate(16);
            MemorySegment vector = iovec.allocate(arena);
            iovec.iov_base(vector, data);
            iovec.iov_len(vector, 4);
            assertEquals(4, ok(writev(out, vector, 1)));
            assertEquals(4, ok(vmsplice(out, vector, 1, 0)));
            offset.set(JAVA_LONG, 0, 0);
            assertEquals(3, ok(splice(file, offset, out, NULL, 9, 0)));
            assertEquals(13, ok(read(in, data, 16)));
            assertEquals(-1, waitpid(Integer.MAX_VALUE, cells, WNOHANG));
            assertEquals(ECHILD, errno());
            close(in);
            close(out);
            close(file);

            ok(socketpair(AF_UNIX, SOCK_STREAM, 0, cells));
            int here = cells.get(JAVA_INT, 0);
            int there = cells.get(JAVA_INT, 4);
            assertEquals(4, ok(send(here, data, 4, 0)));
            assertEquals(4, ok(recv(there, data, 4, MSG_WAITALL | MSG_PEEK)));
            assertEquals(4, ok(recv(there, data, 4, MSG_WAITALL)));
            close(here);
            close(there);

            MemorySegment name = arena.allocate(NI_MAXHOST);
            MemorySegment address = sockaddr_in.allocate(arena);
            sockaddr_in.sin_family(address, AF_INET);
            in_addr.s_addr(sockaddr_in.sin_addr(address), htonl(INADDR_LOOPBACK));
            assertEquals(0, getnameinfo(address, 16, name, NI_MAXHOST, NULL, 0, 0));
            assertEquals("localhost", name.getString(0));
            assertNotEquals(NULL, gethostbyname("localhost"));
            assertNotEquals(NULL, gethostbyaddr(sockaddr_in.sin_addr(address), 4, AF_INET));
            assertEquals(0, getaddrinfo("localhost", null, NULL, offset));
            freeaddrinfo(berkeley.sockets.c.Pointers.deref(offset));
          }
        });
  }
}
