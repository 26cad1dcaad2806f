/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Gathers from and scatters to several buffers. What is in native memory goes to the kernel as it
 * is, in one call; of others a copy goes, a piece at a time.
 */
final class Buffers {
  private static final int MOST = 1024; // the kernel's IOV_MAX
  private static final int PIECE = 1 << 16;
  private static final int KEPT = 8;

  private static final ConcurrentLinkedQueue<ByteBuffer> COPIES = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger KEPT_NOW = new AtomicInteger();

  private Buffers() {}

  /** The buffers that are not empty, or at least the first so many. */
  private static ByteBuffer[] filled(ByteBuffer[] all, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, all.length);
    ByteBuffer[] some = new ByteBuffer[Math.min(length, MOST)];
    int n = 0;
    for (int i = offset; i < offset + length && n < some.length; i++) {
      if (all[i].hasRemaining()) {
        some[n++] = all[i];
      }
    }
    return n == some.length ? some : java.util.Arrays.copyOf(some, n);
  }

  static boolean anyRemaining(ByteBuffer[] all, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (all[i].hasRemaining()) {
        return true;
      }
    }
    return false;
  }

  private static boolean allNative(ByteBuffer[] buffers) {
    for (ByteBuffer each : buffers) {
      if (!each.isDirect()) {
        return false;
      }
    }
    return true;
  }

  /** Of what of the two is not null. */
  static void checkWritable(
      @Nullable ByteBuffer one, ByteBuffer @Nullable [] several, int offset, int length) {
    if (one != null) {
      checkWritable(one);
    } else if (several != null) {
      for (int i = offset; i < offset + length; i++) {
        checkWritable(several[i]);
      }
    }
  }

  private static void checkWritable(ByteBuffer buffer) {
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
  }

  /** As {@link Socket#send(ByteBuffer, int)}, of several. */
  static long send(Socket socket, ByteBuffer[] all, int offset, int length, int flags)
      throws IOException {
    ByteBuffer[] filled = filled(all, offset, length);
    if (filled.length <= 1) {
      return filled.length == 0 ? 0 : socket.send(filled[0], flags);
    }
    if (!allNative(filled)) {
      return sendCopies(socket, filled, flags);
    }
    long n;
    try {
      n = socket.send(segments(filled), flags);
    } finally {
      Reference.reachabilityFence(filled);
    }
    advance(filled, n);
    return n;
  }

  private static long sendCopies(Socket socket, ByteBuffer[] filled, int flags) throws IOException {
    ByteBuffer copy = take();
    long done = 0;
    try {
      while (true) {
        copy.clear();
        for (ByteBuffer each : filled) {
          int n = Math.min(each.remaining(), copy.remaining());
          copy.put(copy.position(), each, each.position(), n).position(copy.position() + n);
        }
        copy.flip();
        int wanted = copy.remaining();
        if (wanted == 0) {
          return done;
        }
        long n;
        try {
          n = socket.send(copy, flags);
        } catch (IOException e) {
          if (done == 0) {
            throw e;
          }
          return done; // the next call meets the failure again
        }
        advance(filled, n);
        done += Math.max(n, 0);
        if (n < wanted) {
          return done == 0 ? n : done;
        }
      }
    } finally {
      give(copy);
    }
  }

  /** As {@link Socket#recv(ByteBuffer, int)}, into several. */
  static long receive(Socket socket, ByteBuffer[] all, int offset, int length, int flags)
      throws IOException {
    ByteBuffer[] empty = filled(all, offset, length);
    if (empty.length <= 1) {
      return empty.length == 0 ? 0 : socket.recv(empty[0], flags);
    }
    if (allNative(empty)) {
      long n;
      try {
        n = socket.recv(segments(empty), flags);
      } finally {
        Reference.reachabilityFence(empty);
      }
      advance(empty, n);
      return n;
    }
    ByteBuffer copy = take();
    try {
      long room = 0;
      for (ByteBuffer each : empty) {
        room += each.remaining();
      }
      copy.clear().limit((int) Math.min(room, PIECE));
      int n = socket.recv(copy, flags);
      copy.flip();
      for (ByteBuffer each : empty) {
        int part = Math.min(each.remaining(), copy.remaining());
        each.put(each.position(), copy, copy.position(), part).position(each.position() + part);
        copy.position(copy.position() + part);
      }
      return n;
    } finally {
      give(copy);
    }
  }

  private static MemorySegment[] segments(ByteBuffer[] buffers) {
    MemorySegment[] segments = new MemorySegment[buffers.length];
    for (int i = 0; i < segments.length; i++) {
      segments[i] = MemorySegment.ofBuffer(buffers[i]);
    }
    return segments;
  }

  private static void advance(ByteBuffer[] buffers, long moved) {
    long left = moved;
    for (int i = 0; left > 0; i++) {
      int part = (int) Math.min(left, buffers[i].remaining());
      buffers[i].position(buffers[i].position() + part);
      left -= part;
    }
  }

  private static ByteBuffer take() {
    ByteBuffer kept = COPIES.poll();
    if (kept == null) {
      return ByteBuffer.allocateDirect(PIECE);
    }
    KEPT_NOW.decrementAndGet();
    return kept;
  }

  private static void give(ByteBuffer copy) {
    if (KEPT_NOW.get() < KEPT) {
      KEPT_NOW.incrementAndGet();
      COPIES.add(copy);
    }
  }
}
