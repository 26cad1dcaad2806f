/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Strings and addresses as strace prints them. */
final class Text {
  /** How many bytes of a buffer are shown. */
  static final int LIMIT = Integer.getInteger("berkeley.sockets.trace.strings", 32);

  private Text() {}

  /**
   * At most {@link #LIMIT} of {@code size} bytes, quoted; the address where they cannot be read.
   */
  static String buffer(MemorySegment at, long size) {
    MemorySegment bytes = Memory.read(at, Math.min(size, LIMIT));
    if (bytes == null) {
      return pointer(at);
    }
    return quoted(bytes, bytes.byteSize()) + (size > LIMIT ? "..." : "");
  }

  static String pointer(MemorySegment at) {
    return !at.isNative() ? "(heap)" : at.address() == 0 ? "NULL" : hex(at.address());
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /** A string that ends with a zero byte. */
  static String string(MemorySegment at) {
    StringBuilder out = new StringBuilder();
    for (long i = 0; i < 256; i++) {
      MemorySegment c =
          at.isNative() ? Memory.read(MemorySegment.ofAddress(at.address() + i), 1) : null;
      if (at.address() == 0 || c == null) {
        return pointer(at);
      }
      if (c.get(JAVA_BYTE, 0) == 0) {
        break;
      }
      out.append((char) (c.get(JAVA_BYTE, 0) & 0xff));
    }
    return quoted(MemorySegment.ofArray(latin1(out)), out.length());
  }

  private static byte[] latin1(StringBuilder text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  static String quoted(MemorySegment bytes, long size) {
    StringBuilder out = new StringBuilder("\"");
    for (long i = 0; i < size; i++) {
      int c = bytes.get(JAVA_BYTE, i) & 0xff;
      int escape = "\n\t\r\013\f\"\\".indexOf(c);
      if (escape >= 0) {
        out.append('\\').append("ntrvf\"\\".charAt(escape));
      } else if (c >= ' ' && c < 0x7f) {
        out.append((char) c);
      } else {
        int next = i + 1 < size ? bytes.get(JAVA_BYTE, i + 1) : 0;
        String octal = Integer.toOctalString(c);
        out.append('\\');
        out.append(next >= '0' && next <= '9' ? "00".substring(octal.length() - 1) : "");
        out.append(octal);
      }
    }
    return out.append('"').toString();
  }

  /** An IPv4 or IPv6 address in its usual notation. */
  static String internet(MemorySegment bytes) {
    byte[] b = bytes.toArray(JAVA_BYTE);
    if (b.length == 4) {
      return (b[0] & 0xff) + "." + (b[1] & 0xff) + "." + (b[2] & 0xff) + "." + (b[3] & 0xff);
    }
    return shorten(b);
  }

  private static String shorten(byte[] b) {
    boolean mapped = true;
    for (int i = 0; i < 12; i++) {
      mapped &= b[i] == (i < 10 ? 0 : (byte) 0xff);
    }
    try {
      if (mapped) {
        byte[] last = {b[12], b[13], b[14], b[15]};
        return "::ffff:" + InetAddress.getByAddress(last).getHostAddress();
      }
      String full = InetAddress.getByAddress(b).getHostAddress();
      String[] groups = full.split(":");
      int start = -1;
      int longest = 1;
      for (int i = 0; i < 8; i++) {
        int n = 0;
        while (i + n < 8 && groups[i + n].equals("0")) {
          n++;
        }
        if (n > longest) {
          longest = n;
          start = i;
        }
      }
      if (start < 0) {
        return full;
      }
      String head = String.join(":", Arrays.copyOfRange(groups, 0, start));
      String tail = String.join(":", Arrays.copyOfRange(groups, start + longest, 8));
      return head + "::" + tail;
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
