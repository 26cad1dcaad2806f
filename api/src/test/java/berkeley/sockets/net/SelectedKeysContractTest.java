/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.same;

import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A selector's set of selected keys, which must be as the JDK's HashSet but for its order. */
class SelectedKeysContractTest {
  private static final int KEYS = 40; // more than it has room for in the beginning

  /** Keys of channels that can always send; the attachments are their numbers. */
  private static List<SelectionKey> register(Stack stack, Selector selector) throws Exception {
    List<SelectionKey> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      DatagramChannel channel = stack.provider().openDatagramChannel();
      channel.configureBlocking(false);
      keys.add(channel.register(selector, SelectionKey.OP_WRITE, i));
    }
    return keys;
  }

  private static Set<Object> numbers(Iterable<SelectionKey> keys) {
    Set<Object> numbers = new TreeSet<>();
    for (SelectionKey key : keys) {
      numbers.add(key.attachment());
    }
    return numbers;
  }

  private static String removeWhileIterating(Set<SelectionKey> set, int divisor) {
    int seen = 0;
    Iterator<SelectionKey> each = set.iterator();
    while (each.hasNext()) {
      SelectionKey key = each.next();
      seen++;
      if ((int) key.attachment() % divisor == 0) {
        each.remove();
      }
    }
    return "saw " + seen;
  }

  /** Modifies the set when so many of an iteration are left, and goes on. */
  private static String disturb(Set<SelectionKey> set, int left, Runnable modification) {
    Iterator<SelectionKey> each = set.iterator();
    for (int i = set.size(); i > left && each.hasNext(); i--) {
      each.next();
    }
    modification.run();
    boolean more = each.hasNext();
    return more + " " + Outcome.tell(each::next) + " " + Outcome.tell(() -> remove(each));
  }

  private static Object remove(Iterator<SelectionKey> each) {
    each.remove();
    return "removed";
  }

  private static Object step(
      Random random, Selector selector, List<SelectionKey> keys, Set<SelectionKey> set)
      throws Exception {
    SelectionKey one = keys.get(random.nextInt(KEYS));
    List<SelectionKey> some = keys.subList(0, 1 + random.nextInt(KEYS));
    return switch (random.nextInt(12)) {
      case 0 -> selector.selectNow();
      case 1 -> set.remove(one);
      case 2 -> set.contains(one) + " " + set.contains(null) + " " + set.contains(selector);
      case 3, 4, 5 -> removeWhileIterating(set, 1 + random.nextInt(4));
      case 6 -> set.removeAll(some);
      case 7 -> set.retainAll(some);
      case 8 -> set.removeIf(key -> key == one);
      case 9 -> {
        some.forEach(key -> key.interestOps(0));
        int selected = selector.selectNow();
        some.forEach(key -> key.interestOps(SelectionKey.OP_WRITE));
        yield selected;
      }
      case 10 -> set.containsAll(some) + " " + set.equals(new HashSet<>(some));
      default -> {
        set.clear();
        yield "cleared";
      }
    };
  }

  @RepeatedTest(20)
  void anyOperations(RepetitionInfo repetition) throws Exception {
    same(
        (stack, outcome) -> {
          Random random = new Random(repetition.getCurrentRepetition());
          List<SelectionKey> keys = List.of();
          try (Selector selector = stack.provider().openSelector()) {
            keys = register(stack, selector);
            Set<SelectionKey> set = selector.selectedKeys();
            for (int i = 0; i < 200; i++) {
              List<SelectionKey> all = keys;
              outcome.of("step " + i, () -> step(random, selector, all, set));
              outcome.of("has", () -> set.size() + " " + set.isEmpty() + " " + numbers(set));
            }
          } finally {
            close(keys);
          }
        });
  }

  private static void close(List<SelectionKey> keys) throws Exception {
    for (SelectionKey key : keys) {
      key.channel().close();
    }
  }

  @Test
  void iteratorsThatAreDisturbed() throws Exception {
    same(
        (stack, outcome) -> {
          List<SelectionKey> keys = List.of();
          try (Selector selector = stack.provider().openSelector();
              Selector other = stack.provider().openSelector()) {
            keys = register(stack, selector);
            List<SelectionKey> others = register(stack, other);
            Set<SelectionKey> set = selector.selectedKeys();
            SelectionKey first = keys.getFirst();
            for (int left : new int[] {0, 1, 2, KEYS}) {
              selector.selectNow();
              outcome.of("clear", () -> disturb(set, left, set::clear));
              selector.selectNow();
              outcome.of("remove all", () -> disturb(set, left, () -> set.removeIf(key -> true)));
              selector.selectNow();
              outcome.of("nothing", () -> disturb(set, left, () -> set.remove(null)).length() > 4);
            }
            outcome.of("early", () -> remove(set.iterator()));
            outcome.of("add", () -> set.add(first));
            outcome.of("add", () -> set.addAll(List.of(first)));
            other.selectNow();
            outcome.of("of another", () -> set.contains(others.getFirst()));
            outcome.of("of another", () -> set.remove(others.getFirst()));
            outcome.of("array", () -> set.toArray(new SelectionKey[0]).length);
            outcome.of("hash", () -> set.hashCode() == new HashSet<>(set).hashCode());
            first.cancel();
            selector.selectNow();
            outcome.of("cancelled", () -> set.contains(first));
            close(others);
          } finally {
            close(keys);
          }
        });
  }
}
