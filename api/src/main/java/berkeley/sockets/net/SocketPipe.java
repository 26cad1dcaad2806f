/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Shutdown;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;

/**
 * A {@link Pipe} that is a pair of connected sockets. Its ends do their work through a stream
 * channel each.
 */
final class SocketPipe extends Pipe {
  private final Source source;
  private final Sink sink;

  SocketPipe(SelectorProvider provider, Socket from, Socket to) throws IOException {
    from.shutdown(Shutdown.WRITE);
    source = new Source(provider, stream(provider, from));
    sink = new Sink(provider, stream(provider, to));
  }

  private static StreamChannel stream(SelectorProvider provider, Socket socket) {
    return new StreamChannel(
        provider, socket, Domain.UNIX, ConnectableChannel.State.CONNECTED, null);
  }

  @Override
  public SourceChannel source() {
    return source;
  }

  @Override
  public SinkChannel sink() {
    return sink;
  }

  private static final class Source extends SourceChannel implements SelectableSocket {
    private final StreamChannel stream;

    Source(SelectorProvider provider, StreamChannel stream) {
      super(provider);
      this.stream = stream;
    }

    private void ensureOpen() throws ClosedChannelException {
      if (!isOpen()) {
        throw new ClosedChannelException();
      }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
      ensureOpen();
      try {
        return stream.read(buffer);
      } catch (AsynchronousCloseException e) { // also by interrupt
        close();
        throw e;
      }
    }

    @Override
    public long read(ByteBuffer[] buffers) throws IOException {
      return read(buffers, 0, buffers.length);
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
      ensureOpen();
      try {
        return stream.read(buffers, offset, length);
      } catch (AsynchronousCloseException e) {
        close();
        throw e;
      }
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
      stream.close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
      stream.configureBlocking(block);
    }

    @Override
    public Socket nativeSocket() {
      return stream.nativeSocket();
    }

    @Override
    public int events(int ops) {
      return Ready.events(ops, SelectionKey.OP_READ, 0);
    }

    @Override
    public int ready(int events, int interest) {
      return Ready.ops(events, interest, SelectionKey.OP_READ, 0);
    }
  }

  private static final class Sink extends SinkChannel implements SelectableSocket {
    private final StreamChannel stream;

    Sink(SelectorProvider provider, StreamChannel stream) {
      super(provider);
      this.stream = stream;
    }

    private void ensureOpen() throws ClosedChannelException {
      if (!isOpen()) {
        throw new ClosedChannelException();
      }
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
      ensureOpen();
      try {
        return stream.write(buffer);
      } catch (AsynchronousCloseException e) { // also by interrupt
        close();
        throw e;
      }
    }

    @Override
    public long write(ByteBuffer[] buffers) throws IOException {
      return write(buffers, 0, buffers.length);
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
      ensureOpen();
      try {
        return stream.write(buffers, offset, length);
      } catch (AsynchronousCloseException e) {
        close();
        throw e;
      }
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
      stream.close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
      stream.configureBlocking(block);
    }

    @Override
    public Socket nativeSocket() {
      return stream.nativeSocket();
    }

    @Override
    public int events(int ops) {
      return Ready.events(ops, 0, SelectionKey.OP_WRITE);
    }

    @Override
    public int ready(int events, int interest) {
      return Ready.ops(events, interest, 0, SelectionKey.OP_WRITE);
    }
  }
}
