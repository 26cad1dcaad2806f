/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Shutdown;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.options.SocketOptions;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link java.net.Socket} or {@link java.net.ServerSocket} is made of: a native socket.
 *
 * <p>Receiving takes no lock, as the kernel orders receives, and SO_TIMEOUT is the kernel's
 * SO_RCVTIMEO: each receive is one call, which waits no longer than that whoever else receives.
 * Sending takes one: what two threads write does not mix.
 */
final class StreamImpl extends OptionsOfImpl implements ByteStream {
  private final boolean server;
  private final ReentrantLock sending = new ReentrantLock();

  private SocketSpec spec;
  private volatile @Nullable Socket socket; // null until it is created
  private volatile @Nullable Unreferenced watch; // null if others use the socket
  private volatile @Nullable Accepting accepting; // of a server
  private boolean telling; // while the view is told what the socket is: nothing is to be done

  private @Nullable SockAddr wanted; // where to connect or bind next, whatever the argument says
  private volatile @Nullable SockAddr local;
  private volatile @Nullable SockAddr peer; // null unless connected

  private volatile boolean closed;
  private volatile boolean inputShut;
  private volatile boolean outputShut;
  private volatile boolean ended; // the end of the stream was read
  private volatile boolean reset; // a reset was reported
  private volatile int timeout;

  /** Of a socket to be created when it is first used. */
  StreamImpl(boolean server, SocketSpec spec) {
    this.server = server;
    this.spec = spec;
  }

  /** Of a socket that others made; {@link #told} ends what its view is told of it. */
  static StreamImpl of(Socket socket, boolean server, @Nullable SockAddr peer) throws IOException {
    SockAddr local = socket.localAddress();
    StreamImpl impl = new StreamImpl(server, SocketSpec.STREAM.withDomain(local.family()));
    impl.accepting = new Accepting(socket, false);
    impl.telling = true;
    impl.timeout = (int) socket.getOption(SocketOptions.SO_RCVTIMEO).toMillis();
    impl.take(socket, local, peer);
    return impl;
  }

  void told() {
    telling = false;
  }

  private void take(Socket it, @Nullable SockAddr itsLocal, @Nullable SockAddr itsPeer) {
    socket = it;
    local = itsLocal;
    localport = Addresses.port(itsLocal);
    fd = new FileDescriptor(); // not null, as some expect; nothing can put the number in
    if (itsPeer != null) {
      peer = itsPeer;
      address = Addresses.host(itsPeer);
      port = Addresses.port(itsPeer);
    } else if (server) {
      address = Addresses.host(itsLocal);
    }
  }

  // ---- what the view asks beyond SocketImpl

  /** The native socket, for others to use, or null if it is not yet created. */
  @Nullable Socket socket() {
    return Unreferenced.end(watch, socket);
  }

  @Nullable SocketAddress localAddress() {
    return Addresses.toJava(local);
  }

  @Nullable SocketAddress peerAddress() {
    return Addresses.toJava(peer);
  }

  /** Whether its addresses are of java.net's own kind. */
  boolean isInternet() {
    return Families.isInternet(spec.domain());
  }

  /** Lets the next connect or bind use an address that java.net's own sockets do not know. */
  void want(SocketAddress other) {
    SockAddr its = Addresses.of(other);
    if (socket == null) {
      spec = spec.fitting(its);
    }
    if (spec.address() == null && !its.family().equals(spec.domain())) {
      throw new UnsupportedAddressTypeException();
    }
    wanted = spec.address() == null ? its : spec.address();
  }

  // ---- opening and naming

  @Override
  Socket open() throws SocketException {
    if (closed) {
      throw Failures.closed(null);
    }
    if (socket == null) {
      throw new SocketException("Socket not created");
    }
    return socket;
  }

  private Accepting serving() throws SocketException {
    open();
    return Objects.requireNonNull(accepting);
  }

  private Socket connected() throws SocketException {
    Socket it = open();
    if (peer == null) {
      throw new SocketException("Not connected");
    }
    return it;
  }

  @Override
  protected void create(boolean stream) throws IOException {
    if (!stream) {
      throw new IOException("Datagram socket creation not supported");
    }
    if (telling) {
      return;
    }
    if (socket != null) {
      throw new IOException("Already created");
    }
    Socket it = Opening.open(spec, server);
    fd = new FileDescriptor();
    accepting = new Accepting(it, true);
    watch = Unreferenced.watch(this, it);
    socket = it;
  }

  @Override
  protected void connect(String host, int port) throws IOException {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(InetAddress host, int port) throws IOException {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(SocketAddress remote, int milliseconds) throws IOException {
    if (telling) {
      return;
    }
    try {
      Socket it = open();
      if (peer != null) {
        throw new SocketException("Already connected");
      }
      SockAddr to = target(remote);
      if (!Connecting.connect(it, to, milliseconds)) {
        throw new SocketTimeoutException("Connect timed out");
      }
      local = it.localAddress();
      localport = Addresses.port(local);
      peer = to;
      Counters.connected();
    } catch (IOException e) {
      close();
      throw HostInfo.added(Failures.inConnect(e), remote);
    }
  }

  /** Where to connect to; tells java.net what it asked for. */
  private SockAddr target(SocketAddress remote) throws IOException {
    if (remote instanceof InetSocketAddress in) {
      address = in.getAddress();
      port = in.getPort();
    }
    SockAddr instead = wanted != null ? wanted : spec.address();
    wanted = null;
    if (instead != null) {
      return instead;
    }
    if (!(remote instanceof InetSocketAddress in)) {
      throw new SocketException("Unsupported address type");
    }
    if (in.isUnresolved()) {
      throw new UnknownHostException(in.getHostString());
    }
    if (!isInternet()) {
      throw new SocketException("Unsupported address type");
    }
    return known(Addresses.remote(in).getAddress(), in.getPort());
  }

  private SockAddr known(InetAddress host, int port) throws SocketException {
    try {
      return Addresses.of(host, port, spec.domain());
    } catch (UnsupportedAddressTypeException e) {
      throw new SocketException("Protocol family unavailable", e);
    }
  }

  @Override
  protected void bind(InetAddress host, int port) throws IOException {
    if (telling) {
      return;
    }
    Socket it = open();
    SockAddr instead = wanted != null ? wanted : server ? spec.address() : null;
    wanted = null;
    if (instead == null && !isInternet()) {
      return; // a local address of the Internet has no meaning here; unbound it can connect
    }
    try {
      it.bind(instead != null ? instead : known(host, port));
      local = it.localAddress();
    } catch (IOException e) {
      throw Failures.inSocket(Failures.ofConnecting(e));
    }
    address = instead != null ? Addresses.host(local) : host;
    localport = Addresses.port(local);
  }

  // ---- serving

  @Override
  protected void listen(int backlog) throws IOException {
    if (telling) {
      return;
    }
    try {
      open().listen(backlog < 1 ? 50 : backlog);
    } catch (IOException e) {
      throw Failures.inSocket(Failures.ofConnecting(e));
    }
  }

  @Override
  protected void accept(SocketImpl newborn) throws IOException {
    open();
    if (!(newborn instanceof StreamImpl its)) {
      throw new IOException(
          "An instance of "
              + getClass()
              + " cannot accept a connection with an instance of "
              + newborn.getClass());
    }
    Socket it;
    try {
      it = serving().accept(timeout);
    } catch (IOException e) {
      throw Failures.inSocket(Failures.ofConnecting(e));
    }
    if (it == null) {
      throw waitedInVain("Accept timed out");
    }
    if (its.closed) {
      it.close();
      throw Failures.closed(null);
    }
    its.renew(it, this);
  }

  /** Becomes an accepted socket, whatever it was: that is closed. */
  private void renew(Socket it, StreamImpl listener) throws IOException {
    Unreferenced.close(watch, socket);
    spec = listener.spec;
    wanted = null;
    inputShut = false;
    outputShut = false;
    ended = false;
    reset = false;
    timeout = 0;
    watch = Unreferenced.watch(this, it);
    take(it, listener.local, it.peerAddress()); // of its own address the port is needed, the same
  }

  /** What a call on a blocking socket means that returned as if it were none. */
  private IOException waitedInVain(String message) throws IOException {
    Socket it = open();
    if (timeout == 0 && it.isNonBlocking()) {
      throw new IllegalBlockingModeException();
    }
    return new SocketTimeoutException(message);
  }

  // ---- data

  @Override
  public int receive(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    Socket it = connected();
    if (reset) {
      throw new SocketException("Connection reset");
    }
    if (inputShut) {
      return -1;
    }
    int n;
    try {
      n = it.recv(buffer, offset, length, 0);
    } catch (IOException e) {
      IOException translated = Failures.ofReceiving(e);
      reset |= translated instanceof SocketException;
      throw Failures.inSocket(translated);
    }
    if (n > 0) {
      Counters.received(n);
      return n;
    }
    if (n < 0) {
      throw waitedInVain("Read timed out");
    }
    ended = true;
    return -1;
  }

  @Override
  public void send(byte[] data, int offset, int length) throws IOException {
    send(data, offset, length, 0);
  }

  private void send(byte[] data, int offset, int length, int flags) throws IOException {
    Objects.checkFromIndexSize(offset, length, data.length);
    if (length == 0) {
      return;
    }
    sending.lock();
    try {
      int n = connected().sendAll(data, offset, length, flags);
      Counters.sent(n);
      if (n < length) {
        throw waitedInVain("Write timed out");
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      IOException translated = Failures.ofSending(e);
      throw flags != 0 || e instanceof SocketException && !(e instanceof ErrnoException)
          ? translated
          : Failures.inSocket(translated);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public int readable() throws IOException {
    Socket it = connected();
    if (inputShut) {
      return 0;
    }
    try {
      return it.input().available();
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
  }

  @Override
  protected int available() throws IOException {
    return readable();
  }

  @Override
  protected InputStream getInputStream() {
    return new ByteStream.Input(this);
  }

  @Override
  protected OutputStream getOutputStream() {
    return new ByteStream.Output(this);
  }

  @Override
  protected boolean supportsUrgentData() {
    return isInternet();
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    send(new byte[] {(byte) data}, 0, 1, sys_socket_h.MSG_OOB);
  }

  // ---- ending

  @Override
  protected void shutdownInput() throws IOException {
    boolean done = inputShut;
    inputShut = true;
    shutdown(done, Shutdown.READ);
  }

  @Override
  protected void shutdownOutput() throws IOException {
    boolean done = outputShut;
    outputShut = true;
    shutdown(done, Shutdown.WRITE);
  }

  private void shutdown(boolean done, Shutdown how) throws IOException {
    Socket it = connected();
    try {
      if (!done) {
        Shutting.down(it, how);
      }
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
  }

  @Override
  public void closeStream() throws IOException {
    close();
  }

  @Override
  protected void close() throws IOException {
    closed = true;
    Unreferenced.close(watch, socket);
  }

  // ---- options

  @Override
  Domain domain() {
    return spec.domain();
  }

  @Override
  boolean isServer() {
    return server;
  }

  @Override
  int limit() {
    return timeout;
  }

  @Override
  void limit(int milliseconds) throws IOException {
    if (server) {
      serving().limit(milliseconds);
    } else if (milliseconds != timeout) {
      open().setReceiveTimeout(Duration.ofMillis(milliseconds));
    }
    timeout = milliseconds;
  }
}
