/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import static berkeley.sockets.c.Fcntl.O_RDONLY;
import static berkeley.sockets.c.SysSendfile.sendfile;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import berkeley.sockets.Socket;
import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.ChannelEndpoint;
import berkeley.sockets.benchmarks.endpoints.Connection;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.JniEndpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.c.Fcntl;
import berkeley.sockets.c.Unistd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file's bytes into a TCP connection without a copy through user space, and out again. */
public final class SendFile extends SlicedWorkload {
  private static final byte[] CONTENT = Content.pattern(65_536);

  public SendFile() {
    super("sendfile", "TCP, 64 KiB of a file sent, and received into native memory, one thread");
    row("c", Baseline.gap(), SendFile::c);
    row("mirror", SendFile::mirror);
    row("socket", SendFile::socket);
    row("jni", Jni.gap(), SendFile::jni);
    row("java.net", SendFile::javaNet);
    row("nio", SendFile::nio);
    gap("netty", "has no calls, only an event loop");
    gapsOfUnixLibraries();
  }

  /** A file that has no name any more. */
  private static int file() throws IOException {
    Path path = path();
    int fd = Calls.check(Fcntl.open(path.toString(), O_RDONLY));
    Files.delete(path);
    return fd;
  }

  private static Path path() throws IOException {
    return Files.write(Files.createTempFile("berkeley", ".data"), CONTENT);
  }

  private static Running c() throws IOException {
    int file = file();
    Pairs.Pair pair = Pairs.tcp();
    MemorySegment in = Buffers.allocate(CONTENT.length);
    return new Running(
        n -> Baseline.sendfile(pair.a(), pair.b(), file, in, n),
        () -> Buffers.bytes(in),
        pair,
        () -> Unistd.close(file));
  }

  private static Running mirror() throws IOException {
    int file = file();
    Pairs.Pair pair = Pairs.tcp();
    Endpoint in = MirrorEndpoint.maker(0).make(pair.b(), new byte[CONTENT.length]);
    MemorySegment offset = Arena.ofAuto().allocate(JAVA_LONG);
    return Running.each(
        () -> {
          offset.set(JAVA_LONG, 0, 0);
          for (long done = 0; done < CONTENT.length; ) {
            done += Calls.moved(sendfile(pair.a(), file, offset, CONTENT.length - done));
          }
          return in.recv();
        },
        in::content,
        pair,
        () -> Unistd.close(file));
  }

  private static Running socket() throws IOException {
    int file = file();
    Pairs.Pair pair = Pairs.tcp();
    Socket out = SocketEndpoint.adopt(pair.a());
    Endpoint in = SocketEndpoint.maker(0).make(pair.b(), new byte[CONTENT.length]);
    return Running.each(
        () -> {
          for (long done = 0; done < CONTENT.length; ) {
            done += Calls.moved(out.sendFile(file, done, CONTENT.length - done));
          }
          return in.recv();
        },
        in::content,
        out,
        in,
        () -> Unistd.close(file));
  }

  private static Running jni() throws IOException {
    int file = file();
    Pairs.Pair pair = Pairs.tcp();
    Endpoint in = JniEndpoint.maker(0).make(pair.b(), new byte[CONTENT.length]);
    MemorySegment offset = Arena.ofAuto().allocate(JAVA_LONG);
    return Running.each(
        () -> {
          offset.set(JAVA_LONG, 0, 0);
          for (long done = 0; done < CONTENT.length; ) {
            done +=
                Calls.moved(Jni.sendfile(pair.a(), file, offset.address(), CONTENT.length - done));
          }
          return in.recv();
        },
        in::content,
        pair,
        () -> Unistd.close(file));
  }

  /** Without sendfile: through a byte array. */
  private static Running javaNet() throws IOException {
    Path path = path();
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    Files.delete(path);
    Connection connection = StreamsEndpoint.javaNet(CONTENT);
    StreamsEndpoint out = (StreamsEndpoint) connection.a();
    byte[] buffer = new byte[CONTENT.length];
    return Running.each(
        () -> {
          file.seek(0);
          file.readFully(buffer);
          out.output().write(buffer);
          return connection.b().recv();
        },
        connection.b()::content,
        connection,
        file);
  }

  private static Running nio() throws IOException {
    Path path = path();
    FileChannel file = FileChannel.open(path);
    Files.delete(path);
    Connection connection = ChannelEndpoint.tcp(CONTENT);
    SocketChannel out = (SocketChannel) ((ChannelEndpoint) connection.a()).channel();
    return Running.each(
        () -> {
          for (long done = 0; done < CONTENT.length; ) {
            done += Calls.moved(file.transferTo(done, CONTENT.length - done, out));
          }
          return connection.b().recv();
        },
        connection.b()::content,
        connection,
        file);
  }

  @Override
  public long countPerOperation() {
    return CONTENT.length;
  }

  @Override
  public byte[] content() {
    return CONTENT;
  }
}
