/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.races;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What threads do to one {@link Socket} at once, on platform and on virtual threads. */
class SocketRacesTest {
  private static final String CLOSED = "ClosedChannelException";
  private static final String WOKEN = "AsynchronousCloseException";
  private static final String BUSY = "IllegalStateException";

  private static final class State {
    final Socket socket;
    final Socket peer;
    Socket copy;
    int given = -1;

    State() {
      try {
        Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
        socket = pair[0];
        peer = pair[1];
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    Object recv() throws IOException {
      return socket.recv(new byte[1], 0, 1, 0);
    }

    Object send() throws IOException {
      return peer.send(new byte[1], 0, 1, 0);
    }

    Object close() throws IOException {
      socket.close();
      return "closes";
    }

    Object dup() throws IOException {
      copy = socket.dup();
      return "duplicates";
    }

    Object detach() throws IOException {
      given = socket.detach();
      return "gives";
    }

    /** What is left of the connection. */
    Object end() throws IOException {
      if (given >= 0) {
        socket.close(); // no longer its own
        Socket.adopt(given).close();
        given = -1;
      }
      String end = socket.isOpen() ? "open" : "closed";
      if (copy != null) {
        peer.setNonBlocking(true);
        int n = peer.recv(new byte[1], 0, 1, 0); // 0 if close shut the connection down, too
        end += n == 0 ? ", copy shut down" : ", copy " + n;
        copy.close();
      }
      return end;
    }

    void tidy() {
      try {
        socket.close();
        peer.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static Race<State> race(String name, boolean virtual) {
    Race<State> race = Race.of(name + (virtual ? ", virtual" : ""), State::new).tidy(State::tidy);
    return virtual ? race.onVirtualThreads() : race;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recvAndClose(boolean virtual) throws Exception {
    race("Socket.recv || close", virtual)
        .actor(State::recv)
        .actor(State::close)
        .arbiter(State::end)
        .acceptable("woken", WOKEN, "closes", "closed")
        .acceptable("too late", CLOSED, "closes", "closed")
        .run();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recvAndSendAndClose(boolean virtual) throws Exception {
    race("Socket.recv || send || close", virtual)
        .actor(State::recv)
        .actor(State::send)
        .actor(State::close)
        .arbiter(State::end)
        .acceptable("received", 1, 1, "closes", "closed")
        .acceptable("sent in vain", WOKEN, 1, "closes", "closed")
        .acceptable("sent in vain", CLOSED, 1, "closes", "closed")
        .acceptable("closed before", WOKEN, "ErrnoException", "closes", "closed")
        .acceptable("closed before", CLOSED, "ErrnoException", "closes", "closed")
        .run();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recvAndCloseAndClose(boolean virtual) throws Exception {
    race("Socket.recv || close || close", virtual)
        .actor(State::recv)
        .actor(State::close)
        .actor(State::close)
        .arbiter(State::end)
        .acceptable("woken", WOKEN, "closes", "closes", "closed")
        .acceptable("too late", CLOSED, "closes", "closes", "closed")
        .run();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dupAndClose(boolean virtual) throws Exception {
    race("Socket.dup || close", virtual)
        .actor(State::dup)
        .actor(State::close)
        .arbiter(State::end)
        .acceptable("duplicated before", "duplicates", "closes", "closed, copy -1")
        .acceptable("in flight: shut down", "duplicates", "closes", "closed, copy shut down")
        .acceptable("too late", CLOSED, "closes", "closed")
        .run();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void detachAndDupAndClose(boolean virtual) throws Exception {
    race("Socket.detach || dup || close", virtual)
        .actor(State::detach)
        .actor(State::dup)
        .actor(State::close)
        .arbiter(s -> s.end().toString().replaceFirst(",.*", ""))
        .acceptable("given before the others", "gives", CLOSED, "closes", "closed")
        .acceptable("given after dup", "gives", "duplicates", "closes", "closed")
        .acceptable("dup was in flight", BUSY, "duplicates", "closes", "closed")
        .acceptable("closed before", CLOSED, "duplicates", "closes", "closed")
        .acceptable("closed before", CLOSED, CLOSED, "closes", "closed")
        .run();
  }
}
