/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.Cells;

/**
 * Knows of some receives that they would find nothing, so that a thread parks without trying.
 *
 * <p>A receive on TCP that got less than it asked for has emptied the socket's queue. Whatever
 * comes into the queue later is an event, and each event changes the ticket, before its waiters are
 * taken out. So while the ticket is the one from before that receive, and stays so after the thread
 * has been listed, either nothing has come or the event will find the thread. It does not matter
 * which thread or process received before or since: nobody puts data back.
 *
 * <p>Fewer bytes do not mean an empty queue
 *
 * <ul>
 *   <li>where there is urgent data, before which a receive stops, and where the other end has
 *       closed or failed, which a receive tells only when it has no data: after an event that said
 *       so, or once urgent data were asked for here, nothing is concluded any more for that
 *       descriptor;
 *   <li>in protocols other than plain TCP: UNIX streams, SCTP, MPTCP, TLS in the kernel. These are
 *       asked for once per descriptor, when it is worth it. MPTCP and SMC have other numbers, and
 *       what is on top of TCP has a name.
 * </ul>
 *
 * <p>What cannot be asked for, such as a BPF program that takes data out of the queue, is found
 * when the wait is verified: a socket that is readable then gets no more conclusions, and the
 * thread tries.
 */
public final class ShortReceives {
  /** Events after which nothing is concluded. */
  static final int TELLING =
      Platform.flag(poll_h.POLLRDHUP) | poll_h.POLLHUP | poll_h.POLLERR | poll_h.POLLPRI;

  /** A ticket that there never is. */
  static final long NONE = -1;

  /**
   * What is received of heap memory at once at least: less than that is less than was asked for.
   */
  private static final long PART = 16 << 10;

  private static final int UNKNOWN = 0;
  private static final int PLAIN = 1;
  private static final int OTHER = 2;

  private ShortReceives() {}

  /** Whether a receive that asks like that tells whether there is more, and can be left out. */
  public static boolean tells(long n, int flags) {
    return n > 0 && (flags & ~Platform.flag(sys_socket_h.MSG_NOSIGNAL)) == 0;
  }

  /**
   * To be told of a receive that {@link #tells}.
   *
   * @param ticket from before it
   */
  public static void received(int fd, long ticket, long received, long n) {
    if (received > 0 && received < Math.min(n, PART)) {
      DescriptorState state = DescriptorState.known(fd);
      if (state != null) {
        state.emptied = ticket;
      }
    }
  }

  /**
   * Whether a receive that {@link #tells} would find nothing.
   *
   * @param ticket from now
   */
  public static boolean foundEmpty(int fd, long ticket) {
    DescriptorState state = DescriptorState.known(fd);
    return state != null
        && state.emptied == ticket
        && ticket != Parking.NOT_YET
        && !state.telling
        && BlockingMode.isKnown(state, BlockingMode.IN)
        && isPlain(state);
  }

  /** A receive asked for urgent data, and may have taken what the next event would tell of. */
  public static void aside(int fd) {
    DescriptorState state = DescriptorState.known(fd);
    if (state != null) {
      state.telling = true;
    }
  }

  /**
   * Whether there is something although nothing should be, unless an event is on its way. This is
   * asked while a wait is verified, and {@link #confirm} some time later.
   */
  static boolean suspect(DescriptorState state) {
    if (state.protocol != PLAIN || state.telling) {
      return false;
    }
    long ticket = state.ticketIn();
    if (state.emptied != ticket || !isReadable(state)) {
      return false;
    }
    state.suspected = ticket;
    return true;
  }

  /** If no event has come, concludes nothing any more of the descriptor, and wakes its waiters. */
  static void confirm(DescriptorState state) {
    if (state.suspected == state.ticketIn() && isReadable(state)) {
      state.telling = true;
      state.in.wakeAll();
    }
    state.suspected = NONE;
  }

  private static boolean isReadable(DescriptorState state) {
    return (Query.ready(state.fd, poll_h.POLLIN) & poll_h.POLLIN) != 0;
  }

  private static boolean isPlain(DescriptorState state) {
    if (state.protocol == UNKNOWN) {
      state.protocol = isPlainTcp(state.fd) ? PLAIN : OTHER;
    }
    return state.protocol == PLAIN;
  }

  /** Only TCP has this option; a socket of AF_NETLINK may have its number. */
  static boolean isPlainTcp(int fd) {
    if (!Platform.has(netinet_tcp_h.TCP_ULP) || !Query.isTcp(fd)) {
      return false;
    }
    Cells cells = Cells.acquire();
    try {
      long result =
          Sys.getsockopt(
              fd,
              netinet_in_h.IPPROTO_TCP,
              netinet_tcp_h.TCP_ULP,
              cells.value(0L),
              cells.length(Long.BYTES));
      return result == 0 && cells.longAt() == 0; // nothing is stored where there is no name
    } finally {
      cells.release();
    }
  }
}
