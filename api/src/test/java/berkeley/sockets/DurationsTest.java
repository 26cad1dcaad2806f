/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The longest, shortest and negative spans of time, wherever one is taken. */
@Timeout(60)
class DurationsTest {
  private static final Duration SHORTEST = Duration.ofNanos(1);
  private static final List<Duration> LONGEST =
      List.of(
          ChronoUnit.FOREVER.getDuration(),
          Duration.ofSeconds(Long.MAX_VALUE, 999_999_001),
          Duration.ofSeconds(Long.MAX_VALUE / 1_000_000_000 + 1));
  private static final List<Duration> NEGATIVE =
      List.of(
          SHORTEST.negated(),
          Duration.ofSeconds(Long.MIN_VALUE),
          Duration.ofSeconds(-1, 999_999_999));

  private Socket[] pair;

  @BeforeEach
  void open() throws IOException {
    pair = Socket.pair(Domain.UNIX, Type.STREAM);
  }

  @AfterEach
  void close() throws IOException {
    pair[0].close();
    pair[1].close();
  }

  private interface Wait {
    int run() throws IOException;
  }

  private interface End {
    void run() throws IOException;
  }

  private static FutureTask<Integer> start(Wait wait) {
    FutureTask<Integer> task = new FutureTask<>(wait::run);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  /** The call waits, until it is given what it waits for. */
  private static void assertWaits(Duration span, Wait wait, End end) throws Exception {
    FutureTask<Integer> task = start(wait);
    try {
      assertEquals("a wait", span + ": " + task.get(40, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      end.run();
      assertEquals(1, task.get(10, TimeUnit.SECONDS));
    }
  }

  private static void assertReturns(int expected, Wait wait)
      throws ExecutionException, InterruptedException, TimeoutException {
    assertEquals(expected, start(wait).get(10, TimeUnit.SECONDS));
  }

  private static List<Duration> with(List<Duration> spans, Duration more) {
    List<Duration> all = new ArrayList<>(spans);
    all.add(more);
    return all;
  }

  private int receive() throws IOException {
    return pair[0].recv(new byte[1], 0, 1, 0);
  }

  private void give() throws IOException {
    pair[1].send(new byte[1], 0, 1, 0);
  }

  @Test
  void receiveTimeout() throws Exception {
    for (Duration span : with(LONGEST, Duration.ZERO)) {
      pair[0].setReceiveTimeout(span);
      assertWaits(span, this::receive, this::give);
    }
    for (Duration span : with(NEGATIVE, SHORTEST)) {
      pair[0].setReceiveTimeout(span);
      assertReturns(Socket.WOULD_BLOCK, this::receive);
    }
  }

  @Test
  void sendTimeout() throws Exception {
    byte[] many = new byte[4096];
    Wait send = () -> pair[0].send(many, 0, 1, 0);
    End takeAll =
        () -> {
          while (pair[1].recv(many, 0, many.length, SysSocket.MSG_DONTWAIT) > 0) {}
        };
    for (Duration span : with(LONGEST, Duration.ZERO)) {
      fill(many);
      pair[0].setSendTimeout(span);
      assertWaits(span, send, takeAll);
    }
    fill(many);
    for (Duration span : with(NEGATIVE, SHORTEST)) {
      pair[0].setSendTimeout(span);
      assertReturns(Socket.WOULD_BLOCK, send);
    }
  }

  private void fill(byte[] many) throws IOException {
    while (pair[0].send(many, 0, many.length, SysSocket.MSG_DONTWAIT) > 0) {}
    while (pair[0].send(many, 0, 1, SysSocket.MSG_DONTWAIT) > 0) {}
  }

  @Test
  void receiveSpin() throws Exception {
    List<Duration> all = new ArrayList<>(LONGEST);
    all.addAll(NEGATIVE);
    all.add(Duration.ZERO);
    all.add(SHORTEST);
    for (Duration span : all) {
      pair[0].setReceiveSpin(span);
      assertWaits(span, this::receive, this::give);
    }
  }

  @Test
  void pollSet() throws Exception {
    PollSet set = new PollSet().add(pair[0], PollSet.IN);
    waiting(span -> set.poll(span));
  }

  @Test
  void poller() throws Exception {
    try (Poller poller = Poller.open()) {
      poller.add(pair[0], Poller.IN, null);
      PollerEvents ready = new PollerEvents(4);
      waiting(span -> poller.await(ready, span));
    }
  }

  private interface Waiting {
    int run(Duration span) throws IOException;
  }

  /** Negative is no limit, which is C's meaning of -1. */
  private void waiting(Waiting waiting) throws Exception {
    List<Duration> unlimited = new ArrayList<>(LONGEST);
    unlimited.addAll(NEGATIVE);
    for (Duration span : unlimited) {
      assertWaits(span, () -> waiting.run(span), this::give);
      assertEquals(1, receive());
    }
    assertReturns(0, () -> waiting.run(Duration.ZERO));
    assertReturns(0, () -> waiting.run(SHORTEST));
  }

  @Test
  void everyOption() throws ReflectiveOperationException, IOException {
    int rows = 0;
    for (Class<?> table : classes("berkeley.sockets.options")) {
      for (Field field : table.getFields()) {
        if (field.getGenericType() instanceof ParameterizedType type
            && type.getRawType() == SockOpt.class
            && type.getActualTypeArguments()[0] == Duration.class) {
          @SuppressWarnings("unchecked")
          SockOpt<Duration> row = (SockOpt<Duration>) field.get(null);
          assertStructs(row);
          rows++;
        }
      }
    }
    assertEquals(3, rows);
  }

  private static void assertStructs(SockOpt<Duration> row) {
    assertStruct(0, 0, row, Duration.ZERO);
    assertStruct(0, 1, row, SHORTEST);
    assertStruct(0, 1, row, Duration.ofNanos(1000));
    assertStruct(0, 2, row, Duration.ofNanos(1001));
    assertStruct(1, 0, row, Duration.ofNanos(999_999_001));
    assertStruct(Long.MAX_VALUE, 999_999, row, LONGEST.get(0));
    assertStruct(Long.MAX_VALUE, 999_999, row, LONGEST.get(1));
    for (Duration span : NEGATIVE) {
      assertStruct(0, 1, row, span);
    }
  }

  private static void assertStruct(
      long seconds, long micros, SockOpt<Duration> row, Duration span) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment c = row.codec().encode(span, arena);
      assertEquals(seconds, timeval.tv_sec(c), row + " " + span);
      assertEquals(micros, timeval.tv_usec(c), row + " " + span);
    }
  }

  @Test
  void theKernelTakesTheLongest() throws IOException {
    for (Duration span : LONGEST) {
      pair[0].setOption(SocketOptions.SO_RCVTIMEO, span);
      assertFalse(pair[0].getOption(SocketOptions.SO_RCVTIMEO).isNegative());
      pair[0].setOption(SocketOptions.SO_SNDTIMEO, span);
      assertFalse(pair[0].getOption(SocketOptions.SO_SNDTIMEO).isNegative());
    }
  }

  @Test
  void connectTakesTheLongestAndRefusesWhatIsNoTime() throws Exception {
    try (Socket listener = Socket.listen("127.0.0.1", 0)) {
      SockAddr.Inet address = (SockAddr.Inet) listener.localAddress();
      for (Duration span : LONGEST) {
        Socket.connect("127.0.0.1", address.port(), span).close();
        Socket socket = Socket.open(Domain.INET, Type.STREAM);
        socket.connect(address, span);
        socket.close();
      }
      List<Duration> none = new ArrayList<>(NEGATIVE);
      none.add(Duration.ZERO);
      for (Duration span : none) {
        assertThrows(
            IllegalArgumentException.class,
            () -> Socket.connect("127.0.0.1", address.port(), span));
        try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
          assertThrows(IllegalArgumentException.class, () -> socket.connect(address, span));
          assertTrue(socket.isOpen());
        }
      }
    }
  }

  /** That the tests here are all there is to test. */
  @Test
  void nothingElseTakesADuration() throws IOException, ClassNotFoundException {
    Set<String> found = new TreeSet<>();
    for (Class<?> each : classes("berkeley.sockets")) {
      List<Executable> all = new ArrayList<>(List.of(each.getMethods()));
      all.addAll(List.of(each.getConstructors()));
      for (Executable executable : all) {
        if (List.of(executable.getParameterTypes()).contains(Duration.class)) {
          found.add(each.getSimpleName() + "." + executable.getName());
        }
      }
    }
    assertEquals(
        Set.of(
            "PollSet.poll",
            "Poller.await",
            "Socket.connect",
            "Socket.setReceiveSpin",
            "Socket.setReceiveTimeout",
            "Socket.setSendTimeout"),
        found);
  }

  private static List<Class<?>> classes(String name) throws IOException, ClassNotFoundException {
    Path home = Path.of(Socket.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(home.resolve(name.replace('.', '/')))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String simple = file.getFileName().toString();
        if (simple.endsWith(".class") && !simple.contains("-")) {
          Class<?> each = Class.forName(name + "." + simple.replace(".class", ""));
          if (Modifier.isPublic(each.getModifiers())) {
            found.add(each);
          }
        }
      }
    }
    assertTrue(found.size() > 5, found::toString);
    return found;
  }
}
