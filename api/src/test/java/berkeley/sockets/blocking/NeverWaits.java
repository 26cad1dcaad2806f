/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What has no row, for a reason: it waits for no other thread, process or host. */
final class NeverWaits {
  private static final Set<String> NAMES = new HashSet<>();

  private NeverWaits() {}

  /** Functions of C by their names, methods with their class. */
  static Set<String> names() {
    return NAMES;
  }

  private static void because(String reason, String... names) {
    for (String each : names) {
      if (reason.isEmpty() || !NAMES.addAll(Arrays.asList(each.split(" ")))) {
        throw new AssertionError(each);
      }
    }
  }

  static {
    because(
        "makes a descriptor, or changes what is known of one",
        "bind dup epoll_create epoll_create1 epoll_ctl eventfd getpeername getsockname getsockopt",
        "ioctl isfdtype listen lseek pipe pipe2 setsockopt shutdown signalfd sockatmark socket",
        "socketpair timerfd_create timerfd_gettime timerfd_settime unlink");
    because("only files on disks have offsets", "preadv pwritev");
    because("the kernel copies memory", "process_vm_readv");
    because(
        "asks the kernel for what it knows",
        "clock_gettime freeifaddrs getegid geteuid getgid gethostname getifaddrs getpid getppid",
        "getuid if_freenameindex if_indextoname if_nameindex if_nametoindex");
    because(
        "signals are sent and arranged",
        "kill pthread_sigmask sigaction sigaddset sigdelset sigemptyset sigfillset sigismember",
        "signal");
    because(
        "fills memory",
        "ether_aton_r ether_line ether_ntoa_r freeaddrinfo gai_strerror hstrerror inet_addr",
        "inet_aton inet_ntop inet_pton posix_spawn_file_actions_addchdir_np",
        "posix_spawn_file_actions_addclose posix_spawn_file_actions_addclosefrom_np",
        "posix_spawn_file_actions_adddup2 posix_spawn_file_actions_addopen",
        "posix_spawn_file_actions_destroy posix_spawn_file_actions_init posix_spawnattr_destroy",
        "posix_spawnattr_init posix_spawnattr_setflags posix_spawnattr_setpgroup",
        "posix_spawnattr_setsigdefault posix_spawnattr_setsigmask strerror strerrorname_np");
    because("reads /etc/services, one line at a time", "setservent getservent endservent");
    because(
        "the mirror has the plain name: see there",
        "gethostbyaddr_r gethostbyname2_r gethostbyname_r getprotobyname_r getprotobynumber_r",
        "getservbyname_r getservbyport_r");
    because(
        "makes or changes a socket",
        "Socket.adopt Socket.bind Socket.detach Socket.dup Socket.fd Socket.finishConnect",
        "Socket.getOption Socket.isConnected Socket.isNonBlocking Socket.isOpen Socket.localAddress Socket.localPort Socket.open",
        "Socket.pair Socket.peerAddress Socket.setNonBlocking Socket.setOption",
        "Socket.setReceiveSpin Socket.setReceiveTimeout Socket.setSendTimeout Socket.shutdown",
        "Socket.toString");
    because("does what its argument does", "Socket.use");
    because(
        "changes what is waited for",
        "PollSet.add PollSet.events PollSet.size Poller.add Poller.close Poller.modify",
        "Poller.open Poller.remove Poller.toString Poller.wakeup");
    because("makes a value", "AddressInfo.hints AddressInfo.stream");
  }
}
