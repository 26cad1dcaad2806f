/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.accept;
import static berkeley.sockets.c.SysSocket.bind;
import static berkeley.sockets.c.SysSocket.connect;
import static berkeley.sockets.c.SysSocket.getsockname;
import static berkeley.sockets.c.SysSocket.listen;
import static berkeley.sockets.c.SysSocket.recv;
import static berkeley.sockets.c.SysSocket.send;
import static berkeley.sockets.c.SysSocket.socket;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One echo over TCP, every call printed as it returns, in the manner of strace. */
public final class CallTrace {
  private final StringBuilder out = new StringBuilder();

  private CallTrace() {}

  /** Makes the calls; a line for each. */
  public static String echo() {
    CallTrace trace = new CallTrace();
    try (Arena arena = Arena.ofConfined()) {
      trace.echo(arena);
    }
    return trace.out.toString();
  }

  private void echo(Arena arena) {
    int size = (int) Loopback.address(0).byteSize();
    MemorySegment hello = arena.allocateFrom("hello");
    MemorySegment buffer = arena.allocate(64);
    MemorySegment address = Loopback.address(0);
    MemorySegment length = arena.allocateFrom(JAVA_INT, size);

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    print("socket(AF_INET, SOCK_STREAM, 0)", listener);
    print("bind(" + listener + ", 127.0.0.1:0, " + size + ")", bind(listener, address, size));
    print("listen(" + listener + ", 1)", listen(listener, 1));
    int named = getsockname(listener, address, length);
    String server = "127.0.0.1:" + Loopback.port(address);
    print("getsockname(" + listener + ", [" + server + "], [" + size + "])", named);

    int client = socket(AF_INET, SOCK_STREAM, 0);
    print("socket(AF_INET, SOCK_STREAM, 0)", client);
    print("connect(" + client + ", " + server + ", " + size + ")", connect(client, address, size));
    int accepted = accept(listener, NULL, NULL);
    print("accept(" + listener + ", NULL, NULL)", accepted);

    print("send(" + client + ", \"hello\", 5, 0)", send(client, hello, 5, 0));
    long n = recv(accepted, buffer, 64, 0);
    print("recv(" + accepted + ", " + text(buffer, n) + ", 64, 0)", n);
    print(
        "send(" + accepted + ", " + text(buffer, n) + ", " + n + ", 0)",
        send(accepted, buffer, n, 0));
    n = recv(client, buffer, 64, 0);
    print("recv(" + client + ", " + text(buffer, n) + ", 64, 0)", n);

    print("close(" + client + ")", Unistd.close(client));
    n = recv(accepted, buffer, 64, 0);
    print("recv(" + accepted + ", \"\", 64, 0)", n);
    print("close(" + accepted + ")", Unistd.close(accepted));
    print("close(" + listener + ")", Unistd.close(listener));
  }

  private static String text(MemorySegment buffer, long n) {
    return '"' + new String(Buffers.bytes(buffer.asSlice(0, Math.max(n, 0))), UTF_8) + '"';
  }

  private void print(String call, long result) {
    String failure =
        result >= 0
            ? ""
            : " " + Errno.strerrorname(Errno.errno()) + " (" + Errno.strerror(Errno.errno()) + ")";
    out.append(call + " = " + result + failure + "\n");
    if (result < 0) {
      throw new IllegalStateException(call);
    }
  }
}
