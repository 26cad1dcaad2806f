/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.cmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Messages;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.internal.memory.Check;
import berkeley.sockets.internal.memory.Cmsg;
import java.lang.foreign.MemorySegment;

/**
 * {@code <sys/socket.h>}: sockets, their addresses, options and messages.
 *
 * <p>Functions: {@link #socket}, {@link #socketpair}, {@link #bind}, {@link #listen}, {@link
 * #accept}, {@link #accept4}, {@link #connect}, {@link #getsockname}, {@link #getpeername}, {@link
 * #send}, {@link #sendto}, {@link #sendmsg}, {@link #sendmmsg}, {@link #recv}, {@link #recvfrom},
 * {@link #recvmsg}, {@link #recvmmsg}, {@link #shutdown}, {@link #getsockopt}, {@link #setsockopt},
 * {@link #sockatmark}, {@link #isfdtype}. Macros: {@link #CMSG_FIRSTHDR}, {@link #CMSG_NXTHDR},
 * {@link #CMSG_DATA}, {@link #CMSG_ALIGN}, {@link #CMSG_SPACE}, {@link #CMSG_LEN}.
 *
 * @since 0.1.0
 */
public class SysSocket implements sys_socket_h {
  SysSocket() {} // only for the headers that include this one

  /**
   * {@code int socket(int domain, int type, int protocol)}
   *
   * <p>Creates an endpoint for communication.
   *
   * <p>Differences from C: none.
   *
   * @param domain the address family, {@code AF_*}
   * @param type {@code SOCK_*}
   * @param protocol 0, or {@code IPPROTO_*}
   * @return a new descriptor, or -1 with errno set: {@code EACCES}, {@code EAFNOSUPPORT}, {@code
   *     EINVAL}, {@code EMFILE}, {@code ENFILE}, {@code ENOBUFS}, {@code ENOMEM}, {@code
   *     EPROTONOSUPPORT} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/socket.html">POSIX</a>
   */
  public static int socket(int domain, int type, int protocol) {
    return Errno.resultInt(Descriptors.socket(domain, type, protocol));
  }

  /**
   * {@code int socketpair(int domain, int type, int protocol, int sv[2])}
   *
   * <p>Creates a pair of connected sockets.
   *
   * <p>Differences from C: an {@code sv} of fewer than two ints is an IndexOutOfBoundsException.
   *
   * @param domain the address family, {@code AF_*}
   * @param type {@code SOCK_*}
   * @param protocol 0, or {@code IPPROTO_*}
   * @param sv receives two descriptors
   * @return 0, or -1 with errno set: {@code EAFNOSUPPORT}, {@code EMFILE}, {@code ENFILE}, {@code
   *     EOPNOTSUPP}, {@code EPROTONOSUPPORT} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/socketpair.2.html">socketpair(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/socketpair.html">POSIX</a>
   */
  public static int socketpair(int domain, int type, int protocol, MemorySegment sv) {
    return Errno.resultInt(
        Descriptors.socketpair(
            domain, type, protocol, Check.optional(Check.writable(sv), 2 * Integer.BYTES)));
  }

  /**
   * {@code int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen)}
   *
   * <p>Gives the socket a local address.
   *
   * <p>Differences from C: an {@code addrlen} beyond {@code addr} is an IndexOutOfBoundsException.
   *
   * @param sockfd the socket
   * @param addr a {@code struct sockaddr}
   * @param addrlen how many bytes the address has
   * @return 0, or -1 with errno set: {@code EACCES}, {@code EADDRINUSE}, {@code EADDRNOTAVAIL},
   *     {@code EBADF}, {@code EINVAL}, {@code ENOENT}, {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/bind.2.html">bind(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/bind.html">POSIX</a>
   */
  public static int bind(int sockfd, MemorySegment addr, int addrlen) {
    return Errno.resultInt(Sys.bind(sockfd, Check.socklen(addr, addrlen), addrlen));
  }

  /**
   * {@code int listen(int sockfd, int backlog)}
   *
   * <p>Marks the socket as one that accepts connections.
   *
   * <p>Differences from C: none.
   *
   * @param sockfd the socket
   * @param backlog how many connections may wait
   * @return 0, or -1 with errno set: {@code EADDRINUSE}, {@code EBADF}, {@code ENOTSOCK}, {@code
   *     EOPNOTSUPP} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/listen.2.html">listen(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/listen.html">POSIX</a>
   */
  public static int listen(int sockfd, int backlog) {
    return Errno.resultInt(Descriptors.listen(sockfd, backlog));
  }

  /**
   * {@code int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen)}
   *
   * <p>Takes the first connection from the queue of a listening socket.
   *
   * <p>Differences from C: a value of {@code addrlen} beyond {@code addr} is an
   * IndexOutOfBoundsException.
   *
   * <p>On a virtual thread the listener is non-blocking for the microseconds in which a connection
   * is taken, unless it is shared with others by dup(2) and the like. Native code that calls accept
   * on the same number just then, and finds no connection, gets {@code EAGAIN}.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param addr receives the peer's {@code struct sockaddr}, or NULL
   * @param addrlen a cell with the bytes there is room for; receives how many the address has
   * @return a new descriptor, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     ECONNABORTED}, {@code EINTR}, {@code EINVAL}, {@code EMFILE}, {@code ENFILE}, {@code
   *     ENOBUFS}, {@code ENOMEM}, {@code ENOTSOCK}, {@code EOPNOTSUPP} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/accept.2.html">accept(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/accept.html">POSIX</a>
   */
  public static int accept(int sockfd, MemorySegment addr, MemorySegment addrlen) {
    return Errno.resultInt(Connections.accept(sockfd, Check.valueResult(addr, addrlen), addrlen));
  }

  /**
   * {@code int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags)}
   *
   * <p>Takes the first connection from the queue, with flags for the new descriptor.
   *
   * <p>Differences from C: a value of {@code addrlen} beyond {@code addr} is an
   * IndexOutOfBoundsException.
   *
   * <p>The mode of the listener is as in {@link #accept}.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param addr receives the peer's {@code struct sockaddr}, or NULL
   * @param addrlen as for {@link #accept}
   * @param flags 0, {@code SOCK_NONBLOCK}, {@code SOCK_CLOEXEC}
   * @return a new descriptor, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     ECONNABORTED}, {@code EINTR}, {@code EINVAL}, {@code EMFILE}, {@code ENFILE}, {@code
   *     ENOBUFS}, {@code ENOMEM}, {@code ENOTSOCK}, {@code EOPNOTSUPP} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/accept4.2.html">accept4(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/accept.html">POSIX</a>
   */
  public static int accept4(int sockfd, MemorySegment addr, MemorySegment addrlen, int flags) {
    return Errno.resultInt(
        Connections.accept4(sockfd, Check.valueResult(addr, addrlen), addrlen, flags));
  }

  /**
   * {@code int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen)}
   *
   * <p>Connects the socket to an address, or sets a datagram socket's peer.
   *
   * <p>Differences from C: an {@code addrlen} beyond {@code addr} is an IndexOutOfBoundsException.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param addr a {@code struct sockaddr}
   * @param addrlen how many bytes the address has
   * @return 0, or -1 with errno set: {@code EACCES}, {@code EADDRINUSE}, {@code EADDRNOTAVAIL},
   *     {@code EAFNOSUPPORT}, {@code EALREADY}, {@code EBADF}, {@code ECONNREFUSED}, {@code
   *     EINPROGRESS}, {@code EINTR}, {@code EISCONN}, {@code ENETUNREACH}, {@code ENOTSOCK}, {@code
   *     ETIMEDOUT} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/connect.html">POSIX</a>
   */
  public static int connect(int sockfd, MemorySegment addr, int addrlen) {
    return Errno.resultInt(Connections.connect(sockfd, Check.socklen(addr, addrlen), addrlen));
  }

  /**
   * {@code int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen)}
   *
   * <p>Stores the socket's own address.
   *
   * <p>Differences from C: a value of {@code addrlen} beyond {@code addr} is an
   * IndexOutOfBoundsException.
   *
   * @param sockfd the socket
   * @param addr receives a {@code struct sockaddr}
   * @param addrlen as for {@link #accept}
   * @return 0, or -1 with errno set: {@code EBADF}, {@code EFAULT}, {@code EINVAL}, {@code
   *     ENOBUFS}, {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/getsockname.2.html">getsockname(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getsockname.html">POSIX</a>
   */
  public static int getsockname(int sockfd, MemorySegment addr, MemorySegment addrlen) {
    return Errno.resultInt(Sys.getsockname(sockfd, Check.valueResult(addr, addrlen), addrlen));
  }

  /**
   * {@code int getpeername(int sockfd, struct sockaddr *addr, socklen_t *addrlen)}
   *
   * <p>Stores the peer's address.
   *
   * <p>Differences from C: a value of {@code addrlen} beyond {@code addr} is an
   * IndexOutOfBoundsException.
   *
   * @param sockfd the socket
   * @param addr receives a {@code struct sockaddr}
   * @param addrlen as for {@link #accept}
   * @return 0, or -1 with errno set: {@code EBADF}, {@code EFAULT}, {@code EINVAL}, {@code
   *     ENOBUFS}, {@code ENOTCONN}, {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/getpeername.2.html">getpeername(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpeername.html">POSIX</a>
   */
  public static int getpeername(int sockfd, MemorySegment addr, MemorySegment addrlen) {
    return Errno.resultInt(Sys.getpeername(sockfd, Check.valueResult(addr, addrlen), addrlen));
  }

  /**
   * {@code ssize_t send(int sockfd, const void *buf, size_t len, int flags)}
   *
   * <p>Sends on a connected socket.
   *
   * <p>Differences from C: a {@code len} beyond {@code buf} is an IndexOutOfBoundsException; a heap
   * segment is copied, and with {@code MSG_ZEROCOPY}, where the socket allows it, an
   * IllegalArgumentException.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param buf the bytes
   * @param len how many bytes
   * @param flags 0, or {@code MSG_*}
   * @return the number of bytes, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     ECONNRESET}, {@code EDESTADDRREQ}, {@code EINTR}, {@code EMSGSIZE}, {@code ENOBUFS}, {@code
   *     ENOTCONN}, {@code ENOTSOCK}, {@code EPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/send.2.html">send(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/send.html">POSIX</a>
   */
  public static long send(int sockfd, MemorySegment buf, long len, int flags) {
    return Errno.result(Transfer.send(sockfd, Check.optional(buf, len), null, 0, len, flags));
  }

  /**
   * {@code ssize_t send(int sockfd, const void *buf, size_t len, int flags)}
   *
   * <p>Sends on a connected socket. The buffer is a Java array.
   *
   * <p>Differences from C: a length beyond its array or segment is an IndexOutOfBoundsException;
   * {@code MSG_ZEROCOPY}, where the socket allows it, is an IllegalArgumentException.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param buf the bytes
   * @param len how many bytes
   * @param flags 0, or {@code MSG_*}
   * @return the number of bytes, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     ECONNRESET}, {@code EDESTADDRREQ}, {@code EINTR}, {@code EMSGSIZE}, {@code ENOBUFS}, {@code
   *     ENOTCONN}, {@code ENOTSOCK}, {@code EPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/send.2.html">send(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/send.html">POSIX</a>
   */
  public static long send(int sockfd, byte[] buf, long len, int flags) {
    return Errno.result(
        Transfer.send(sockfd, MemorySegment.NULL, buf, 0, Check.length(buf, len), flags));
  }

  /**
   * {@code ssize_t sendto(int sockfd, const void *buf, size_t len, int flags, const struct sockaddr
   * *dest_addr, socklen_t addrlen)}
   *
   * <p>Sends to an address.
   *
   * <p>Differences from C: a length beyond its segment is an IndexOutOfBoundsException; a heap
   * {@code buf} is copied, and with {@code MSG_ZEROCOPY}, where the socket allows it, an
   * IllegalArgumentException.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param buf the bytes
   * @param len how many bytes
   * @param flags 0, or {@code MSG_*}
   * @param dest_addr the peer's {@code struct sockaddr}, or NULL
   * @param addrlen how many bytes the address has
   * @return the number of bytes, or -1 with errno set: {@code EACCES}, {@code EAGAIN}, {@code
   *     EBADF}, {@code ECONNRESET}, {@code EDESTADDRREQ}, {@code EINTR}, {@code EINVAL}, {@code
   *     EISCONN}, {@code EMSGSIZE}, {@code ENOBUFS}, {@code ENOTCONN}, {@code ENOTSOCK}, {@code
   *     EPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/sendto.2.html">sendto(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sendto.html">POSIX</a>
   */
  public static long sendto(
      int sockfd, MemorySegment buf, long len, int flags, MemorySegment dest_addr, int addrlen) {
    return Errno.result(
        Transfer.sendto(
            sockfd,
            Check.optional(buf, len),
            null,
            0,
            len,
            flags,
            Check.socklen(dest_addr, addrlen),
            addrlen));
  }

  /**
   * {@code ssize_t sendto(int sockfd, const void *buf, size_t len, int flags, const struct sockaddr
   * *dest_addr, socklen_t addrlen)}
   *
   * <p>Sends to an address. The buffer is a Java array.
   *
   * <p>Differences from C: a length beyond its array or segment is an IndexOutOfBoundsException;
   * {@code MSG_ZEROCOPY}, where the socket allows it, is an IllegalArgumentException.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param buf the bytes
   * @param len how many bytes
   * @param flags 0, or {@code MSG_*}
   * @param dest_addr the peer's {@code struct sockaddr}, or NULL
   * @param addrlen how many bytes the address has
   * @return the number of bytes, or -1 with errno set: {@code EACCES}, {@code EAGAIN}, {@code
   *     EBADF}, {@code ECONNRESET}, {@code EDESTADDRREQ}, {@code EINTR}, {@code EINVAL}, {@code
   *     EISCONN}, {@code EMSGSIZE}, {@code ENOBUFS}, {@code ENOTCONN}, {@code ENOTSOCK}, {@code
   *     EPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/sendto.2.html">sendto(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sendto.html">POSIX</a>
   */
  public static long sendto(
      int sockfd, byte[] buf, long len, int flags, MemorySegment dest_addr, int addrlen) {
    return Errno.result(
        Transfer.sendto(
            sockfd,
            MemorySegment.NULL,
            buf,
            0,
            Check.length(buf, len),
            flags,
            Check.socklen(dest_addr, addrlen),
            addrlen));
  }

  /**
   * {@code ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags)}
   *
   * <p>Sends gathered data with an address and control messages.
   *
   * <p>Differences from C: a {@code msg} shorter than the struct is an IndexOutOfBoundsException;
   * what it points to is not checked.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param msg a {@code struct msghdr}
   * @param flags 0, or {@code MSG_*}
   * @return the number of bytes, or -1 with errno set: {@code EACCES}, {@code EAGAIN}, {@code
   *     EBADF}, {@code ECONNRESET}, {@code EDESTADDRREQ}, {@code EINTR}, {@code EINVAL}, {@code
   *     EISCONN}, {@code EMSGSIZE}, {@code ENOBUFS}, {@code ENOTCONN}, {@code ENOTSOCK}, {@code
   *     EPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/sendmsg.2.html">sendmsg(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sendmsg.html">POSIX</a>
   */
  public static long sendmsg(int sockfd, MemorySegment msg, int flags) {
    return Errno.result(Messages.sendmsg(sockfd, Check.msghdr(msg), flags));
  }

  /**
   * {@code int sendmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags)}
   *
   * <p>Sends several messages in one call.
   *
   * <p>Differences from C: a {@code vlen} beyond {@code msgvec} is an IndexOutOfBoundsException;
   * what the headers point to is not checked.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param msgvec {@code struct mmsghdr}s
   * @param vlen how many they are
   * @param flags 0, or {@code MSG_*}
   * @return the number of messages sent, or -1 with errno set: {@code EACCES}, {@code EAGAIN},
   *     {@code EBADF}, {@code ECONNRESET}, {@code EDESTADDRREQ}, {@code EINTR}, {@code EINVAL},
   *     {@code EMSGSIZE}, {@code ENOBUFS}, {@code ENOTCONN}, {@code ENOTSOCK}, {@code EPIPE} or
   *     another
   * @see <a href="https://man7.org/linux/man-pages/man2/sendmmsg.2.html">sendmmsg(2)</a>
   */
  public static int sendmmsg(int sockfd, MemorySegment msgvec, int vlen, int flags) {
    return Errno.resultInt(Messages.sendmmsg(sockfd, Check.mmsghdrs(msgvec, vlen), vlen, flags));
  }

  /**
   * {@code ssize_t recv(int sockfd, void *buf, size_t len, int flags)}
   *
   * <p>Receives from a connected socket.
   *
   * <p>Differences from C: a {@code len} beyond {@code buf} is an IndexOutOfBoundsException; a heap
   * segment is copied.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param buf receives the bytes
   * @param len how many at the most
   * @param flags 0, or {@code MSG_*}
   * @return the number of bytes, 0 at the end of a stream, or -1 with errno set: {@code EAGAIN},
   *     {@code EBADF}, {@code ECONNREFUSED}, {@code EINTR}, {@code EINVAL}, {@code ENOTCONN},
   *     {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/recv.html">POSIX</a>
   */
  public static long recv(int sockfd, MemorySegment buf, long len, int flags) {
    return Errno.result(Transfer.recv(sockfd, Check.optional(buf, len), null, 0, len, flags));
  }

  /**
   * {@code ssize_t recv(int sockfd, void *buf, size_t len, int flags)}
   *
   * <p>Receives from a connected socket. The buffer is a Java array.
   *
   * <p>Differences from C: a length beyond its array or segment is an IndexOutOfBoundsException.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param buf receives the bytes
   * @param len how many at the most
   * @param flags 0, or {@code MSG_*}
   * @return the number of bytes, 0 at the end of a stream, or -1 with errno set: {@code EAGAIN},
   *     {@code EBADF}, {@code ECONNREFUSED}, {@code EINTR}, {@code EINVAL}, {@code ENOTCONN},
   *     {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/recv.html">POSIX</a>
   */
  public static long recv(int sockfd, byte[] buf, long len, int flags) {
    return Errno.result(
        Transfer.recv(sockfd, MemorySegment.NULL, buf, 0, Check.length(buf, len), flags));
  }

  /**
   * {@code ssize_t recvfrom(int sockfd, void *buf, size_t len, int flags, struct sockaddr
   * *src_addr, socklen_t *addrlen)}
   *
   * <p>Receives, and stores the sender's address.
   *
   * <p>Differences from C: a length beyond its segment is an IndexOutOfBoundsException; a heap
   * {@code buf} is copied.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param buf receives the bytes
   * @param len how many at the most
   * @param flags 0, or {@code MSG_*}
   * @param src_addr receives the sender's {@code struct sockaddr}, or NULL
   * @param addrlen as for {@link #accept}, or NULL
   * @return the number of bytes, 0 at the end of a stream, or -1 with errno set: {@code EAGAIN},
   *     {@code EBADF}, {@code ECONNREFUSED}, {@code EINTR}, {@code EINVAL}, {@code ENOTCONN},
   *     {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/recvfrom.2.html">recvfrom(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/recvfrom.html">POSIX</a>
   */
  public static long recvfrom(
      int sockfd,
      MemorySegment buf,
      long len,
      int flags,
      MemorySegment src_addr,
      MemorySegment addrlen) {
    return Errno.result(
        Transfer.recvfrom(
            sockfd,
            Check.optional(buf, len),
            null,
            0,
            len,
            flags,
            Check.valueResult(src_addr, addrlen),
            addrlen));
  }

  /**
   * {@code ssize_t recvfrom(int sockfd, void *buf, size_t len, int flags, struct sockaddr
   * *src_addr, socklen_t *addrlen)}
   *
   * <p>Receives, and stores the sender's address. The buffer is a Java array.
   *
   * <p>Differences from C: a length beyond its array or segment is an IndexOutOfBoundsException.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param buf receives the bytes
   * @param len how many at the most
   * @param flags 0, or {@code MSG_*}
   * @param src_addr receives the sender's {@code struct sockaddr}, or NULL
   * @param addrlen as for {@link #accept}, or NULL
   * @return the number of bytes, 0 at the end of a stream, or -1 with errno set: {@code EAGAIN},
   *     {@code EBADF}, {@code ECONNREFUSED}, {@code EINTR}, {@code EINVAL}, {@code ENOTCONN},
   *     {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/recvfrom.2.html">recvfrom(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/recvfrom.html">POSIX</a>
   */
  public static long recvfrom(
      int sockfd, byte[] buf, long len, int flags, MemorySegment src_addr, MemorySegment addrlen) {
    return Errno.result(
        Transfer.recvfrom(
            sockfd,
            MemorySegment.NULL,
            buf,
            0,
            Check.length(buf, len),
            flags,
            Check.valueResult(src_addr, addrlen),
            addrlen));
  }

  /**
   * {@code ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags)}
   *
   * <p>Receives scattered data with the sender's address and control messages.
   *
   * <p>Differences from C: a {@code msg} shorter than the struct is an IndexOutOfBoundsException;
   * what it points to is not checked.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param msg a {@code struct msghdr}
   * @param flags 0, or {@code MSG_*}
   * @return the number of bytes, 0 at the end of a stream, or -1 with errno set: {@code EAGAIN},
   *     {@code EBADF}, {@code ECONNREFUSED}, {@code EINTR}, {@code EINVAL}, {@code ENOMEM}, {@code
   *     ENOTCONN}, {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/recvmsg.2.html">recvmsg(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/recvmsg.html">POSIX</a>
   */
  public static long recvmsg(int sockfd, MemorySegment msg, int flags) {
    return Errno.result(Messages.recvmsg(sockfd, Check.msghdr(Check.writable(msg)), flags));
  }

  /**
   * {@code int recvmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags, struct
   * timespec *timeout)}
   *
   * <p>Receives several messages in one call.
   *
   * <p>Differences from C: a {@code vlen} beyond {@code msgvec} is an IndexOutOfBoundsException;
   * what the headers point to is not checked.
   *
   * <p>Closing the socket ends the wait of a virtual thread: see {@link Unistd#close}.
   *
   * @param sockfd the socket
   * @param msgvec {@code struct mmsghdr}s
   * @param vlen how many they are
   * @param flags 0, or {@code MSG_*}
   * @param timeout a {@code struct timespec}, looked at after each message, or NULL
   * @return the number of messages received, or -1 with errno set: {@code EAGAIN}, {@code EBADF},
   *     {@code ECONNREFUSED}, {@code EINTR}, {@code EINVAL}, {@code ENOMEM}, {@code ENOTCONN},
   *     {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/recvmmsg.2.html">recvmmsg(2)</a>
   */
  public static int recvmmsg(
      int sockfd, MemorySegment msgvec, int vlen, int flags, MemorySegment timeout) {
    return Errno.resultInt(
        Messages.recvmmsg(
            sockfd,
            Check.mmsghdrs(msgvec, vlen),
            vlen,
            flags,
            Check.timespec(Check.writable(timeout))));
  }

  /**
   * {@code int shutdown(int sockfd, int how)}
   *
   * <p>Ends one or both directions of a connection.
   *
   * <p>Differences from C: none.
   *
   * @param sockfd the socket
   * @param how {@code SHUT_*}
   * @return 0, or -1 with errno set: {@code EBADF}, {@code EINVAL}, {@code ENOTCONN}, {@code
   *     ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/shutdown.2.html">shutdown(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/shutdown.html">POSIX</a>
   */
  public static int shutdown(int sockfd, int how) {
    return Errno.resultInt(Sys.shutdown(sockfd, how));
  }

  /**
   * {@code int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen)}
   *
   * <p>Reads an option.
   *
   * <p>Differences from C: a value of {@code optlen} beyond {@code optval} is an
   * IndexOutOfBoundsException. {@code SO_GET_FILTER} counts instructions of eight bytes.
   *
   * @param sockfd the socket
   * @param level {@code SOL_SOCKET}, {@code IPPROTO_*}
   * @param optname {@code SO_*} and the like
   * @param optval receives the value
   * @param optlen a cell with the bytes there is room for; receives how many the value has
   * @return 0, or -1 with errno set: {@code EBADF}, {@code EFAULT}, {@code EINVAL}, {@code
   *     ENOPROTOOPT}, {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/getsockopt.2.html">getsockopt(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getsockopt.html">POSIX</a>
   */
  public static int getsockopt(
      int sockfd, int level, int optname, MemorySegment optval, MemorySegment optlen) {
    return Errno.resultInt(
        Descriptors.getsockopt(
            sockfd, level, optname, Check.optionValue(level, optname, optval, optlen), optlen));
  }

  /**
   * {@code int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t
   * optlen)}
   *
   * <p>Sets an option.
   *
   * <p>Differences from C: an {@code optlen} beyond {@code optval} is an IndexOutOfBoundsException.
   *
   * @param sockfd the socket
   * @param level {@code SOL_SOCKET}, {@code IPPROTO_*}
   * @param optname {@code SO_*} and the like
   * @param optval the value
   * @param optlen how many bytes the value has
   * @return 0, or -1 with errno set: {@code EBADF}, {@code EFAULT}, {@code EINVAL}, {@code
   *     ENOPROTOOPT}, {@code ENOTSOCK} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/setsockopt.2.html">setsockopt(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/setsockopt.html">POSIX</a>
   */
  public static int setsockopt(
      int sockfd, int level, int optname, MemorySegment optval, int optlen) {
    return Errno.resultInt(
        Descriptors.setsockopt(sockfd, level, optname, Check.socklen(optval, optlen), optlen));
  }

  /**
   * {@code int sockatmark(int sockfd)}
   *
   * <p>Tells whether the next byte to read is the urgent mark.
   *
   * <p>Differences from C: none.
   *
   * @param sockfd the socket
   * @return 1 at the mark, 0 elsewhere, or -1 with errno set: {@code EBADF}, {@code EINVAL} or
   *     another
   * @see <a href="https://man7.org/linux/man-pages/man3/sockatmark.3.html">sockatmark(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sockatmark.html">POSIX</a>
   */
  public static int sockatmark(int sockfd) {
    return Errno.resultInt(Sys.sockatmark(sockfd));
  }

  /**
   * {@code int isfdtype(int fd, int fdtype)}
   *
   * <p>Tells whether a descriptor is of a type of file, such as {@code S_IFSOCK}.
   *
   * <p>Differences from C: none.
   *
   * @param fd the descriptor
   * @param fdtype {@code S_IF*} of {@code <sys/stat.h>}; a socket's is {@code 0140000}
   * @return 1 when it is, 0 when not, or -1 when the descriptor is not open; errno is left alone
   * @see <a href="https://man7.org/linux/man-pages/man3/isfdtype.3.html">isfdtype(3)</a>
   */
  public static int isfdtype(int fd, int fdtype) {
    return Sys.isfdtype(fd, fdtype);
  }

  /**
   * {@code struct cmsghdr *CMSG_FIRSTHDR(const struct msghdr *mhdr)}
   *
   * <p>The first control message of a message.
   *
   * <p>Differences from C: none.
   *
   * @param mhdr a {@code struct msghdr}
   * @return the control message, up to the end of the control buffer, or NULL when the buffer has
   *     no room for one
   * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_socket.h.html">POSIX</a>
   */
  public static MemorySegment CMSG_FIRSTHDR(MemorySegment mhdr) {
    long size = msghdr.msg_controllen(mhdr);
    return Long.compareUnsigned(size, Cmsg.len(0)) < 0
        ? MemorySegment.NULL
        : Native.memory(msghdr.msg_control(mhdr).address(), size);
  }

  /**
   * {@code struct cmsghdr *CMSG_NXTHDR(struct msghdr *mhdr, struct cmsghdr *cmsg)}
   *
   * <p>The control message after this one. To build messages, fill in each {@code cmsg_len} before
   * asking for the next.
   *
   * <p>Differences from C: none.
   *
   * @param mhdr a {@code struct msghdr}
   * @param cmsg a {@code struct cmsghdr} in its buffer
   * @return the control message, up to the end of the control buffer, or NULL when the rest of the
   *     buffer has no room for one
   * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_socket.h.html">POSIX</a>
   */
  public static MemorySegment CMSG_NXTHDR(MemorySegment mhdr, MemorySegment cmsg) {
    long length = cmsghdr.cmsg_len(cmsg);
    long room = msghdr.msg_control(mhdr).address() + msghdr.msg_controllen(mhdr) - cmsg.address();
    long needed = Cmsg.len(0) + (-length & Cmsg.ALIGNMENT - 1);
    if (Long.compareUnsigned(length, Cmsg.len(0)) < 0
        || room < needed
        || Long.compareUnsigned(room - needed, length) < 0) {
      return MemorySegment.NULL;
    }
    long step = CMSG_ALIGN(length);
    return Native.memory(cmsg.address() + step, room - step);
  }

  /**
   * {@code unsigned char *CMSG_DATA(struct cmsghdr *cmsg)}
   *
   * <p>The data of a control message; it has {@code cmsg_len - CMSG_LEN(0)} bytes.
   *
   * <p>Differences from C: none.
   *
   * @param cmsg a {@code struct cmsghdr} in its buffer
   * @return the data, up to the end of {@code cmsg}
   * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_socket.h.html">POSIX</a>
   */
  public static MemorySegment CMSG_DATA(MemorySegment cmsg) {
    return cmsg.asSlice(Cmsg.data(0));
  }

  /**
   * {@code size_t CMSG_ALIGN(size_t length)}
   *
   * <p>Rounds a length up to the alignment of control messages.
   *
   * <p>Differences from C: none.
   *
   * @param length how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>
   */
  public static long CMSG_ALIGN(long length) {
    return Cmsg.align(length);
  }

  /**
   * {@code size_t CMSG_SPACE(size_t length)}
   *
   * <p>The bytes that a control message with so many bytes of data takes in the buffer.
   *
   * <p>Differences from C: none.
   *
   * @param length how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>
   */
  public static long CMSG_SPACE(long length) {
    return Cmsg.space(length);
  }

  /**
   * {@code size_t CMSG_LEN(size_t length)}
   *
   * <p>The length of a control message with so many bytes of data, as {@code cmsg_len} has it.
   *
   * <p>Differences from C: none.
   *
   * @param length how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</a>
   */
  public static long CMSG_LEN(long length) {
    return Cmsg.len(length);
  }
}
