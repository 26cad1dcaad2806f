/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static java.util.Objects.requireNonNull;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.netdb_h.addrinfo;
import berkeley.sockets.internal.calls.Lookups;
import berkeley.sockets.internal.memory.Check;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <netdb.h>}: names of hosts, services and protocols.
 *
 * <p>Functions: {@link #getaddrinfo}, {@link #freeaddrinfo}, {@link #gai_strerror}, {@link
 * #getnameinfo}, {@link #gethostbyname}, {@link #gethostbyaddr}, {@link #h_errno}, {@link
 * #hstrerror}, {@link #h_addr}, {@link #getservbyname}, {@link #getservbyport}, {@link
 * #getprotobyname}, {@link #getprotobynumber}, {@link #setservent}, {@link #getservent}, {@link
 * #endservent}, {@link #gethostbyname2}.
 *
 * <p>Strings go in as Java strings, null for a null pointer. What points to C memory comes back as
 * segments that can be read and walked through the structs' accessors.
 *
 * @since 0.1.0
 */
public final class Netdb extends NetinetIn implements netdb_h {
  private Netdb() {}

  /**
   * {@code int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
   * struct addrinfo **res)}
   *
   * <p>Stores into {@code res} a pointer to a list of addresses, linked by {@code ai_next}; free it
   * with {@link #freeaddrinfo}.
   *
   * <p>Differences from C: the strings are Java strings, null for NULL; read the list's head by
   * {@link Pointers#deref}.
   *
   * @param node the host, or null
   * @param service the service or port, or null
   * @param hints a {@code struct addrinfo}, or NULL
   * @param res receives the list
   * @return 0, or {@code EAI_ADDRFAMILY}, {@code EAI_AGAIN}, {@code EAI_BADFLAGS}, {@code
   *     EAI_FAIL}, {@code EAI_FAMILY}, {@code EAI_MEMORY}, {@code EAI_NODATA}, {@code EAI_NONAME},
   *     {@code EAI_SERVICE}, {@code EAI_SOCKTYPE} or {@code EAI_SYSTEM}, which leaves the reason in
   *     errno
   * @see <a href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getaddrinfo.html">POSIX</a>
   */
  public static int getaddrinfo(
      String node, String service, MemorySegment hints, MemorySegment res) {
    Check.bytes(res, ValueLayout.ADDRESS.byteSize());
    Check.optional(hints, addrinfo.sizeof());
    try (Arena arena = Arena.ofConfined()) {
      return status(
          Lookups.getaddrinfo(Strings.toC(arena, node), Strings.toC(arena, service), hints, res));
    }
  }

  /**
   * {@code void freeaddrinfo(struct addrinfo *res)}
   *
   * <p>Frees a list that {@link #getaddrinfo} stored.
   *
   * <p>Differences from C: none.
   *
   * @param res the list
   * @see <a href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/freeaddrinfo.html">POSIX</a>
   */
  public static void freeaddrinfo(MemorySegment res) {
    Sys.freeaddrinfo(res);
  }

  /**
   * {@code const char *gai_strerror(int errcode)}
   *
   * <p>The text of an {@code EAI_} number.
   *
   * <p>Differences from C: a Java string.
   *
   * @param errcode {@code EAI_*}
   * @return the text
   * @see <a href="https://man7.org/linux/man-pages/man3/gai_strerror.3.html">gai_strerror(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/gai_strerror.html">POSIX</a>
   */
  public static String gai_strerror(int errcode) {
    return Native.string(Sys.gai_strerror(errcode));
  }

  /**
   * {@code int getnameinfo(const struct sockaddr *addr, socklen_t addrlen, char *host, socklen_t
   * hostlen, char *serv, socklen_t servlen, int flags)}
   *
   * <p>Turns an address into the names of its host and service; either may be NULL with length 0.
   *
   * <p>Differences from C: a length beyond its segment is an IndexOutOfBoundsException.
   *
   * @param addr a {@code struct sockaddr}
   * @param addrlen how many bytes the address has
   * @param host receives the name of the host, or NULL
   * @param hostlen how many bytes there is room for
   * @param serv receives the name of the service, or NULL
   * @param servlen how many bytes there is room for
   * @param flags 0, or {@code NI_*}
   * @return 0, or {@code EAI_AGAIN}, {@code EAI_BADFLAGS}, {@code EAI_FAIL}, {@code EAI_FAMILY},
   *     {@code EAI_MEMORY}, {@code EAI_NONAME}, {@code EAI_OVERFLOW} or {@code EAI_SYSTEM}, which
   *     leaves the reason in errno
   * @see <a href="https://man7.org/linux/man-pages/man3/getnameinfo.3.html">getnameinfo(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getnameinfo.html">POSIX</a>
   */
  public static int getnameinfo(
      MemorySegment addr,
      int addrlen,
      MemorySegment host,
      int hostlen,
      MemorySegment serv,
      int servlen,
      int flags) {
    Check.bytes(addr, Math.max(addrlen, 0));
    Check.optional(host, Integer.toUnsignedLong(hostlen));
    Check.optional(serv, Integer.toUnsignedLong(servlen));
    return status(Lookups.getnameinfo(addr, addrlen, host, hostlen, serv, servlen, flags));
  }

  /** A status of getaddrinfo's own error space, with errno in the upper half. */
  private static int status(long statusAndErrno) {
    int status = (int) statusAndErrno;
    if (status == EAI_SYSTEM) {
      Errno.errno((int) (statusAndErrno >>> 32));
    }
    return status;
  }

  /**
   * {@code struct hostent *gethostbyname(const char *name)}
   *
   * <p>The IPv4 addresses of a host; getaddrinfo knows IPv6 too.
   *
   * <p>Differences from C: the name is a Java string; the entry belongs to the thread, until its
   * next call of this function or {@link #gethostbyaddr}.
   *
   * @param name the name
   * @return the entry, in C memory and usable like any segment, or NULL with {@link #h_errno} set
   * @see <a href="https://man7.org/linux/man-pages/man3/gethostbyname.3.html">gethostbyname(3)</a>
   */
  public static MemorySegment gethostbyname(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = Strings.toC(arena, requireNonNull(name));
      LookupBuffer e = LookupBuffer.host();
      while (e.again(
          Lookups.gethostbyname_r(host, e.entry, e.buffer, e.size(), e.result, e.herrno))) {}
      return e.found();
    }
  }

  /**
   * {@code struct hostent *gethostbyname2(const char *name, int af)}
   *
   * <p>The addresses of a host in one family.
   *
   * <p>Differences from C: the name is a Java string; the entry belongs to the thread, until its
   * next call of this function, {@link #gethostbyname} or {@link #gethostbyaddr}.
   *
   * @param name the name
   * @param af {@code AF_INET} or {@code AF_INET6}
   * @return the entry, in C memory and usable like any segment, or NULL with {@link #h_errno} set
   * @see <a href="https://man7.org/linux/man-pages/man3/gethostbyname.3.html">gethostbyname(3)</a>
   */
  public static MemorySegment gethostbyname2(String name, int af) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = Strings.toC(arena, requireNonNull(name));
      LookupBuffer e = LookupBuffer.host();
      while (e.again(
          Lookups.gethostbyname2_r(host, af, e.entry, e.buffer, e.size(), e.result, e.herrno))) {}
      return e.found();
    }
  }

  /**
   * {@code struct hostent *gethostbyaddr(const void *addr, socklen_t len, int type)}
   *
   * <p>The name of a host with an address.
   *
   * <p>Differences from C: a {@code len} beyond {@code addr} is an IndexOutOfBoundsException; the
   * entry belongs to the thread, until its next call of this function or {@link #gethostbyname}.
   *
   * @param addr a {@code struct in_addr} or {@code in6_addr}
   * @param len how many bytes
   * @param type {@code AF_INET} or {@code AF_INET6}
   * @return the entry, in C memory and usable like any segment, or NULL with {@link #h_errno} set
   * @see <a href="https://man7.org/linux/man-pages/man3/gethostbyname.3.html">gethostbyname(3)</a>
   */
  public static MemorySegment gethostbyaddr(MemorySegment addr, int len, int type) {
    Check.bytes(addr, len);
    LookupBuffer e = LookupBuffer.host();
    while (e.again(
        Lookups.gethostbyaddr_r(
            addr, len, type, e.entry, e.buffer, e.size(), e.result, e.herrno))) {}
    return e.found();
  }

  /**
   * {@code int h_errno}
   *
   * <p>Why this thread's last gethostbyname or gethostbyaddr failed.
   *
   * <p>Differences from C: a method, as Java has no macro that reads a thread's variable.
   *
   * @return {@code HOST_NOT_FOUND}, {@code TRY_AGAIN}, {@code NO_RECOVERY} or {@code NO_DATA}
   * @see <a href="https://man7.org/linux/man-pages/man3/gethostbyname.3.html">gethostbyname(3)</a>
   */
  public static int h_errno() {
    return LookupBuffer.host().herrno.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
  }

  /**
   * {@code const char *hstrerror(int err)}
   *
   * <p>The text of an {@link #h_errno}.
   *
   * <p>Differences from C: a Java string.
   *
   * @param err what {@link #h_errno} returned
   * @return the text
   * @see <a href="https://man7.org/linux/man-pages/man3/gethostbyname.3.html">gethostbyname(3)</a>
   */
  public static String hstrerror(int err) {
    return Native.string(Sys.hstrerror(err));
  }

  /**
   * {@code char *h_addr}
   *
   * <p>The first address of an entry: {@code h_addr_list[0]}.
   *
   * <p>Differences from C: a method that takes the struct, as Java has no macro for a field.
   *
   * @param hostent a {@code struct hostent}
   * @return the address, {@code h_length} bytes
   * @see <a href="https://man7.org/linux/man-pages/man3/gethostbyname.3.html">gethostbyname(3)</a>
   */
  public static MemorySegment h_addr(MemorySegment hostent) {
    return Pointers.deref(berkeley.sockets.bindings.headers.netdb_h.hostent.h_addr_list(hostent));
  }

  /**
   * {@code struct servent *getservbyname(const char *name, const char *proto)}
   *
   * <p>Looks a service up by its name, for a protocol or, with null, for any.
   *
   * <p>Differences from C: the strings are Java strings; the entry belongs to the thread, until its
   * next call about a service.
   *
   * @param name the name
   * @param proto such as {@code tcp}, or null for any
   * @return the entry, in C memory and usable like any segment, or NULL
   * @see <a href="https://man7.org/linux/man-pages/man3/getservent.3.html">getservent(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html">POSIX</a>
   */
  public static MemorySegment getservbyname(String name, String proto) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment n = Strings.toC(arena, requireNonNull(name));
      MemorySegment p = Strings.toC(arena, proto);
      LookupBuffer e = LookupBuffer.service();
      while (e.again(Lookups.getservbyname_r(n, p, e.entry, e.buffer, e.result))) {}
      return e.found();
    }
  }

  /**
   * {@code struct servent *getservbyport(int port, const char *proto)}
   *
   * <p>Looks a service up by its port in network byte order, {@code htons(80)}, for a protocol or,
   * with null, for any.
   *
   * <p>Differences from C: the protocol is a Java string; the entry belongs to the thread, until
   * its next call about a service.
   *
   * @param port the port in network byte order
   * @param proto such as {@code tcp}, or null for any
   * @return the entry, in C memory and usable like any segment, or NULL
   * @see <a href="https://man7.org/linux/man-pages/man3/getservent.3.html">getservent(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html">POSIX</a>
   */
  public static MemorySegment getservbyport(int port, String proto) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment p = Strings.toC(arena, proto);
      LookupBuffer e = LookupBuffer.service();
      while (e.again(Lookups.getservbyport_r(port, p, e.entry, e.buffer, e.result))) {}
      return e.found();
    }
  }

  /**
   * {@code struct protoent *getprotobyname(const char *name)}
   *
   * <p>Looks a protocol up by its name.
   *
   * <p>Differences from C: the name is a Java string; the entry belongs to the thread, until its
   * next call about a protocol.
   *
   * @param name the name
   * @return the entry, in C memory and usable like any segment, or NULL
   * @see <a href="https://man7.org/linux/man-pages/man3/getprotoent.3.html">getprotoent(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/endprotoent.html">POSIX</a>
   */
  public static MemorySegment getprotobyname(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment n = Strings.toC(arena, requireNonNull(name));
      LookupBuffer e = LookupBuffer.protocol();
      while (e.again(Lookups.getprotobyname_r(n, e.entry, e.buffer, e.result))) {}
      return e.found();
    }
  }

  /**
   * {@code struct protoent *getprotobynumber(int proto)}
   *
   * <p>Looks a protocol up by its number.
   *
   * <p>Differences from C: the entry belongs to the thread, until its next call about a protocol.
   *
   * @param proto its number
   * @return the entry, in C memory and usable like any segment, or NULL
   * @see <a href="https://man7.org/linux/man-pages/man3/getprotoent.3.html">getprotoent(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/endprotoent.html">POSIX</a>
   */
  public static MemorySegment getprotobynumber(int proto) {
    LookupBuffer e = LookupBuffer.protocol();
    while (e.again(Lookups.getprotobynumber_r(proto, e.entry, e.buffer, e.result))) {}
    return e.found();
  }

  /**
   * {@code void setservent(int stayopen)}
   *
   * <p>Goes back to the first entry of the services database.
   *
   * <p>Differences from C: none; like C's, not for two threads at once.
   *
   * @param stayopen whether look-ups leave the database open
   * @see <a href="https://man7.org/linux/man-pages/man3/getservent.3.html">getservent(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html">POSIX</a>
   */
  public static void setservent(int stayopen) {
    Sys.setservent(stayopen);
  }

  /**
   * {@code struct servent *getservent(void)}
   *
   * <p>Reads the next entry of the services database.
   *
   * <p>Differences from C: none; like C's, not for two threads at once, and valid until the next
   * call.
   *
   * @return the entry, in C memory and usable like any segment, or NULL at the end
   * @see <a href="https://man7.org/linux/man-pages/man3/getservent.3.html">getservent(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html">POSIX</a>
   */
  public static MemorySegment getservent() {
    return Pointers.of(Sys.getservent());
  }

  /**
   * {@code void endservent(void)}
   *
   * <p>Closes the services database.
   *
   * <p>Differences from C: none; like C's, not for two threads at once.
   *
   * @see <a href="https://man7.org/linux/man-pages/man3/getservent.3.html">getservent(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html">POSIX</a>
   */
  public static void endservent() {
    Sys.endservent();
  }
}
