/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_tls_h;

/**
 * {@code <linux/tls.h>}: TLS records made by the kernel, {@code TCP_ULP} with {@code "tls"}.
 *
 * @since 0.1.0
 */
public final class LinuxTls implements linux_tls_h {
  private LinuxTls() {}

  /**
   * {@code int TLS_VERSION_MINOR(int ver)}
   *
   * <p>The minor number of a protocol version.
   *
   * <p>Differences from C: none.
   *
   * @param ver {@code TLS_1_*_VERSION}
   * @return the number
   * @see <a href="https://docs.kernel.org/networking/tls.html">Kernel TLS</a>
   */
  public static int TLS_VERSION_MINOR(int ver) {
    return ver & 0xff;
  }

  /**
   * {@code int TLS_VERSION_MAJOR(int ver)}
   *
   * <p>The major number of a protocol version.
   *
   * <p>Differences from C: none.
   *
   * @param ver {@code TLS_1_*_VERSION}
   * @return the number
   * @see <a href="https://docs.kernel.org/networking/tls.html">Kernel TLS</a>
   */
  public static int TLS_VERSION_MAJOR(int ver) {
    return ver >> 8 & 0xff;
  }
}
