/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

/**
 * The mirror, with the buffers of the plain data calls in one of the three forms it takes them:
 * native memory, a heap segment, an array.
 */
final class HeapSkin implements Interpreter.Skin {
  static final Set<String> PLAIN = Set.of("send", "sendto", "recv", "recvfrom", "read", "write");

  /** Odd numbers, so that the forms do not follow the steps in which scripts repeat themselves. */
  static int form(int line, int forms) {
    return (line * 0x9e3779b1 >>> 8) % forms;
  }

  @Override
  public Object call(Method method, Object[] a, List<Object> arguments, int line) {
    int form = form(line, 3);
    if (form == 0
        || !PLAIN.contains(method.getName())
        || !(arguments.get(1) instanceof Block block)
        || (long) a[2] < 0
        || (long) a[2] > block.size()
        || method.getName().equals("recvfrom") && hasNegativeLength(arguments.get(5))) {
      return MirrorByName.invoke(method, a);
    }
    byte[] copy = block.bytes();
    try {
      Object result = form == 1 ? segment(method, a, copy) : array(method.getName(), a, copy);
      if (method.getName().startsWith("re")) {
        MemorySegment.copy(copy, 0, block.segment, ValueLayout.JAVA_BYTE, 0, copy.length);
      }
      return result;
    } catch (RuntimeException e) {
      return e; // printed as the answer: C has none like it
    }
  }

  /** Such a call fails after it has received: C's memory has the data, a copy of it does not. */
  private static boolean hasNegativeLength(Object cell) {
    return cell instanceof Block block && block.size() >= 4 && block.get(0, 4) < 0;
  }

  private static Object segment(Method method, Object[] a, byte[] copy) {
    Object[] other = a.clone();
    other[1] = MemorySegment.ofArray(copy);
    return MirrorByName.invoke(method, other);
  }

  private static Object array(String name, Object[] a, byte[] copy) {
    int fd = (int) a[0];
    long n = (long) a[2];
    return switch (name) {
      case "send" -> SysSocket.send(fd, copy, n, (int) a[3]);
      case "sendto" -> SysSocket.sendto(fd, copy, n, (int) a[3], (MemorySegment) a[4], (int) a[5]);
      case "recv" -> SysSocket.recv(fd, copy, n, (int) a[3]);
      case "recvfrom" ->
          SysSocket.recvfrom(fd, copy, n, (int) a[3], (MemorySegment) a[4], (MemorySegment) a[5]);
      case "read" -> Unistd.read(fd, copy, n);
      default -> Unistd.write(fd, copy, n);
    };
  }
}
