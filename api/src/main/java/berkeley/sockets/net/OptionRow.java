/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import berkeley.sockets.options.Linger;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/** How an option of the JDK is read and written with those of the kernel, as the JDK does it. */
interface OptionRow<T extends @Nullable Object> {
  T get(Socket socket, Domain domain) throws IOException;

  void set(Socket socket, Domain domain, T value) throws IOException;

  /** The kernel's option of the same meaning. */
  record Same<T>(SockOpt<T> option) implements OptionRow<T> {
    @Override
    public T get(Socket socket, Domain domain) throws IOException {
      return socket.getOption(option);
    }

    @Override
    public void set(Socket socket, Domain domain, T value) throws IOException {
      socket.setOption(option, value);
    }
  }

  /** A buffer's size, of which the kernel keeps and tells the double. */
  record Buffer(SockOpt<Integer> option, int least) implements OptionRow<Integer> {
    @Override
    public Integer get(Socket socket, Domain domain) throws IOException {
      return socket.getOption(option) / 2;
    }

    @Override
    public void set(Socket socket, Domain domain, Integer value) throws IOException {
      Ranges.check("buffer size", value, 0, Integer.MAX_VALUE);
      socket.setOption(option, Math.max(value, least));
    }
  }

  /** Seconds to linger, below 0 for not. */
  record Lingering() implements OptionRow<Integer> {
    @Override
    public Integer get(Socket socket, Domain domain) throws IOException {
      Linger linger = socket.getOption(SocketOptions.SO_LINGER);
      return linger.on() ? linger.seconds() : -1;
    }

    @Override
    public void set(Socket socket, Domain domain, Integer value) throws IOException {
      socket.setOption(
          SocketOptions.SO_LINGER, new Linger(value >= 0, Math.clamp(value, 0, 65535)));
    }
  }

  /** An option that IPv6 and IPv4 have each; a socket of both is given both, and asked for one. */
  record Either<T>(SockOpt<T> six, SockOpt<T> four) implements OptionRow<T> {
    @Override
    public T get(Socket socket, Domain domain) throws IOException {
      return socket.getOption(domain.equals(Domain.INET6) ? six : four);
    }

    @Override
    public void set(Socket socket, Domain domain, T value) throws IOException {
      if (!domain.equals(Domain.INET6)) {
        socket.setOption(four, value);
        return;
      }
      socket.setOption(six, value);
      try {
        socket.setOption(four, value);
      } catch (IOException e) {
        // a socket for IPv6 only
      }
    }
  }

  /** A number within bounds. */
  record Bounded(OptionRow<Integer> row, String what) implements OptionRow<Integer> {
    @Override
    public Integer get(Socket socket, Domain domain) throws IOException {
      return row.get(socket, domain);
    }

    @Override
    public void set(Socket socket, Domain domain, Integer value) throws IOException {
      Ranges.check(what, value, 0, 255);
      row.set(socket, domain, value);
    }
  }

  /**
   * An option that other families do not have, and do not need: programs that set it on each socket
   * also work with theirs.
   */
  record OfInternet<T>(OptionRow<T> row, T elsewhere) implements OptionRow<T> {
    @Override
    public T get(Socket socket, Domain domain) throws IOException {
      return Families.isInternet(domain) ? row.get(socket, domain) : elsewhere;
    }

    @Override
    public void set(Socket socket, Domain domain, T value) throws IOException {
      if (Families.isInternet(domain)) {
        row.set(socket, domain, value);
      }
    }
  }

  /** The interface through which multicast goes, null for the default one. */
  record MulticastInterface() implements OptionRow<@Nullable NetworkInterface> {
    @Override
    @SuppressWarnings("NullAway") // it does not look at type arguments
    public @Nullable NetworkInterface get(Socket socket, Domain domain) throws IOException {
      if (domain.equals(Domain.INET6)) {
        int index = socket.getOption(Ipv6Options.IPV6_MULTICAST_IF);
        return index == 0 ? null : NetworkInterface.getByIndex(index);
      }
      InetAddress address = socket.getOption(IpOptions.IP_MULTICAST_IF).address();
      return address.isAnyLocalAddress() ? null : NetworkInterface.getByInetAddress(address);
    }

    @Override
    public void set(Socket socket, Domain domain, NetworkInterface value) throws IOException {
      if (domain.equals(Domain.INET6)) {
        socket.setOption(Ipv6Options.IPV6_MULTICAST_IF, value.getIndex());
      }
      try {
        FourInterface.set(socket, value);
      } catch (IOException e) {
        if (!domain.equals(Domain.INET6)) {
          throw e;
        }
      }
    }
  }

  /** Whether packets may not be fragmented. */
  record DontFragment() implements OptionRow<Boolean> {
    @Override
    public Boolean get(Socket socket, Domain domain) throws IOException {
      return socket.getOption(IpOptions.IP_MTU_DISCOVER) == netinet_in_h.IP_PMTUDISC_DO;
    }

    @Override
    public void set(Socket socket, Domain domain, Boolean value) throws IOException {
      socket.setOption(
          IpOptions.IP_MTU_DISCOVER,
          value ? netinet_in_h.IP_PMTUDISC_DO : netinet_in_h.IP_PMTUDISC_DONT);
    }
  }
}
