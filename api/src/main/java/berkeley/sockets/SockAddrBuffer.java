/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Pool;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr_storage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct sockaddr_storage} and its {@code socklen_t}: native memory that holds one address
 * and is used again and again, so that receiving and answering datagrams allocates nothing. The
 * address is taken apart only when {@link #get} asks for it.
 *
 * <p>Not safe for use by several threads at once.
 *
 * @since 0.1.0
 */
public final class SockAddrBuffer {
  /** How many bytes the longest address has: {@code sizeof(struct sockaddr_storage)}. */
  public static final int CAPACITY = (int) sockaddr_storage.sizeof();

  private static final Pool<SockAddrBuffer> POOL =
      new Pool<>() {
        @Override
        protected SockAddrBuffer make() {
          return new SockAddrBuffer();
        }
      };

  private final MemorySegment memory;
  private final MemorySegment length;
  private final ByteBuffer bytes;
  private final ByteBuffer lengths;

  /** Memory without an address in it. */
  public SockAddrBuffer() {
    MemorySegment all = Arena.ofAuto().allocate(CAPACITY + Integer.BYTES, Long.BYTES);
    memory = all.asSlice(0, CAPACITY);
    length = all.asSlice(CAPACITY, Integer.BYTES);
    bytes = memory.asByteBuffer();
    lengths = length.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /**
   * Memory that holds an address.
   *
   * @param address the address
   */
  public SockAddrBuffer(SockAddr address) {
    this();
    set(address);
  }

  /**
   * Writes an address.
   *
   * @param address the address
   * @return this
   */
  public SockAddrBuffer set(SockAddr address) {
    lengths.putInt(0, SockAddrCodec.encode(address, bytes));
    return this;
  }

  /** {@return the address as a value of its own, or null if there is none} */
  public @Nullable SockAddr get() {
    return SockAddrCodec.decode(bytes, length());
  }

  /** As {@link #get}, but of no address one of {@link Domain#UNSPEC}. */
  SockAddr getOrNone() {
    @Nullable SockAddr address = get();
    return address != null ? address : new SockAddr.Opaque(Domain.UNSPEC, new byte[0]);
  }

  /** {@return how many bytes the address has; 0 is no address} */
  public int length() {
    return Math.min(lengths.getInt(0), CAPACITY);
  }

  /** {@return the bytes of the address, for calls that take a {@code struct sockaddr *}} */
  public MemorySegment memory() {
    return memory;
  }

  /** Offers all the memory to a call that fills it in, and its cell for the length. */
  MemorySegment offer() {
    lengths.putInt(0, CAPACITY);
    return length;
  }

  static SockAddrBuffer acquire() {
    return POOL.acquire();
  }

  void release() {
    POOL.release(this);
  }

  @Override
  public String toString() {
    return String.valueOf(get());
  }
}
