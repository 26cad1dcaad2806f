/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import static berkeley.sockets.c.Errno.EAGAIN;
import static berkeley.sockets.c.Errno.EINPROGRESS;
import static berkeley.sockets.c.Fcntl.F_SETFD;
import static berkeley.sockets.c.SysSocket.AF_UNIX;
import static berkeley.sockets.c.SysSocket.SOCK_CLOEXEC;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Protocol;
import berkeley.sockets.Shutdown;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.SysIoctl;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The object layer, where it has the call and its types can say what the script says; the mirror
 * for all else, such as lengths that are no address's, and pointers to nowhere.
 *
 * <p>By its contract the object layer opens with close-on-exec: that is taken back where the script
 * did not ask for it, so that descriptor tables stay comparable.
 */
final class ObjectSkin implements Interpreter.Skin {
  /** A call that the object layer has; null where it cannot express the arguments. */
  private interface Row {
    Object call(Object[] a, List<Object> arguments, int line) throws IOException;
  }

  private final HeapSkin mirror = new HeapSkin();
  private final Map<Integer, Socket> sockets = new ConcurrentHashMap<>();
  private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();
  private final ObjectMessages messages = new ObjectMessages();
  private final ObjectOptions options = new ObjectOptions();

  private final Map<String, Row> rows =
      Map.ofEntries(
          Map.entry("socket", (a, all, line) -> socket(a)),
          Map.entry("socketpair", (a, all, line) -> pair(a, all)),
          Map.entry("bind", (a, all, line) -> bind(a, all)),
          Map.entry("listen", (a, all, line) -> done(of(a), s -> s.listen((int) a[1]))),
          Map.entry("accept", (a, all, line) -> accept(a, all, 0)),
          Map.entry("accept4", (a, all, line) -> accept(a, all, (int) a[3])),
          Map.entry("connect", (a, all, line) -> connect(a, all)),
          Map.entry("getsockname", (a, all, line) -> name(a, all, false)),
          Map.entry("getpeername", (a, all, line) -> name(a, all, true)),
          Map.entry("shutdown", (a, all, line) -> shutdown(a)),
          Map.entry("send", (a, all, line) -> send(a, all, line)),
          Map.entry("sendto", (a, all, line) -> send(a, all, line)),
          Map.entry("recv", (a, all, line) -> recv(a, all, line)),
          Map.entry("recvfrom", (a, all, line) -> recv(a, all, line)),
          Map.entry("sendmsg", (a, all, line) -> messages.send(of(a), a, all)),
          Map.entry("recvmsg", (a, all, line) -> messages.recv(of(a), a, all)),
          Map.entry("sendmmsg", (a, all, line) -> messages.sendBatch(of(a), a, all)),
          Map.entry("recvmmsg", (a, all, line) -> messages.recvBatch(of(a), a, all)),
          Map.entry("getsockopt", (a, all, line) -> options.get(of(a), a, all)),
          Map.entry("setsockopt", (a, all, line) -> options.set(of(a), a, all)),
          Map.entry("dup", (a, all, line) -> dup(a)),
          Map.entry("ioctl", (a, all, line) -> mode(a, all)),
          Map.entry("close", (a, all, line) -> close(a)));

  @Override
  public Object call(Method method, Object[] a, List<Object> arguments, int line) {
    Row row = rows.get(method.getName());
    try {
      Object result = row == null ? null : row.call(a, arguments, line);
      if (result != null) {
        return result;
      }
    } catch (ErrnoException e) {
      return failed(e.value());
    } catch (IllegalArgumentException e) {
      if (!e.getMessage().startsWith("the buffer has no room")) {
        return e;
      } // else it took nothing and told nothing, and C's 0 follows
    } catch (IOException | RuntimeException e) {
      return e; // printed as the answer: C has none like it
    }
    Object result = mirror.call(method, a, arguments, line);
    if (method.getName().startsWith("dup") && a.length > 1 && result.equals(a[1])) {
      disown((int) a[1], (int) a[0]);
    }
    return result;
  }

  static Integer failed(int errno) {
    Errno.errno(errno);
    return -1;
  }

  /** dup2 has put another file under the number. */
  private void disown(int fd, int same) {
    Socket old = fd == same ? null : sockets.remove(fd);
    if (old != null) {
      detach(old);
    }
  }

  private static void detach(Socket socket) {
    try {
      socket.detach();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void endOfCase() {
    sockets.values().forEach(ObjectSkin::detach); // the interpreter closes them
    sockets.clear();
    accepted.clear();
  }

  /** The owner of the first argument, null if it is no open socket. */
  private Socket of(Object[] a) {
    int fd = (int) a[0];
    Socket socket = sockets.get(fd);
    if (socket == null) {
      try {
        socket = Socket.adopt(fd);
      } catch (IOException e) {
        return null;
      }
      sockets.put(fd, socket);
    }
    return socket;
  }

  private int opened(Socket socket, boolean closeOnExec) {
    if (!closeOnExec) {
      Sys.fcntl(socket.fd(), F_SETFD, 0);
    }
    Socket stale = sockets.put(socket.fd(), socket);
    if (stale != null) {
      throw new IllegalStateException("two owners of " + socket.fd());
    }
    return socket.fd();
  }

  private interface Body {
    void run(Socket socket) throws IOException;
  }

  private static Object done(Socket socket, Body body) throws IOException {
    if (socket == null) {
      return null;
    }
    body.run(socket);
    return 0;
  }

  // ---- opening and closing

  private Object socket(Object[] a) throws IOException {
    int type = (int) a[1];
    Socket socket = Socket.open(new Domain((int) a[0]), new Type(type), new Protocol((int) a[2]));
    return opened(socket, (type & SOCK_CLOEXEC) != 0);
  }

  private Object pair(Object[] a, List<Object> all) throws IOException {
    int type = (int) a[1];
    if ((int) a[2] != 0 || !(all.get(3) instanceof Block block) || block.size() < 8) {
      return null;
    }
    Socket[] both = Socket.pair(new Domain((int) a[0]), new Type(type));
    for (int i = 0; i < 2; i++) {
      block.put(4 * i, 4, opened(both[i], (type & SOCK_CLOEXEC) != 0));
    }
    return 0;
  }

  private Object dup(Object[] a) throws IOException {
    Socket socket = of(a);
    if (socket == null) {
      return null;
    }
    Socket copy = socket.dup();
    if (accepted.contains(socket)) {
      accepted.add(copy);
    }
    return opened(copy, false);
  }

  private Object close(Object[] a) throws IOException {
    Socket socket = sockets.remove((int) a[0]);
    return done(socket, Socket::close);
  }

  private Object mode(Object[] a, List<Object> all) throws IOException {
    return (long) a[1] == SysIoctl.FIONBIO && all.get(2) instanceof Block block
        ? done(of(a), s -> s.setNonBlocking(block.get(0, 4) != 0))
        : null;
  }

  // ---- naming and connecting

  /** What a sockaddr says, null if its bytes are not just those that the object layer writes. */
  static SockAddr address(Socket socket, Object memory, long length) throws IOException {
    if (socket == null
        || !(memory instanceof Block block)
        || length < 2
        || length > Math.min(block.size(), 128)) {
      return null;
    }
    SockAddr address = SockAddr.read(block.segment, length);
    byte[] bytes = new byte[128];
    int written = address == null ? 0 : address.write(MemorySegment.ofArray(bytes));
    boolean same =
        written == length
            && MemorySegment.mismatch(
                    MemorySegment.ofArray(bytes), 0, written, block.segment, 0, length)
                < 0;
    boolean path = address instanceof SockAddr.Unix unix && !unix.isUnnamed() && !unix.isAbstract();
    // of a path, what comes after its NUL does not matter to those who take one
    boolean fits = length <= SUN && path;
    return same || fits && socket.getOption(SocketOptions.SO_DOMAIN) == AF_UNIX ? address : null;
  }

  private static final int SUN = 110; // bytes of struct sockaddr_un
  private static final int PACKET = 12; // bytes of struct sockaddr_ll before the address

  /** Writes an address as C does: cut short, with its whole length in the cell. */
  static int write(SockAddr address, MemorySegment to, long room) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[SockAddrBuffer.CAPACITY]);
    int length = address == null ? 0 : address.write(bytes);
    MemorySegment.copy(bytes, 0, to, 0, Math.min(room, length));
    return length;
  }

  private static Object write(SockAddr address, Object to, Object cell, Object result) {
    if (to instanceof Block block && cell instanceof Block length) {
      length.put(0, 4, write(address, block.segment, length.get(0, 4)));
    }
    return result;
  }

  /** Whether C would write an address there without an error. */
  private static boolean takes(Object to, Object cell) {
    boolean none = to instanceof MemorySegment && cell instanceof MemorySegment;
    return none
        || to instanceof Block
            && cell instanceof Block length
            && length.size() >= 4
            && length.get(0, 4) >= 0;
  }

  private Object bind(Object[] a, List<Object> all) throws IOException {
    SockAddr address = address(of(a), all.get(1), (int) a[2]);
    return address == null ? null : done(of(a), s -> s.bind(address));
  }

  private Object connect(Object[] a, List<Object> all) throws IOException {
    SockAddr address = address(of(a), all.get(1), (int) a[2]);
    Socket socket = of(a);
    if (address == null || socket == null) {
      return null;
    }
    return socket.connect(address) ? 0 : failed(EINPROGRESS);
  }

  private Object accept(Object[] a, List<Object> all, int flags) throws IOException {
    Socket listener = of(a);
    if (listener == null || !takes(all.get(1), all.get(2))) {
      return null;
    }
    Socket socket = listener.accept(flags);
    if (socket == null) {
      return failed(EAGAIN);
    }
    accepted.add(socket);
    SockAddr peer = socket.peerAddress();
    return write(peer, all.get(1), all.get(2), opened(socket, (flags & SOCK_CLOEXEC) != 0));
  }

  private Object name(Object[] a, List<Object> all, boolean peer) throws IOException {
    Socket socket = of(a);
    if (socket == null
        || !takes(all.get(1), all.get(2))
        || !(all.get(1) instanceof Block)
        || peer && accepted.contains(socket)) { // told at accept, and not asked for again
      return null;
    }
    SockAddr address = peer ? socket.peerAddress() : socket.localAddress();
    if (address instanceof SockAddr.Packet packet) { // getsockname tells no padding
      Block cell = (Block) all.get(2);
      int length = PACKET + packet.address().length;
      write(address, ((Block) all.get(1)).segment, Math.min(length, cell.get(0, 4)));
      cell.put(0, 4, length);
      return 0;
    }
    return write(address, all.get(1), all.get(2), 0);
  }

  private Object shutdown(Object[] a) throws IOException {
    for (Shutdown how : Shutdown.values()) {
      if (how.value() == (int) a[1]) {
        return done(of(a), s -> s.shutdown(how));
      }
    }
    return null;
  }

  // ---- data

  private static final int FORMS = 5;
  private static final int SHIFT = 3; // arrays and buffers do not begin at 0

  private static boolean isBuffer(Object memory, long n) {
    return n >= 0 && memory instanceof Block block && n <= block.size();
  }

  static Object moved(long n) {
    return n == Socket.WOULD_BLOCK ? failed(EAGAIN) : (Object) n;
  }

  private static ByteBuffer buffer(int form, byte[] bytes) {
    ByteBuffer buffer =
        form == 2
            ? ByteBuffer.allocate(bytes.length + SHIFT)
            : ByteBuffer.allocateDirect(bytes.length + SHIFT);
    return buffer.position(SHIFT).put(bytes).position(SHIFT);
  }

  private Object send(Object[] a, List<Object> all, int line) throws IOException {
    Socket s = of(a);
    long n = (long) a[2];
    boolean to = a.length > 4;
    SockAddr address = to ? address(s, all.get(4), (int) a[5]) : null;
    if (s == null || !isBuffer(all.get(1), n) || to && address == null) {
      return null;
    }
    MemorySegment memory = ((Block) all.get(1)).segment.asSlice(0, n);
    byte[] bytes = memory.toArray(ValueLayout.JAVA_BYTE);
    int flags = (int) a[3];
    int form = HeapSkin.form(line, FORMS);
    if (form == 1) {
      byte[] array = new byte[bytes.length + 2 * SHIFT];
      System.arraycopy(bytes, 0, array, SHIFT, bytes.length);
      return moved(
          to
              ? s.sendTo(array, SHIFT, bytes.length, flags, address)
              : s.send(array, SHIFT, bytes.length, flags));
    }
    if (form == 2 || form == 3) {
      ByteBuffer buffer = buffer(form, bytes);
      int sent = to ? s.sendTo(buffer, flags, address) : s.send(buffer, flags);
      return buffer.position() == SHIFT + Math.max(sent, 0) ? moved(sent) : "position";
    }
    MemorySegment data = form == 0 ? memory : MemorySegment.ofArray(bytes);
    return moved(to ? s.sendTo(data, flags, address) : s.send(data, flags));
  }

  private Object recv(Object[] a, List<Object> all, int line) throws IOException {
    Socket s = of(a);
    long n = (long) a[2];
    boolean from = a.length > 4;
    if (s == null || !isBuffer(all.get(1), n) || from && !takes(all.get(4), all.get(5))) {
      return null;
    }
    MemorySegment memory = ((Block) all.get(1)).segment.asSlice(0, n);
    SockAddrBuffer name = new SockAddrBuffer();
    int flags = (int) a[3];
    int form = HeapSkin.form(line, FORMS);
    long got;
    byte[] bytes = memory.toArray(ValueLayout.JAVA_BYTE);
    if (form == 0) {
      got = from ? s.recvFrom(memory, flags, name) : s.recv(memory, flags);
    } else if (form == 1) {
      byte[] array = new byte[bytes.length + 2 * SHIFT];
      System.arraycopy(bytes, 0, array, SHIFT, bytes.length);
      got =
          from
              ? s.recvFrom(array, SHIFT, bytes.length, flags, name)
              : s.recv(array, SHIFT, bytes.length, flags);
      System.arraycopy(array, SHIFT, bytes, 0, bytes.length);
    } else if (form == 2 || form == 3) {
      ByteBuffer buffer = buffer(form, bytes);
      got = from ? s.recvFrom(buffer, flags, name) : s.recv(buffer, flags);
      if (buffer.position() != SHIFT + Math.clamp(got, 0, bytes.length)) {
        return "position";
      }
      buffer.get(SHIFT, bytes);
    } else {
      MemorySegment heap = MemorySegment.ofArray(bytes);
      got = from ? s.recvFrom(heap, flags, name) : s.recv(heap, flags);
    }
    if (form != 0) {
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    }
    return from && got >= 0 ? write(name.get(), all.get(4), all.get(5), moved(got)) : moved(got);
  }
}
