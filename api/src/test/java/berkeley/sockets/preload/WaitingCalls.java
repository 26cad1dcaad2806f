/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import berkeley.sockets.c.Poll;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.SysSelect;
import java.util.Map;

/** {@code <poll.h>}, {@code <sys/select.h>} and {@code <sys/epoll.h>}. */
final class WaitingCalls {
  private WaitingCalls() {}

  static void add(Map<String, Preload.Row> rows) {
    rows.put("poll", c -> Poll.poll(c.p(0), c.l(1), c.i(2)));
    rows.put("ppoll", c -> Poll.ppoll(c.p(0), c.l(1), c.p(2, 16), c.p(3)));
    rows.put("select", c -> SysSelect.select(c.i(0), c.p(1), c.p(2), c.p(3), c.p(4, 16)));
    rows.put("pselect", c -> SysSelect.pselect(c.i(0), c.p(1), c.p(2), c.p(3), c.p(4, 16), c.p(5)));
    rows.put("epoll_create", c -> SysEpoll.epoll_create(c.i(0)));
    rows.put("epoll_create1", c -> SysEpoll.epoll_create1(c.i(0)));
    rows.put("epoll_ctl", c -> SysEpoll.epoll_ctl(c.i(0), c.i(1), c.i(2), c.p(3)));
    rows.put("epoll_wait", c -> SysEpoll.epoll_wait(c.i(0), c.p(1), c.i(2), c.i(3)));
    rows.put("epoll_pwait", c -> SysEpoll.epoll_pwait(c.i(0), c.p(1), c.i(2), c.i(3), c.p(4)));
    rows.put(
        "epoll_pwait2", c -> SysEpoll.epoll_pwait2(c.i(0), c.p(1), c.i(2), c.p(3, 16), c.p(4)));
  }
}
