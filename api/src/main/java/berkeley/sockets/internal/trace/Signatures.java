/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import java.util.HashMap;
import java.util.Map;

/**
 * What each argument of a call is: one row per function, one word per argument.
 *
 * <p>A word that ends in {@code _} is the prefix of a constant's name, one that ends in {@code |}
 * that of a set of flags. {@code >} marks what the kernel fills in, {@code <>} what it changes; the
 * length of an address, a buffer or an array is the next argument. After {@code =} stands what the
 * result is when not a decimal number. Functions without a row print plain numbers and pointers.
 */
final class Signatures {
  private static final String TABLE =
      """
      socket AF_ type protocol = fd
      socketpair AF_ type protocol >fds
      bind fd addr num
      listen fd num
      accept fd >addr <>len = fd
      accept4 fd >addr <>len SOCK_| = fd
      connect fd addr num
      getsockname fd >addr <>len
      getpeername fd >addr <>len
      send fd buf num MSG_|
      sendto fd buf num MSG_| addr num
      sendmsg fd msg MSG_|
      sendmmsg fd >mmsg num MSG_|
      recv fd >buf num MSG_|
      recvfrom fd >buf num MSG_| >addr <>len
      recvmsg fd >msg MSG_|
      recvmmsg fd >mmsg num MSG_| left
      shutdown fd SHUT_
      getsockopt fd SOL_ option >value <>len
      setsockopt fd SOL_ option value num
      sockatmark fd
      isfdtype fd num
      read fd >buf num
      write fd buf num
      readv fd >iov num
      writev fd iov num
      preadv fd >iov num num
      pwritev fd iov num num
      preadv2 fd >iov num num RWF_|
      pwritev2 fd iov num num RWF_|
      close fd
      park fd POLL|
      dup fd = fd
      dup2 fd fd = fd
      dup3 fd fd O_| = fd
      pipe >fds
      pipe2 >fds O_|
      lseek fd num SEEK_
      unlink str
      open str O_| mode = fd
      fcntl fd F_ fcntl = fcntl
      ioctl fd request ioctl
      splice fd offset fd offset num SPLICE_F_|
      tee fd fd num SPLICE_F_|
      vmsplice fd iov num SPLICE_F_|
      sendfile fd fd offset num
      poll <>pollfd num num = poll
      ppoll <>pollfd num timespec sigset = poll
      select num fdset fdset fdset timeval = select
      pselect num fdset fdset fdset timespec sigset = select
      epoll_create num = fd
      epoll_create1 EPOLL_| = fd
      epoll_ctl fd EPOLL_CTL_ fd event
      epoll_wait fd >events num num
      epoll_pwait fd >events num num sigset
      epoll_pwait2 fd >events num timespec sigset
      eventfd num EFD_| = fd
      eventfd_read fd >u64
      eventfd_write fd num
      timerfd_create CLOCK_ TFD_| = fd
      timerfd_settime fd TFD_TIMER_| itimerspec >itimerspec
      timerfd_gettime fd >itimerspec
      signalfd fd sigset SFD_| = fd
      clock_gettime CLOCK_ >timespec
      kill num SIG
      signal SIG ptr = ptr
      sigaction SIG ptr ptr
      waitpid num >int W|
      inet_pton AF_ str ptr
      inet_ntop AF_ ptr >str num = ptr
      inet_aton str ptr
      inet_addr str = hex
      if_nametoindex str
      if_indextoname num >str = ptr
      getaddrinfo str str ptr ptr = gai
      getnameinfo addr num >str num >str num NI_| = gai
      gethostbyname str = ptr
      gethostbyname2 str AF_ = ptr
      getservbyname str str = ptr
      getservbyport port str = ptr
      getprotobyname str = ptr
      getprotobynumber IPPROTO_ = ptr
      gethostname >str num
      getservent = ptr
      if_nameindex = ptr
      """;

  /** The words of one row. */
  record Signature(String[] arguments, String result) {
    String argument(int index) {
      return index < arguments.length ? arguments[index] : "";
    }
  }

  private static final Map<String, Signature> ROWS = rows();
  private static final Signature PLAIN = new Signature(new String[0], "");

  private Signatures() {}

  static Signature of(String function) {
    return ROWS.getOrDefault(function, PLAIN);
  }

  private static Map<String, Signature> rows() {
    Map<String, Signature> rows = new HashMap<>();
    for (String row : TABLE.split("\n")) {
      String[] sides = row.split(" = ");
      String[] words = sides[0].split(" ");
      String[] arguments = new String[words.length - 1];
      System.arraycopy(words, 1, arguments, 0, arguments.length);
      rows.put(words[0], new Signature(arguments, sides.length > 1 ? sides[1] : ""));
    }
    return rows;
  }
}
