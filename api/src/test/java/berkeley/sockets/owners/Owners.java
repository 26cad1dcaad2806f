/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.owners;

import berkeley.sockets.bindings.CallHook;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A model of the descriptors of a process: whose each number is at each moment. Each call that the
 * library makes is checked against it: the number has an owner, and it is one on whose behalf the
 * call is made.
 *
 * <p>A number is free in the model before the kernel frees it, and is owned when the kernel has
 * made it, before anybody else can know it. So nothing is reported that is not so.
 */
public final class Owners extends CallHook {
  private static final int NUMBERS = 4096;
  private static final int REPORTS = 20;

  /** What the library opens for itself, and any of its threads may use. */
  private static final Set<String> OWN = Set.of("epoll_create1", "eventfd", "pipe");

  private static final AtomicReferenceArray<Owner> TABLE = new AtomicReferenceArray<>(NUMBERS);
  private static final Set<String> FAULTS = ConcurrentHashMap.newKeySet();
  private static final ThreadLocal<Operation> CURRENT = new ThreadLocal<>();
  private static final Set<Operation> PLAIN = ConcurrentHashMap.newKeySet();
  private static final AtomicLong CHECKED = new AtomicLong();

  private static final MethodHandle CALL;

  static {
    try {
      CALL =
          MethodHandles.lookup()
              .findStatic(
                  Owners.class,
                  "call",
                  MethodType.methodType(
                      long.class,
                      String.class,
                      DescriptorCalls.Row.class,
                      MethodHandle.class,
                      Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Who has a number, from when it is made or handed over until it is closed or handed on. */
  static final class Owner {
    final int fd;
    final String madeBy;
    private final Thread maker = Thread.currentThread();

    /** The same for all duplicates of a descriptor. */
    private final Object file;

    /** Whether an object of the program has it. */
    private volatile boolean programs;

    /** Whether the program has asked to close it. */
    private volatile boolean closing;

    private final AtomicInteger inUse = new AtomicInteger();

    /** Those that have to know when this is closed. */
    private final Set<Owner> related = ConcurrentHashMap.newKeySet();

    /**
     * An owner from now on.
     *
     * @param original of what the descriptor is a duplicate, or who had it before; or null
     */
    Owner(int fd, String madeBy, Owner original) {
      this.fd = fd;
      this.madeBy = madeBy;
      file = original == null ? new Object() : original.file;
    }

    /** Whether it has to know when others are closed, which any thread may do in the end. */
    private volatile boolean told;

    void related(List<Owner> others) {
      related.addAll(others);
      others.forEach(each -> each.told = true);
    }

    /** Whether a thread of the library's may use it now. */
    private boolean isExpected() {
      return inUse.get() > 0 || closing || told;
    }

    void closing() {
      closing = true;
      for (Operation each : PLAIN) {
        if (each.plain == this) {
          each.closing();
        }
      }
    }

    @Override
    public String toString() {
      return (programs ? "the program's " : "a new ") + fd + " of " + madeBy;
    }
  }

  /** What a thread of the program does now, and to what. */
  static final class Operation implements AutoCloseable {
    private final String name;
    private final Set<Owner> targets = ConcurrentHashMap.newKeySet();
    private final List<Owner> made = new ArrayList<>();

    private final Operation outer = CURRENT.get();

    private final Thread thread = Thread.currentThread();

    /** The owner of a plain number, which another thread may close at any moment, or null. */
    private volatile Owner plain;

    /** Whether it waited when the number was closed. */
    private volatile boolean begun;

    private boolean late;

    private Operation(String name) {
      this.name = name;
    }

    Operation on(Owner target) {
      if (target != null && targets.add(target)) {
        target.inUse.incrementAndGet();
      }
      return this;
    }

    /**
     * A call on a plain number. As in C the program may be late, and then meets another's file. But
     * one that waits when the number is closed does not touch it again.
     */
    Operation onPlain(Owner target) {
      plain = target;
      PLAIN.add(this);
      return on(target);
    }

    private boolean excused(Owner owner, int fd, boolean looks) {
      boolean other = plain != null && plain.fd == fd && owner != plain;
      late |= other && !begun;
      return late || other && looks;
    }

    /** The number is about to be closed: who waits for it must not touch it again. */
    private void closing() {
      Thread.State state = thread.getState();
      begun |= state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /** All that it has made so far and that is still open is the program's. */
    List<Owner> claimMade() {
      List<Owner> open = new ArrayList<>();
      for (Owner each : made) {
        if (TABLE.get(each.fd) == each) {
          each.programs = true;
          open.add(each);
        }
      }
      return open;
    }

    @Override
    public void close() {
      CURRENT.set(outer);
      PLAIN.remove(this);
      targets.forEach(each -> each.inUse.decrementAndGet());
    }
  }

  /** For ServiceLoader. */
  public Owners() {}

  static Operation begin(String name) {
    Operation begun = new Operation(name);
    CURRENT.set(begun);
    return begun;
  }

  /** The number, which was just made by the library, is the program's. */
  static Owner claim(int fd) {
    Owner owner = TABLE.get(fd);
    if (owner == null || owner.programs) {
      fault("the program gets " + fd + ", which is " + owner);
      return new Owner(fd, "nobody", null);
    }
    owner.programs = true;
    return owner;
  }

  /** The number has another owner from now on, though its file is the same. */
  static Owner handOver(Owner from) {
    Owner to = new Owner(from.fd, from.madeBy, from);
    to.programs = true;
    if (!TABLE.compareAndSet(from.fd, from, to)) {
      fault("handed over is " + TABLE.get(from.fd) + ", not " + from);
    }
    return to;
  }

  static void fault(String what) {
    if (FAULTS.size() < REPORTS) {
      FAULTS.add(what);
    }
  }

  static Set<String> faults() {
    return FAULTS;
  }

  static long checked() {
    return CHECKED.get();
  }

  /** What is open and not the library's own. */
  static List<Owner> left() {
    List<Owner> left = new ArrayList<>();
    for (int i = 0; i < NUMBERS; i++) {
      Owner each = TABLE.get(i);
      if (each != null && (each.programs || !OWN.contains(each.madeBy))) {
        left.add(each);
      }
    }
    return left;
  }

  /** How many descriptors the library has open for itself. */
  static int own() {
    int count = 0;
    for (int i = 0; i < NUMBERS; i++) {
      count += TABLE.get(i) != null ? 1 : 0;
    }
    return count - left().size();
  }

  // ---- the hook

  @Override
  protected void start() {}

  @Override
  protected Object before(String function, Object[] arguments) {
    return null;
  }

  @Override
  protected void after(Object call, long result, boolean failure) {}

  @Override
  protected MethodHandle linked(String function, MethodHandle handle) {
    DescriptorCalls.Row row = DescriptorCalls.all().get(function);
    if (row == null) {
      return handle;
    }
    int count = handle.type().parameterCount();
    return MethodHandles.insertArguments(
            CALL, 0, function, row, handle.asSpreader(Object[].class, count))
        .asCollector(Object[].class, count)
        .asType(handle.type());
  }

  static long call(
      String function, DescriptorCalls.Row row, MethodHandle handle, Object[] arguments)
      throws Throwable {
    row.uses(arguments, fd -> check(function, fd, row.looks(arguments)));
    if (function.equals("close")) {
      row.uses(arguments, fd -> TABLE.set(fd, null));
    }
    int replaced = row.replaces(arguments);
    Owner original =
        function.equals("fcntl") || replaced >= 0 ? TABLE.get(number(arguments)) : null;
    Owner former = replaced >= 0 ? TABLE.getAndSet(replaced, null) : null; // nobody else gets it
    long result = (long) handle.invokeExact(arguments);
    int answer = (int) result;
    if (answer >= 0) {
      row.makes(arguments, answer, fd -> made(function, fd, original));
    } else if (replaced >= 0) {
      TABLE.set(replaced, former);
    }
    return result;
  }

  /** The first argument, behind the cell for errno. */
  private static int number(Object[] arguments) {
    return (int) (long) arguments[1];
  }

  private static void made(String function, int fd, Owner original) {
    Owner owner = new Owner(fd, function, original);
    if (!TABLE.compareAndSet(fd, null, owner)) {
      fault(function + " made " + fd + ", which was " + TABLE.getAndSet(fd, owner));
    }
    Operation current = CURRENT.get();
    if (current != null) {
      current.made.add(owner);
    }
  }

  private static void check(String function, int fd, boolean looks) {
    CHECKED.incrementAndGet();
    Owner owner = fd >= 0 && fd < NUMBERS ? TABLE.get(fd) : null;
    Operation current = CURRENT.get();
    boolean own = owner != null && !owner.programs && OWN.contains(owner.madeBy);
    boolean right =
        owner != null
            && (own
                || (current != null
                    ? mayUse(current, owner)
                    : looks || !owner.programs || owner.isExpected()));
    // a thread of the library's may look at what was closed since: no more than that
    boolean excused = current == null ? looks : current.excused(owner, fd, looks);
    if (!right && !excused) {
      String who = current != null ? current.name : Thread.currentThread().getName();
      String whose = owner == null ? "nobody's " + fd : owner.toString();
      fault(
          who.replaceAll("\\d+", "N")
              + ": "
              + function
              + " on "
              + whose
              + " for "
              + targets(current));
    }
  }

  private static Object targets(Operation current) {
    return current == null ? "nobody" : current.targets;
  }

  private static boolean mayUse(Operation current, Owner owner) {
    for (Owner each : current.targets) {
      boolean duplicate = owner.file == each.file && !owner.programs;
      if (each == owner || duplicate || each.related.contains(owner)) {
        return true;
      }
    }
    return !owner.programs
        && (owner.maker == Thread.currentThread()
            || current.made.contains(owner)
            || owner.maker.getName().startsWith("berkeley-sockets-"));
  }
}
