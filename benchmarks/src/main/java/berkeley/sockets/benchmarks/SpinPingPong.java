/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.Errno.EAGAIN;
import static berkeley.sockets.c.SysSocket.MSG_DONTWAIT;

import berkeley.sockets.c.Errno;
import berkeley.sockets.c.SysSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.SocketChannel;

/**
 * A ping-pong across two CPUs, in time as it passes: an answer that wakes a sleeping thread takes
 * long, one that is asked for again and again does not.
 */
final class SpinPingPong extends Workload {
  private static final byte[] CONTENT = pattern(1);

  SpinPingPong() {
    super("spin-pingpong-1", "TCP, 1 B there and back, two threads on two CPUs, wall clock");
    String cpus = Host.cpus() < 2 ? "needs two CPUs" : null;
    row("c", cpus == null ? Baseline.gap() : cpus, () -> c(false));
    row("c-spin", cpus == null ? Baseline.gap() : cpus, () -> c(true));
    row("mirror", cpus, descriptors(MirrorEnd.maker(0)));
    row(
        "mirror-spin",
        cpus,
        descriptors((fd, buffer) -> new Spinning(fd, Descriptors.buffer(buffer))));
    row("socket", cpus, descriptors(SocketEnd.maker(0)));
    row("socket-spin", cpus, descriptors(SocketEnd.spinning(0)));
    row("jni", cpus == null ? Jni.gap() : cpus, descriptors(JniEnd.maker(0)));
    row("java.net", cpus, work(StreamsEnd::javaNet));
    row("nio", cpus, work(ChannelEnd::tcp));
    row("nio-spin", cpus, work(SpinPingPong::nioSpin));
    gap("netty", "has no calls, only an event loop");
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }

  /** The mirror's end, which asks again instead of waiting. */
  private record Spinning(int fd, MemorySegment buffer) implements End {
    @Override
    public void send() {
      Descriptors.moved(SysSocket.send(fd, buffer, 1, 0));
    }

    @Override
    public long recv() {
      long n;
      do {
        n = SysSocket.recv(fd, buffer, 1, MSG_DONTWAIT);
      } while (n < 0 && Errno.errno() == EAGAIN);
      return n;
    }

    @Override
    public byte[] content() {
      return Descriptors.bytes(buffer);
    }

    @Override
    public void hangUp() {
      Descriptors.hangUp(fd);
    }

    @Override
    public void close() {
      berkeley.sockets.c.Unistd.close(fd);
    }
  }

  /** Non-blocking channels, read until there is something. */
  private static End.Ends nioSpin(byte[] content) throws IOException {
    End.Ends ends = ChannelEnd.tcp(content);
    for (End end : new End[] {ends.a(), ends.b()}) {
      ((SocketChannel) ((ChannelEnd) end).channel()).configureBlocking(false);
    }
    return new End.Ends(
        new SpinningChannel((ChannelEnd) ends.a()), new SpinningChannel((ChannelEnd) ends.b()));
  }

  private record SpinningChannel(ChannelEnd end) implements End {
    @Override
    public void send() throws IOException {
      end.send();
    }

    @Override
    public long recv() throws IOException {
      int n;
      do {
        n = end.channel().read(end.buffer().clear());
      } while (n == 0);
      return Math.max(n, 0);
    }

    @Override
    public byte[] content() {
      return end.content();
    }

    @Override
    public void close() throws IOException {
      end.close();
    }
  }

  private static Factory descriptors(End.Maker maker) {
    return work(content -> End.of(Descriptors.tcp(), content, maker));
  }

  private static Factory work(End.Opener opener) {
    return () -> {
      End.Ends ends = opener.open(CONTENT);
      Peer peer = peer(() -> PingPong.echo(ends.b()));
      return new Work(
              n -> PingPong.ping(ends.a(), n), ends.b()::content, ends.a()::hangUp, peer, ends)
          .meter(Meter.WALL);
    };
  }

  private static Work c(boolean spin) {
    Descriptors.Pair pair = Descriptors.tcp();
    MemorySegment out = Descriptors.buffer(CONTENT);
    MemorySegment in = Descriptors.buffer(1);
    MemorySegment buffer = Descriptors.buffer(1);
    Peer peer =
        peer(
            spin
                ? () -> Baseline.spinEcho(pair.b(), buffer)
                : () -> Baseline.echo(pair.b(), buffer));
    return new Work(
            n ->
                spin
                    ? Baseline.spinPing(pair.a(), out, in, n)
                    : Baseline.ping(pair.a(), out, in, n),
            () -> Descriptors.bytes(in),
            () -> Descriptors.hangUp(pair.a()),
            peer,
            pair)
        .meter(Meter.WALL);
  }

  /** The other thread, on the first CPU while the measurement has the last. */
  private static Peer peer(Peer.Body body) {
    return Peer.start(
        () -> {
          Host.pin(0);
          body.run();
        });
  }

  /** Waking up costs so much more than Java that compilers do not matter. */
  @Override
  public int leastWarmUp() {
    return 1500;
  }

  @Override
  public long countPerOperation() {
    return 1;
  }

  @Override
  public byte[] content() {
    return CONTENT;
  }
}
