/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.Fcntl.O_RDONLY;
import static berkeley.sockets.c.SysSendfile.sendfile;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import berkeley.sockets.Socket;
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
final class SendFile extends Workload {
  private static final byte[] CONTENT = pattern(65_536);

  SendFile() {
    super("sendfile", "TCP, 64 KiB of a file sent, and received into native memory, one thread");
    row("c", Baseline.gap(), SendFile::c);
    row("mirror", SendFile::mirror);
    row("socket", SendFile::socket);
    row("jni", Jni.gap(), SendFile::jni);
    row("java.net", SendFile::javaNet);
    row("nio", SendFile::nio);
    gap("netty", "has no calls, only an event loop");
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }

  /** A file that has no name any more. */
  private static int file() throws IOException {
    Path path = path();
    int fd = Descriptors.check(Fcntl.open(path.toString(), O_RDONLY));
    Files.delete(path);
    return fd;
  }

  private static Path path() throws IOException {
    return Files.write(Files.createTempFile("berkeley", ".data"), CONTENT);
  }

  private static Work c() throws IOException {
    int file = file();
    Descriptors.Pair pair = Descriptors.tcp();
    MemorySegment in = Descriptors.buffer(CONTENT.length);
    return new Work(
        n -> Baseline.sendfile(pair.a(), pair.b(), file, in, n),
        () -> Descriptors.bytes(in),
        pair,
        () -> Unistd.close(file));
  }

  private static Work mirror() throws IOException {
    int file = file();
    Descriptors.Pair pair = Descriptors.tcp();
    End in = MirrorEnd.maker(0).make(pair.b(), new byte[CONTENT.length]);
    MemorySegment offset = Arena.ofAuto().allocate(JAVA_LONG);
    return Work.each(
        () -> {
          offset.set(JAVA_LONG, 0, 0);
          for (long done = 0; done < CONTENT.length; ) {
            done += Descriptors.moved(sendfile(pair.a(), file, offset, CONTENT.length - done));
          }
          return in.recv();
        },
        in::content,
        pair,
        () -> Unistd.close(file));
  }

  private static Work socket() throws IOException {
    int file = file();
    Descriptors.Pair pair = Descriptors.tcp();
    Socket out = SocketEnd.adopt(pair.a());
    End in = SocketEnd.maker(0).make(pair.b(), new byte[CONTENT.length]);
    return Work.each(
        () -> {
          for (long done = 0; done < CONTENT.length; ) {
            done += Descriptors.moved(out.sendFile(file, done, CONTENT.length - done));
          }
          return in.recv();
        },
        in::content,
        out,
        in,
        () -> Unistd.close(file));
  }

  private static Work jni() throws IOException {
    int file = file();
    Descriptors.Pair pair = Descriptors.tcp();
    End in = JniEnd.maker(0).make(pair.b(), new byte[CONTENT.length]);
    MemorySegment offset = Arena.ofAuto().allocate(JAVA_LONG);
    return Work.each(
        () -> {
          offset.set(JAVA_LONG, 0, 0);
          for (long done = 0; done < CONTENT.length; ) {
            done +=
                Descriptors.moved(
                    Jni.sendfile(pair.a(), file, offset.address(), CONTENT.length - done));
          }
          return in.recv();
        },
        in::content,
        pair,
        () -> Unistd.close(file));
  }

  /** Without sendfile: through a byte array. */
  private static Work javaNet() throws IOException {
    Path path = path();
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    Files.delete(path);
    End.Ends ends = StreamsEnd.javaNet(CONTENT);
    StreamsEnd out = (StreamsEnd) ends.a();
    byte[] buffer = new byte[CONTENT.length];
    return Work.each(
        () -> {
          file.seek(0);
          file.readFully(buffer);
          out.output().write(buffer);
          return ends.b().recv();
        },
        ends.b()::content,
        ends,
        file);
  }

  private static Work nio() throws IOException {
    Path path = path();
    FileChannel file = FileChannel.open(path);
    Files.delete(path);
    End.Ends ends = ChannelEnd.tcp(CONTENT);
    SocketChannel out = (SocketChannel) ((ChannelEnd) ends.a()).channel();
    return Work.each(
        () -> {
          for (long done = 0; done < CONTENT.length; ) {
            done += Descriptors.moved(file.transferTo(done, CONTENT.length - done, out));
          }
          return ends.b().recv();
        },
        ends.b()::content,
        ends,
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
