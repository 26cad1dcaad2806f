/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import berkeley.sockets.bindings.headers.errno_h;

/** The failures that decide what is done next, as a call returns them: errno, negated. */
public final class Results {
  public static final long AGAIN = -errno_h.EAGAIN;
  public static final long ALREADY = -errno_h.EALREADY;
  public static final long BADF = -errno_h.EBADF;
  public static final long EXIST = -errno_h.EEXIST;
  public static final long INPROGRESS = -errno_h.EINPROGRESS;
  public static final long INTR = -errno_h.EINTR;
  public static final long INVAL = -errno_h.EINVAL;
  public static final long ISCONN = -errno_h.EISCONN;
  public static final long NOENT = -errno_h.ENOENT;
  public static final long NOSYS = -errno_h.ENOSYS;
  public static final long NOTSOCK = -errno_h.ENOTSOCK;
  public static final long OPNOTSUPP = -errno_h.EOPNOTSUPP;
  public static final long PERM = -errno_h.EPERM;
  public static final long PIPE = -errno_h.EPIPE;

  private Results() {}
}
