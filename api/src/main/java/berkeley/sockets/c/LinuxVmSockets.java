/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_vm_sockets_h;

/**
 * {@code <linux/vm_sockets.h>}: sockets between virtual machines and their host.
 *
 * <p>Macros: {@link #VM_SOCKETS_VERSION_EPOCH}, {@link #VM_SOCKETS_VERSION_MAJOR}, {@link
 * #VM_SOCKETS_VERSION_MINOR}.
 *
 * @since 0.1.0
 */
public final class LinuxVmSockets extends SysSocket implements linux_vm_sockets_h {
  private LinuxVmSockets() {}

  /**
   * {@code unsigned VM_SOCKETS_VERSION_EPOCH(unsigned _v)}
   *
   * <p>The epoch of a version.
   *
   * <p>Differences from C: none.
   *
   * @param _v the version
   * @return the number
   * @see <a href="https://man7.org/linux/man-pages/man7/vsock.7.html">vsock(7)</a>
   */
  public static int VM_SOCKETS_VERSION_EPOCH(int _v) {
    return _v >>> 24;
  }

  /**
   * {@code unsigned VM_SOCKETS_VERSION_MAJOR(unsigned _v)}
   *
   * <p>The major part of a version.
   *
   * <p>Differences from C: none.
   *
   * @param _v the version
   * @return the number
   * @see <a href="https://man7.org/linux/man-pages/man7/vsock.7.html">vsock(7)</a>
   */
  public static int VM_SOCKETS_VERSION_MAJOR(int _v) {
    return _v >>> 16 & 0xff;
  }

  /**
   * {@code unsigned VM_SOCKETS_VERSION_MINOR(unsigned _v)}
   *
   * <p>The minor part of a version.
   *
   * <p>Differences from C: none.
   *
   * @param _v the version
   * @return the number
   * @see <a href="https://man7.org/linux/man-pages/man7/vsock.7.html">vsock(7)</a>
   */
  public static int VM_SOCKETS_VERSION_MINOR(int _v) {
    return _v & 0xffff;
  }
}
