/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Every kind of call that blocks, on every kind of socket, each with what it needs to block. */
enum BlockedCalls {
  RECV,
  RECV_FROM,
  RECV_PARTS,
  RECV_MESSAGE,
  RECV_BATCH,
  READ_STREAM,
  SEND,
  SEND_PARTS,
  SEND_FILE,
  WRITE_STREAM,
  ACCEPT,
  CONNECT,
  SEND_TO;

  private static final AtomicInteger NAMES = new AtomicInteger();

  /** Something that may fail. */
  interface Action {
    void run() throws Exception;
  }

  /**
   * A call that will block.
   *
   * @param socket the one to close
   * @param call what blocks
   * @param release what the peer does to let it go, where closing alone does not
   * @param others what else to close in the end
   */
  record Blocked(Socket socket, Action call, Action release, List<Socket> others) {}

  /** Whether the call can block on such a socket. */
  boolean applies(Domain domain, Type type) {
    boolean connects = type.equals(Type.STREAM) || type.equals(Type.SEQPACKET);
    boolean internet = domain.equals(Domain.INET) || domain.equals(Domain.INET6);
    boolean unix = domain.equals(Domain.UNIX);
    return switch (this) {
      case RECV, RECV_FROM, RECV_PARTS, RECV_MESSAGE, RECV_BATCH, READ_STREAM ->
          !domain.equals(Domain.VSOCK);
      case SEND, SEND_PARTS, WRITE_STREAM -> (internet || unix) && connects || unix;
      case SEND_FILE -> (internet || unix) && type.equals(Type.STREAM);
      case ACCEPT -> connects;
      case CONNECT -> connects && !domain.equals(Domain.VSOCK);
      case SEND_TO -> unix && type.equals(Type.DGRAM);
    };
  }

  /** Whether the kernel lets the call go only when the peer moves; the known holes. */
  boolean waitsForPeer(Domain domain) {
    return domain.equals(Domain.UNIX) && (this == CONNECT || this == SEND_TO);
  }

  Blocked on(Domain domain, Type type, Path directory) throws Exception {
    byte[] bytes = new byte[1000];
    MemorySegment memory = Arena.ofAuto().allocate(1000);
    List<Socket> others = new ArrayList<>();
    return switch (this) {
      case RECV -> quiet(domain, type, others, s -> s.recv(memory, 0));
      case RECV_FROM ->
          quiet(domain, type, others, s -> s.recvFrom(memory, 0, new SockAddrBuffer()));
      case RECV_PARTS -> quiet(domain, type, others, s -> s.recv(new MemorySegment[] {memory}, 0));
      case RECV_MESSAGE ->
          quiet(domain, type, others, s -> s.recv(Message.builder().data(1000).build(), 0));
      case RECV_BATCH ->
          quiet(domain, type, others, s -> s.recv(Message.builder().data(1000).batch(2), 0));
      case READ_STREAM -> quiet(domain, type, others, s -> s.input().read(bytes));
      case SEND -> full(domain, type, others, s -> s.send(memory, 0));
      case SEND_PARTS -> full(domain, type, others, s -> s.send(new MemorySegment[] {memory}, 0));
      case WRITE_STREAM -> full(domain, type, others, s -> s.output().write(bytes));
      case SEND_FILE -> {
        Path file = Files.createTempFile(directory, "file", "");
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
          content.setLength(1 << 20);
        }
        yield full(domain, type, others, s -> s.sendFile(file));
      }
      case ACCEPT -> {
        Socket listener = listener(domain, type, 8);
        yield new Blocked(listener, listener::accept, null, others);
      }
      case CONNECT -> {
        Socket listener = listener(domain, type, 0);
        others.add(listener);
        SockAddr address = listener.localAddress();
        for (int i = 0; i < 4; i++) {
          Socket filler = Socket.open(domain, type.nonBlocking());
          others.add(filler);
          filler.connect(address);
        }
        Thread.sleep(10);
        Socket socket = Socket.open(domain, type);
        yield new Blocked(socket, () -> socket.connect(address), listener::close, others);
      }
      case SEND_TO -> {
        Socket receiver = bound(domain, type);
        others.add(receiver);
        SockAddr address = receiver.localAddress();
        Socket socket = Socket.open(domain, type);
        socket.setNonBlocking(true);
        while (socket.sendTo(bytes, 0, 100, 0, address) > 0) {
          // until the queue is full
        }
        socket.setNonBlocking(false);
        yield new Blocked(
            socket,
            () -> socket.sendTo(bytes, 0, 100, 0, address),
            () -> receiver.recv(bytes, 0, 100, 0),
            others);
      }
    };
  }

  private interface Call {
    void on(Socket socket) throws IOException;
  }

  /** A socket to which nothing comes. */
  private static Blocked quiet(Domain domain, Type type, List<Socket> others, Call call)
      throws Exception {
    boolean connects = type.equals(Type.STREAM) || type.equals(Type.SEQPACKET);
    Socket socket;
    if (domain.equals(Domain.UNIX) || connects) {
      socket = pair(domain, type, others);
    } else if (domain.equals(Domain.PACKET) || domain.equals(Domain.NETLINK)) {
      socket = Socket.open(domain, type);
    } else if (type.equals(Type.RAW)) {
      socket = Socket.open(domain, type, new Protocol(253)); // RFC 3692: nobody sends it
    } else {
      socket = bound(domain, type);
    }
    return new Blocked(socket, () -> call.on(socket), null, others);
  }

  /** A socket from which nothing more goes. */
  private static Blocked full(Domain domain, Type type, List<Socket> others, Call call)
      throws Exception {
    Socket socket = pair(domain, type, others);
    byte[] chunk = new byte[type.equals(Type.STREAM) ? 1 << 16 : 100];
    socket.setNonBlocking(true);
    for (int quiet = 0; quiet < 6; quiet++) { // what TCP has sent makes room for more
      while (socket.send(chunk, 0, chunk.length, 0) > 0 || socket.send(chunk, 0, 100, 0) > 0) {
        quiet = 0;
      }
      Thread.sleep(domain.equals(Domain.UNIX) ? 0 : 20);
    }
    socket.setNonBlocking(false);
    return new Blocked(socket, () -> call.on(socket), null, others);
  }

  private static Socket pair(Domain domain, Type type, List<Socket> others) throws IOException {
    if (domain.equals(Domain.UNIX)) {
      Socket[] pair = Socket.pair(domain, type);
      others.add(pair[1]);
      return pair[0];
    }
    try (Socket listener = listener(domain, type, 1)) {
      listener.setOption(SocketOptions.SO_RCVBUF, 4096); // accepted sockets have it, too
      Socket socket = Socket.open(domain, type);
      socket.setOption(SocketOptions.SO_SNDBUF, 4096);
      socket.connect(listener.localAddress());
      others.add(listener.accept());
      return socket;
    }
  }

  private static Socket listener(Domain domain, Type type, int backlog) throws IOException {
    Socket listener = bound(domain, type);
    listener.listen(backlog);
    return listener;
  }

  private static Socket bound(Domain domain, Type type) throws IOException {
    Socket socket = Socket.open(domain, type);
    SockAddr any =
        domain.equals(Domain.INET)
            ? SockAddr.Inet4.loopback(0)
            : domain.equals(Domain.INET6)
                ? SockAddr.Inet6.loopback(0)
                : domain.equals(Domain.UNIX)
                    ? SockAddr.Unix.abstractName(
                        "berkeley-test-"
                            + ProcessHandle.current().pid()
                            + "-"
                            + NAMES.incrementAndGet())
                    : new SockAddr.Vsock(-1, -1);
    socket.bind(any);
    return socket;
  }
}
