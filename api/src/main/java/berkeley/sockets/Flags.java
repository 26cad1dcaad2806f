/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Batches;
import berkeley.sockets.internal.calls.CloseOnExec;

/**
 * Flags of C, for the parameters that are named so; several are joined by {@code |}.
 *
 * {@snippet :
 * import static berkeley.sockets.Flags.*;
 *
 * int n = socket.recv(buffer, MSG_PEEK | MSG_DONTWAIT);
 * }
 *
 * <p>Whatever else C defines can be given as well, as its number. {@code MSG_NOSIGNAL} and {@code
 * MSG_CMSG_CLOEXEC} need not be: they are always set. Where a system lacks a flag its number is
 * {@link berkeley.sockets.c.Platform#ABSENT}, which is not to be passed: {@link
 * berkeley.sockets.c.Platform#has} tells.
 *
 * @since 0.1.0
 */
public final class Flags {
  private Flags() {}

  // ---- of sending and receiving

  /** {@code MSG_DONTWAIT}: this call does not wait, as on a non-blocking socket. */
  public static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  /** {@code MSG_OOB}: the urgent byte of a stream. */
  public static final int MSG_OOB = sys_socket_h.MSG_OOB;

  // ---- of receiving

  /** {@code MSG_PEEK}: what is received stays there for the next call. */
  public static final int MSG_PEEK = sys_socket_h.MSG_PEEK;

  /** {@code MSG_WAITALL}: waits until the buffer is full, where no end, error or signal comes. */
  public static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;

  /**
   * {@code MSG_TRUNC}: the result is a datagram's whole length. In {@link Message#flags}: it was
   * longer than the buffers.
   */
  public static final int MSG_TRUNC = sys_socket_h.MSG_TRUNC;

  /** {@code MSG_ERRQUEUE}: from the queue of errors and notifications, which never waits. */
  public static final int MSG_ERRQUEUE = sys_socket_h.MSG_ERRQUEUE;

  /** {@code MSG_WAITFORONE}: waits for the first message of a batch only. */
  public static final int MSG_WAITFORONE = Batches.WAITFORONE;

  // ---- of sending

  /** {@code MSG_MORE}: more follows; the kernel joins it to this, in one segment or datagram. */
  public static final int MSG_MORE = sys_socket_h.MSG_MORE;

  /** {@code MSG_EOR}: the end of a record, of sockets that have records. */
  public static final int MSG_EOR = sys_socket_h.MSG_EOR;

  /** {@code MSG_CONFIRM}: the peer has answered; its link-layer address needs no new probe. */
  public static final int MSG_CONFIRM = sys_socket_h.MSG_CONFIRM;

  /** {@code MSG_DONTROUTE}: only to hosts on directly connected networks. */
  public static final int MSG_DONTROUTE = sys_socket_h.MSG_DONTROUTE;

  /** {@code MSG_ZEROCOPY}: the kernel sends from this memory; it says later when it is done. */
  public static final int MSG_ZEROCOPY = sys_socket_h.MSG_ZEROCOPY;

  /** {@code MSG_FASTOPEN}: connects and sends the first data with the first segment. */
  public static final int MSG_FASTOPEN = sys_socket_h.MSG_FASTOPEN;

  // ---- what Message.flags() tells besides

  /** {@code MSG_CTRUNC}: there was no room for all control messages. */
  public static final int MSG_CTRUNC = sys_socket_h.MSG_CTRUNC;

  // ---- of accept

  /** {@code SOCK_NONBLOCK}: the accepted socket is non-blocking. */
  public static final int SOCK_NONBLOCK = CloseOnExec.NONBLOCK;

  // ---- of AddressInfo.resolve

  /** {@code AI_PASSIVE}: addresses to bind to; without a host the unspecified ones. */
  public static final int AI_PASSIVE = netdb_h.AI_PASSIVE;

  /** {@code AI_CANONNAME}: also the host's official name. */
  public static final int AI_CANONNAME = netdb_h.AI_CANONNAME;

  /** {@code AI_NUMERICHOST}: the host is numbers; no name server is asked. */
  public static final int AI_NUMERICHOST = netdb_h.AI_NUMERICHOST;

  /** {@code AI_NUMERICSERV}: the service is a number. */
  public static final int AI_NUMERICSERV = netdb_h.AI_NUMERICSERV;

  /** {@code AI_ADDRCONFIG}: only families of which this host has an address. */
  public static final int AI_ADDRCONFIG = netdb_h.AI_ADDRCONFIG;

  /** {@code AI_V4MAPPED}: of a host without IPv6 addresses, its IPv4 ones as mapped IPv6. */
  public static final int AI_V4MAPPED = netdb_h.AI_V4MAPPED;

  /** {@code AI_ALL}: with {@link #AI_V4MAPPED}, both. */
  public static final int AI_ALL = netdb_h.AI_ALL;

  // ---- of AddressInfo.reverse

  /** {@code NI_NUMERICHOST}: the host in numbers; no name server is asked. */
  public static final int NI_NUMERICHOST = netdb_h.NI_NUMERICHOST;

  /** {@code NI_NUMERICSERV}: the port as a number. */
  public static final int NI_NUMERICSERV = netdb_h.NI_NUMERICSERV;

  /** {@code NI_NAMEREQD}: a host without a name is a failure. */
  public static final int NI_NAMEREQD = netdb_h.NI_NAMEREQD;

  /** {@code NI_DGRAM}: the name of the service of datagrams. */
  public static final int NI_DGRAM = netdb_h.NI_DGRAM;

  /** {@code NI_NOFQDN}: of hosts of this domain the first part of the name only. */
  public static final int NI_NOFQDN = netdb_h.NI_NOFQDN;
}
