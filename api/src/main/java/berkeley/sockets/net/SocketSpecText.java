/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Codec;
import berkeley.sockets.Domain;
import berkeley.sockets.Protocol;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Type;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import berkeley.sockets.options.VsockOptions;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@link SocketSpec} from text. */
final class SocketSpecText {
  private static final List<Class<?>> TABLES =
      List.of(
          SocketOptions.class,
          TcpOptions.class,
          IpOptions.class,
          Ipv6Options.class,
          VsockOptions.class);

  private SocketSpecText() {}

  static SocketSpec parse(String text) {
    SocketSpec spec = SocketSpec.STREAM;
    if (text == null || text.isBlank()) {
      return spec;
    }
    if (text.indexOf('=') < 0) {
      return spec.withAddress(SockAddr.parse(text));
    }
    for (String part : text.split(";")) {
      int sign = part.indexOf('=');
      if (sign < 0) {
        throw new IllegalArgumentException("no name=value: " + part);
      }
      spec = with(spec, part.substring(0, sign).strip(), part.substring(sign + 1).strip());
    }
    return spec;
  }

  private static SocketSpec with(SocketSpec spec, String name, String value) {
    return switch (name) {
      case "address" -> spec.withAddress(SockAddr.parse(value));
      case "domain" -> spec.withDomain(new Domain(Integer.parseInt(value)));
      case "type" -> spec.withType(new Type(Integer.parseInt(value)));
      case "protocol" -> spec.withProtocol(protocol(value));
      default -> withOption(spec, name, value);
    };
  }

  private static Protocol protocol(String value) {
    return constant(Protocol.class, value) instanceof Protocol known
        ? known
        : new Protocol(Integer.parseInt(value));
  }

  @SuppressWarnings("unchecked") // the codec tells the type
  private static SocketSpec withOption(SocketSpec spec, String name, String value) {
    for (Class<?> table : TABLES) {
      if (constant(table, name) instanceof SockOpt<?> option) {
        int number = Integer.parseInt(value);
        if (option.codec() == Codec.INT) {
          return spec.withOption((SockOpt<Integer>) option, number);
        }
        if (option.codec() == Codec.BOOL) {
          return spec.withOption((SockOpt<Boolean>) option, number != 0);
        }
        throw new IllegalArgumentException("the value of " + name + " is no int");
      }
    }
    throw new IllegalArgumentException("no option " + name);
  }

  /** The public constant of that name, or null. */
  private static @Nullable Object constant(Class<?> holder, String name) {
    try {
      Field field = holder.getField(name);
      return field.get(null);
    } catch (NoSuchFieldException | IllegalAccessException e) {
      return null;
    }
  }
}
