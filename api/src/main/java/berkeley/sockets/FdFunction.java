/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * Something to do with a raw descriptor; see {@link Socket#use}.
 *
 * @param <R> what it results in
 * @param <X> what it may throw
 * @since 0.1.0
 */
@FunctionalInterface
public interface FdFunction<R, X extends Exception> {
  /**
   * Does it.
   *
   * @param fd the descriptor, open until this method returns; not to be closed or kept
   * @return the result
   * @throws X if it fails
   */
  R apply(int fd) throws X;
}
