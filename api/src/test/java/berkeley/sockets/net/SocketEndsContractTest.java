/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.same;
import static berkeley.sockets.net.Contract.start;

import berkeley.sockets.net.Contract.Full;
import berkeley.sockets.net.Contract.Pair;
import berkeley.sockets.net.Contract.Running;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what a java.net.Socket waits for ends: the same outcome with the JDK's and with ours. */
class SocketEndsContractTest {
  // ---- half closed and ended connections

  @Test
  void shutDownDirections() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            OutputStream out = pair.client().getOutputStream();
            pair.server().getOutputStream().write(new byte[5]);
            in.read();
            outcome.does("in", pair.client()::shutdownInput);
            outcome.of("read", in::read);
            outcome.of("available", in::available);
            outcome.withMessage("stream", pair.client()::getInputStream);
            outcome.withMessage("in again", pair.client()::shutdownInput);
            outcome.does("out", pair.client()::shutdownOutput);
            outcome.does("write", () -> out.write(1));
            outcome.withMessage("stream", pair.client()::getOutputStream);
            outcome.of("peer's end", pair.server().getInputStream()::read);
            outcome.of(
                "states",
                () -> pair.client().isInputShutdown() + " " + pair.client().isOutputShutdown());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shutdownInputEndsAReadThatWaits(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            Running reader = start(virtual, in::read).blocked();
            pair.client().shutdownInput();
            outcome.add("read: " + reader.end());
            outcome.of("closed", pair.client()::isClosed);
          }
        });
  }

  @Test
  void theEndStaysTheEnd() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            OutputStream out = pair.client().getOutputStream();
            pair.server().shutdownOutput();
            outcome.of("end", in::read);
            outcome.of("end", in::read);
            in.close();
            outcome.of("closed", pair.client()::isClosed);
            outcome.of("read", in::read);
            outcome.withMessage("write", () -> out.write(1));
            outcome.withMessage("available", in::available);
          }
        });
  }

  @Test
  void resetConnections() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            pair.server().setSoLinger(true, 0);
            pair.server().close();
            outcome.withMessage("read", in::read);
            outcome.withMessage("again", in::read);
            outcome.does("write", () -> pair.client().getOutputStream().write(1));
          }
          try (Pair pair = Pair.of(stack)) {
            pair.server().setSoLinger(true, 0);
            pair.server().close();
            outcome.withMessage("shut in", pair.client()::shutdownInput);
            outcome.withMessage("shut out", pair.client()::shutdownOutput);
          }
        });
  }

  @Test
  void brokenPipes() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            pair.server().close();
            OutputStream out = pair.client().getOutputStream();
            String failure = null;
            for (int i = 0; failure == null && i < 1000; i++) {
              try {
                out.write(1);
                Thread.sleep(1);
              } catch (java.io.IOException e) {
                failure = e.getClass().getName() + " " + e.getMessage();
              }
            }
            outcome.add("write: " + failure);
          }
        });
  }

  // ---- waiting

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsTimeOut(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            outcome.of("timeout", pair.client()::getSoTimeout);
            pair.client().setSoTimeout(50);
            outcome.of("timeout", pair.client()::getSoTimeout);
            outcome.add("read: " + start(virtual, in::read).end());
            pair.server().getOutputStream().write(7);
            outcome.add("read: " + start(virtual, in::read).end());
            outcome.add("read: " + start(virtual, in::read).end());
            pair.client().setSoTimeout(0);
            Running forever = start(virtual, in::read).blocked();
            pair.server().getOutputStream().write(8);
            outcome.add("read: " + forever.end());
            outcome.does("negative", () -> pair.client().setSoTimeout(-1));
          }
        });
  }

  /** A limit holds for whoever waits, whether to receive or to be let receive. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsTimeOutBehindOthers(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            Running first = start(virtual, in::read).blocked();
            pair.client().setSoTimeout(100);
            outcome.add("second: " + start(virtual, in::read).end());
            pair.client().close();
            outcome.add("first: " + first.end());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeEndsReadsAndWritesThatWait(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            Running reader = start(virtual, () -> Outcome.tell(() -> message(in::read))).blocked();
            pair.client().close();
            outcome.add("read: " + reader.end());
          }
          try (Pair pair = Pair.of(stack)) {
            OutputStream out = pair.client().getOutputStream();
            Running writer = start(virtual, () -> message(() -> fill(out))).blocked();
            pair.client().close();
            outcome.add("write: " + writer.end());
          }
        });
  }

  private static Object fill(OutputStream out) throws Exception {
    byte[] block = new byte[1 << 16];
    while (true) {
      out.write(block);
    }
  }

  private static String message(Outcome.Step step) {
    try {
      return String.valueOf(step.run());
    } catch (Exception e) {
      return e.getClass().getName() + ": " + e.getMessage();
    }
  }

  /** A virtual thread's interrupt closes the socket; a platform thread's does nothing. */
  @Test
  void interrupts() throws Exception {
    same(
        (stack, outcome) -> {
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            Running reader = start(true, () -> message(in::read)).blocked();
            reader.thread().interrupt();
            outcome.add("virtual: " + reader.end());
            outcome.of("closed", pair.client()::isClosed);
          }
          try (Pair pair = Pair.of(stack)) {
            OutputStream out = pair.client().getOutputStream();
            Running writer = start(true, () -> message(() -> fill(out))).blocked();
            writer.thread().interrupt();
            outcome.add("virtual: " + writer.end());
            outcome.of("closed", pair.client()::isClosed);
          }
          try (Pair pair = Pair.of(stack)) {
            InputStream in = pair.client().getInputStream();
            Running reader =
                start(false, () -> message(in::read) + ", interrupted " + Thread.interrupted())
                    .blocked();
            reader.thread().interrupt();
            Thread.sleep(50);
            pair.server().getOutputStream().write(3);
            outcome.add("platform: " + reader.end());
            outcome.of("closed", pair.client()::isClosed);
          }
          try (Pair pair = Pair.of(stack)) {
            pair.server().getOutputStream().write(3);
            InputStream in = pair.client().getInputStream();
            Running reader =
                start(
                    true,
                    () -> {
                      Thread.currentThread().interrupt();
                      return message(in::read);
                    });
            outcome.add("nothing to wait for: " + reader.end());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeEndsAConnectThatWaits(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Full full = Full.of(stack)) {
            Socket late = stack.socket();
            Running connector = start(virtual, () -> connect(late, full)).blocked();
            late.close();
            outcome.add(connector.end());
            if (virtual) {
              Socket other = stack.socket();
              Running interrupted = start(true, () -> connect(other, full)).blocked();
              interrupted.thread().interrupt();
              outcome.add(interrupted.end());
              outcome.of("closed", other::isClosed);
            }
          }
        });
  }

  private static String connect(Socket socket, Full full) {
    return message(
        () -> {
          socket.connect(full.address());
          return "connected";
        });
  }
}
