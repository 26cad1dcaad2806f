/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.util.List;
import java.util.function.Consumer;

/** A workload whose implementations are measured in slices: see {@link Measurement}. */
public abstract class SlicedWorkload extends Workload {
  protected SlicedWorkload(String id, String title) {
    super(id, title);
  }

  @Override
  public final List<Result> measure(Plan plan, Consumer<String> progress) {
    return new Measurement(this, plan, progress).run();
  }
}
