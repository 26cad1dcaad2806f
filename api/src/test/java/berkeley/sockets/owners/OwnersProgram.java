/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.owners;

import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Message;
import berkeley.sockets.PollSet;
import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Fcntl;
import berkeley.sockets.c.Poll;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.owners.Held.OfNumber;
import berkeley.sockets.owners.Held.OfPoller;
import berkeley.sockets.owners.Held.OfSocket;
import berkeley.sockets.owners.Owners.Operation;
import berkeley.sockets.owners.Owners.Owner;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Threads of both kinds that do at random what can be done with descriptors, all to the same few
 * objects, while {@link Owners} checks each call. Prints what was wrong, or "owners kept".
 */
final class OwnersProgram {
  private static final int THREADS = 3; // of each kind
  private static final int SLOTS = 10;
  private static final int STEPS = Integer.getInteger("owners.steps", 400); // of each thread
  private static final long SEED = Long.getLong("owners.seed", System.nanoTime());
  private static final int SECONDS = 60 + STEPS / 10; // far more than it takes

  private static final AtomicReferenceArray<Held> HELD = new AtomicReferenceArray<>(SLOTS);
  private static final Map<String, Step> STEPS_BY_NAME = new LinkedHashMap<>();

  /** What a thread does once. */
  private interface Step {
    void run(Operation operation, Random random) throws IOException;
  }

  private interface OnSocket {
    void run(Operation operation, OfSocket held, Random random) throws IOException;
  }

  private interface OnNumber {
    void run(OfNumber held, MemorySegment memory, int flags);
  }

  private OwnersProgram() {}

  /** Only virtual threads may wait: closing the number ends no wait in the kernel. */
  private static void plain(String name, OnNumber step) {
    STEPS_BY_NAME.put(
        name,
        (operation, random) -> {
          if (HELD.get(random.nextInt(SLOTS)) instanceof OfNumber held) {
            held.on(operation);
            boolean waits = Thread.currentThread().isVirtual() && random.nextBoolean();
            MemorySegment memory = Arena.ofAuto().allocate(64, Long.BYTES);
            step.run(held, memory, waits ? 0 : SysSocket.MSG_DONTWAIT);
          }
        });
  }

  private static void on(String name, OnSocket step) {
    STEPS_BY_NAME.put(
        name,
        (operation, random) -> {
          if (HELD.get(random.nextInt(SLOTS)) instanceof OfSocket held) {
            held.on(operation);
            step.run(operation, held, random);
          }
        });
  }

  static {
    STEPS_BY_NAME.put("pair", OwnersProgram::pair);
    STEPS_BY_NAME.put("datagrams", (operation, random) -> pairOf(Type.DGRAM, random));
    STEPS_BY_NAME.put("listen", OwnersProgram::listen);
    STEPS_BY_NAME.put("connect", OwnersProgram::connect);
    STEPS_BY_NAME.put("open poller", OwnersProgram::openPoller);
    STEPS_BY_NAME.put("watch", OwnersProgram::watch);
    STEPS_BY_NAME.put("await", OwnersProgram::await);
    STEPS_BY_NAME.put("poll", OwnersProgram::poll);
    STEPS_BY_NAME.put("close", (operation, random) -> replace(null, random));
    STEPS_BY_NAME.put("pass", OwnersProgram::pass);
    STEPS_BY_NAME.put("plain pair", OwnersProgram::plainPair);
    STEPS_BY_NAME.put("plain dup2", OwnersProgram::plainDup2);
    plain("plain recv", (held, memory, flags) -> SysSocket.recv(held.fd(), memory, 8, flags));
    plain("plain send", (held, memory, flags) -> SysSocket.send(held.fd(), memory, 8, flags));
    plain(
        "plain recvfrom",
        (held, memory, flags) ->
            SysSocket.recvfrom(
                held.fd(), new byte[9], 9, flags, MemorySegment.NULL, MemorySegment.NULL));
    plain(
        "plain poll",
        (held, memory, flags) -> {
          pollfd.fd(memory, held.fd());
          pollfd.events(memory, Poll.POLLIN);
          Poll.poll(memory, 1, flags == 0 ? -1 : 0);
        });
    on("recv", (operation, held, random) -> held.socket().recv(new byte[8], 0, 8, 0));
    on("recv all", (operation, held, random) -> held.socket().recvFully(new byte[9], 0, 9, 0));
    on("send", (operation, held, random) -> held.socket().send(new byte[4], 0, 4, 0));
    on("send much", OwnersProgram::sendMuch);
    on("accept", OwnersProgram::accept);
    on("dup", (operation, held, random) -> put(held.socket().dup(), random));
    on("receive", OwnersProgram::receive);
    on("detach and adopt", OwnersProgram::detach);
    on("option", OwnersProgram::option);
    on("name", (operation, held, random) -> held.socket().localAddress());
  }

  // ---- the steps

  private static void put(Socket socket, Random random) throws IOException {
    replace(new OfSocket(socket), random);
  }

  /** Closes what was there. */
  private static void replace(Held by, Random random) throws IOException {
    Held former = HELD.getAndSet(random.nextInt(SLOTS), by);
    if (former != null) {
      try (Operation operation = Owners.begin("close")) {
        former.on(operation);
        former.close();
      }
    }
  }

  private static void pair(Operation operation, Random random) throws IOException {
    pairOf(Type.STREAM, random);
  }

  private static void pairOf(Type type, Random random) throws IOException {
    List<OfSocket> both = new ArrayList<>();
    for (Socket each : Socket.pair(Domain.UNIX, type)) {
      both.add(new OfSocket(each));
    }
    for (OfSocket each : both) {
      replace(each, random);
    }
  }

  private static void plainPair(Operation operation, Random random) throws IOException {
    MemorySegment both = Arena.ofAuto().allocate(8, 4);
    if (SysSocket.socketpair(SysSocket.AF_UNIX, SysSocket.SOCK_STREAM, 0, both) == 0) {
      Held first = new OfNumber(both.get(ValueLayout.JAVA_INT, 0));
      Held second = new OfNumber(both.get(ValueLayout.JAVA_INT, 4));
      replace(first, random);
      replace(second, random);
    }
  }

  /** Gives a number, for which others may wait, another file. */
  private static void plainDup2(Operation operation, Random random) throws IOException {
    int slot = random.nextInt(SLOTS);
    if (HELD.get(slot) instanceof OfNumber former && HELD.compareAndSet(slot, former, null)) {
      operation.on(former.owner());
      MemorySegment both = Arena.ofAuto().allocate(8, 4);
      if (SysSocket.socketpair(SysSocket.AF_UNIX, SysSocket.SOCK_STREAM, 0, both) != 0) {
        return;
      }
      Held first = new OfNumber(both.get(ValueLayout.JAVA_INT, 0));
      Held second = new OfNumber(both.get(ValueLayout.JAVA_INT, 4));
      first.on(operation);
      former.owner().closing();
      int made =
          random.nextBoolean()
              ? Unistd.dup2(both.get(ValueLayout.JAVA_INT, 0), former.fd())
              : Unistd.dup3(both.get(ValueLayout.JAVA_INT, 0), former.fd(), Fcntl.O_CLOEXEC);
      if (made != former.fd()) {
        Owners.fault("dup2 onto " + former.fd() + ": " + Errno.errno());
      }
      replace(new OfNumber(made), random);
      replace(second, random);
      close(first);
    }
  }

  private static void listen(Operation operation, Random random) throws IOException {
    Socket socket = Socket.open(Domain.INET, Type.STREAM);
    OfSocket held = new OfSocket(socket);
    held.on(operation);
    socket.bind(SockAddr.Inet4.loopback(0));
    socket.listen(5);
    replace(held, random);
  }

  /** Others may close the socket before it is connected. */
  private static void connect(Operation operation, Random random) throws IOException {
    if (HELD.get(random.nextInt(SLOTS)) instanceof OfSocket listener) {
      listener.on(operation);
      SockAddr address = listener.socket().localAddress();
      if (address instanceof SockAddr.Inet4 inet && inet.port() != 0) {
        Socket socket = Socket.open(Domain.INET, Type.STREAM);
        OfSocket held = new OfSocket(socket);
        replace(held, random);
        try (Operation connecting = Owners.begin("connect")) {
          held.on(connecting);
          socket.connect(address);
        }
      }
    }
  }

  private static void accept(Operation operation, OfSocket held, Random random) throws IOException {
    if (held.socket().getOption(berkeley.sockets.options.SocketOptions.SO_ACCEPTCONN)) {
      Socket accepted = held.socket().accept();
      if (accepted != null) {
        put(accepted, random);
      }
    }
  }

  private static void sendMuch(Operation operation, OfSocket held, Random random)
      throws IOException {
    held.socket().send(new byte[1 << 18], 0, 1 << 18, 0);
  }

  private static void option(Operation operation, OfSocket held, Random random) throws IOException {
    held.socket().setReceiveTimeout(Duration.ofMillis(random.nextInt(4)));
    held.socket().setNonBlocking(random.nextInt(4) == 0);
  }

  /** The number is given to this thread, and taken over by a new object. */
  private static void detach(Operation operation, OfSocket held, Random random) throws IOException {
    int fd;
    try {
      fd = held.socket().detach();
    } catch (IllegalStateException e) {
      return; // in use
    }
    Owner owner = Owners.handOver(held.owner());
    try (Operation adopting = Owners.begin("adopt")) {
      adopting.on(owner);
      Socket adopted = Socket.adopt(fd);
      replace(new OfSocket(adopted, owner), random);
    }
  }

  private static void pass(Operation operation, Random random) throws IOException {
    if (HELD.get(random.nextInt(SLOTS)) instanceof OfSocket carrier
        && HELD.get(random.nextInt(SLOTS)) instanceof OfSocket passed) {
      carrier.on(operation);
      passed.on(operation);
      try (Message message = Message.builder().data(1).controlBytes(64).build();
          Descriptor copy = Descriptor.dup(passed.socket())) {
        message.setData(new byte[1]);
        message.add(ControlMessages.SCM_RIGHTS, List.of(copy));
        carrier.socket().send(message, SysSocket.MSG_DONTWAIT);
      }
    }
  }

  private static void receive(Operation operation, OfSocket held, Random random)
      throws IOException {
    try (Message message = Message.builder().data(8).controlBytes(64).build()) {
      held.socket().recv(message, random.nextBoolean() ? SysSocket.MSG_DONTWAIT : 0);
      List<Descriptor> received = message.get(ControlMessages.SCM_RIGHTS);
      if (received != null && random.nextInt(3) > 0) {
        put(received.getFirst().toSocket(), random);
      }
    }
  }

  private static void openPoller(Operation operation, Random random) throws IOException {
    Poller poller = Poller.open();
    replace(new OfPoller(poller, operation.claimMade()), random);
  }

  private static void watch(Operation operation, Random random) throws IOException {
    if (HELD.get(random.nextInt(SLOTS)) instanceof OfPoller poller
        && HELD.get(random.nextInt(SLOTS)) instanceof OfSocket held) {
      poller.on(operation);
      held.on(operation);
      held.owner().related(poller.owners());
      if (random.nextInt(3) == 0) {
        poller.poller().remove(held.socket());
      } else {
        poller.poller().add(held.socket(), Poller.IN, null);
      }
    }
  }

  private static void await(Operation operation, Random random) throws IOException {
    if (HELD.get(random.nextInt(SLOTS)) instanceof OfPoller poller) {
      poller.on(operation);
      poller.poller().await(new PollerEvents(4), random.nextInt(3));
    }
  }

  private static void poll(Operation operation, Random random) throws IOException {
    PollSet set = new PollSet();
    for (int i = 0; i < 3; i++) {
      if (HELD.get(random.nextInt(SLOTS)) instanceof OfSocket held) {
        held.on(operation);
        set.add(held.socket(), PollSet.IN);
      }
    }
    set.poll(random.nextInt(3));
  }

  // ---- the program

  public static void main(String[] arguments) throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2 * THREADS; i++) {
      Random random = new Random(SEED + i);
      Runnable body = () -> work(random);
      threads.add(
          i % 2 == 0 ? Thread.ofVirtual().start(body) : Thread.ofPlatform().daemon().start(body));
    }
    disturb(threads, new Random(SEED - 1));
    for (int i = 0; i < SLOTS; i++) {
      Held last = HELD.getAndSet(i, null);
      if (last != null) {
        close(last);
      }
    }
    for (int i = 0; i < 100 && !Owners.left().isEmpty(); i++) {
      Thread.sleep(50); // another thread may be closing
    }
    Owners.left().forEach(each -> Owners.fault("left open: " + each));
    Owners.faults().forEach(System.out::println);
    System.out.println(
        Owners.faults().isEmpty() && Owners.checked() > STEPS
            ? "owners kept"
            : "seed " + SEED + ", " + Owners.checked() + " checked");
    System.exit(0);
  }

  private static void close(Held last) throws IOException {
    try (Operation operation = Owners.begin("close")) {
      last.on(operation);
      last.close();
    }
  }

  /** Interrupts and closes at random, until all threads have ended. */
  private static void disturb(List<Thread> threads, Random random) throws Exception {
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      Thread.sleep(1);
      threads.get(random.nextInt(threads.size())).interrupt();
      try {
        replace(null, random);
      } catch (IOException e) {
        Owners.fault("close: " + e);
      }
      if (System.nanoTime() - end > 0) {
        for (Thread each : threads) {
          Owners.fault("hangs: " + Arrays.toString(each.getStackTrace()));
        }
        return;
      }
    }
  }

  private static void work(Random random) {
    List<Map.Entry<String, Step>> steps = new ArrayList<>(STEPS_BY_NAME.entrySet());
    for (int i = 0; i < STEPS; i++) {
      Map.Entry<String, Step> step = steps.get(random.nextInt(steps.size()));
      try (Operation operation = Owners.begin(step.getKey())) {
        step.getValue().run(operation, random);
      } catch (ErrnoException e) {
        if (e.value() == Errno.EBADF || e.value() == Errno.ENOTSOCK) {
          Owners.fault(step.getKey() + ": " + e);
        }
      } catch (ClosedChannelException e) {
        // another thread was faster
      } catch (IOException | RuntimeException e) {
        Owners.fault(step.getKey() + ": " + e + " " + Arrays.toString(e.getStackTrace()));
      }
      Thread.interrupted();
    }
  }
}
