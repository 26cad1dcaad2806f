/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.memory.Strings;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Addresses to and from text. */
final class SockAddrText {
  private static final String VSOCK = "vsock:";
  private static final String PATH = "unix:";
  private static final String UNNAMED = "unnamed";
  private static final String FORMS =
      " (numbers only, such as 127.0.0.1:80 or [::1]:80, or /a/path; names:"
          + " Socket.connect(host, port), AddressInfo.resolve)";

  private SockAddrText() {}

  // ---- parsing

  static SockAddr parse(String text) {
    try {
      if (text.startsWith("/") || text.startsWith(".")) {
        return new SockAddr.Unix(unescape(text));
      }
      if (text.startsWith(PATH)) {
        return path(unescape(text.substring(PATH.length())));
      }
      if (text.startsWith("@")) {
        return new SockAddr.Unix(unescape("\0" + text.substring(1)));
      }
      if (text.equals(UNNAMED)) {
        return SockAddr.Unix.UNNAMED;
      }
      if (text.startsWith(VSOCK)) {
        int colon = text.lastIndexOf(':');
        return new SockAddr.Vsock(
            Integer.parseUnsignedInt(text.substring(VSOCK.length(), colon)),
            Integer.parseUnsignedInt(text.substring(colon + 1)));
      }
      int colon = text.lastIndexOf(':');
      if (text.startsWith("[") && colon > 0 && text.charAt(colon - 1) == ']') {
        return inet6(text.substring(1, colon - 1), number(text, colon + 1, text.length(), 0xffff));
      }
      if (colon > 0) {
        return new SockAddr.Inet4(
            inet4(text.substring(0, colon)), number(text, colon + 1, text.length(), 0xffff));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a socket address: " + text + FORMS, e);
    }
    throw new IllegalArgumentException("not a socket address: " + text + FORMS);
  }

  /** An IPv4 address alone. */
  static int host4(String text) {
    try {
      return inet4(text);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(notNumbers("IPv4", text), e);
    }
  }

  /** An IPv6 address alone, which may have a zone. */
  static SockAddr.Inet6 host6(String text, int port) {
    SockAddrCodec.checkPort(port);
    try {
      return inet6(text, port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(notNumbers("IPv6", text), e);
    }
  }

  private static String notNumbers(String family, String text) {
    return "not an "
        + family
        + " address: "
        + text
        + " (numbers only; names: Socket.connect(host, port), AddressInfo.resolve)";
  }

  static SockAddr.Unix path(byte[] name) {
    if (name.length == 0 || name[0] == 0) {
      throw new IllegalArgumentException(name.length == 0 ? "empty path" : "NUL in a UNIX path");
    }
    return new SockAddr.Unix(name);
  }

  static int inet4(String text) {
    int address = 0;
    int start = 0;
    for (int part = 0; part < 4; part++) {
      int end = part < 3 ? text.indexOf('.', start) : text.length();
      address = address << 8 | number(text, start, end, 255);
      start = end + 1;
    }
    return address;
  }

  /** Decimal digits and nothing else, without needless zeros. */
  private static int number(String text, int start, int end, int greatest) {
    int value = 0;
    boolean good =
        end > start && end - start <= 10 && (end - start == 1 || text.charAt(start) != '0');
    for (int i = start; good && i < end; i++) {
      int digit = text.charAt(i) - '0';
      good = digit >= 0 && digit <= 9;
      value = value * 10 + digit;
      good &= value <= greatest && value >= 0;
    }
    if (!good) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  static SockAddr.Inet6 inet6(String text, int port) {
    int percent = text.indexOf('%');
    int scope = percent < 0 ? 0 : scope(text.substring(percent + 1));
    long[] bits = new long[2];
    try {
      inet6(percent < 0 ? text : text.substring(0, percent), bits);
    } catch (IndexOutOfBoundsException e) { // more than eight words
      throw new IllegalArgumentException("not an IPv6 address: " + text, e);
    }
    return new SockAddr.Inet6(bits[0], bits[1], port, 0, scope);
  }

  /** Digits alone are an index; the name of an interface may begin with them. */
  private static int scope(String name) {
    int digits = 0;
    while (digits < name.length() && name.charAt(digits) >= '0' && name.charAt(digits) <= '9') {
      digits++;
    }
    if (digits > 0 && digits == name.length()) {
      return Integer.parseUnsignedInt(name);
    }
    try (Arena arena = Arena.ofConfined()) {
      long index = Sys.if_nametoindex(Strings.toC(arena, name));
      if (index <= 0) {
        throw new IllegalArgumentException("no interface \"" + name + "\"");
      }
      return (int) index;
    }
  }

  private static void inet6(String text, long[] bits) {
    int[] words = new int[8];
    int count = 0;
    int gap = -1; // where "::" stands
    int i = 0;
    if (text.startsWith("::")) {
      gap = 0;
      i = 2;
    }
    while (i < text.length()) {
      int colon = text.indexOf(':', i);
      int end = colon < 0 ? text.length() : colon;
      if (colon < 0 && text.indexOf('.', i) > 0) { // the last 32 bits as IPv4
        int address = inet4(text.substring(i));
        words[count++] = address >>> 16;
        words[count++] = address & 0xffff;
        break;
      }
      if (end == i || end - i > 4) {
        throw new IllegalArgumentException(text);
      }
      words[count++] = hex(text, i, end);
      i = end + 1;
      if (i == text.length()) {
        throw new IllegalArgumentException(text); // one colon at the end
      }
      if (colon >= 0 && i < text.length() && text.charAt(i) == ':') {
        if (gap >= 0) {
          throw new IllegalArgumentException(text);
        }
        gap = count;
        i++;
      }
    }
    if (gap < 0 ? count != 8 : count > 7) {
      throw new IllegalArgumentException(text);
    }
    for (int word = 0; word < 8; word++) {
      int missing = 8 - count;
      int value =
          gap < 0 || word < gap ? words[word] : word < gap + missing ? 0 : words[word - missing];
      bits[word >> 2] = bits[word >> 2] << 16 | value;
    }
  }

  private static int hex(String text, int start, int end) {
    int value = 0;
    for (int i = start; i < end; i++) {
      value = value << 4 | HexFormat.fromHexDigit(text.charAt(i));
    }
    return value;
  }

  private static byte[] unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return Strings.utf8(text);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      int escape = text.indexOf('\\', i);
      if (escape < 0) {
        escape = text.length();
      }
      bytes.writeBytes(Strings.utf8(text.substring(i, escape)));
      i = escape;
      if (i < text.length()) {
        if (text.charAt(i + 1) == '\\') {
          bytes.write('\\');
          i += 2;
        } else if (text.charAt(i + 1) == 'x') {
          bytes.write(HexFormat.fromHexDigits(text, i + 2, i + 4));
          i += 4;
        } else {
          throw new IllegalArgumentException(text);
        }
      }
    }
    return bytes.toByteArray();
  }

  // ---- printing

  static String inet4(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }

  static String print(SockAddr.Inet6 address) {
    StringBuilder out = new StringBuilder("[");
    print(address.high(), address.low(), out);
    if (address.scopeId() != 0) {
      out.append('%').append(Integer.toUnsignedString(address.scopeId()));
    }
    return out.append("]:").append(address.port()).toString();
  }

  /** RFC 5952: small letters, no needless zeros, the first longest run of zeros as "::". */
  private static void print(long high, long low, StringBuilder out) {
    if (high == 0 && (low >>> 32 == 0xffff || low >>> 32 == 0 && low >>> 16 != 0)) {
      out.append(low >>> 32 == 0 ? "::" : "::ffff:").append(inet4((int) low));
      return;
    }
    int gap = -1;
    int longest = 1; // one zero alone is not shortened
    for (int start = 0; start < 8; start++) {
      int end = start;
      while (end < 8 && word(high, low, end) == 0) {
        end++;
      }
      if (end - start > longest) {
        longest = end - start;
        gap = start;
      }
    }
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        out.append("::");
        i += longest - 1;
      } else {
        out.append(i == 0 || i == gap + longest && gap >= 0 ? "" : ":");
        out.append(Integer.toHexString(word(high, low, i)));
      }
    }
  }

  private static int word(long high, long low, int index) {
    return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index & 3)) & 0xffff;
  }

  static String print(SockAddr.Unix address) {
    if (address.isUnnamed()) {
      return UNNAMED;
    }
    byte[] name = address.name();
    if (address.isAbstract()) {
      return "@" + escape(name, 1);
    }
    // what looks like no path could be taken for another address
    String prefix = name[0] == '/' || name[0] == '.' ? "" : PATH;
    return prefix + escape(name, 0);
  }

  private static String escape(byte[] name, int start) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(name, start, name.length - start))
              .toString();
      if (isPlain(text)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // bytes then
    }
    StringBuilder out = new StringBuilder();
    for (int i = start; i < name.length; i++) {
      if (name[i] == '\\') {
        out.append("\\\\");
      } else if (name[i] >= ' ' && name[i] < 127) {
        out.append((char) name[i]);
      } else {
        out.append("\\x").append(HexFormat.of().toHexDigits(name[i]));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '\\' || c == 127) {
        return false;
      }
    }
    return true;
  }

  static String print(SockAddr.Packet address) {
    return "packet(protocol=0x"
        + Integer.toHexString(address.protocol())
        + ", interface="
        + address.interfaceIndex()
        + ", type="
        + address.packetType()
        + ", address="
        + HexFormat.ofDelimiter(":").formatHex(address.address())
        + ")";
  }

  static String print(SockAddr.Vsock address) {
    return VSOCK
        + Integer.toUnsignedString(address.cid())
        + ":"
        + Integer.toUnsignedString(address.port());
  }

  static String print(SockAddr.Opaque address) {
    return address.family() + "(" + HexFormat.of().formatHex(address.data()) + ")";
  }
}
