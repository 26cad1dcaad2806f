/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import berkeley.sockets.c.Fcntl;
import berkeley.sockets.c.SysEventfd;
import berkeley.sockets.c.SysIoctl;
import berkeley.sockets.c.SysSendfile;
import berkeley.sockets.c.SysSignalfd;
import berkeley.sockets.c.SysTimerfd;
import berkeley.sockets.c.SysUio;
import berkeley.sockets.c.Unistd;
import java.util.Map;

/** What is called on descriptors of any kind. */
final class FileCalls {
  private FileCalls() {}

  static void add(Map<String, Preload.Row> rows) {
    rows.put("read", c -> Unistd.read(c.i(0), c.p(1, c.size(2)), c.l(2)));
    rows.put("write", c -> Unistd.write(c.i(0), c.p(1, c.size(2)), c.l(2)));
    rows.put("readv", c -> SysUio.readv(c.i(0), c.p(1), c.i(2)));
    rows.put("writev", c -> SysUio.writev(c.i(0), c.p(1), c.i(2)));
    rows.put("preadv", c -> SysUio.preadv(c.i(0), c.p(1), c.i(2), c.l(3)));
    rows.put("pwritev", c -> SysUio.pwritev(c.i(0), c.p(1), c.i(2), c.l(3)));
    rows.put("preadv2", c -> SysUio.preadv2(c.i(0), c.p(1), c.i(2), c.l(3), c.i(4)));
    rows.put("pwritev2", c -> SysUio.pwritev2(c.i(0), c.p(1), c.i(2), c.l(3), c.i(4)));
    rows.put("close", c -> Unistd.close(c.i(0)));
    rows.put("dup", c -> Unistd.dup(c.i(0)));
    rows.put("dup2", c -> Unistd.dup2(c.i(0), c.i(1)));
    rows.put("dup3", c -> Unistd.dup3(c.i(0), c.i(1), c.i(2)));
    rows.put("pipe", c -> Unistd.pipe(c.p(0, 8)));
    rows.put("pipe2", c -> Unistd.pipe2(c.p(0, 8), c.i(1)));
    rows.put("fcntl", FileCalls::fcntl);
    rows.put("ioctl", c -> SysIoctl.ioctl(c.i(0), c.l(1), c.p(2)));
    rows.put("sendfile", c -> SysSendfile.sendfile(c.i(0), c.i(1), c.p(2, 8), c.l(3)));
    rows.put("splice", c -> Fcntl.splice(c.i(0), c.p(1, 8), c.i(2), c.p(3, 8), c.l(4), c.i(5)));
    rows.put("tee", c -> Fcntl.tee(c.i(0), c.i(1), c.l(2), c.i(3)));
    rows.put("vmsplice", c -> Fcntl.vmsplice(c.i(0), c.p(1), c.l(2), c.i(3)));
    rows.put("eventfd", c -> SysEventfd.eventfd(c.i(0), c.i(1)));
    rows.put("eventfd_read", c -> SysEventfd.eventfd_read(c.i(0), c.p(1, 8)));
    rows.put("eventfd_write", c -> SysEventfd.eventfd_write(c.i(0), c.l(1)));
    rows.put("timerfd_create", c -> SysTimerfd.timerfd_create(c.i(0), c.i(1)));
    rows.put(
        "timerfd_settime", c -> SysTimerfd.timerfd_settime(c.i(0), c.i(1), c.p(2, 32), c.p(3, 32)));
    rows.put("timerfd_gettime", c -> SysTimerfd.timerfd_gettime(c.i(0), c.p(1, 32)));
    rows.put("signalfd", c -> SysSignalfd.signalfd(c.i(0), c.p(1), c.i(2)));
  }

  /** The command tells whether the variadic argument is a pointer. */
  private static long fcntl(Call c) {
    int cmd = c.i(1);
    boolean pointer =
        cmd == Fcntl.F_GETLK
            || cmd == Fcntl.F_SETLK
            || cmd == Fcntl.F_SETLKW
            || cmd == Fcntl.F_OFD_GETLK
            || cmd == Fcntl.F_OFD_SETLK
            || cmd == Fcntl.F_OFD_SETLKW
            || cmd == Fcntl.F_GETOWN_EX
            || cmd == Fcntl.F_SETOWN_EX
            || cmd >= Fcntl.F_GET_RW_HINT && cmd <= Fcntl.F_SET_FILE_RW_HINT;
    // an int in C: the upper half of the register is anything
    return pointer ? Fcntl.fcntl(c.i(0), cmd, c.p(2)) : Fcntl.fcntl(c.i(0), cmd, (long) c.i(2));
  }
}
