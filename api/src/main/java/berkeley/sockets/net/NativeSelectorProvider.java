/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes channels and selectors over native sockets. As the provider of a whole program it is named
 * by a property, and then makes every channel that the program opens:
 *
 * <pre>{@code
 * -Djava.nio.channels.spi.SelectorProvider=berkeley.sockets.net.NativeSelectorProvider
 * }</pre>
 *
 * <p>Its channels go with its selectors only.
 *
 * @since 0.1.0
 */
public final class NativeSelectorProvider extends SelectorProvider {
  private static final NativeSelectorProvider INSTANCE = new NativeSelectorProvider();

  /** A provider; for the JDK, which makes one by the name of the class. */
  public NativeSelectorProvider() {}

  /** {@return the provider of the channels that {@link Views} makes} */
  public static NativeSelectorProvider get() {
    return INSTANCE;
  }

  private static Domain domain(ProtocolFamily family) {
    Objects.requireNonNull(family, "'family' is null");
    if (family == StandardProtocolFamily.INET) {
      return Domain.INET;
    }
    if (family == StandardProtocolFamily.INET6) {
      if (!Families.internet().equals(Domain.INET6)) {
        throw new UnsupportedOperationException("IPv6 not available");
      }
      return Domain.INET6;
    }
    if (family == StandardProtocolFamily.UNIX) {
      return Domain.UNIX;
    }
    throw new UnsupportedOperationException("Protocol family not supported");
  }

  /**
   * A stream channel of a specification.
   *
   * @param spec of stream sockets; an address in it only tells the family
   * @return the channel
   * @throws IOException if no socket can be opened
   */
  public SocketChannel openSocketChannel(SocketSpec spec) throws IOException {
    return new StreamChannel(this, spec);
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    return openSocketChannel(SocketSpec.STREAM);
  }

  @Override
  public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
    return openSocketChannel(SocketSpec.STREAM.withDomain(domain(family)));
  }

  /**
   * A listening channel of a specification.
   *
   * @param spec of stream sockets; an address in it only tells the family
   * @return the channel
   * @throws IOException if no socket can be opened
   */
  public ServerSocketChannel openServerSocketChannel(SocketSpec spec) throws IOException {
    return new ListeningChannel(this, spec);
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    return openServerSocketChannel(SocketSpec.STREAM);
  }

  @Override
  public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
    return openServerSocketChannel(SocketSpec.STREAM.withDomain(domain(family)));
  }

  /**
   * A datagram channel of a specification.
   *
   * @param spec of datagram sockets; an address in it only tells the family
   * @return the channel
   * @throws IOException if no socket can be opened
   */
  public DatagramChannel openDatagramChannel(SocketSpec spec) throws IOException {
    return new DatagramView(this, spec);
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    return openDatagramChannel(SocketSpec.DATAGRAM);
  }

  /** Besides the families of the JDK's, UNIX. */
  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    return openDatagramChannel(SocketSpec.DATAGRAM.withDomain(domain(family)));
  }

  /** A pair of UNIX sockets, each shut down in one direction. */
  @Override
  public Pipe openPipe() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    return new SocketPipe(this, pair[0], pair[1]);
  }

  /**
   * What an inetd(8) has put in place of standard input; unlike the JDK's, it is standard input no
   * more.
   */
  @Override
  public @Nullable Channel inheritedChannel() throws IOException {
    return InheritedChannel.get(this);
  }

  @Override
  public AbstractSelector openSelector() throws IOException {
    return new PollingSelector(this);
  }
}
