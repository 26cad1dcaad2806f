/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.SockOpt;
import berkeley.sockets.bindings.headers.linux_vm_sockets_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.time.Duration;

/**
 * The options of level {@code AF_VSOCK}; numbers are those of {@code <linux/vm_sockets.h>}, the
 * manual is <a href="https://man7.org/linux/man-pages/man7/vsock.7.html">vsock(7)</a>.
 *
 * @since 0.1.0
 */
public final class VsockOptions {

  private VsockOptions() {}

  private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
    return new SockOpt<>(name, sys_socket_h.AF_VSOCK, number, codec);
  }

  /** {@code SO_VM_SOCKETS_BUFFER_MAX_SIZE}: the most bytes that the receive buffer can get. */
  public static final SockOpt<Long> SO_VM_SOCKETS_BUFFER_MAX_SIZE =
      row(
          "SO_VM_SOCKETS_BUFFER_MAX_SIZE",
          linux_vm_sockets_h.SO_VM_SOCKETS_BUFFER_MAX_SIZE,
          Codec.LONG);

  /** {@code SO_VM_SOCKETS_BUFFER_MIN_SIZE}: the least bytes that it can get. */
  public static final SockOpt<Long> SO_VM_SOCKETS_BUFFER_MIN_SIZE =
      row(
          "SO_VM_SOCKETS_BUFFER_MIN_SIZE",
          linux_vm_sockets_h.SO_VM_SOCKETS_BUFFER_MIN_SIZE,
          Codec.LONG);

  /** {@code SO_VM_SOCKETS_BUFFER_SIZE}: bytes of the receive buffer. */
  public static final SockOpt<Long> SO_VM_SOCKETS_BUFFER_SIZE =
      row("SO_VM_SOCKETS_BUFFER_SIZE", linux_vm_sockets_h.SO_VM_SOCKETS_BUFFER_SIZE, Codec.LONG);

  /** {@code SO_VM_SOCKETS_CONNECT_TIMEOUT}: the longest time that connect(2) waits. */
  public static final SockOpt<Duration> SO_VM_SOCKETS_CONNECT_TIMEOUT =
      row(
          "SO_VM_SOCKETS_CONNECT_TIMEOUT",
          linux_vm_sockets_h.SO_VM_SOCKETS_CONNECT_TIMEOUT,
          Codec.DURATION);
}
