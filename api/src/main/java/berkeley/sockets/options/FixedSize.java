/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;

/** The codec of a struct of which a part is no value. */
abstract class FixedSize<T> implements Codec<T> {
  @Override
  public final int least() {
    return size();
  }
}
