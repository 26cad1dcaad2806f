/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.SockAddr;
import java.net.SocketAddress;
import java.util.Objects;

/**
 * A socket address that java.net has no class for, such as one of AF_VSOCK or an abstract UNIX
 * name, as a {@link SocketAddress}. Two are equal if their addresses are.
 *
 * @since 0.1.0
 */
public final class WrappedAddress extends SocketAddress {
  private static final long serialVersionUID = 1;

  /** Not serializable: the kernel of another machine would read other numbers in it. */
  private final transient SockAddr address;

  /**
   * Wraps an address.
   *
   * @param address the address
   */
  public WrappedAddress(SockAddr address) {
    this.address = Objects.requireNonNull(address);
  }

  /** {@return the address} */
  public SockAddr address() {
    return address;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WrappedAddress that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  /** The text of {@link SockAddr}. */
  @Override
  public String toString() {
    return String.valueOf(address);
  }

  private void readObject(java.io.ObjectInputStream in) throws java.io.NotSerializableException {
    throw new java.io.NotSerializableException(WrappedAddress.class.getName());
  }

  private void writeObject(java.io.ObjectOutputStream out) throws java.io.NotSerializableException {
    throw new java.io.NotSerializableException(WrappedAddress.class.getName());
  }
}
