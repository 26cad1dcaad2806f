/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import static berkeley.sockets.c.SysSelect.fd_set;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.sigset_t_h.sigset_t;
import berkeley.sockets.blocking.WaitingCall.Row;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Fcntl;
import berkeley.sockets.c.Poll;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.SysEventfd;
import berkeley.sockets.c.SysSelect;
import berkeley.sockets.c.SysSendfile;
import berkeley.sockets.c.SysUio;
import berkeley.sockets.internal.calls.Fds;
import java.io.File;
import java.io.FileOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The functions of the mirror that may wait for something that other threads, processes or hosts
 * do, each so that it does; several times where the library waits in different ways.
 */
final class MirrorRows {
  private static final int THREE = 3; // bytes that are sent
  private static final int LINGER = 60; // seconds, more than a test lasts
  private static final int USLEEP = 200_000;

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  private MirrorRows() {}

  /** By the name of the function, and a word where there are several. */
  static Map<String, Row> all() {
    return ROWS;
  }

  static {
    receives();
    sends();
    connections();
    multiplexing();
    files();
    timed("sleep", () -> Math.max(0, sleep(1) - 1)); // what is left is told
    timed("usleep", () -> answer(() -> usleep(USLEEP)));
    ROWS.putAll(ProcessRows.all());
  }

  /** A call on one descriptor, with memory from what is open. */
  private interface OnDescriptor {
    long call(int fd, Opened opened);
  }

  /** The ends of something through which bytes go. */
  private interface Ends {
    int[] open(Opened opened);
  }

  /** The result, or the negated errno; again after a signal, as programs do. */
  static long answer(LongSupplier call) {
    long n = TEMP_FAILURE_RETRY(call);
    return n == -1 ? -Errno.errno() : n;
  }

  /** 0 for a descriptor, which is closed. */
  private static long made(LongSupplier call) {
    long fd = answer(call);
    return fd < 0 ? fd : Sys.close((int) fd);
  }

  // ---- what waits for data

  private static void reads(String name, Ends ends, long result, OnDescriptor call) {
    ROWS.put(
        name,
        opened -> {
          int[] pair = ends.open(opened);
          return new WaitingCall(
              () -> answer(() -> call.call(pair[0], opened)), () -> Opened.write(pair[1]), result);
        });
  }

  private static void reads(String name, OnDescriptor call) {
    reads(name, Opened::streams, THREE, call);
  }

  private static void receives() {
    reads("recv", (fd, o) -> recv(fd, o.memory(8), 8, 0));
    reads("recv array", (fd, o) -> recv(fd, new byte[8], 8, 0));
    reads("recv all", (fd, o) -> recv(fd, o.memory(THREE), THREE, MSG_WAITALL));
    reads("recv datagram", Opened::datagrams, THREE, (fd, o) -> recv(fd, o.memory(8), 8, 0));
    reads("recvfrom", (fd, o) -> recvfrom(fd, o.memory(8), 8, 0, NULL, NULL));
    reads("recvmsg", (fd, o) -> recvmsg(fd, o.message(8), 0));
    reads("recvmmsg", Opened::streams, 1, (fd, o) -> recvmmsg(fd, o.messages(8), 1, 0, NULL));
    reads("read", (fd, o) -> read(fd, o.memory(8), 8));
    reads("read array", (fd, o) -> read(fd, new byte[8], 8));
    reads("read pipe", Opened::pipe, THREE, (fd, o) -> read(fd, o.memory(8), 8));
    reads("readv", (fd, o) -> SysUio.readv(fd, o.vector(8), 1));
    reads("readv pipe", Opened::pipe, THREE, (fd, o) -> SysUio.readv(fd, o.vector(8), 1));
    reads("preadv2", Opened::pipe, THREE, (fd, o) -> SysUio.preadv2(fd, o.vector(8), 1, -1, 0));
    reads("tee", Opened::pipe, THREE, (fd, o) -> Fcntl.tee(fd, o.pipe()[1], 8, 0));
    reads(
        "splice",
        Opened::pipe,
        THREE,
        (fd, o) -> Fcntl.splice(fd, NULL, o.streams()[0], NULL, 8, 0));
    for (String name : new String[] {"eventfd_read", "read eventfd"}) {
      ROWS.put(
          name,
          opened -> {
            int fd = opened.eventfd();
            MemorySegment cell = opened.memory(8);
            boolean plain = name.equals("read eventfd");
            return new WaitingCall(
                () -> answer(() -> plain ? read(fd, cell, 8) : SysEventfd.eventfd_read(fd, cell)),
                () -> Fds.ok(Sys.eventfd_write(fd, 1)),
                plain ? 8 : 0);
          });
    }
  }

  // ---- what waits for room

  private static void writes(String name, Ends ends, OnDescriptor call) {
    ROWS.put(
        name,
        opened -> {
          int[] pair = ends.open(opened);
          opened.full(pair[0]);
          return new WaitingCall(
              () -> answer(() -> call.call(pair[0], opened)), () -> Opened.drain(pair[1]), 1);
        });
  }

  private static int[] pipeToWrite(Opened opened) {
    int[] pipe = opened.pipe();
    return new int[] {pipe[1], pipe[0]};
  }

  private static void sends() {
    Ends streams = Opened::streams;
    Ends datagrams = Opened::datagrams;
    for (Ends ends : new Ends[] {streams, datagrams}) {
      String kind = ends == streams ? "" : " datagram";
      writes("send" + kind, ends, (fd, o) -> send(fd, o.memory(1), 1, 0));
      writes("sendto" + kind, ends, (fd, o) -> sendto(fd, o.memory(1), 1, 0, NULL, 0));
      writes("sendmsg" + kind, ends, (fd, o) -> sendmsg(fd, o.message(1), 0));
      writes("sendmmsg" + kind, ends, (fd, o) -> sendmmsg(fd, o.messages(1), 1, 0));
      writes("write" + kind, ends, (fd, o) -> write(fd, o.memory(1), 1));
      writes("writev" + kind, ends, (fd, o) -> SysUio.writev(fd, o.vector(1), 1));
    }
    writes("send array", streams, (fd, o) -> send(fd, new byte[1], 1, 0));
    writes("write array", streams, (fd, o) -> write(fd, new byte[1], 1));
    Ends pipe = MirrorRows::pipeToWrite;
    writes("write pipe", pipe, (fd, o) -> write(fd, o.memory(1), 1));
    writes("writev pipe", pipe, (fd, o) -> SysUio.writev(fd, o.vector(1), 1));
    writes("pwritev2", pipe, (fd, o) -> SysUio.pwritev2(fd, o.vector(1), 1, -1, 0));
    writes("vmsplice", pipe, (fd, o) -> Fcntl.vmsplice(fd, o.vector(1), 1, 0));
    ROWS.put(
        "sendfile",
        opened -> {
          int[] pair = opened.streams();
          opened.full(pair[0]);
          int file = fileOfOneByte(opened);
          return new WaitingCall(
              () -> answer(() -> SysSendfile.sendfile(pair[0], file, NULL, 1)),
              () -> Opened.drain(pair[1]),
              1);
        });
    ROWS.put(
        "splice full",
        opened -> {
          int[] pair = opened.streams();
          opened.full(pair[0]);
          int[] source = opened.pipe();
          Opened.write(source[1]);
          return new WaitingCall(
              () -> answer(() -> Fcntl.splice(source[0], NULL, pair[0], NULL, 1, 0)),
              () -> Opened.drain(pair[1]),
              1);
        });
    ROWS.put(
        "eventfd_write",
        opened -> {
          int fd = opened.eventfd();
          Fds.ok(Sys.eventfd_write(fd, -2)); // the most that it holds
          MemorySegment cell = opened.memory(8);
          return new WaitingCall(
              () -> answer(() -> SysEventfd.eventfd_write(fd, 1)),
              () -> Fds.ok(Sys.eventfd_read(fd, cell)),
              0);
        });
  }

  static int fileOfOneByte(Opened opened) throws Exception {
    File file = opened.file();
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(1);
    }
    return opened.add(open(file, Fcntl.O_RDWR));
  }

  static long open(File file, int flags) {
    return Sys.open(Arena.ofAuto().allocateFrom(file.getPath()), flags | Fcntl.O_CLOEXEC, 0L);
  }

  // ---- connections

  private static void connections() {
    accepts("accept", fd -> accept(fd, NULL, NULL));
    accepts("accept4", fd -> accept4(fd, NULL, NULL, SOCK_CLOEXEC));
    ROWS.put("connect", opened -> connects(opened, false));
    ROWS.put("connect shared", opened -> connects(opened, true));
    ROWS.put(
        "close",
        opened -> {
          int[] pair = lingering(opened);
          opened.remove(pair[0]);
          return new WaitingCall(
              () -> answerOnce(close(pair[0])), () -> toTheEnd(pair[1]), 0, true);
        });
    ROWS.put(
        "dup2",
        opened -> {
          int[] pair = lingering(opened);
          int other = opened.pipe()[0];
          return new WaitingCall(
              () -> answerOnce(dup2(other, pair[0])) - pair[0], () -> toTheEnd(pair[1]), 0, true);
        });
    ROWS.put(
        "dup3",
        opened -> {
          int[] pair = lingering(opened);
          int other = opened.pipe()[0];
          return new WaitingCall(
              () -> answerOnce(dup3(other, pair[0], 0)) - pair[0],
              () -> toTheEnd(pair[1]),
              0,
              true);
        });
  }

  /** Of a call that must not be made twice. */
  private static long answerOnce(int n) {
    return n == -1 ? -Errno.errno() : n;
  }

  private interface Accept {
    int accept(int fd);
  }

  private static void accepts(String name, Accept call) {
    ROWS.put(
        name,
        opened -> {
          int listener = opened.add(Fds.bound(Fds.STREAM, 5));
          MemorySegment address = Fds.name(Arena.ofAuto(), listener);
          int client = opened.add(Sys.socket(AF_INET, SOCK_STREAM, 0));
          return new WaitingCall(
              () -> made(() -> call.accept(listener)),
              () -> Fds.ok(Sys.connect(client, address, 16)),
              0);
        });
  }

  /** To a UNIX listener whose backlog is full. */
  private static WaitingCall connects(Opened opened, boolean shared) {
    MemorySegment address = opened.memory(24); // a name that is not in the file system
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    byte[] name =
        "\0blocking %d %d"
            .formatted(ProcessHandle.current().pid(), NAMES.incrementAndGet())
            .getBytes();
    MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, Math.min(22, name.length));
    int listener = opened.add(Sys.socket(AF_UNIX, SOCK_STREAM, 0));
    Fds.ok(Sys.bind(listener, address, 24));
    Fds.ok(Sys.listen(listener, 0));
    Fds.ok(Sys.connect(opened.add(Sys.socket(AF_UNIX, SOCK_STREAM, 0)), address, 24));
    int client = opened.add(socket(AF_UNIX, SOCK_STREAM, 0));
    if (shared) {
      opened.add(dup(client));
    }
    return new WaitingCall(
        () -> answer(() -> connect(client, address, 24)),
        () -> opened.add(Sys.accept(listener, NULL, NULL)),
        0);
  }

  /** The first of the pair has unsent data, for which its close waits. */
  private static int[] lingering(Opened opened) {
    opened.alone = true;
    int[] pair = opened.add(Fds.tcp());
    MemorySegment value = opened.memory(linger.sizeof());
    linger.l_onoff(value, 1);
    linger.l_linger(value, LINGER);
    Fds.ok(setsockopt(pair[0], SOL_SOCKET, SO_LINGER, value, (int) linger.sizeof()));
    opened.full(pair[0]);
    return pair;
  }

  static void toTheEnd(int peer) {
    MemorySegment chunk = Arena.ofAuto().allocate(1 << 16);
    while (Sys.recv(peer, chunk, chunk.byteSize(), 0) > 0) {
      // close sends the end after the data
    }
  }

  // ---- several descriptors

  private static void multiplexing() {
    reads("poll", Opened::streams, 1, (fd, o) -> Poll.poll(pollIn(fd, o), 1, -1));
    reads("poll time", Opened::streams, 1, (fd, o) -> Poll.poll(pollIn(fd, o), 1, 100_000));
    reads("ppoll", Opened::streams, 1, (fd, o) -> Poll.ppoll(pollIn(fd, o), 1, NULL, NULL));
    reads("ppoll mask", Opened::streams, 1, (fd, o) -> Poll.ppoll(pollIn(fd, o), 1, NULL, mask(o)));
    reads(
        "select",
        Opened::streams,
        1,
        (fd, o) -> SysSelect.select(fd + 1, set(fd, o), NULL, NULL, NULL));
    reads(
        "pselect",
        Opened::streams,
        1,
        (fd, o) -> SysSelect.pselect(fd + 1, set(fd, o), NULL, NULL, NULL, NULL));
    reads(
        "pselect mask",
        Opened::streams,
        1,
        (fd, o) -> SysSelect.pselect(fd + 1, set(fd, o), NULL, NULL, NULL, mask(o)));
    polls("epoll_wait", (epoll, o) -> SysEpoll.epoll_wait(epoll, o.memory(64), 1, -1));
    polls("epoll_pwait", (epoll, o) -> SysEpoll.epoll_pwait(epoll, o.memory(64), 1, -1, NULL));
    polls(
        "epoll_pwait mask",
        (epoll, o) -> SysEpoll.epoll_pwait(epoll, o.memory(64), 1, -1, mask(o)));
    polls("epoll_pwait2", (epoll, o) -> SysEpoll.epoll_pwait2(epoll, o.memory(64), 1, NULL, NULL));
    polls(
        "epoll_pwait2 mask",
        (epoll, o) -> SysEpoll.epoll_pwait2(epoll, o.memory(64), 1, NULL, mask(o)));
  }

  private static MemorySegment pollIn(int fd, Opened opened) {
    MemorySegment entry = opened.memory(pollfd.sizeof());
    pollfd.fd(entry, fd);
    pollfd.events(entry, Poll.POLLIN);
    return entry;
  }

  private static MemorySegment set(int fd, Opened opened) {
    MemorySegment set = opened.memory(fd_set.sizeof());
    SysSelect.FD_SET(fd, set);
    return set;
  }

  /** No signal is blocked. */
  private static MemorySegment mask(Opened opened) {
    MemorySegment mask = opened.memory(sigset_t.sizeof());
    Fds.ok(Sys.sigemptyset(mask));
    return mask;
  }

  private static void polls(String name, OnDescriptor call) {
    ROWS.put(
        name,
        opened -> {
          int[] pair = opened.streams();
          int epoll = opened.add(SysEpoll.epoll_create1(SysEpoll.EPOLL_CLOEXEC));
          MemorySegment event = SysEpoll.epoll_events(Arena.ofAuto(), 1);
          SysEpoll.events(event, 0, SysEpoll.EPOLLIN);
          Fds.ok(SysEpoll.epoll_ctl(epoll, SysEpoll.EPOLL_CTL_ADD, pair[0], event));
          return new WaitingCall(
              () -> answer(() -> call.call(epoll, opened)), () -> Opened.write(pair[1]), 1);
        });
  }

  // ---- files, time

  private static void files() {
    ROWS.put(
        "fcntl",
        opened -> {
          File file = opened.file();
          int holder = opened.add(open(file, Fcntl.O_RDWR));
          int other = opened.add(open(file, Fcntl.O_RDWR));
          Fds.ok(Sys.fcntl(holder, Fcntl.F_OFD_SETLKW, lock(opened, Fcntl.F_WRLCK)));
          MemorySegment wish = lock(opened, Fcntl.F_WRLCK);
          MemorySegment unlock = lock(opened, Fcntl.F_UNLCK);
          return new WaitingCall(
              () -> answer(() -> Fcntl.fcntl(other, Fcntl.F_OFD_SETLKW, wish)),
              () -> Fds.ok(Sys.fcntl(holder, Fcntl.F_OFD_SETLK, unlock)),
              0);
        });
    ROWS.put(
        "open",
        opened -> {
          File fifo = ProcessRows.fifo(opened);
          return new WaitingCall(
              () -> made(() -> Fcntl.open(fifo.getPath(), Fcntl.O_RDONLY)),
              () -> opened.add(open(fifo, Fcntl.O_RDWR)),
              0);
        });
  }

  private static MemorySegment lock(Opened opened, int type) {
    MemorySegment lock = opened.memory(Fcntl.flock.sizeof());
    Fcntl.flock.l_type(lock, (short) type);
    return lock;
  }

  private static void timed(String name, LongSupplier call) {
    ROWS.put(name, opened -> new WaitingCall(call, () -> {}, 0, true));
  }
}
