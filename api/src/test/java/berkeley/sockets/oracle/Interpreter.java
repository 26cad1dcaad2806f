/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Poll;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a script of calls through the C mirror and writes what each one answered, as
 * native/src/programs/oracle.c does with C. The language is described in native/oracle/README.md.
 */
final class Interpreter implements AutoCloseable {
  private static final class Call {
    String name;
    int line;
    String target;
    boolean isDescriptor;
    Method method;
    Object[] converted;
    final List<Object> arguments = new ArrayList<>();
    Object result;
    int error;
  }

  /** What makes the calls. */
  interface Skin {
    /** Makes a call of the mirror, or another that does the same; errno is the mirror's. */
    Object call(Method method, Object[] converted, List<Object> arguments, int line);

    /** Lets go of what belongs to the case. */
    default void endOfCase() {}
  }

  static final Skin MIRROR =
      (method, converted, all, line) -> MirrorByName.invoke(method, converted);

  /** One piece of memory for one case after the other: an arena for each would cost more. */
  private static final MemorySegment SLAB = Arena.ofShared().allocate(1 << 22, 64);

  private static final int ARRIVED_WITHIN = 1000; // milliseconds

  private final String directory;
  private final List<String> answers;
  private final Skin skin;
  private final Map<String, ScriptType> types = ScriptType.builtIn();
  private final Map<Character, Map<Long, Integer>> symbols = new HashMap<>();
  private final DescriptorTable table = new DescriptorTable();
  private Variables variables = new Variables();
  private SegmentAllocator memory = memory();
  private int lineNumber;
  private Call pending;
  private Thread thread;

  Interpreter(String directory, List<String> prelude, List<String> answers, Skin skin) {
    this.directory = directory;
    this.answers = answers;
    this.skin = skin;
    run(prelude);
  }

  private static SegmentAllocator memory() {
    SegmentAllocator slices = SegmentAllocator.slicingAllocator(SLAB);
    return (size, alignment) -> {
      try {
        return slices.allocate(size, alignment);
      } catch (IndexOutOfBoundsException e) {
        return Arena.ofAuto().allocate(size, alignment);
      }
    };
  }

  /** Says at which line of the script the next statement is. */
  void at(int line) {
    lineNumber = line;
  }

  /** Where the memory of the case that has just begun comes from. */
  void memory(SegmentAllocator allocator) {
    memory = allocator;
  }

  void run(List<String> script) {
    lineNumber = 0;
    for (String line : script) {
      lineNumber++;
      try {
        statement(line);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("line " + lineNumber + ": " + line, e);
      }
    }
    close();
  }

  @Override
  public void close() {
    skin.endOfCase();
    variables.close();
    variables = new Variables();
    symbols.clear();
    memory = memory();
  }

  void statement(String line) {
    LineReader reader = new LineReader(line, types, variables, memory, directory);
    if (reader.peek() == 0 || reader.peek() == '#') {
      return;
    }
    if (reader.keyword("struct")) {
      ScriptType type = ScriptType.declare(line.trim().split(" +"));
      types.put(type.name(), type);
    } else if (reader.keyword("case")) {
      close();
      table.note();
      answers.add("case " + reader.rest());
    } else if (reader.rest().equals("join")) {
      join();
    } else if (reader.rest().equals("descriptors")) {
      answers.add(lineNumber + " descriptors" + table.describe(variables));
    } else if (reader.keyword("arrived")) {
      arrived((int) reader.expression());
    } else if (reader.keyword("exhaust")) {
      assignmentOrCall(reader, 0, true);
    } else if (reader.keyword("later")) {
      int delay = (int) reader.expression();
      reader.skipSpace();
      assignmentOrCall(reader, delay, false);
    } else {
      assignmentOrCall(reader, 0, false);
    }
  }

  /** Waits until the other end's FIN or RST is here, which poll(2) leaves where it is. */
  private static void arrived(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = Poll.pollfd.allocate(arena);
      Poll.pollfd.fd(one, fd);
      Poll.pollfd.events(one, (short) Poll.POLLRDHUP);
      Poll.poll(one, 1, ARRIVED_WITHIN);
    }
  }

  private void assignmentOrCall(LineReader reader, int later, boolean repeat) {
    Call call = new Call();
    call.line = lineNumber;
    int start = reader.position();
    String name = reader.word();
    if (name.equals("fd")) {
      reader.skipSpace();
      call.target = reader.word();
      reader.expect('=');
      reader.skipSpace();
      call.isDescriptor = true;
    } else if (reader.accept('=')) {
      reader.skipSpace();
      if (reader.peek() == '{' || reader.peek() == '"') {
        variables.block(name, reader.literal());
        return;
      }
      if (!reader.isCallAhead()) {
        variables.number(name, reader.expression());
        return;
      }
      call.target = name;
    } else {
      reader.back(start);
    }
    parse(reader, call);
    snapshot(call);
    if (later > 0) {
      later(call, later);
    } else if (repeat) {
      exhaust(call);
    } else {
      invoke(call);
      report(call);
    }
  }

  private void parse(LineReader reader, Call call) {
    call.name = reader.word();
    reader.expect('(');
    while (!reader.accept(')')) {
      if (!call.arguments.isEmpty()) {
        reader.expect(',');
      }
      if (reader.isPointer()) {
        Object pointer = reader.pointer();
        call.arguments.add(pointer);
        if (pointer instanceof Block block && block.name.isEmpty()) {
          block.name = "#" + call.arguments.size();
        }
      } else {
        call.arguments.add(reader.expression());
      }
    }
    if (!Walk.NAMES.contains(call.name)) {
      call.method = MirrorByName.function(call.name, call.arguments);
      call.converted = MirrorByName.convert(call.method, call.arguments);
    }
  }

  private static void snapshot(Call call) {
    for (Object argument : call.arguments) {
      if (argument instanceof Block block) {
        snapshot(block);
      }
    }
  }

  private static void snapshot(Block block) {
    block.snapshot();
    block.references.forEach(Interpreter::snapshot);
  }

  private void invoke(Call call) {
    if (call.method == null) {
      return;
    }
    Errno.errno(0);
    call.result = skin.call(call.method, call.converted, call.arguments, call.line);
    call.error = Errno.errno();
  }

  private void later(Call call, int delay) {
    pending = call;
    Runnable body =
        () -> {
          try {
            Thread.sleep(delay);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          invoke(call);
        };
    thread = Thread.currentThread().isVirtual() ? Thread.ofVirtual().start(body) : new Thread(body);
    if (!thread.isVirtual()) {
      thread.start();
    }
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    report(pending);
  }

  private void exhaust(Call call) {
    for (int i = 0; i < 1_000_000; i++) {
      invoke(call);
      long n = ((Number) call.result).longValue();
      if (n < 0) {
        break;
      }
      if (call.isDescriptor) {
        variables.descriptor(call.target, n);
      }
    }
    call.isDescriptor = false;
    call.target = null;
    report(call);
  }

  private void report(Call call) {
    Answer answer = new Answer(directory, variables, symbols);
    if (call.method == null) {
      Walk.run(call.name, call.arguments.getFirst(), answer);
    } else {
      result(call, answer);
    }
    if (call.target != null) {
      assign(call);
    }
    if (call.name.equals("close") && Integer.valueOf(0).equals(call.result)) {
      variables.forget((Long) call.arguments.getFirst());
    }
    for (Object argument : call.arguments) {
      if (argument instanceof Block block) {
        answer.changes(block);
      }
    }
    answers.add(call.line + " " + call.name + answer);
  }

  private void assign(Call call) {
    switch (call.result) {
      case MemorySegment pointer -> variables.pointer(call.target, pointer);
      case Number n when call.isDescriptor -> variables.descriptor(call.target, n.longValue());
      case Number n -> variables.number(call.target, n.longValue());
      case null, default -> throw new IllegalArgumentException("cannot assign " + call.result);
    }
  }

  private void result(Call call, Answer answer) {
    switch (call.result) {
      case String text -> answer.add(" \"" + text + '"');
      case MemorySegment pointer -> answer.add(pointer.address() == 0 ? " NULL" : " *");
      case Number n when call.isDescriptor && n.longValue() >= 0 -> {
        Variables.Variable known = variables.holder(n.longValue());
        answer.add(" ").add(known != null ? known.name : "new");
      }
      case Short n -> answer.add(" ").add(n & 0xffff);
      case Number n -> answer.add(" ").add(n);
      case null -> answer.add(call.method.getReturnType() == void.class ? "" : " NULL");
      default -> answer.add(" ").add(call.result);
    }
    if (call.error != 0) {
      answer.add(" ").add(Errno.strerrorname(call.error));
    }
  }
}
