/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.PollSet;
import berkeley.sockets.Socket;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A {@link SocketChannel} over a native socket. */
final class StreamChannel extends ConnectableChannel {
  private static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  private final ReentrantLock sending = new ReentrantLock();
  private volatile boolean reset;
  private final Object adapting = new Object();
  private @Nullable ChannelSocket adaptor; // guarded by adapting

  /** Of a new socket. */
  StreamChannel(SelectorProvider provider, SocketSpec spec) throws IOException {
    super(provider, Opening.open(spec, false), spec.domain(), State.UNCONNECTED, null);
  }

  /**
   * Of a socket that is there.
   *
   * @param remote the peer's address if it is connected
   */
  StreamChannel(
      SelectorProvider provider,
      Socket socket,
      Domain domain,
      State state,
      @Nullable SocketAddress remote) {
    super(provider, socket, domain, state, remote);
  }

  // ---- receiving

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return (int) receive(Objects.requireNonNull(buffer), null, null, 0, 0);
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffers.length);
    return receive(null, buffers, null, offset, length);
  }

  /**
   * As a stream of a socket does: waits for SO_RCVTIMEO at the longest.
   *
   * @throws IllegalBlockingModeException if the channel is non-blocking
   */
  int receive(byte[] array, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, array.length);
    if (length == 0) {
      return 0;
    }
    return (int) receive(null, null, array, offset, length);
  }

  /** Receives into what of the three is not null; an array only as a stream does. */
  private long receive(
      @Nullable ByteBuffer one,
      ByteBuffer @Nullable [] several,
      byte @Nullable [] array,
      int offset,
      int length)
      throws IOException {
    ensureConnected();
    boolean blocking = isBlocking();
    boolean limited = array != null;
    if (limited && !blocking) {
      throw new IllegalBlockingModeException();
    }
    long n = 0;
    if (blocking) {
      begin();
    }
    try {
      if (reset) {
        throw new SocketException("Connection reset");
      }
      if (isInputShut()) {
        return -1;
      }
      Buffers.checkWritable(one, several, offset, length);
      int flags = blocking ? 0 : DONTWAIT;
      do {
        n = StreamTransfers.receive(nativeSocket(), one, several, array, offset, length, flags);
      } while (n == Socket.WOULD_BLOCK && blocking && !limited && isOpen());
    } catch (IOException e) {
      IOException translated = Failures.ofReceiving(e);
      reset |= translated instanceof SocketException;
      throw translated;
    } finally {
      if (blocking) {
        end(n > 0);
      }
    }
    if (n > 0) {
      Counters.received(n);
      return n;
    }
    if (n == Socket.WOULD_BLOCK && limited) {
      throw new SocketTimeoutException("Read timed out");
    }
    return n == 0 ? -1 : 0;
  }

  int readable() throws IOException {
    ensureConnected();
    return isInputShut() ? 0 : nativeSocket().input().available();
  }

  // ---- sending

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    Objects.requireNonNull(buffer);
    return (int) send(buffer, null, 0, 0, 0);
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffers.length);
    return send(null, buffers, offset, length, 0);
  }

  /** Sends a byte out of band; 0 if there is no room for it. */
  int sendUrgent(int data) throws IOException {
    ByteBuffer one = ByteBuffer.wrap(new byte[] {(byte) data});
    return (int) send(one, null, 0, 0, sys_socket_h.MSG_OOB);
  }

  private long send(
      @Nullable ByteBuffer one, ByteBuffer @Nullable [] several, int offset, int length, int how)
      throws IOException {
    sending.lock();
    try {
      ensureConnected();
      if (isOutputShut()) {
        throw new AsynchronousCloseException();
      }
      boolean blocking = isBlocking();
      long n = 0;
      if (blocking) {
        begin();
      }
      try {
        // a virtual thread returns with what could be sent, as in the JDK, and waits only for some
        boolean parks = blocking && Thread.currentThread().isVirtual();
        int flags = how | (blocking && !parks ? 0 : DONTWAIT);
        n = StreamTransfers.send(nativeSocket(), one, several, offset, length, flags);
        while (n == Socket.WOULD_BLOCK && blocking && isOpen()) {
          if (parks) {
            nativeSocket().poll(PollSet.OUT, -1);
          }
          n = StreamTransfers.send(nativeSocket(), one, several, offset, length, flags);
        }
      } catch (IOException e) {
        throw isOutputShut() ? new AsynchronousCloseException() : Failures.ofSending(e);
      } finally {
        if (blocking) {
          end(n > 0);
        }
      }
      if (n > 0) {
        Counters.sent(n);
      }
      return Math.max(n, 0);
    } finally {
      sending.unlock();
    }
  }

  /**
   * As a stream of a socket does: sends all.
   *
   * @throws IllegalBlockingModeException if the channel is non-blocking
   */
  void sendAll(byte[] data, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, data.length);
    if (length == 0) {
      return;
    }
    sending.lock();
    try {
      ensureConnected();
      if (!isBlocking()) {
        throw new IllegalBlockingModeException();
      }
      int done = 0;
      begin();
      try {
        if (isOutputShut()) {
          throw new ClosedChannelException();
        }
        do {
          done += nativeSocket().sendAll(data, offset + done, length - done, 0);
        } while (done < length && isOpen());
      } catch (IOException e) {
        throw Failures.ofSending(e);
      } finally {
        end(done == length);
      }
      Counters.sent(done);
    } finally {
      sending.unlock();
    }
  }

  // ---- ending and adapting

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    if (hasAdaptor()) {
      try {
        localAddress(); // a socket tells its port also when it is closed
      } catch (IOException e) {
        // it does not know it then
      }
    }
    nativeSocket().close();
  }

  @Override
  public java.net.Socket socket() {
    if (!isInternet()) {
      throw new UnsupportedOperationException("Not supported");
    }
    synchronized (adapting) {
      if (adaptor == null) {
        adaptor = ChannelSocket.of(this);
      }
      return adaptor;
    }
  }

  private boolean hasAdaptor() {
    synchronized (adapting) {
      return adaptor != null;
    }
  }
}
