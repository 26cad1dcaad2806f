/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import static berkeley.sockets.c.Fcntl.F_SETFD;
import static berkeley.sockets.c.SysSocket.MSG_CMSG_CLOEXEC;
import static berkeley.sockets.c.SysSocket.MSG_OOB;
import static berkeley.sockets.c.SysSocket.MSG_TRUNC;
import static berkeley.sockets.c.SysSocket.SCM_RIGHTS;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.SOL_SOCKET;

import berkeley.sockets.Codec;
import berkeley.sockets.ControlMessage;
import berkeley.sockets.Descriptor;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Scripts' struct msghdr as {@link Message}, and back. */
final class ObjectMessages {
  private static final int HEADER = 16; // of a control message
  private static final long MSGHDR = 56;
  private static final long MMSGHDR = 64;
  private static final Map<Long, ControlMessage<?>> KINDS = kinds();

  /** Messages are used again and again, as programs do. */
  private final Map<Integer, Message> messages = new ConcurrentHashMap<>();

  private final Map<Long, MessageBatch> batches = new ConcurrentHashMap<>();

  private static Map<Long, ControlMessage<?>> kinds() {
    Map<Long, ControlMessage<?>> all = new HashMap<>();
    for (Field field : ControlMessage.class.getFields()) {
      try {
        if (field.get(null) instanceof ControlMessage<?> kind) {
          all.putIfAbsent((long) kind.level() << 32 | kind.type(), kind);
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return all;
  }

  /** One struct msghdr in memory. */
  private record Header(Block block, long at) {
    private Object memory(long offset) {
      long pointer = block.get(at + offset, 8);
      for (Block to : block.references) {
        if (to.segment.address() == pointer) {
          return to;
        }
      }
      return MemorySegment.ofAddress(pointer);
    }

    Object name() {
      return memory(0);
    }

    int nameLength() {
      return (int) block.get(at + 8, 4);
    }

    Object control() {
      return memory(32);
    }

    long controlLength() {
      return block.get(at + 40, 8);
    }

    /** The buffers, null if they are none that can be had. */
    MemorySegment[] buffers() {
      long count = block.get(at + 24, 8);
      Object vector = memory(16);
      if (count == 0) {
        return new MemorySegment[0];
      }
      if (!(vector instanceof Block iovecs) || count < 0 || count > iovecs.size() / 16) {
        return null;
      }
      MemorySegment[] all = new MemorySegment[(int) count];
      for (int i = 0; i < count; i++) {
        long length = iovecs.get(16 * i + 8, 8);
        long pointer = iovecs.get(16 * i, 8);
        all[i] = length == 0 ? MemorySegment.NULL : null;
        for (Block to : iovecs.references) {
          if (to.segment.address() == pointer && length >= 0 && length <= to.size()) {
            all[i] = to.segment.asSlice(0, length);
          }
        }
        if (all[i] == null) {
          return null;
        }
      }
      return all;
    }

    /** Whether lengths and pointers are such that a Message can stand for it. */
    boolean isExpressible() {
      long control = controlLength();
      boolean controls =
          control == 0 || control > 0 && control() instanceof Block b && control <= b.size();
      boolean noName = name() instanceof MemorySegment none && none.address() == 0;
      boolean names =
          noName || name() instanceof Block b && nameLength() >= 0 && nameLength() <= b.size();
      return controls && names && buffers() != null && buffers().length <= 1024;
    }
  }

  private static Header header(List<Object> all, long index, long size) {
    return all.get(1) instanceof Block block && block.size() >= (index + 1) * size
        ? new Header(block, index * size)
        : null;
  }

  private Message message(int controlSize) {
    return messages.computeIfAbsent(
        controlSize, size -> Message.builder().controlBytes(size).build());
  }

  // ---- sending

  Object send(Socket socket, Object[] a, List<Object> all) throws IOException {
    Header header = header(all, 0, MSGHDR);
    if (socket == null || header == null || !header.isExpressible()) {
      return null;
    }
    Message message = message((int) header.controlLength());
    try {
      return fill(socket, message, header)
          ? ObjectSkin.moved(socket.send(message, (int) a[2]))
          : null;
    } finally {
      message.clear(); // the copies of descriptors in it
    }
  }

  /** False if the header says what a Message cannot. */
  private static boolean fill(Socket socket, Message message, Header header) throws IOException {
    message.setBuffers(header.buffers());
    SockAddr name = null;
    if (header.nameLength() != 0 && header.name() instanceof Block) {
      name = ObjectSkin.address(socket, header.name(), header.nameLength());
      if (name == null) {
        return false;
      }
    }
    message.setName(name);
    return header.controlLength() == 0 || control(message, header);
  }

  private static boolean control(Message message, Header header) {
    Block control = (Block) header.control();
    long size = header.controlLength();
    long end = 0;
    while (end + HEADER <= size) {
      long length = control.get(end, 8);
      if (length < HEADER || length > size - end) {
        return false;
      }
      long data = end + HEADER;
      byte[] bytes = control.segment.asSlice(data, length - HEADER).toArray(ValueLayout.JAVA_BYTE);
      add(message, (int) control.get(end + 8, 4), (int) control.get(end + 12, 4), bytes);
      end += length + 7 & -8;
    }
    return end == size || end > size;
  }

  /** By the row of its kind, if the row's type holds the very bytes; else as bytes. */
  private static void add(Message message, int level, int type, byte[] bytes) {
    if (level == SOL_SOCKET && type == SCM_RIGHTS && rights(message, bytes)) {
      return;
    }
    ControlMessage<?> kind = KINDS.get((long) level << 32 | type);
    boolean typed = kind != null && type != SCM_RIGHTS && kind.codec().size() == bytes.length;
    if (!typed || !typed(message, kind, bytes)) {
      message.add(ControlMessage.raw(level, type, Codec.BYTES), bytes);
    }
  }

  private static <T> boolean typed(Message message, ControlMessage<T> kind, byte[] bytes) {
    T value = ObjectOptions.exact(kind.codec(), bytes);
    if (value != null) {
      message.add(kind, value);
    }
    return value != null;
  }

  /** Takes over copies, as the script keeps its own. */
  private static boolean rights(Message message, byte[] bytes) {
    int[] fds = new int[bytes.length / 4];
    MemorySegment.ofArray(fds).copyFrom(MemorySegment.ofArray(bytes).asSlice(0, 4L * fds.length));
    List<Descriptor> copies = new ArrayList<>();
    for (int fd : fds) {
      long copy = Sys.fcntl(fd, berkeley.sockets.c.Fcntl.F_DUPFD_CLOEXEC, 0);
      if (copy < 0 || bytes.length % 4 != 0) {
        copies.forEach(Descriptor::close);
        return false;
      }
      copies.add(Descriptor.adopt((int) copy));
    }
    message.add(ControlMessages.SCM_RIGHTS, copies);
    return true;
  }

  Object sendBatch(Socket socket, Object[] a, List<Object> all) throws IOException {
    int count = (int) a[2];
    // lengths sent are not told, and those of a stream can be parts
    if (socket == null || socket.getOption(SocketOptions.SO_TYPE) == SOCK_STREAM) {
      return null;
    }
    MessageBatch batch = batch(all, count);
    if (batch == null) {
      return null;
    }
    try {
      for (int i = 0; i < count; i++) {
        if (!fill(socket, batch.get(i), header(all, i, MMSGHDR))) {
          return null;
        }
      }
      int sent = socket.send(batch, 0, count, (int) a[3]);
      for (int i = 0; i < sent; i++) {
        Header header = header(all, i, MMSGHDR);
        header.block.put(header.at + MSGHDR, 4, batch.get(i).length());
      }
      return ObjectSkin.moved(sent);
    } finally {
      for (int i = 0; i < count; i++) {
        batch.get(i).clear();
      }
    }
  }

  /** All have room for the same control messages in a MessageBatch; null if they do not. */
  private MessageBatch batch(List<Object> all, int count) {
    long size = -1;
    for (int i = 0; i < count; i++) {
      Header header = header(all, i, MMSGHDR);
      if (header == null
          || !header.isExpressible()
          || size >= 0 && header.controlLength() != size) {
        return null;
      }
      size = header.controlLength();
    }
    int control = (int) size;
    return count <= 0
        ? null
        : batches.computeIfAbsent(
            size << 32 | count,
            key -> Message.builder().data(0).controlBytes(control).batch(count));
  }

  // ---- receiving

  Object recv(Socket socket, Object[] a, List<Object> all) throws IOException {
    Header header = header(all, 0, MSGHDR);
    if (socket == null || header == null || !header.isExpressible()) {
      return null;
    }
    Message message = message((int) header.controlLength());
    message.setBuffers(header.buffers());
    long n = socket.recv(message, (int) a[2]);
    if (n >= 0) {
      store(message, header, (int) a[2]);
    }
    return ObjectSkin.moved(n);
  }

  Object recvBatch(Socket socket, Object[] a, List<Object> all) throws IOException {
    int count = (int) a[2];
    int flags = (int) a[3];
    MessageBatch batch = socket == null ? null : batch(all, count);
    // there is no timeout, and a Message tells what it holds, not how long the datagram was
    if (batch == null || all.get(4) instanceof Block || (flags & (MSG_TRUNC | MSG_OOB)) != 0) {
      return null;
    }
    for (int i = 0; i < count; i++) {
      batch.get(i).setBuffers(header(all, i, MMSGHDR).buffers());
    }
    int received = socket.recv(batch, flags);
    for (int i = 0; i < received; i++) {
      Header header = header(all, i, MMSGHDR);
      store(batch.get(i), header, flags);
      header.block.put(header.at + MSGHDR, 4, batch.get(i).length());
    }
    return ObjectSkin.moved(received);
  }

  private static void store(Message message, Header header, int flags) throws IOException {
    if (header.name() instanceof Block name) {
      int length = ObjectSkin.write(message.name(), name.segment, header.nameLength());
      header.block.put(header.at + 8, 4, length);
    }
    if (header.control() instanceof Block control) {
      header.block.put(header.at + 40, 8, store(message, control, header.controlLength()));
    }
    header.block.put(header.at + 48, 4, message.flags() | flags & MSG_CMSG_CLOEXEC);
    List<Descriptor> descriptors = message.get(ControlMessages.SCM_RIGHTS);
    if (descriptors != null) {
      for (Descriptor descriptor : descriptors) {
        int fd = descriptor.detach();
        if ((flags & MSG_CMSG_CLOEXEC) == 0) {
          Sys.fcntl(fd, F_SETFD, 0);
        }
      }
    }
  }

  private static long store(Message message, Block control, long room) {
    long end = 0;
    for (ControlMessage.Raw raw : message.control()) {
      control.put(end, 8, HEADER + raw.data().length);
      control.put(end + 8, 4, raw.level());
      control.put(end + 12, 4, raw.type());
      MemorySegment.copy(
          raw.data(), 0, control.segment, ValueLayout.JAVA_BYTE, end + HEADER, raw.data().length);
      value(message, raw);
      end = Math.min(end + (HEADER + raw.data().length + 7 & -8), room);
    }
    return end;
  }

  /** What the row of the kind makes of it must be the same bytes. */
  private static void value(Message message, ControlMessage.Raw raw) {
    ControlMessage<?> kind = KINDS.get((long) raw.level() << 32 | raw.type());
    if (kind != null && raw.data().length == kind.codec().size()) {
      same(message, kind, raw);
    }
  }

  private static <T> void same(Message message, ControlMessage<T> kind, ControlMessage.Raw raw) {
    T value = message.get(kind);
    if (value == null || kind == (Object) ControlMessages.SCM_RIGHTS) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = kind.codec().encode(value, arena).toArray(ValueLayout.JAVA_BYTE);
      if (!Arrays.equals(bytes, raw.data())
          && message.control().stream().filter(r -> r.type() == raw.type()).count() == 1) {
        throw new IllegalStateException(kind + " " + value + " is not " + raw);
      }
    }
  }
}
