/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.LinuxVmSockets.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.bindings.headers.linux_vm_sockets_h.sockaddr_vm;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** Sockets between machines, where the kernel has them. */
class VsockTest {
  private static MemorySegment address(Workspace w, int cid, int port) {
    MemorySegment address = sockaddr_vm.allocate(w.arena);
    sockaddr_vm.svm_family(address, AF_VSOCK);
    sockaddr_vm.svm_cid(address, cid);
    sockaddr_vm.svm_port(address, port);
    return address;
  }

  @Test
  void bindsAndTalksToItself() {
    try (Workspace w = new Workspace()) {
      int listener = w.orSkip(socket(AF_VSOCK, SOCK_STREAM, 0), "a VSOCK socket");
      MemorySegment any = address(w, VMADDR_CID_ANY, VMADDR_PORT_ANY);
      ok(bind(listener, any, w.length(any)));
      ok(listen(listener, 1));
      MemorySegment name = sockaddr_vm.allocate(w.arena);
      ok(getsockname(listener, name, w.arena.allocateFrom(JAVA_INT, w.length(name))));
      assertEquals(AF_VSOCK, sockaddr_vm.svm_family(name));
      assertEquals(VMADDR_CID_ANY, sockaddr_vm.svm_cid(name));

      int client = w.owned(socket(AF_VSOCK, SOCK_STREAM | SOCK_NONBLOCK, 0));
      MemorySegment self = address(w, VMADDR_CID_LOCAL, sockaddr_vm.svm_port(name));
      int status = connect(client, self, w.length(self));
      assumeTrue(
          status == 0 || errno() == EINPROGRESS,
          () -> "VSOCK has no loopback here: " + strerrorname(errno()));
      assumeTrue(w.await(listener, POLLIN, 1000) != 0, "VSOCK has no loopback here");
      int server = w.owned(accept(listener, NULL, NULL));
      assertEquals(2, ok(send(server, "hi".getBytes(), 2, 0)));
      w.await(client, POLLIN);
      byte[] data = new byte[8];
      assertEquals(2, ok(recv(client, data, 8, 0)));
      assertEquals("hi", new String(data, 0, 2));
    }
  }
}
