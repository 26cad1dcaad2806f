/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr_storage;
import berkeley.sockets.internal.calls.CloseOnExec;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.memory.Cmsg;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct msghdr}: all that sendmsg(2) and recvmsg(2) carry, which are data from or to one or
 * more buffers, a name, which is an address, control messages and flags. It is used again and
 * again: sending and receiving one allocates nothing.
 *
 * {@snippet :
 * try (Message message = Message.builder().data(2048).control(IP_TTL).build()) {
 *   while (socket.recv(message) != Socket.WOULD_BLOCK) {
 *     int hops = message.getInt(IP_TTL, -1);
 *     socket.send(message); // back to where it came from
 *   }
 * }
 * }
 *
 * <p>All its memory is native and freed by {@link #close}; whatever uses it later throws
 * IllegalStateException, and so does close while a call uses it. A message is for one thread at a
 * time.
 *
 * @since 0.1.0
 */
public final class Message implements AutoCloseable {

  private static final long NAME = sockaddr_storage.sizeof();
  private static final long IOVEC = iovec.sizeof();
  private static final long IOV_LEN = iovec.iov_len$offset();
  private static final int TRUNC = sys_socket_h.MSG_TRUNC;
  private static final int CMSG_CLOEXEC = Platform.flag(sys_socket_h.MSG_CMSG_CLOEXEC);
  private static final int CTRUNC = sys_socket_h.MSG_CTRUNC;
  private static final long RIGHTS = Cmsg.kind(sys_socket_h.SOL_SOCKET, sys_socket_h.SCM_RIGHTS);
  private static final long PIDFD = Cmsg.kind(sys_socket_h.SOL_SOCKET, Descriptor.SCM_PIDFD);

  private final Arena arena;
  private final boolean owner;
  private final @Nullable Leaks leak; // of an owner
  private final MemorySegment header;
  private final MemorySegment name;
  private final MemorySegment control;

  private MemorySegment vector = MemorySegment.NULL;
  private MemorySegment[] buffers;
  private long capacity;

  private long length;
  private int nameLength;
  private int controlLength;
  private int flags;
  private boolean received; // whether the control messages are received ones
  private List<Descriptor> descriptors = List.of();
  private @Nullable Descriptor process; // of SCM_PIDFD, or null

  /**
   * Says step by step what a message has room for.
   *
   * @return for no data and no control messages, until it is told otherwise
   */
  public static MessageBuilder builder() {
    return new MessageBuilder();
  }

  /**
   * A message by the sizes of what it has room for.
   *
   * @param controlSize bytes for control messages: the sum of their {@code CMSG_SPACE}
   * @param sizes how many bytes each buffer has
   * @deprecated the sizes are easily swapped: {@link #builder} names them
   */
  @Deprecated
  @SuppressWarnings("MustBeClosedChecker") // close() closes it
  public Message(int controlSize, long... sizes) {
    this(Arena.ofShared(), true, null, controlSize, sizes);
  }

  Message(
      Arena arena, boolean owner, @Nullable MemorySegment place, int controlSize, long... sizes) {
    this.arena = arena;
    this.owner = owner;
    boolean made = false;
    try {
      header = place != null ? place : arena.allocate(msghdr.sizeof(), 8);
      name = arena.allocate(NAME, 8);
      control = arena.allocate(Cmsg.align(controlSize), Cmsg.ALIGNMENT).asSlice(0, controlSize);
      msghdr.msg_name(header, name);
      msghdr.msg_control(header, control);
      MemorySegment[] own = new MemorySegment[sizes.length];
      for (int i = 0; i < sizes.length; i++) {
        own[i] = arena.allocate(sizes[i], 8);
      }
      use(own);
      made = true;
    } finally {
      if (!made && owner) {
        arena.close();
      }
    }
    leak = owner && Handle.LEAKS ? Leaks.opened(this, "message", Leaks.MEMORY) : null;
  }

  // ---- data

  /**
   * The first buffer, all of it; its first bytes up to {@link #length} are the data.
   *
   * @return its memory
   */
  public MemorySegment buffer() {
    return buffers[0];
  }

  /**
   * One of the buffers, all of it.
   *
   * @param index which one, from 0
   * @return its memory
   */
  public MemorySegment buffer(int index) {
    return buffers[index];
  }

  /** {@return how many buffers there are} */
  public int bufferCount() {
    return buffers.length;
  }

  /**
   * Sends from and receives into other memory from now on, gathering and scattering. {@link
   * #length} becomes the sum of the lengths.
   *
   * @param segments native memory, which has to stay alive until it is no longer used here: memory
   *     that is freed while a call uses it cannot be protected
   * @throws IllegalArgumentException if one is not native
   */
  public void setBuffers(MemorySegment... segments) {
    Objects.requireNonNull(segments, "segments");
    for (MemorySegment segment : segments) {
      if (!segment.isNative()) {
        throw new IllegalArgumentException("not native memory: " + segment);
      }
    }
    use(segments.clone());
    length = capacity;
  }

  private void use(MemorySegment[] segments) {
    long size = segments.length * IOVEC;
    if (size > vector.byteSize()) {
      vector = arena.allocate(size, 8);
      msghdr.msg_iov(header, vector);
    }
    msghdr.msg_iovlen(header, segments.length);
    long sum = 0;
    for (int i = 0; i < segments.length; i++) {
      iovec.iov_base(vector.asSlice(i * IOVEC, IOVEC), segments[i]);
      sum += segments[i].byteSize();
    }
    buffers = segments;
    capacity = sum;
    length = 0;
  }

  /** The sum of the buffers' lengths. */
  long capacity() {
    return capacity;
  }

  /** {@return how many bytes of data the buffers hold: those received, or to be sent} */
  public long length() {
    return length;
  }

  /**
   * Says how many bytes to send.
   *
   * @param length 0 to the sum of the buffers' lengths
   * @throws IndexOutOfBoundsException if the buffers have less
   */
  public void setLength(long length) {
    if (length < 0 || length > capacity) {
      throw new IndexOutOfBoundsException(length + " of " + capacity + " bytes");
    }
    this.length = length;
  }

  /**
   * Copies the data out of the buffers.
   *
   * @return a new array of {@link #length} bytes
   */
  public byte[] data() {
    byte[] all = new byte[Math.toIntExact(length)];
    int done = 0;
    for (MemorySegment buffer : buffers) {
      int part = (int) Math.min(buffer.byteSize(), length - done);
      MemorySegment.copy(buffer, JAVA_BYTE, 0, all, done, part);
      done += part;
    }
    return all;
  }

  /**
   * Copies data into the buffers and sets the length.
   *
   * @param data the bytes
   * @throws IndexOutOfBoundsException if the buffers have less room
   */
  public void setData(byte[] data) {
    setLength(data.length);
    int done = 0;
    for (MemorySegment buffer : buffers) {
      int part = (int) Math.min(buffer.byteSize(), data.length - done);
      MemorySegment.copy(data, done, buffer, JAVA_BYTE, 0, part);
      done += part;
    }
  }

  // ---- name

  /** {@return the address it came from or goes to, or null for none} */
  public @Nullable SockAddr name() {
    return nameLength == 0 ? null : SockAddr.read(name, nameLength);
  }

  /**
   * Says where to send it; null for where the socket is connected to.
   *
   * @param address the address
   */
  public void setName(@Nullable SockAddr address) {
    nameLength = address == null ? 0 : address.write(name);
  }

  // ---- control

  /**
   * The data of the first control message of a kind.
   *
   * @param <T> the type of its value
   * @param kind the kind, a row or a raw one
   * @return null if there is none, or if it was truncated
   */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T get(ControlMessage<T> kind) {
    if (Cmsg.kind(kind.level(), kind.type()) == RIGHTS && kind.codec() == Descriptor.RIGHTS) {
      return descriptors.isEmpty() ? null : (T) descriptors;
    }
    if (kind.codec() == Descriptor.PIDFD) {
      return (T) process;
    }
    long at = find(kind);
    if (at < 0) {
      return null;
    }
    int size = kind.codec().size();
    int held = Cmsg.dataLength(control, at, controlLength);
    if (held >= size) {
      return kind.codec().decode(control.asSlice(Cmsg.data(at), held), held);
    }
    if (held < kind.codec().least()) {
      return null;
    }
    try (Arena padding = Arena.ofConfined()) {
      MemorySegment padded = padding.allocate(Math.max(size, 8), 8);
      MemorySegment.copy(control, Cmsg.data(at), padded, 0, held);
      return kind.codec().decode(padded, held);
    }
  }

  /**
   * The number in the first control message of a kind, without allocation.
   *
   * @param kind the kind, a row or a raw one
   * @param absent what to return if there is none
   * @return the number
   */
  public int getInt(ControlMessage<Integer> kind, int absent) {
    long at = find(kind);
    if (at < 0) {
      return absent;
    }
    int held = Cmsg.dataLength(control, at, controlLength);
    return (int) Codecs.integer(control, Cmsg.data(at), held);
  }

  private long find(ControlMessage<?> kind) {
    long wanted = Cmsg.kind(kind.level(), kind.type());
    long at = Cmsg.first(controlLength);
    while (at >= 0 && Cmsg.kind(control, at) != wanted) {
      at = Cmsg.next(control, at, controlLength);
    }
    return at;
  }

  /** {@return all control messages as they are, of known and unknown kinds, in their order} */
  public List<ControlMessage.Raw> control() {
    List<ControlMessage.Raw> all = new ArrayList<>();
    long at = Cmsg.first(controlLength);
    while (at >= 0) {
      int held = Cmsg.dataLength(control, at, controlLength);
      byte[] data = control.asSlice(Cmsg.data(at), held).toArray(JAVA_BYTE);
      long kind = Cmsg.kind(control, at);
      all.add(new ControlMessage.Raw((int) (kind >> 32), (int) kind, data));
      at = Cmsg.next(control, at, controlLength);
    }
    return all;
  }

  /**
   * Adds a control message to those to be sent, after dropping any received. They stay for further
   * sends until {@link #clearControl}. Descriptors of {@link Descriptor#RIGHTS} are taken over: the
   * message closes them when it is cleared, used for receiving or closed. What cannot be added
   * leaves the message as it was, but for what it had received, and descriptors with their owners.
   *
   * @param <T> the type of its value
   * @param kind the kind, a row or a raw one
   * @param value its value
   * @return this message
   * @throws IndexOutOfBoundsException if there is no room for it
   * @throws IllegalStateException if one of the descriptors is closed or detached, or there twice
   */
  @SuppressWarnings("unchecked")
  public <T> Message add(ControlMessage<T> kind, T value) {
    Objects.requireNonNull(value, "value");
    if (received) {
      clearControl();
    }
    long data = Cmsg.data(controlLength);
    if (data > control.byteSize()) {
      throw new IndexOutOfBoundsException("no room for " + kind);
    }
    MemorySegment room = control.asSlice(data);
    if (kind.codec() == Descriptor.RIGHTS) {
      addRights((ControlMessage<List<Descriptor>>) kind, (List<Descriptor>) value, room);
    } else {
      put(kind, value, room);
    }
    return this;
  }

  private <T> void put(ControlMessage<T> kind, T value, MemorySegment room) {
    MemorySegment bytes = kind.codec().encode(value, SegmentAllocator.slicingAllocator(room));
    long size = bytes.byteSize();
    room.asSlice(0, size).copyFrom(bytes);
    if (Cmsg.kind(kind.level(), kind.type()) == RIGHTS) { // in whatever form they were given
      for (long i = 0; i + Integer.BYTES <= size; i += Integer.BYTES) {
        Descriptors.lent(room.get(JAVA_INT_UNALIGNED, i));
      }
    }
    Cmsg.put(control, controlLength, kind.level(), kind.type(), size);
    controlLength = (int) Math.min(controlLength + Cmsg.space(size), control.byteSize());
  }

  /** Takes the descriptors first: nobody can close one between its number and its sending. */
  private void addRights(
      ControlMessage<List<Descriptor>> kind, List<Descriptor> given, MemorySegment room) {
    List<Descriptor> taken = Descriptor.takeAll(given);
    boolean added = false;
    try {
      put(kind, taken, room);
      added = true;
    } finally {
      if (!added) {
        Descriptor.giveBack(taken, given);
      }
    }
    for (int i = 0; i < taken.size(); i++) {
      own(taken.get(i));
    }
  }

  /** Drops all control messages, and closes the descriptors among them. */
  public void clearControl() {
    for (Descriptor descriptor : descriptors) {
      descriptor.close();
    }
    descriptors = List.of();
    if (process != null) {
      process.close();
      process = null;
    }
    controlLength = 0;
    received = false;
  }

  private void own(Descriptor descriptor) {
    if (descriptors.isEmpty()) {
      descriptors = new ArrayList<>();
    }
    descriptors.add(descriptor);
  }

  // ---- flags and life

  /** {@return {@code msg_flags}: what recvmsg(2) told, MSG_ flags} */
  public int flags() {
    return flags;
  }

  /** {@return whether the datagram was longer than the buffers: MSG_TRUNC} */
  public boolean isTruncated() {
    return (flags & TRUNC) != 0;
  }

  /**
   * Whether there was no room for all control messages: MSG_CTRUNC. What came is complete.
   *
   * @return whether there was no room for all control messages: MSG_CTRUNC
   */
  public boolean isControlTruncated() {
    return (flags & CTRUNC) != 0;
  }

  /** Empties the message for new use. */
  public void clear() {
    clearControl();
    length = 0;
    nameLength = 0;
    flags = 0;
  }

  /**
   * Frees the memory, and closes descriptors that came and were not taken. The messages of a {@link
   * MessageBatch} are only cleared; their memory is that of the batch.
   *
   * @throws IllegalStateException if a call is using the message
   */
  @Override
  public void close() {
    if (owner && arena.scope().isAlive()) {
      arena.close();
      if (leak != null) {
        leak.closed();
      }
    }
    clear();
  }

  @Override
  public String toString() {
    return "Message[length=" + length + ", flags=" + flags + ", control=" + controlLength + "]";
  }

  // ---- around the calls

  /** Readies the header for sendmsg, and returns it. */
  MemorySegment toSend() {
    vector(length, false);
    msghdr.msg_namelen(header, nameLength);
    msghdr.msg_controllen(header, received ? 0 : controlLength);
    return header;
  }

  /** Empties the message, readies the header for recvmsg, and returns it. */
  MemorySegment toReceive() {
    clear();
    vector(capacity, true);
    msghdr.msg_namelen(header, (int) NAME);
    msghdr.msg_controllen(header, control.byteSize());
    return header;
  }

  private void vector(long bytes, boolean write) {
    for (int i = 0; i < buffers.length; i++) {
      MemorySegment buffer = buffers[i];
      if (!buffer.scope().isAlive()) {
        throw new IllegalStateException("buffer " + i + " is freed");
      }
      if (write && buffer.isReadOnly()) {
        throw new IllegalArgumentException("buffer " + i + " is read-only");
      }
      long part = Math.min(buffer.byteSize(), bytes);
      vector.set(JAVA_LONG_UNALIGNED, i * IOVEC + IOV_LEN, part);
      bytes -= part;
    }
  }

  /** Whether what was received is more than data. */
  boolean tells() {
    return controlLength > 0 || flags != 0;
  }

  /** Takes note of what recvmsg brought, at once: descriptors among it need an owner. */
  void received(long n) {
    received = true;
    length = Math.min(n, capacity);
    nameLength = (int) Math.min(msghdr.msg_namelen(header), NAME);
    controlLength = (int) Math.min(msghdr.msg_controllen(header), control.byteSize());
    flags = msghdr.msg_flags(header) & ~CMSG_CLOEXEC; // the kernel repeats it
    long at = Cmsg.first(controlLength);
    while (at >= 0) {
      long kind = Cmsg.kind(control, at);
      if (kind == RIGHTS) {
        int held = Cmsg.dataLength(control, at, controlLength);
        for (long i = 0; i + 4 <= held; i += 4) {
          int fd = control.get(JAVA_INT_UNALIGNED, Cmsg.data(at) + i);
          Descriptors.made(fd);
          CloseOnExec.received(fd);
          own(Descriptor.adopt(fd));
        }
      } else if (kind == PIDFD && Cmsg.dataLength(control, at, controlLength) >= 4) {
        int fd = control.get(JAVA_INT_UNALIGNED, Cmsg.data(at));
        // -errno if the kernel could make none
        process = fd < 0 ? null : Descriptor.adopt((int) Descriptors.made(fd));
      }
      at = Cmsg.next(control, at, controlLength);
    }
  }
}
