/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.PollSet;
import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Transfer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Timeouts pass while signals come, which the object layer does not show: socket(7) says that a
 * call with {@code SO_RCVTIMEO} or {@code SO_SNDTIMEO} fails when the time has passed. Each call
 * has to end before the signals do.
 */
@Timeout(120)
class SignalTimeoutTest {
  private static final Duration TIME = Duration.ofMillis(400);
  private static final byte[] DATA = new byte[1 << 16];

  @TempDir private Path directory;

  /** What waits, and returns what it does after the timeout. */
  enum Call {
    RECV {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        assertEquals(Socket.WOULD_BLOCK, socket.recv(DATA, 0, 8, 0));
      }
    },
    RECV_FULLY {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        assertEquals(0, socket.recvFully(new byte[8], 0, 8, 0));
      }
    },
    RECV_SPINNING {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        socket.setReceiveSpin(Duration.ofMillis(20));
        assertEquals(Socket.WOULD_BLOCK, socket.recv(DATA, 0, 8, 0));
      }
    },
    RECV_FROM {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        assertEquals(Socket.WOULD_BLOCK, socket.recvFrom(DATA, 0, 8, 0, new SockAddrBuffer()));
      }
    },
    RECV_MESSAGE {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        try (Message message = Message.builder().data(8).controlBytes(8).build()) {
          assertEquals(Socket.WOULD_BLOCK, socket.recv(message, 0));
        }
      }
    },
    RECV_BATCH {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        try (MessageBatch batch = Message.builder().data(8).batch(2)) {
          assertEquals(Socket.WOULD_BLOCK, socket.recv(batch, 0));
        }
      }
    },
    RECV_OF_NETLINK {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        try (Socket netlink = Socket.open(Domain.NETLINK, Type.RAW)) {
          netlink.setReceiveTimeout(TIME);
          assertEquals(Socket.WOULD_BLOCK, netlink.recv(DATA, 0, 8, 0));
        }
      }
    },
    SEND {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        fill(socket);
        assertEquals(Socket.WOULD_BLOCK, socket.send(DATA, 0, DATA.length, 0));
      }
    },
    SEND_MESSAGE {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        fill(socket);
        try (Message message = Message.builder().data(DATA.length).build()) {
          message.setLength(DATA.length);
          assertEquals(Socket.WOULD_BLOCK, socket.send(message, 0));
        }
      }
    },
    SEND_FILE {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        fill(socket);
        assertEquals(0, socket.sendFile(Files.write(directory.resolve("file"), DATA)));
      }
    },
    ACCEPT {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        try (Socket listener = Socket.listen("127.0.0.1", "0")) {
          listener.setReceiveTimeout(TIME);
          assertNull(listener.accept());
        }
      }
    },
    CONNECT {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        SockAddr address = SockAddr.Unix.path(directory.resolve("listener").toString());
        try (Socket listener = Socket.open(Domain.UNIX, Type.STREAM);
            Socket first = Socket.open(Domain.UNIX, Type.STREAM);
            Socket second = Socket.open(Domain.UNIX, Type.STREAM)) {
          listener.bind(address);
          listener.listen(0);
          first.connect(address);
          second.setSendTimeout(TIME);
          assertFalse(second.connect(address));
        }
      }
    },
    POLL_SET {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        assertEquals(0, new PollSet().add(socket, PollSet.IN).poll(TIME));
      }
    },
    POLLER {
      @Override
      void run(Socket socket, Path directory) throws IOException {
        try (Poller poller = Poller.open()) {
          poller.add(socket, Poller.IN, null);
          assertEquals(0, poller.await(new PollerEvents(1), TIME));
        }
      }
    };

    abstract void run(Socket socket, Path directory) throws IOException;

    static void fill(Socket socket) throws IOException {
      socket.setNonBlocking(true);
      while (socket.send(DATA, 0, DATA.length, 0) > 0) {
        // until there is no room
      }
      socket.setNonBlocking(false);
    }
  }

  private void endsWhileSignalsCome(Call call, boolean virtual) throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket mine = pair[0];
        Socket peer = pair[1];
        Signals signals = new Signals()) {
      mine.setReceiveTimeout(TIME);
      mine.setSendTimeout(TIME);
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                if (!virtual) {
                  signals.forMe();
                }
                call.run(mine, directory);
                return null;
              });
      (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(task);
      task.get(30, TimeUnit.SECONDS);
      assertTrue(peer.isOpen());
    }
  }

  @ParameterizedTest
  @EnumSource
  void onAPlatformThread(Call call) throws Exception {
    endsWhileSignalsCome(call, false);
  }

  @ParameterizedTest
  @EnumSource
  void onAVirtualThread(Call call) throws Exception {
    endsWhileSignalsCome(call, true);
  }

  /** As signal(7) says of a receive with a timeout; so the signals come where they should. */
  @Test
  void theMirrorTellsOfTheSignal() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket mine = pair[0];
        Socket peer = pair[1];
        Arena arena = Arena.ofShared()) {
      mine.setReceiveTimeout(Duration.ofSeconds(60));
      MemorySegment buffer = arena.allocate(8);
      try (Signals signals = new Signals()) {
        FutureTask<Long> task =
            new FutureTask<>(
                () -> {
                  signals.forMe();
                  return Transfer.recv(mine.fd(), buffer, null, 0, 8, 0);
                });
        Thread.ofPlatform().daemon().start(task);
        assertEquals(Fds.EINTR, task.get(30, TimeUnit.SECONDS));
      }
      assertTrue(peer.isOpen());
    }
  }
}
