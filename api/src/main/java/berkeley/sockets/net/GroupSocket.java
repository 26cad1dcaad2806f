/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.AdaptorFailures.narrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a channel's socket has as a {@link MulticastSocket}, made of its options and of {@link
 * #joinGroup(SocketAddress, NetworkInterface)}. Programs cast what {@code DatagramChannel.socket()}
 * returns, as the JDK's is one.
 */
@SuppressWarnings({"deprecation", "removal"}) // what a MulticastSocket has
abstract class GroupSocket extends MulticastSocket {
  /** The interface of index 0, which java.net has for none; there is no other way to it. */
  private static final class None {
    static final NetworkInterface INTERFACE = get();

    private static NetworkInterface get() {
      try (MulticastSocket unbound = new MulticastSocket(null)) {
        return unbound.getNetworkInterface();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final ReentrantLock sending = new ReentrantLock(); // the limit of hops is the socket's
  private final Object outgoing = new Object();
  private @Nullable NetworkInterface lastInterface; // guarded by outgoing
  private @Nullable InetAddress lastAddress; // of that interface; guarded by outgoing

  /**
   * Each constructor of {@link MulticastSocket} opens a socket of the JDK's, of which nothing is
   * used.
   */
  GroupSocket() throws IOException {
    super((SocketAddress) null);
    super.close();
  }

  final <T> void set(SocketOption<T> option, T value) throws SocketException {
    narrow(() -> setOption(option, value));
  }

  final <T> T get(SocketOption<T> option) throws SocketException {
    return narrow(() -> getOption(option));
  }

  /** What null means where an interface is asked for: the one that it sends from, if there is. */
  final NetworkInterface orDefault(NetworkInterface where) throws SocketException {
    return where != null ? where : getNetworkInterface();
  }

  /** The group that an address is of. */
  static InetAddress group(SocketAddress address) throws SocketException {
    if (!(address instanceof InetSocketAddress in)) {
      throw new IllegalArgumentException("Unsupported address type");
    }
    if (in.isUnresolved()) {
      throw new IllegalArgumentException("Unresolved address");
    }
    if (!in.getAddress().isMulticastAddress()) {
      throw new SocketException("Not a multicast address");
    }
    return in.getAddress();
  }

  // ---- groups

  @Override
  public void joinGroup(InetAddress group) throws IOException {
    try {
      joinGroup(new InetSocketAddress(Objects.requireNonNull(group), 0), null);
    } catch (IllegalArgumentException e) {
      throw new SocketException("joinGroup failed", e);
    }
  }

  @Override
  public void leaveGroup(InetAddress group) throws IOException {
    try {
      leaveGroup(new InetSocketAddress(Objects.requireNonNull(group), 0), null);
    } catch (IllegalArgumentException e) {
      throw new SocketException("leaveGroup failed", e);
    }
  }

  // ---- where datagrams to groups leave

  @Override
  public void setNetworkInterface(NetworkInterface where) throws SocketException {
    set(StandardSocketOptions.IP_MULTICAST_IF, where);
  }

  @Override
  public NetworkInterface getNetworkInterface() throws SocketException {
    NetworkInterface it = get(StandardSocketOptions.IP_MULTICAST_IF);
    return it != null ? it : None.INTERFACE;
  }

  @Override
  public void setInterface(InetAddress address) throws SocketException {
    if (address == null) {
      throw new SocketException("Invalid value 'null'");
    }
    NetworkInterface it = NetworkInterface.getByInetAddress(address);
    if (it == null) {
      throw new SocketException(
          "No network interface found with address " + address.getHostAddress());
    }
    synchronized (outgoing) {
      setNetworkInterface(it);
      lastInterface = it;
      lastAddress = address;
    }
  }

  /** The address it was told, unless the interface was changed by other means. */
  @Override
  public @Nullable InetAddress getInterface() throws SocketException {
    synchronized (outgoing) {
      NetworkInterface it = get(StandardSocketOptions.IP_MULTICAST_IF);
      if (it == null) {
        return new InetSocketAddress(0).getAddress();
      }
      if (!it.equals(lastInterface)) {
        lastInterface = it;
        lastAddress = it.inetAddresses().findFirst().orElse(null);
      }
      return lastAddress;
    }
  }

  // ---- how far, and whether back to this host

  @Override
  public void setTimeToLive(int hops) throws IOException {
    sending.lock();
    try {
      set(StandardSocketOptions.IP_MULTICAST_TTL, hops);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public int getTimeToLive() throws IOException {
    sending.lock();
    try {
      return get(StandardSocketOptions.IP_MULTICAST_TTL);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void setTTL(byte hops) throws IOException {
    setTimeToLive(Byte.toUnsignedInt(hops));
  }

  @Override
  public byte getTTL() throws IOException {
    return (byte) getTimeToLive();
  }

  @Override
  public void send(DatagramPacket packet, byte hops) throws IOException {
    sending.lock();
    try {
      int before = getTimeToLive();
      try {
        setTTL(hops);
        send(packet);
      } finally {
        setTimeToLive(before);
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void setLoopbackMode(boolean disable) throws SocketException {
    set(StandardSocketOptions.IP_MULTICAST_LOOP, !disable);
  }

  @Override
  public boolean getLoopbackMode() throws SocketException {
    return !get(StandardSocketOptions.IP_MULTICAST_LOOP);
  }
}
