/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_sctp_h;

/**
 * {@code <linux/sctp.h>}: options, notifications and control messages of SCTP.
 *
 * <p>Macros: {@link #SCTP_PR_INDEX}, {@link #SCTP_PR_POLICY}, {@link #SCTP_PR_SET_POLICY}, {@link
 * #SCTP_PR_TTL_ENABLED}, {@link #SCTP_PR_RTX_ENABLED}, {@link #SCTP_PR_PRIO_ENABLED}.
 *
 * <p>What {@code <netinet/sctp.h>} of the lksctp-tools adds are functions over these options, such
 * as sctp_bindx over {@link #SCTP_SOCKOPT_BINDX_ADD}; that library is not part of libc.
 *
 * @since 0.1.0
 */
public final class LinuxSctp implements linux_sctp_h {
  private LinuxSctp() {}

  /**
   * {@code int SCTP_PR_INDEX(x)}
   *
   * <p>The index of a policy of partial reliability in the counters of its status.
   *
   * <p>Differences from C: takes the policy, as Java has no macro that completes a name: {@code
   * SCTP_PR_INDEX(SCTP_PR_SCTP_TTL)} for {@code SCTP_PR_INDEX(TTL)}.
   *
   * @param policy {@code SCTP_PR_SCTP_*}
   * @return the index, -1 for {@code SCTP_PR_SCTP_NONE}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6458">RFC 6458</a>
   */
  public static int SCTP_PR_INDEX(int policy) {
    return (policy >> 4) - 1;
  }

  /**
   * {@code int SCTP_PR_POLICY(int x)}
   *
   * <p>The policy of partial reliability among the flags of a message.
   *
   * <p>Differences from C: none.
   *
   * @param x the flags
   * @return {@code SCTP_PR_SCTP_*}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6458">RFC 6458</a>
   */
  public static int SCTP_PR_POLICY(int x) {
    return x & SCTP_PR_SCTP_MASK;
  }

  /**
   * {@code void SCTP_PR_SET_POLICY(int flags, int x)}
   *
   * <p>Puts a policy of partial reliability among the flags of a message.
   *
   * <p>Differences from C: returns the flags, as Java has no macro that assigns.
   *
   * @param flags the flags
   * @param x {@code SCTP_PR_SCTP_*}
   * @return the flags with the policy
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6458">RFC 6458</a>
   */
  public static int SCTP_PR_SET_POLICY(int flags, int x) {
    return flags & ~SCTP_PR_SCTP_MASK | x;
  }

  /**
   * {@code int SCTP_PR_TTL_ENABLED(int x)}
   *
   * <p>Whether the flags of a message limit its delivery by a lifetime.
   *
   * <p>Differences from C: a boolean.
   *
   * @param x the flags
   * @return true when they do
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6458">RFC 6458</a>
   */
  public static boolean SCTP_PR_TTL_ENABLED(int x) {
    return SCTP_PR_POLICY(x) == SCTP_PR_SCTP_TTL;
  }

  /**
   * {@code int SCTP_PR_RTX_ENABLED(int x)}
   *
   * <p>Whether the flags of a message limit its delivery by a number of retransmissions.
   *
   * <p>Differences from C: a boolean.
   *
   * @param x the flags
   * @return true when they do
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6458">RFC 6458</a>
   */
  public static boolean SCTP_PR_RTX_ENABLED(int x) {
    return SCTP_PR_POLICY(x) == SCTP_PR_SCTP_RTX;
  }

  /**
   * {@code int SCTP_PR_PRIO_ENABLED(int x)}
   *
   * <p>Whether the flags of a message limit its delivery by a priority.
   *
   * <p>Differences from C: a boolean.
   *
   * @param x the flags
   * @return true when they do
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6458">RFC 6458</a>
   */
  public static boolean SCTP_PR_PRIO_ENABLED(int x) {
    return SCTP_PR_POLICY(x) == SCTP_PR_SCTP_PRIO;
  }
}
