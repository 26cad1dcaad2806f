/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.races;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A race, told as a table: a state, two or more actors that meet on it, and the outcomes that are
 * acceptable. It is run with fresh states as often as fits into a time; an outcome that is not in
 * the table fails it.
 *
 * <p>Each actor has a thread, which visits the states of a batch in order; nothing but the states
 * themselves makes the threads wait for each other until the batch is over. Batches vary in size,
 * and the threads start a little apart, so that actors meet in every possible way.
 *
 * <p>{@code -Draces.seconds=20} runs each race that long and prints what was seen.
 */
public final class Race<S> {
  /** What one thread does with a state; its result, or its exception's name, is in the outcome. */
  public interface Actor<S> {
    Object act(S state) throws Exception;
  }

  private static final String SECONDS = System.getProperty("races.seconds");
  private static final int[] SIZES = {1, 3, 16, 100};
  private static final int MOST = 100;
  private static final long STUCK = 30_000_000_000L;

  private final String name;
  private final Supplier<S> fresh;
  private final List<Actor<S>> actors = new ArrayList<>();
  private final Map<List<Object>, String> acceptable = new LinkedHashMap<>();
  private final Map<List<Object>, Long> seen = new LinkedHashMap<>();
  private Actor<S> arbiter;
  private Consumer<S> tidy = state -> {};
  private boolean virtual;
  private double seconds = SECONDS == null ? 0.1 : Double.parseDouble(SECONDS);

  private final Object[] states = new Object[MOST];
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int batch;
  private volatile boolean stop;
  private Object[][] results;
  private int size;
  private boolean over;
  private final List<Thread> threads = new ArrayList<>();

  private Race(String name, Supplier<S> fresh) {
    this.name = name;
    this.fresh = fresh;
  }

  public static <S> Race<S> of(String name, Supplier<S> fresh) {
    return new Race<>(name, fresh);
  }

  public Race<S> actor(Actor<S> actor) {
    actors.add(actor);
    return this;
  }

  /** Looks at a state when its actors have left it; the last part of the outcome. */
  public Race<S> arbiter(Actor<S> last) {
    arbiter = last;
    return this;
  }

  /** Frees what a state holds, after the arbiter has looked. */
  public Race<S> tidy(Consumer<S> last) {
    tidy = last;
    return this;
  }

  public Race<S> onVirtualThreads() {
    virtual = true;
    return this;
  }

  /** At least that long, for what is rarely seen. */
  public Race<S> seconds(double least) {
    seconds = Math.max(seconds, least);
    return this;
  }

  public Race<S> acceptable(String why, Object... outcome) {
    acceptable.put(List.of(outcome), why);
    return this;
  }

  /** Runs the race and fails if something happened that must not. */
  public void run() throws InterruptedException {
    results = new Object[actors.size()][MOST];
    prepare();
    for (int i = 0; i < actors.size(); i++) {
      int index = i;
      Runnable body = () -> visit(actors.get(index), results[index]);
      threads.add(virtual ? Thread.ofVirtual().unstarted(body) : daemon(body));
    }
    threads.forEach(Thread::start);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end && threads.getFirst().isAlive()) {
      threads.getFirst().join(java.time.Duration.ofMillis(10));
    }
    stop = true;
    boolean stuck = false;
    for (Thread thread : threads) {
      stuck |= !thread.join(java.time.Duration.ofNanos(stuck ? 1 : STUCK));
    }
    if (stuck) {
      StringBuilder stacks = new StringBuilder(name + " is stuck here:\n");
      for (Thread thread : threads) {
        stacks.append(Arrays.toString(thread.getStackTrace()).replace(",", "\n")).append('\n');
      }
      throw new AssertionError(stacks.append(table()));
    }
    boolean good = acceptable.keySet().containsAll(seen.keySet());
    if (SECONDS != null || !good) {
      System.out.println(table());
    }
    if (!good) {
      throw new AssertionError(table());
    }
  }

  private static Thread daemon(Runnable body) {
    return Thread.ofPlatform().daemon().unstarted(body);
  }

  @SuppressWarnings("unchecked")
  private void visit(Actor<S> actor, Object[] mine) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int now = batch;
    while (!over) {
      for (int spins = random.nextInt(64); spins > 0; spins--) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < size; i++) {
        mine[i] = result(actor, (S) states[i]);
      }
      if (arrived.incrementAndGet() == actors.size()) {
        count();
        prepare();
        batch = now + 1;
        if (virtual) {
          threads.forEach(LockSupport::unpark);
        }
      } else {
        await(now);
      }
      now++;
    }
  }

  /** On virtual threads without spinning: whoever yields there keeps others from running. */
  private void await(int now) {
    for (int spins = 0; batch == now; spins++) {
      if (virtual) {
        LockSupport.park();
      } else if (spins < 1000) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private Object result(Actor<S> actor, S state) {
    try {
      return actor.act(state);
    } catch (Exception | Error e) {
      return e.getClass().getSimpleName();
    }
  }

  private void prepare() {
    over = stop;
    arrived.setRelease(0);
    size = SIZES[ThreadLocalRandom.current().nextInt(SIZES.length)];
    for (int i = 0; i < size && !over; i++) {
      states[i] = fresh.get();
    }
  }

  @SuppressWarnings("unchecked")
  private void count() {
    Object[] outcome = new Object[actors.size() + (arbiter == null ? 0 : 1)];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < results.length; j++) {
        outcome[j] = results[j][i];
      }
      if (arbiter != null) {
        outcome[results.length] = result(arbiter, (S) states[i]);
      }
      tidy.accept((S) states[i]);
      List<Object> key = List.of(outcome);
      if (seen.merge(key, 1L, Long::sum) == 1 && !acceptable.containsKey(key)) {
        stop = true;
      }
    }
  }

  private String table() {
    StringBuilder table = new StringBuilder(name).append('\n');
    Map<List<Object>, String> rows = new LinkedHashMap<>(acceptable);
    seen.keySet().forEach(outcome -> rows.putIfAbsent(outcome, "FORBIDDEN"));
    rows.forEach(
        (outcome, why) ->
            table.append(
                "%,14d  %-40s %s%n".formatted(seen.getOrDefault(outcome, 0L), outcome, why)));
    return table.toString();
  }
}
