/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.CloseOnExec;

/**
 * A socket type, the second argument of socket(2).
 *
 * @param value the number in C
 * @since 0.1.0
 */
public record Type(int value) {

  private static final ConstantNames NAMES = new ConstantNames();

  /** {@code SOCK_STREAM}: a stream of bytes, connected. */
  public static final Type STREAM = known(sys_socket_h.SOCK_STREAM, "SOCK_STREAM");

  /** {@code SOCK_DGRAM}: datagrams. */
  public static final Type DGRAM = known(sys_socket_h.SOCK_DGRAM, "SOCK_DGRAM");

  /** {@code SOCK_SEQPACKET}: messages in order, connected. */
  public static final Type SEQPACKET = known(sys_socket_h.SOCK_SEQPACKET, "SOCK_SEQPACKET");

  /** {@code SOCK_RAW}: below the transport protocol, raw(7). */
  public static final Type RAW = known(sys_socket_h.SOCK_RAW, "SOCK_RAW");

  /** {@code SOCK_RDM}: messages, reliable and in any order. */
  public static final Type RDM = known(sys_socket_h.SOCK_RDM, "SOCK_RDM");

  /** {@code SOCK_DCCP}: datagrams with congestion control. */
  public static final Type DCCP = known(sys_socket_h.SOCK_DCCP, "SOCK_DCCP");

  /** {@return this type with {@code SOCK_NONBLOCK}, for sockets that are opened non-blocking} */
  public Type nonBlocking() {
    return new Type(value | CloseOnExec.NONBLOCK);
  }

  private static Type known(int value, String name) {
    return new Type(NAMES.put(value, name));
  }

  /** The name in C, such as {@code SOCK_STREAM}, or the number where it has none here. */
  @Override
  public String toString() {
    int nonBlock = CloseOnExec.NONBLOCK;
    String name = NAMES.get(value & ~nonBlock);
    return (value & nonBlock) == 0 ? name : name + "|SOCK_NONBLOCK";
  }
}
