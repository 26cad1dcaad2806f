/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.AddressInfo;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.PollSet;
import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Does each thing once, then again and again where there is no stack for it, with a little more
 * each time, and at last once more; prints whether there were overflows, whether the first and the
 * last time went well, and what else was thrown.
 */
final class DeepUse {
  private static final Map<String, Callable<Object>> USES = new LinkedHashMap<>();

  private static int overflows;
  private static Throwable other;

  private DeepUse() {}

  static {
    USES.put("wait", DeepUse::await);
    USES.put("accept", DeepUse::accept);
    USES.put("poll", DeepUse::poll);
    USES.put("message", DeepUse::message);
    USES.put("look up", () -> AddressInfo.resolve("127.0.0.1", "80").size() > 0);
  }

  /** A receive that waits for a millisecond. */
  private static Object await() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try {
      pair[0].setReceiveTimeout(java.time.Duration.ofMillis(1));
      return pair[0].recv(new byte[8], 0, 8, 0) == Socket.WOULD_BLOCK;
    } finally {
      pair[0].close();
      pair[1].close();
    }
  }

  private static Object accept() throws Exception {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      client.connect(listener.localAddress());
      try (Socket accepted = listener.accept()) {
        return accepted.send(new byte[3], 0, 3, 0) + client.recv(new byte[8], 0, 8, 0) == 6;
      }
    }
  }

  private static Object poll() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Poller poller = Poller.open()) {
      poller.add(pair[0], Poller.IN | Poller.OUT, null);
      return poller.await(new PollerEvents(1), 1) + new PollSet().add(pair[0], PollSet.IN).poll(1)
          == 1;
    } finally {
      pair[0].close();
      pair[1].close();
    }
  }

  private static Object message() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Message message = Message.builder().data(8).controlBytes(64).build()) {
      message.setData(new byte[3]);
      return pair[0].send(message, 0) + pair[1].recv(message, 0) == 6;
    } finally {
      pair[0].close();
      pair[1].close();
    }
  }

  public static void main(String[] arguments) throws Exception {
    for (boolean virtual : new boolean[] {false, true}) {
      for (Map.Entry<String, Callable<Object>> each : USES.entrySet()) {
        System.out.println(
            each.getKey()
                + (virtual ? ", virtual: " : ", platform: ")
                + of(each.getValue(), virtual));
      }
    }
    System.exit(0);
  }

  private static String of(Callable<Object> use, boolean virtual) throws Exception {
    overflows = 0;
    other = null;
    Object before = run(use, virtual); // initialises and links
    run(
        () -> {
          deeper(use);
          return null;
        },
        virtual);
    Object after = run(use, virtual);
    return (overflows > 0) + " " + before + " " + after + (other == null ? "" : " " + other);
  }

  private static Object run(Callable<Object> what, boolean virtual) throws Exception {
    FutureTask<Object> task = new FutureTask<>(what);
    (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(task);
    return task.get(30, TimeUnit.SECONDS);
  }

  /** From the end of the stack upwards until it succeeds. */
  private static void deeper(Callable<Object> use) {
    try {
      deeper(use);
    } catch (StackOverflowError e) {
      try {
        use.call();
      } catch (StackOverflowError again) {
        overflows++;
        throw again;
      } catch (Exception | Error failure) {
        other = failure;
        throw new StackOverflowError();
      }
    }
  }
}
