/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import berkeley.sockets.c.SysSocket;
import java.util.Map;

/** {@code <sys/socket.h>}. */
final class SocketCalls {
  private SocketCalls() {}

  static void add(Map<String, Preload.Row> rows) {
    rows.put("socket", c -> SysSocket.socket(c.i(0), c.i(1), c.i(2)));
    rows.put("socketpair", c -> SysSocket.socketpair(c.i(0), c.i(1), c.i(2), c.p(3, 8)));
    rows.put("bind", c -> SysSocket.bind(c.i(0), c.p(1, c.i(2)), c.i(2)));
    rows.put("listen", c -> SysSocket.listen(c.i(0), c.i(1)));
    rows.put("accept", c -> SysSocket.accept(c.i(0), c.p(1), c.p(2, 4)));
    rows.put("accept4", c -> SysSocket.accept4(c.i(0), c.p(1), c.p(2, 4), c.i(3)));
    rows.put("connect", c -> SysSocket.connect(c.i(0), c.p(1, c.i(2)), c.i(2)));
    rows.put("getsockname", c -> SysSocket.getsockname(c.i(0), c.p(1), c.p(2, 4)));
    rows.put("getpeername", c -> SysSocket.getpeername(c.i(0), c.p(1), c.p(2, 4)));
    rows.put("send", c -> SysSocket.send(c.i(0), c.p(1, c.size(2)), c.l(2), c.i(3)));
    rows.put(
        "sendto",
        c -> SysSocket.sendto(c.i(0), c.p(1, c.size(2)), c.l(2), c.i(3), c.p(4, c.i(5)), c.i(5)));
    rows.put("sendmsg", c -> SysSocket.sendmsg(c.i(0), c.p(1), c.i(2)));
    rows.put("sendmmsg", c -> SysSocket.sendmmsg(c.i(0), c.p(1), c.i(2), c.i(3)));
    rows.put("recv", c -> SysSocket.recv(c.i(0), c.p(1, c.size(2)), c.l(2), c.i(3)));
    rows.put(
        "recvfrom",
        c -> SysSocket.recvfrom(c.i(0), c.p(1, c.size(2)), c.l(2), c.i(3), c.p(4), c.p(5, 4)));
    rows.put("recvmsg", c -> SysSocket.recvmsg(c.i(0), c.p(1), c.i(2)));
    rows.put("recvmmsg", c -> SysSocket.recvmmsg(c.i(0), c.p(1), c.i(2), c.i(3), c.p(4, 16)));
    rows.put("shutdown", c -> SysSocket.shutdown(c.i(0), c.i(1)));
    rows.put("getsockopt", c -> SysSocket.getsockopt(c.i(0), c.i(1), c.i(2), c.p(3), c.p(4, 4)));
    rows.put(
        "setsockopt", c -> SysSocket.setsockopt(c.i(0), c.i(1), c.i(2), c.p(3, c.i(4)), c.i(4)));
    rows.put("sockatmark", c -> SysSocket.sockatmark(c.i(0)));
  }
}
