/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers a script as it comes, case by case, as the C oracle does: {@code Worker PRELUDE DIRECTORY
 * mirror|object}. A case whose name ends in {@code virtual} runs on a virtual thread. A line that
 * is broken ends its case with an answer that says so.
 */
final class Worker {
  private static final int CONFINED = 8; // one case in so many has memory for one thread only

  private final List<String> answers = new ArrayList<>();
  private final Interpreter interpreter;

  private Worker(Path prelude, String directory, String skin) throws IOException {
    interpreter =
        new Interpreter(
            directory,
            Files.readAllLines(prelude),
            answers,
            skin.equals("object") ? new ObjectSkin() : new HeapSkin());
  }

  static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err); // the answers' alone
    new Worker(Path.of(args[0]), args[1], args[2])
        .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out);
  }

  private void serve(BufferedReader in, PrintStream out) throws Exception {
    List<String> script = new ArrayList<>();
    for (String line; (line = in.readLine()) != null; ) {
      if (line.startsWith("case ") && !script.isEmpty()) {
        answer(script);
        script.clear();
        write(out);
      }
      script.add(line);
    }
    answer(script);
    interpreter.close();
    write(out);
  }

  private void write(PrintStream out) {
    StringBuilder text = new StringBuilder();
    answers.forEach(answer -> text.append(answer).append('\n'));
    answers.clear();
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  private void answer(List<String> script) throws InterruptedException {
    if (script.isEmpty() || !script.getFirst().endsWith(" virtual")) {
      run(script);
    } else {
      Thread.ofVirtual().start(() -> run(script)).join();
    }
  }

  private void run(List<String> script) {
    String now = "";
    boolean threads = script.stream().anyMatch(line -> line.startsWith("later "));
    Arena confined =
        !threads && Math.floorMod(script.getFirst().hashCode(), CONFINED) == 0
            ? Arena.ofConfined()
            : null;
    try {
      for (int i = 0; i < script.size(); i++) {
        now = script.get(i);
        interpreter.at(i + 1);
        interpreter.statement(now);
        if (i == 0 && confined != null) {
          interpreter.memory(confined);
        }
      }
    } catch (RuntimeException | Error e) {
      answers.add("0 broken: " + now + ": " + e);
      e.printStackTrace();
    } finally {
      interpreter.close(); // while the thread is the memory's
      if (confined != null) {
        confined.close();
      }
    }
  }
}
