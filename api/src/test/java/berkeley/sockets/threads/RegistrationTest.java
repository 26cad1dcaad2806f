/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Socket;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.threads.Virtual.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the library's epolls have registered, as /proc tells it. */
@Timeout(60)
class RegistrationTest {
  /** How many of this process's epolls have the number registered. */
  private static int registrations(int fd) throws IOException {
    int found = 0;
    try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : fds.toList()) {
        try {
          if (Files.readSymbolicLink(each).toString().equals("anon_inode:[eventpoll]")) {
            List<String> lines =
                Files.readAllLines(Path.of("/proc/self/fdinfo/" + each.getFileName()));
            for (String line : lines) {
              if (line.matches("tfd: +" + fd + " .*")) {
                found++;
              }
            }
          }
        } catch (java.nio.file.NoSuchFileException e) {
          continue; // the one that lists
        }
      }
    }
    return found;
  }

  /** Lets a virtual thread wait for a byte. */
  private static void waitOnce(int fd, int peer) {
    Running call = Virtual.start(() -> Transfer.recv(fd, null, new byte[8], 0, 8, 0)).blocked();
    assertEquals(1, Transfer.send(peer, null, new byte[1], 0, 1, 0));
    assertEquals(1, call.result());
  }

  @Test
  void aDescriptorThatIsClosedIsRegisteredNoMore() throws Exception {
    int[] pair = Fds.pair(STREAM);
    waitOnce(pair[0], pair[1]);
    assertEquals(1, registrations(pair[0]));
    int duplicate = Fds.ok(Sys.dup(pair[0])); // the file stays
    assertEquals(0, Descriptors.close(pair[0]));
    assertEquals(0, registrations(pair[0]));
    Fds.close(duplicate, pair[1]);
  }

  /** Another process may get it, and close(2) of foreign code says nothing to this library. */
  @Test
  void aDescriptorThatIsGivenAwayIsRegisteredNoMore() throws Exception {
    int[] pair = Fds.pair(STREAM);
    Socket socket = Socket.adopt(pair[0]);
    waitOnce(pair[0], pair[1]);
    assertEquals(1, registrations(pair[0]));
    assertEquals(pair[0], socket.detach());
    assertEquals(0, registrations(pair[0]));
    waitOnce(pair[0], pair[1]);
    Fds.close(pair);
  }

  @Test
  void aDescriptorThatIsReplacedIsRegisteredNoMore() throws Exception {
    int[] pair = Fds.pair(STREAM);
    waitOnce(pair[0], pair[1]);
    int duplicate = Fds.ok(Sys.dup(pair[0]));
    int[] other = Fds.pair(STREAM);
    assertEquals(pair[0], Descriptors.dup2(other[0], pair[0]));
    assertEquals(0, registrations(pair[0]));
    waitOnce(pair[0], other[1]);
    assertEquals(1, registrations(pair[0]));
    Fds.close(duplicate, pair[0], pair[1], other[0], other[1]);
  }

  /** dup2 of a number that is not open leaves the other as it is: it can be waited for again. */
  @Test
  void aReplacementThatFailsLeavesItUsable() throws Exception {
    int[] pair = Fds.pair(STREAM);
    waitOnce(pair[0], pair[1]);
    assertEquals(-errno_h.EBADF, Descriptors.dup2(-1, pair[0]));
    waitOnce(pair[0], pair[1]);
    assertEquals(1, registrations(pair[0]));
    Fds.close(pair);
  }

  @Test
  void anErrorOfEpollIsTheCalls() {
    int[] pair = Fds.pair(STREAM);
    int top = pair[0];
    int[] epolls = new int[10]; // deeper than the kernel lets epolls watch each other
    int depth = 0;
    for (long result = 0; result == 0 && depth < epolls.length; depth++) {
      epolls[depth] = Fds.ok(Sys.epoll_create1(0));
      result =
          berkeley.sockets.internal.memory.EpollEvents.control(
              epolls[depth],
              berkeley.sockets.bindings.headers.sys_epoll_h.EPOLL_CTL_ADD,
              top,
              berkeley.sockets.bindings.headers.sys_epoll_h.EPOLLIN,
              0);
      top = result == 0 ? epolls[depth] : top;
    }
    assertTrue(depth > 2 && depth < epolls.length, () -> "no limit");
    int deepest = top;
    long result =
        Virtual.call(
            () ->
                berkeley.sockets.internal.parking.Parking.await(
                    deepest, true, false, 0, Long.MAX_VALUE));
    assertTrue(result == -errno_h.ELOOP || result == -errno_h.EINVAL, "result " + result);
    for (int i = 0; i < depth; i++) {
      Fds.close(epolls[i]);
    }
    Fds.close(pair);
  }
}
