/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import static berkeley.sockets.c.SysSocket.MSG_DONTWAIT;
import static berkeley.sockets.c.SysSocket.recvmmsg;
import static berkeley.sockets.c.SysSocket.sendmmsg;

import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.Socket;
import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Datagrams 32 at a time, with sendmmsg and recvmmsg where an implementation has them. */
public final class DatagramBatches extends SlicedWorkload {
  private static final int SIZE = 64;
  private static final int COUNT = 32;
  private static final byte[] CONTENT = Content.pattern(SIZE);

  public DatagramBatches() {
    super(
        "udp-mmsg-32",
        "UDP, 32 datagrams of 64 B to an address and back in with the sender's, in batches");
    row("c", Baseline.gap(), DatagramBatches::c);
    row("mirror", DatagramBatches::mirror);
    row("socket", DatagramBatches::socket);
    row("jni", Jni.gap(), DatagramBatches::jni);
    row("java.net", () -> OneByOne.javaNet(CONTENT, COUNT));
    row("nio", () -> OneByOne.nio(CONTENT, COUNT));
    gap("netty", "has no calls, only an event loop");
    gapsOfUnixLibraries();
  }

  /** An array of mmsghdr, each with a buffer and an address. */
  private record Vector(MemorySegment headers, MemorySegment data) {
    static Vector of(MemorySegment address) {
      Arena arena = Arena.ofAuto();
      MemorySegment headers = mmsghdr.allocateArray(COUNT, arena);
      MemorySegment data = arena.allocate(COUNT * SIZE, 4096);
      MemorySegment parts = iovec.allocateArray(COUNT, arena);
      for (int i = 0; i < COUNT; i++) {
        MemorySegment part = iovec.asSlice(parts, i);
        iovec.iov_base(part, data.asSlice(i * SIZE, SIZE).copyFrom(MemorySegment.ofArray(CONTENT)));
        iovec.iov_len(part, SIZE);
        MemorySegment header = mmsghdr.msg_hdr(mmsghdr.asSlice(headers, i));
        msghdr.msg_iov(header, part);
        msghdr.msg_iovlen(header, 1);
        if (address != null) {
          msghdr.msg_name(header, address);
        } else {
          msghdr.msg_name(header, arena.allocate(address().byteSize(), 8));
          data.asSlice(i * SIZE, SIZE).fill((byte) 0);
        }
        msghdr.msg_namelen(header, (int) address().byteSize());
      }
      return new Vector(headers, data);
    }

    private static MemorySegment address() {
      return Loopback.address(0);
    }

    long received(int from, int count) {
      long bytes = 0;
      for (int i = from; i < from + count; i++) {
        bytes += headers.get(java.lang.foreign.ValueLayout.JAVA_INT, i * STEP + LENGTH);
      }
      return bytes;
    }

    private static final long STEP = mmsghdr.sizeof();
    private static final long LENGTH = mmsghdr.msg_len$offset();

    MemorySegment from(int done) {
      return done == 0 ? headers : headers.asSlice(done * STEP);
    }

    byte[] bytes() {
      return Buffers.bytes(data);
    }
  }

  private static Running c() {
    Pairs.Pair pair = Pairs.udp();
    Vector out = Vector.of(Loopback.addressOf(pair.b()));
    Vector in = Vector.of(null);
    return new Running(
        n -> Baseline.batches(pair.a(), pair.b(), out.headers, in.headers, COUNT, n),
        in::bytes,
        pair);
  }

  private static Running mirror() {
    Pairs.Pair pair = Pairs.udp();
    Vector out = Vector.of(Loopback.addressOf(pair.b()));
    Vector in = Vector.of(null);
    return Running.each(
        () -> {
          for (int done = 0; done < COUNT; ) {
            done += sendmmsg(pair.a(), out.from(done), COUNT - done, 0);
          }
          long bytes = 0;
          for (int done = 0; done < COUNT; ) {
            int n =
                recvmmsg(pair.b(), in.from(done), COUNT - done, MSG_DONTWAIT, MemorySegment.NULL);
            bytes += in.received(done, n);
            done += n;
          }
          return bytes;
        },
        in::bytes,
        pair);
  }

  private static Running socket() {
    Pairs.Pair pair = Pairs.udp();
    Socket a = SocketEndpoint.adopt(pair.a());
    Socket b = SocketEndpoint.adopt(pair.b());
    MessageBatch out = Message.builder().data(SIZE).batch(COUNT);
    MessageBatch in = Message.builder().data(SIZE).batch(COUNT);
    for (int i = 0; i < COUNT; i++) {
      out.get(i).setData(CONTENT);
      out.get(i).setName(Loopback.sockAddrOf(b.fd()));
    }
    return Running.each(
        () -> {
          for (int done = 0; done < COUNT; ) {
            done += a.send(out, done, COUNT - done, 0);
          }
          long bytes = 0;
          for (int done = 0; done < COUNT; ) {
            int n = b.recv(in, MSG_DONTWAIT);
            for (int i = 0; i < n; i++) {
              bytes += in.get(i).length();
            }
            done += n;
          }
          return bytes;
        },
        () -> {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          for (int i = 0; i < COUNT; i++) {
            all.writeBytes(in.get(i).data());
          }
          return all.toByteArray();
        },
        a,
        b,
        out,
        in);
  }

  private static Running jni() {
    Pairs.Pair pair = Pairs.udp();
    Vector out = Vector.of(Loopback.addressOf(pair.b()));
    Vector in = Vector.of(null);
    long step = Vector.STEP;
    return Running.each(
        () -> {
          for (int done = 0; done < COUNT; ) {
            done +=
                (int) Jni.sendmmsg(pair.a(), out.headers.address() + done * step, COUNT - done, 0);
          }
          long bytes = 0;
          for (int done = 0; done < COUNT; ) {
            int n =
                (int)
                    Jni.recvmmsg(
                        pair.b(), in.headers.address() + done * step, COUNT - done, MSG_DONTWAIT);
            bytes += in.received(done, n);
            done += n;
          }
          return bytes;
        },
        in::bytes,
        pair);
  }

  @Override
  public int leastWarmUp() {
    return 7_000;
  }

  @Override
  public long countPerOperation() {
    return SIZE * COUNT;
  }

  @Override
  public byte[] content() {
    return Content.repeated(CONTENT, COUNT);
  }
}
