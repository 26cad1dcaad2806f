/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of native memory of one size, each of which is used again when its segment has become
 * unreachable: what a thread that has ended left behind is the next one's.
 *
 * <p>They do not count as direct memory ({@code -XX:MaxDirectMemorySize}), unlike those of an
 * automatic arena: where a program has used that up, its descriptors can still be closed.
 *
 * <p>A slice or a buffer made of a piece does not keep it: keep the segment itself as well.
 */
public final class Slab {
  private final long size;
  private final long alignment;
  private final int count;
  private final ReferenceQueue<MemorySegment> unreachable = new ReferenceQueue<>();

  private @Nullable Piece all; // keeps the references themselves reachable
  private @Nullable Piece free;
  private MemorySegment chunk = MemorySegment.NULL;
  private long used; // of the chunk

  /**
   * A slab without any memory yet.
   *
   * @param size of a piece in bytes, a multiple of the alignment
   * @param alignment of each piece
   * @param count how many are taken from the system together
   */
  public Slab(long size, long alignment, int count) {
    this.size = size;
    this.alignment = alignment;
    this.count = count;
  }

  private static final class Piece extends WeakReference<MemorySegment> {
    private final MemorySegment chunk;
    private final long offset;
    private @Nullable Piece previous;
    private @Nullable Piece next;

    private Piece(
        MemorySegment memory, ReferenceQueue<MemorySegment> queue, MemorySegment chunk, long at) {
      super(memory, queue);
      this.chunk = chunk;
      this.offset = at;
    }
  }

  /**
   * Memory with anything in it.
   *
   * @return a piece, the caller's as long as it is reachable
   */
  public synchronized MemorySegment allocate() {
    if (free == null) {
      free = (Piece) unreachable.poll();
    }
    if (free == null && used == chunk.byteSize()) {
      chunk = Arena.global().allocate(count * size, alignment);
      used = 0;
    }
    MemorySegment from = free != null ? free.chunk : chunk;
    long at = free != null ? free.offset : used;
    MemorySegment memory = from.asSlice(at, size);
    Piece piece = new Piece(memory, unreachable, from, at);
    // nothing fails from here on: no piece is lost to an OutOfMemoryError
    if (free != null) {
      unlink(free);
      free = null;
    } else {
      used += size;
    }
    piece.next = all;
    if (all != null) {
      all.previous = piece;
    }
    all = piece;
    return memory;
  }

  private void unlink(Piece piece) {
    if (piece.previous == null) {
      all = piece.next;
    } else {
      piece.previous.next = piece.next;
    }
    if (piece.next != null) {
      piece.next.previous = piece.previous;
    }
  }
}
